import type { Contract } from '../../contract/contract';
import { activityNames } from '../../contract/activity-types';

/** The numbers of activity types as public clients have them; those of an instance's own types begin at 100,001. */
const KNOWN: ReadonlyMap<string, number> = new Map(
  (
    '1:Visit Webpage|2:Fill Out Form|3:Click Link|6:Send Email|7:Email Delivered|8:Email Bounced|9:Unsubs' +
    'cribe Email|10:Open Email|11:Click Email|12:New Lead|13:Change Data Value|19:Sync Lead to SFDC|21:Co' +
    'nvert Lead|22:Change Score|23:Change Owner|24:Add to List|25:Remove from List|26:SFDC Activity|27:Em' +
    'ail Bounced Soft|29:Delete Lead from SFDC|30:SFDC Activity Updated|32:Merge Leads|34:Add to Opportun' +
    'ity|35:Remove from Opportunity|36:Update Opportunity|37:Delete Lead|38:Send Alert|39:Send Sales Emai' +
    'l|40:Open Sales Email|41:Click Sales Email|42:Add to SFDC Campaign|43:Remove from SFDC Campaign|44:C' +
    'hange Status in SFDC Campaign|45:Receive Sales Email|46:Interesting Moment|47:Request Campaign|48:Sa' +
    'les Email Bounced|100:Change Lead Partition|101:Change Revenue Stage|102:Change Revenue Stage Manual' +
    'ly|104:Change Status in Progression|106:Enrich with Data.com|108:Change Segment|110:Call Webhook|111' +
    ':Sent Forward to Friend Email|112:Received Forward to Friend Email|113:Add to Nurture|114:Change Nur' +
    'ture Track|115:Change Nurture Cadence|400:Share Content|401:Vote in Poll|405:Click Shared Link'
  )
    .split('|')
    .map((entry): [string, number] => {
      const [id = '', name = ''] = entry.split(':');
      return [name, Number(id)];
    }),
);

/** Every type of activity with its number; those that nobody has published a number of count from 1,000 (our choice). */
export function activityTypeIds(contract: Contract): ReadonlyMap<string, number> {
  let next = 1_000;
  return new Map(activityNames(contract).map((name) => [name, KNOWN.get(name) ?? next++]));
}
