import type { ChannelStatus } from '../store/tags';
import type { Store } from '../store/store';
import { words } from './random';

/** Tag types with their values. `Content Channel` with SEM and Email is the documented examples'. */
const TYPES: Readonly<Record<string, string>> = {
  'Content Channel': 'Blog|Email|Event|Mobile|Online Advertising|SEM|SEO|Social Media|Website',
  Owner: 'Elizabeth|Grace|Travis',
  Region: 'Asia Pacific|Europe|North America',
};

/**
 * Channels with their statuses: name, step, and what is special: `+` for success, or what the status stands for with an
 * event provider. Webinar, Blog and Tradeshow are the documented examples'; the statuses are our own.
 */
const CHANNELS: Readonly<Record<string, string>> = {
  Blog: 'Visited,10|Subscribed,20,+',
  'Direct Mail': 'Mailed,10|Responded,20,+',
  'Email Blast': 'Sent,10|Opened,20|Clicked,30,+',
  Nurture: 'On List,10|Influenced,20,+',
  Operational: 'Member,10',
  SMS: 'Sent,10|Replied,20,+',
  Tradeshow:
    'Invited,10|Registered,20,,Check-in Status=Registered|No Show,30|Visited Booth,40,+|Attended,50,+,Check-in Status=Attended',
  Webinar:
    'Invited,10|Registered,20,,Webinar Behavior=Registered|No Show,30,,Webinar Behavior=No Show|' +
    'Attended,40,+,Webinar Behavior=Attended|Attended On-demand,50,+',
};

/** Adds tag types and channels, the same in every world. */
export function seedTags(store: Store): void {
  for (const [name, values] of Object.entries(TYPES)) store.tags.addType({ name, values: words(values) });
  for (const [name, list] of Object.entries(CHANNELS)) {
    store.tags.addChannel({ name, statuses: words(list).map(readStatus) });
  }
}

function readStatus(text: string): ChannelStatus {
  const [name = '', step = '', success = '', behavior = ''] = text.split(',');
  const [kind = '', value = ''] = behavior.split('=');
  return {
    name,
    step: Number(step),
    success: success === '+',
    behavior: behavior === '' ? undefined : [kind, value],
  };
}
