import type { Lead } from '../store/leads';
import { parseDateTime } from '../../service/time';
import { cookieOf, FIRST_MADE_UP_ID, MADE_UP_PEOPLE } from './people';

/** A lead of the vendor's documentation: what the pages print of it, and dates that fit. */
type Entry = readonly [
  id: number,
  email: string,
  attributes: Readonly<Record<string, string>>,
  created: string,
  updated?: string,
];

const AFTER = FIRST_MADE_UP_ID + MADE_UP_PEOPLE;
const SHARED_EMAIL = 'shared.mailbox@harborfoods.example';

/**
 * The leads that the documented requests ask for. Ids and values of the first three are from the documented answers;
 * where the pages print only a name or a number, the rest is our own.
 */
const ENTRIES: readonly Entry[] = [
  [
    65_835,
    'formtest1@marketo.com',
    {
      Company: 'Marketo Test',
      FirstName: 'FnameForm1',
      LastName: 'LnameForm1',
      LeadScore: '16',
      Website: 'marketo.com',
    },
    '2012-02-14T10:12:00-06:00',
    '2013-08-06T13:20:11-07:00',
  ],
  [
    67_508,
    'joe@marketo.com',
    {
      Company: 'Marketo',
      Date_of_purchase: '2012-04-04',
      FirstName: 'Joe',
      LastName: 'Orante',
      LeadScore: '11',
    },
    '2012-03-30T15:41:09-05:00',
    '2013-08-06T14:02:45-07:00',
  ],
  [
    1_089_965,
    'rufus@marketo.com',
    {
      AnonymousIP: '172.249.34.240',
      Company: 'Marketo',
      FirstName: 'Travis',
      InferredCompany: 'Time Warner Cable',
      InferredCountry: 'United States',
      LastName: 'Kaufman',
      LeadScore: '62',
      Website: 'gmail.com',
    },
    '2013-05-21T09:30:00-05:00',
    '2013-07-31T12:38:50-05:00',
  ],
  [2, 'winner@company.com', person('Wanda', 'Winner'), '2010-06-01T08:00:00-05:00'],
  [
    15,
    'loser1@company.com',
    { ...person('Wanda', 'Winner'), Phone: '+1 650 555 0115' },
    '2010-06-08T08:00:00-05:00',
  ],
  [19, 'contact@company.com', person('Connie', 'Tact'), '2010-06-21T08:00:00-05:00'],
  [16, 'loser2@company.com', { ...person('W.', 'Winner'), Title: 'Owner' }, '2010-06-09T08:00:00-05:00'],
  [87_710, 'notamember@company.com', person('Norman', 'Outside'), '2012-09-03T11:00:00-05:00'],
  [1_089_946, 'member@company.com', person('Mia', 'Member'), '2013-04-18T11:00:00-05:00'],
  [1_090_177, 'roadshow@company.com', person('Rhoda', 'Show'), '2013-07-02T16:45:00-05:00'],
  [318_815, 'fromapi@company.com', person('Web', 'Service'), '2015-09-04T16:07:16-05:00'],
  [
    1_090_238,
    'leademail@company.com',
    person('Lena', 'Email'),
    '2013-07-10T09:05:00-05:00',
    '2013-07-31T17:36:02-05:00',
  ],
  [1_090_241, 'lead@company.com', person('Lee', 'Delacroix'), '2013-07-11T09:05:00-05:00'],
  [1_090_242, 'anotherlead@company.com', person('Ann', 'Other'), '2013-07-11T09:06:00-05:00'],
  [1_090_240, 'em1000@etestd.marketo.net', person('Em', 'Thousand'), '2013-07-12T10:00:00-05:00'],
  [1_090_239, 'em1001@etestd.marketo.net', person('Em', 'Thousandone'), '2013-07-12T10:00:01-05:00'],
  [1_090_245, 't@t.com', person('George', 'Jungle'), '2013-07-15T10:00:00-05:00'],
  [1_090_246, 'two@t.com', person('Two', 'Tester'), '2013-07-15T10:05:00-05:00'],
  // Two people with one address: an e-mail address is not unique, and getLead then answers both.
  [AFTER, SHARED_EMAIL, person('Hal', 'Harbor'), '2026-01-12T10:00:00-06:00'],
  [AFTER + 1, SHARED_EMAIL, person('Holly', 'Harbor'), '2026-01-13T10:00:00-06:00'],
];

function person(firstName: string, lastName: string): Record<string, string> {
  return { Company: 'Company', FirstName: firstName, LastName: lastName, LeadScore: '5' };
}

/** The documented leads and two that share an address; none is younger than the world. */
export function documentedLeads(epoch: number): Lead[] {
  return ENTRIES.map(([id, email, attributes, created, updated = created], index) => ({
    id,
    email,
    attributes,
    foreignIds: [],
    cookies: email === 'leademail@company.com' ? [cookieOf(90_000 + index)] : [],
    workspace: 'Default',
    anonymous: false,
    createdAt: Math.min(parseDateTime(created) ?? epoch, epoch),
    updatedAt: Math.min(parseDateTime(updated) ?? epoch, epoch),
  }));
}

/** Visitors whom nobody knows yet, each with the cookie of a browser. */
export function anonymousLeads(epoch: number): Lead[] {
  return Array.from({ length: 5 }, (_, index) => {
    const createdAt = epoch - (index + 1) * 3_600_000;
    return {
      id: AFTER + 10 + index,
      email: '',
      attributes: { AnonymousIP: `203.0.113.${10 + index}`, InferredCountry: 'United States' },
      foreignIds: [],
      cookies: [cookieOf(99_000 + index)],
      workspace: 'Default',
      anonymous: true,
      createdAt,
      updatedAt: createdAt,
    };
  });
}
