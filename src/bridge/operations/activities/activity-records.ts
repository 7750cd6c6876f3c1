import type { ActivityRecord, LeadChangeRecord } from '../../../contract/mktows-types';
import { memberOf } from '../../../rest/run';
import type { ResultOf } from '../../../service/complete-result';
import { isFault } from '../../../service/fault';
import { formatDateTime } from '../../../service/time';
import { DAY_LONG } from '../../instance/facts';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';
import type { InstanceActivityType } from './activity-types';
import { timeOf } from './read-activities';

/** What is needed to write records of the log. */
export interface ActivityWords {
  readonly types: ReadonlyMap<number, InstanceActivityType>;
  /** Full names of campaigns by id. */
  readonly campaigns: ReadonlyMap<number, string>;
}

/** What records need: the names of their types and campaigns. A campaign that can not be read has no name. */
export async function wordsFor(
  call: BridgeCall,
  records: readonly unknown[],
  types: readonly InstanceActivityType[],
): Promise<ActivityWords> {
  const ids = new Set(records.flatMap((record) => numberMember(record, 'campaignId') ?? []));
  const campaigns = new Map<number, string>();
  for (const id of ids) {
    const name = await call.facts.kept(`campaign ${id}`, DAY_LONG, async () => {
      const found = await call.rest.records({
        operation: 'getCampaignByIdUsingGET',
        path: { campaignId: String(id) },
      });
      return isFault(found) ? found : fullNameOf(found[0]);
    });
    if (!isFault(name)) campaigns.set(id, name);
  }
  return { types: new Map(types.map((type) => [type.id, type])), campaigns };
}

/** `Program.Campaign`, or the plain name of a campaign outside of programs. */
function fullNameOf(campaign: unknown): string {
  const program = textMember(campaign, 'programName');
  const name = textMember(campaign, 'name') ?? '';
  return program === undefined ? name : `${program}.${name}`;
}

/** A record of getLeadActivity: an empty asset or campaign is an empty element. */
export function activityRecordOf(record: unknown, words: ActivityWords): ResultOf<ActivityRecord> {
  const { campaign, ...common } = commonOf(record, words);
  return {
    ...common,
    mktgAssetName: textMember(record, 'primaryAttributeValue') ?? '',
    campaign,
  };
}

/** A record of getLeadChanges: an empty asset is nil, and an empty campaign is left out. */
export function changeRecordOf(record: unknown, words: ActivityWords): ResultOf<LeadChangeRecord> {
  const { campaign, ...common } = commonOf(record, words);
  return {
    ...common,
    mktgAssetName: textMember(record, 'primaryAttributeValue') ?? null,
    campaign: campaign === '' ? undefined : campaign,
  };
}

function commonOf(record: unknown, { types, campaigns }: ActivityWords) {
  const type = types.get(numberMember(record, 'activityTypeId') ?? NaN);
  const own = memberOf(record, 'attributes');
  const attributes = new Map(
    (Array.isArray(own) ? (own as readonly unknown[]) : []).flatMap((one): [string, string][] => {
      const name = textMember(one, 'name');
      return name === undefined ? [] : [[name, textMember(one, 'value') ?? '']];
    }),
  );
  const primary = textMember(record, 'primaryAttributeValueId');
  if (primary !== undefined && type?.primary !== undefined && !attributes.has(type.primary)) {
    attributes.set(type.primary, primary);
  }
  const leadId = numberMember(record, 'leadId');
  attributes.set('Lead ID', String(leadId ?? ''));
  return {
    id: textMember(record, 'id') ?? null,
    marketoGUID: textMember(record, 'marketoGUID'),
    activityDateTime: formatDateTime(timeOf(record)),
    activityType: type?.name ?? '',
    activityAttributes: {
      attribute: [...attributes].map(([attrName, attrValue]) => ({ attrName, attrValue })),
    },
    mktPersonId: textMember(record, 'leadId') ?? null,
    campaign: campaigns.get(numberMember(record, 'campaignId') ?? NaN) ?? '',
  };
}
