import type { Program } from '../store/programs';
import type { Store } from '../store/store';
import { DAY } from '../../text/calendar';
import { parseDateTime } from '../../service/time';

/** What sets a program of the seed apart; the rest has defaults. */
type Entry = Pick<Program, 'id' | 'name'> &
  Partial<Omit<Program, 'createdAt' | 'updatedAt'>> & { created: string };

/** The programs that the documented examples name, and those that the leads' history speaks of. */
const ENTRIES: readonly Entry[] = [
  {
    id: 1_003,
    name: 'Trav-Demo-Program',
    created: '2011-06-27T10:35:33-05:00',
    tags: [
      ['Content Channel', 'Email'],
      ['Owner', 'Travis'],
    ],
    tokens: [
      ['{{my.message}}', 'Thank you for trying the demo.'],
      ['{{my.other token}}', 'See you soon.'],
    ],
  },
  {
    id: 1_004,
    name: 'SMSProgram',
    created: '2011-09-14T09:12:05-05:00',
    channel: 'SMS',
    tags: [['Content Channel', 'Mobile']],
    tokens: [['{{my.short text}}', 'Your appointment is tomorrow.']],
  },
  {
    id: 1_005,
    name: 'ER Demo',
    created: '2012-01-11T14:20:51-06:00',
    type: 'Event with Webinar',
    channel: 'Webinar',
    folder: '/Marketing Activities/Default/Events',
    start: '2013-08-20',
    end: '2013-08-20',
    tags: [['Content Channel', 'Email']],
    tokens: [['{{my.message}}', 'The demo starts in an hour.']],
    costs: [{ id: 151, month: '2013-07-01', amount: '400', note: 'Speaker' }],
  },
  {
    id: 1_006,
    name: 'elizprogramtest',
    created: '2012-03-01T11:00:00-06:00',
    folder: '/Marketing Activities/Default/Tests',
  },
  {
    id: 1_007,
    name: 'elizprogramtest2',
    created: '2012-03-02T11:00:00-06:00',
    folder: '/Marketing Activities/Default/Tests',
  },
  {
    id: 1_008,
    name: 'elizprogramtest3',
    created: '2012-03-05T11:00:00-06:00',
    folder: '/Marketing Activities/Default/Tests',
    tags: [['Content Channel', 'SEM']],
  },
  {
    id: 1_009,
    name: 'Nurture',
    created: '2012-05-21T08:45:12-05:00',
    type: 'Nurture',
    channel: 'Nurture',
    tags: [['Content Channel', 'Email']],
    tokens: [['{{my.message}}', 'News from the product team.']],
  },
  { id: 1_010, name: 'Scoring', created: '2012-05-22T08:45:12-05:00', channel: 'Operational' },
  {
    id: 1_011,
    name: 'Summer Catalog 2012',
    created: '2012-06-04T13:00:00-05:00',
    channel: 'Direct Mail',
    archived: true,
    costs: [{ id: 152, month: '2012-06-01', amount: '5200', note: 'Print and postage' }],
  },
  {
    id: 1_970,
    name: 'RoadShow 2013',
    created: '2013-04-15T10:00:00-05:00',
    type: 'Event',
    channel: 'Tradeshow',
    folder: '/Marketing Activities/Default/Events',
    crmId: '7015000000ROAD1AAQ',
    start: '2013-06-10',
    end: '2013-06-28',
    tags: [
      ['Content Channel', 'Event'],
      ['Region', 'North America'],
    ],
    costs: [{ id: 153, month: '2013-06-01', amount: '1750', note: 'Booth and travel' }],
  },
  {
    id: 1_971,
    name: 'Deliverability Blog',
    created: '2013-05-06T10:00:00-05:00',
    channel: 'Blog',
    tags: [['Content Channel', 'Blog']],
  },
];

/** Adds the programs; none is younger than the world. */
export function seedPrograms(store: Store): void {
  for (const { created, ...entry } of ENTRIES) {
    const createdAt = Math.min(parseDateTime(created) ?? 0, store.epoch);
    store.programs.add({
      type: 'Marketing Program',
      channel: 'Email Blast',
      workspaceId: 1,
      workspace: 'Default',
      folder: '/Marketing Activities/Default',
      archived: false,
      tags: [],
      tokens: [],
      costs: [],
      createdAt,
      updatedAt: Math.min(createdAt + 30 * DAY, store.epoch),
      ...entry,
    });
  }
}
