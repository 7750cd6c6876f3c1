import type { Lead } from '../store/leads';
import { DAY } from '../../text/calendar';
import { makeCompanies, OWNERS } from './companies';
import { between, createRandom, pick, words, type Random } from './random';

/** How many people the sandbox makes up, besides the documented ones. */
export const MADE_UP_PEOPLE = 2_500;
/** The first made-up person's id; above every documented one. */
export const FIRST_MADE_UP_ID = 1_100_001;
/** The made-up people came to us during the last ten months, in milliseconds. */
const HISTORY = 300 * DAY;

const FIRST_NAMES = words(
  'Aaron|Adele|Amara|Andre|Anna|Beatriz|Bruno|Carla|Chen|Clara|Daniel|Deepa|Elena|Emil|Farah|Felix|Fiona|Gabriel|Hana|' +
    'Hugo|Ines|Ivan|Jamal|Jean-Luc|Julia|Kenji|Laura|Leila|Liam|Lucia|Marcus|Maya|Miguel|Nora|Oliver|Paula|Quinn|Rosa|' +
    'Samir|Selma|Sofia|Tariq|Theo|Uma|Victor|Wendy|Yusuf|Zoe',
);
const LAST_NAMES = words(
  'Abbott|Acosta|Bauer|Becker|Bennett|Bianchi|Chang|Cohen|Costa|Dubois|Edwards|Eriksen|Fischer|Fontaine|Garcia|Gupta|' +
    'Hansen|Hughes|Ibrahim|Iversen|Jansen|Johnson|Kaya|Khan|Kowalski|Larsson|Lefevre|Mbeki|Mendes|Moreau|Murphy|Nakamura|' +
    "Nguyen|Novak|O'Brien|Ortiz|Patel|Petrov|Quintero|Reyes|Rossi|Santos|Schmidt|Silva|Tanaka|Turner|Urban|Vargas|Weber|" +
    'Williams|Xu|Young|Zhang|Zimmer',
);
const TITLES = words(
  'Account Executive|Buyer|CFO|CTO|Data Analyst|Director of Marketing|Engineer|Events Manager|Head of Sales|IT Manager|' +
    'Marketing Manager|Operations Lead|Owner|Product Manager|Sales Manager|VP Marketing|VP Operations',
);
const SOURCES = words(
  'Web Page Visit|Web Form Fillout|Trade Show|Webinar|Partner|Purchased List|Referral|Web service API',
);
const STATUSES = words('Open|Contacted|Qualified|Disqualified|Recycled');
const INTERESTS = words('Starter|Team|Enterprise|Services');

/**
 * The made-up people, by ascending id and time of arrival.
 *
 * @param epoch the time of the beginning, in milliseconds since 1970; nobody arrives later.
 */
export function makePeople(seed: number, epoch: number): Lead[] {
  const companies = makeCompanies(seed);
  const counts = new Map<string, number>();
  return Array.from({ length: MADE_UP_PEOPLE }, (_, index) => {
    const random = createRandom(seed, 1_000 + index);
    const company = pick(random, companies);
    const firstName = pick(random, FIRST_NAMES);
    const lastName = pick(random, LAST_NAMES);
    const createdAt = epoch - Math.floor(HISTORY * (1 - (index + random()) / MADE_UP_PEOPLE)) - 60_000;
    const updatedAt = createdAt + Math.floor((epoch - createdAt) * random() ** 2);
    const attributes: Record<string, string> = {
      ...company.attributes,
      FirstName: firstName,
      LastName: lastName,
      LeadScore: String(between(random, 0, 120)),
      LeadSource: pick(random, SOURCES),
      LeadStatus: pick(random, STATUSES),
      Title: pick(random, TITLES),
      Unsubscribed: random() < 0.06 ? 'true' : 'false',
    };
    addSometimes(attributes, random, index, companies.indexOf(company));
    return {
      id: FIRST_MADE_UP_ID + index,
      email: address(firstName, lastName, company.domain, counts),
      attributes,
      foreignIds: index % 50 === 7 ? [{ type: 'CUSTOM', id: `CRM-${10_000 + index}` }] : [],
      cookies: index % 5 === 0 ? [cookieOf(index)] : [],
      workspace: 'Default',
      anonymous: false,
      createdAt,
      updatedAt,
    };
  });
}

/** The `_mkto_trk` cookie of a made-up browser, in the shape that Marketo's tracking script gives it. */
export function cookieOf(number: number): string {
  return `id:287-GTJ-838&token:_mch-sandbox.example-13753${String(number).padStart(8, '0')}-${46_000 + (number % 9_000)}`;
}

function addSometimes(
  attributes: Record<string, string>,
  random: Random,
  index: number,
  account: number,
): void {
  const owner = pick(random, OWNERS);
  if (random() < 0.7) {
    attributes.LeadOwnerEmailAddress = owner.email;
    attributes.LeadOwnerFirstName = owner.firstName;
    attributes.LeadOwnerLastName = owner.lastName;
    attributes.SFDCLeadOwnerId = owner.sfdcOwnerId;
  }
  if (random() < 0.5) attributes.Phone = `${attributes.MainPhone?.slice(0, -2)}${between(random, 10, 99)}`;
  if (random() < 0.3) attributes.Product_Interest = pick(random, INTERESTS);
  if (random() < 0.2) attributes.SFDCLeadId = salesforceId('00Q', index);
  else if (random() < 0.25) {
    attributes.SFDCContactId = salesforceId('003', index);
    attributes.SFDCAccountId = salesforceId('001', account);
    if (random() < 0.4) attributes.SFDCOpptyId = salesforceId('006', account);
  }
}

/** Eighteen characters in the shape of a Salesforce record id. */
function salesforceId(prefix: string, number: number): string {
  return `${prefix}50000${String(number).padStart(7, '0')}AAQ`;
}

function address(first: string, last: string, domain: string, counts: Map<string, number>): string {
  const local = `${first}.${last}`.toLowerCase().replace(/[^a-z.-]/g, '');
  const key = `${local}@${domain}`;
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before === 0 ? key : `${local}${before + 1}@${domain}`;
}
