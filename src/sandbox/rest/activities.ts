import { readInstant } from '../../text/instant';
import type { Activity } from '../store/activities';
import { campaignName } from '../store/campaigns';
import { fieldOfRest, restNameOf } from './leads';
import {
  badToken,
  MOST,
  RestError,
  restInstant,
  parameterText,
  texts,
  wholeNumber,
  type RestAnswer,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';
import { activityTypeIds } from './type-ids';
import { LEAD_FIELDS } from '../store/fields';

/** Calls about what happened. */
export const restActivityHandlers: RestHandlers = {
  getAllActivityTypesUsingGET: ({ contract }) => ({
    result: [...activityTypeIds(contract)].map(([name, id]) => ({
      id,
      name,
      description: '',
      primaryAttribute: { name: PRIMARY[name] ?? 'Asset Name', dataType: 'string' },
      attributes: [],
    })),
  }),
  getActivitiesPagingTokenUsingGET: (call) => {
    const since = parameterText(call, 'sinceDatetime');
    if (since === undefined)
      return new RestError('1002', "Missing value for required parameter 'sinceDatetime'");
    // A + that was not encoded comes as a space.
    const instant = readInstant(since.replace(/ (?=\d\d:?\d\d$)/, '+'));
    if (!instant)
      return new RestError(
        '1001',
        `Invalid value '${since.slice(0, 40)}' for sinceDatetime. Required of type 'DateTime'`,
      );
    return { nextPageToken: writeStart(instant.time, 0) };
  },
  getLeadActivitiesUsingGET: (call) => {
    const ids = texts(call, 'activityTypeIds');
    if (ids.length === 0)
      return new RestError('1002', "Missing value for required parameter 'activityTypeIds'");
    if (ids.length > 10) return new RestError('1003', 'More than 10 activity types');
    const wrong = ids.find((id) => wholeNumber(id) === undefined);
    if (wrong !== undefined)
      return new RestError('1001', `Invalid value '${wrong}'. Required of type 'Integer'`);
    const types = new Set(ids.map(Number));
    const numbers = activityTypeIds(call.contract);
    return read(
      call,
      ({ type }) => types.has(numbers.get(type) ?? -1),
      (activity) => record(call, activity),
    );
  },
  getLeadChangesUsingGET: (call) => {
    const fields = texts(call, 'fields');
    if (fields.length === 0) return new RestError('1002', "Missing value for required parameter 'fields'");
    const unknown = fields.find((name) => !fieldOfRest(name));
    if (unknown !== undefined) return new RestError('1006', `Field '${unknown}' not found`);
    const wanted = new Set(fields);
    const rest = new Map(LEAD_FIELDS.map((field) => [field.name, restNameOf(field)]));
    return read(
      call,
      ({ type, attributes }) =>
        type === 'New Lead' ||
        (type === 'Change Data Value' && wanted.has(rest.get(attributes['Attribute Name'] ?? '') ?? '')),
      (activity) => ({
        ...record(call, activity),
        fields:
          activity.type === 'New Lead'
            ? []
            : [
                {
                  id: activity.id,
                  name: rest.get(activity.attributes['Attribute Name'] ?? '') ?? '',
                  newValue: activity.attributes['New Value'] ?? '',
                  oldValue: activity.attributes['Old Value'] ?? '',
                },
              ],
      }),
    );
  },
  // The store remembers nobody who is gone, so there is nobody to name.
  getDeletedLeadsUsingGET: (call) =>
    read(
      call,
      () => false,
      (activity) => record(call, activity),
    ),
};

/** What `primaryAttributeValue` is; the vendor's pages show a few. */
const PRIMARY: Readonly<Record<string, string>> = {
  'Visit Webpage': 'Webpage ID',
  'Fill Out Form': 'Webform ID',
  'Change Data Value': 'Attribute Name',
  'Add to List': 'Static List ID',
  'Remove from List': 'Static List ID',
};

function record(call: RestServiceCall, { id, leadId, at, type, asset, campaign, attributes }: Activity) {
  const campaignId =
    campaign === ''
      ? undefined
      : call.store.campaigns.all().find((one) => campaignName(one) === campaign)?.id;
  return {
    id,
    marketoGUID: String(id),
    leadId,
    activityDate: restInstant(at),
    activityTypeId: activityTypeIds(call.contract).get(type) ?? 0,
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(asset === '' ? {} : { primaryAttributeValue: asset }),
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
  };
}

/** A page of the log from a token on, oldest first. A token always comes back, also at the end (vendor's page). */
function read(
  call: RestServiceCall,
  wanted: (activity: Activity) => boolean,
  write: (activity: Activity) => unknown,
): RestAnswer {
  const token = parameterText(call, 'nextPageToken');
  if (token === undefined)
    return new RestError('1002', "Missing value for required parameter 'nextPageToken'");
  const start = readStart(token);
  if (!start) return badToken(token);
  const leadIds = texts(call, 'leadIds');
  if (leadIds.length > 30) return new RestError('1003', 'More than 30 leads');
  const leads = leadIds.length > 0 ? new Set(leadIds.map(Number)) : undefined;
  const listId = parameterText(call, 'listId');
  const list = listId === undefined ? undefined : call.store.lists.byId(Number(listId));
  if (listId !== undefined && !list) return new RestError('1013', `List ${listId} not found`);
  const size = Math.min(Number(parameterText(call, 'batchSize') ?? MOST), MOST);
  if (!Number.isInteger(size) || size < 1) return new RestError('1001', 'Invalid value for batchSize');
  const all = call.store.activities
    .between(start.since, call.now)
    .filter(
      (activity) =>
        wanted(activity) &&
        (!leads || leads.has(activity.leadId)) &&
        (!list || list.members.has(activity.leadId)),
    );
  const end = Math.min(start.offset + size, all.length);
  const result = all.slice(start.offset, end).map(write);
  return { result, nextPageToken: writeStart(start.since, end), moreResult: end < all.length };
}

function writeStart(since: number, offset: number): string {
  return btoa(JSON.stringify(['since', since, offset])).replaceAll('=', '');
}

function readStart(token: string): { readonly since: number; readonly offset: number } | undefined {
  try {
    const [kind, since, offset] = JSON.parse(atob(token)) as [unknown, unknown, unknown];
    return kind === 'since' && Number.isInteger(since) && Number.isInteger(offset)
      ? { since: since as number, offset: offset as number }
      : undefined;
  } catch {
    return undefined;
  }
}
