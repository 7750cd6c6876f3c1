import type { NewActivity } from '../store/activities';
import { parseDateTime } from '../../service/time';
import { formFill, linkClick, pageView } from './journeys';

/** Lead id to the documented id of its New Lead activity. */
export const NEW_LEAD_IDS: ReadonlyMap<number, number> = new Map([[318_815, 12_025_714]]);

const CLIENT = { 'Client IP Address': '172.249.34.240', 'User Agent': 'Mozilla/5.0 (Macintosh)' };

/** What happened to the leads of the documentation, as far as its pages speak of it; times are our own. */
export function documentedActivities(epoch: number): NewActivity[] {
  const lead = { id: 1_090_238, email: 'leademail@company.com' };
  const entries = [
    // The documented request asks for ten visits and forms of this lead and gets a second page with four.
    ...Array.from({ length: 9 }, (_, index) =>
      pageView(
        lead.id,
        time('2013-07-12T14:00:00-05:00') + index * 41 * 3_600_000,
        '/blog/deliverability',
        CLIENT,
      ),
    ),
    pageView(lead.id, time('2013-07-30T10:02:11-05:00'), '/pricing', CLIENT),
    pageView(lead.id, time('2013-07-31T16:58:40-05:00'), '/resources/guide', CLIENT),
    formFill(lead, time('2013-07-31T16:59:58-05:00'), '/resources/guide', 'Guide Download', CLIENT),
    pageView(lead.id, time('2013-07-31T17:20:03-05:00'), '/contact-us', CLIENT),
    formFill(lead, time('2013-07-31T17:22:45-05:00'), '/contact-us', 'Contact Us', CLIENT),
    ...[1_089_965, 67_508, 65_835, 1_090_177].flatMap((leadId, index) => {
      const start = time('2013-08-02T09:00:00-05:00') + index * 26 * 3_600_000;
      return [
        pageView(leadId, start, '/product/overview', CLIENT),
        linkClick(leadId, start + 45_000, '/product/overview', CLIENT),
        pageView(leadId, start + 120_000, '/pricing', CLIENT),
      ];
    }),
  ];
  // Under a clock that is set before these days, nothing of it has happened yet.
  return entries.filter(({ at }) => at < epoch);
}

function time(text: string): number {
  return parseDateTime(text) ?? 0;
}
