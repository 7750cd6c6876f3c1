import type { Campaign } from '../store/campaigns';
import type { Store } from '../store/store';

type Entry = Omit<Campaign, 'kind' | 'sources'> & Partial<Pick<Campaign, 'sources'>>;
type Step = Campaign['flow'][number];

/** Somebody can read the tokens of a run in this activity. */
function moment(text: string): Step {
  return {
    type: 'Interesting Moment',
    asset: 'Campaign message',
    attributes: { Type: 'Web', Description: text, Source: 'Smart campaign' },
  };
}

function email(asset: string): Step {
  return { type: 'Send Email', asset, attributes: { 'Mailing ID': String(2_000 + asset.length) } };
}

/** Those that may be requested. The id 4496 is the documented example's. */
const REQUESTED: readonly Entry[] = [
  {
    id: 4_496,
    name: 'Triggered Welcome',
    program: 'Nurture',
    description: 'Greets whom the API sends.',
    sources: ['MKTOWS'],
    flow: [email('Welcome Email'), moment('{{my.message}}')],
  },
  {
    id: 3_374,
    name: 'Triggered Campaign',
    program: 'ER Demo',
    description: '',
    sources: ['MKTOWS', 'SALES'],
    flow: [email('Demo Reminder'), moment('{{my.message}}')],
  },
  {
    id: 4_498,
    name: 'Trigger SMS',
    program: 'SMSProgram',
    description: 'Texts one person.',
    sources: ['MKTOWS'],
    flow: [moment('{{my.short text}}')],
  },
  {
    id: 4_499,
    name: 'Triggered Message',
    program: 'Trav-Demo-Program',
    description: '',
    sources: ['MKTOWS'],
    flow: [moment('{{my.message}} {{my.other token}}')],
  },
  {
    id: 4_500,
    name: 'Trigger Sales Alert',
    description: 'Tells the owner of a lead.',
    sources: ['SALES'],
    flow: [{ type: 'Send Alert', asset: 'Sales Alert', attributes: {} }],
  },
];

/** One that listens to what leads do, and that nobody may request. */
const LISTENING: readonly Entry[] = [
  { id: 4_502, name: 'Engagement', program: 'Scoring', description: 'Scores visits and clicks.', flow: [] },
];

const BATCH: readonly Entry[] = [
  {
    id: 4_501,
    name: 'Batch Campaign Example',
    program: 'Trav-Demo-Program',
    description: '',
    flow: [email('Demo Invitation'), moment('{{my.message}} {{my.other token}}')],
  },
  {
    id: 4_503,
    name: 'Monthly Newsletter',
    program: 'Nurture',
    description: '',
    flow: [email('Monthly Newsletter')],
  },
  {
    id: 4_504,
    name: 'Webinar Invitation',
    program: 'Nurture',
    description: '',
    flow: [email('Webinar Invitation')],
  },
  { id: 4_505, name: 'Product News', program: 'Nurture', description: '', flow: [email('Product News')] },
  { id: 4_506, name: 'Welcome Email', program: 'Nurture', description: '', flow: [email('Welcome Email')] },
  {
    id: 4_507,
    name: 'Send Texts',
    program: 'SMSProgram',
    description: '',
    flow: [moment('{{my.short text}}')],
  },
];

/** Adds the campaigns of the documented examples, and those that the leads' history speaks of. */
export function seedCampaigns(store: Store): void {
  for (const entry of [...REQUESTED, ...LISTENING]) {
    store.campaigns.add({ sources: [], ...entry, kind: 'trigger' });
  }
  for (const entry of BATCH) store.campaigns.add({ sources: [], ...entry, kind: 'batch' });
}
