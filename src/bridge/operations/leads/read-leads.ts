import { textValue, textsOf } from '../../../envelope/contents';
import { memberOf } from '../../../rest/run';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { askedSelection, MAX_KEYS, MAX_RANGE, type LeadSelection } from '../../../service/lead-selection';
import { askedPageSize } from '../../../service/asked-page-size';
import { numberMember, textMember } from '../../instance/rest-calls';
import { scopeOf, type BridgeAnswer, type BridgeCall, type BridgeHandlers } from '../../operation';
import type { PositionContent } from '../../positions';
import { activeLeads } from '../activities/active-leads';
import { findLists } from '../lists/find-lists';
import { canBeLookedUp, findLeads, noLead, restFilterOf, restKeyOf } from './lead-keys';
import { leadRecordOf, wantedFields, withNames } from './lead-records';
import { packIds, unpackIds } from './packed-ids';

/** Reading leads. */
export const bridgeLeadHandlers = { getLead, getMultipleLeads } satisfies BridgeHandlers;

/** The vendor's largest page over SOAP, and of the REST API. */
const MAX_BATCH = 1_000;
const REST_PAGE = 300;

/** All leads of one key: several people may share an e-mail address. */
async function getLead(call: BridgeCall<'getLead'>): Promise<BridgeAnswer<'getLead'>> {
  const key = restKeyOf(call.values.leadKey);
  if (isFault(key)) return key;
  if (!canBeLookedUp(key.filter, key.value)) return noLead(key);
  return withNames(call, async (names) => {
    const found = await findLeads(call, key.filter, [key.value], wantedFields(names));
    if (isFault(found)) return found;
    if (found.length === 0) return noLead(key);
    const leadRecord = found.map((record) => leadRecordOf(call, names, record));
    return { result: { count: found.length, leadRecordList: { leadRecord } } };
  });
}

/** A page of leads as the REST API has them. */
interface LeadPage {
  readonly records: readonly unknown[];
  /** How many come after it; where nobody knows, the fewest that there are. */
  readonly remaining: number;
  /** What the next page needs; empty where there is none to ask for. */
  readonly next: PositionContent | undefined;
}

/** What a page is made of. */
interface PageRequest<By extends LeadSelection['by']> {
  readonly selection: LeadSelection & { readonly by: By };
  readonly size: number;
  readonly fields: readonly string[];
  /** What the position holds; undefined for the first page. */
  readonly position: PositionContent | undefined;
}

/** Leads by keys, list or time of update, page by page. */
async function getMultipleLeads(
  call: BridgeCall<'getMultipleLeads'>,
): Promise<BridgeAnswer<'getMultipleLeads'>> {
  const { values, settings, now } = call;
  const selection = askedSelection(values);
  if (isFault(selection)) return selection;
  const size = askedPageSize(values.batchSize, settings.defaultBatchSize, MAX_BATCH);
  if (isFault(size)) return size;
  const only = textsOf(values.includeAttributes, 'stringItem');
  const scope = scopeOf(call, [selection, [...only].sort()]);
  const given = textValue(values.streamPosition);
  const position = given === undefined ? undefined : call.positions.read(given, scope);
  if (isFault(position)) return position;
  if (position?.end === true) return fault('20123');
  if (selection.by === 'dates' && (selection.latest ?? now) - selection.oldest > MAX_RANGE) {
    return fault('20022');
  }
  return withNames(call, async (names) => {
    const wanted = only.length > 0 ? new Set(only) : undefined;
    const page = await pageOf(call, selection, { size, fields: wantedFields(names, wanted), position });
    if (isFault(page)) return page;
    const { records, remaining, next } = page;
    const leadRecord = records.map((record) => leadRecordOf(call, names, record, wanted));
    return {
      result: {
        returnCount: records.length,
        remainingCount: remaining,
        newStreamPosition: next ? call.positions.write(scope, next) : '',
        leadRecordList: records.length > 0 ? { leadRecord } : null,
      },
    };
  });
}

function pageOf(
  call: BridgeCall<'getMultipleLeads'>,
  selection: LeadSelection,
  request: Omit<PageRequest<'keys'>, 'selection'>,
): Promise<LeadPage | SoapFault> {
  switch (selection.by) {
    case 'keys':
      return pageOfKeys(call, { ...request, selection });
    case 'list':
      return pageOfList(call, { ...request, selection });
    case 'dates':
      return pageOfDates(call, { ...request, selection });
  }
}

/** All leads of the keys are looked up each time; they come in the order of the keys, each once. */
async function pageOfKeys(
  call: BridgeCall,
  { selection, size, fields, position }: PageRequest<'keys'>,
): Promise<LeadPage | SoapFault> {
  const filter = restFilterOf(selection.keyType);
  if (isFault(filter)) return filter;
  const keys = selection.keyValues.slice(0, MAX_KEYS);
  const found = await findLeads(call, filter, keys, [...fields, filter]);
  if (isFault(found)) return found;
  const leads = inOrderOf(keys, found, filter);
  const start = Number(position?.from ?? 0);
  if (position && start >= leads.length) return fault('20123');
  const records = leads.slice(start, start + size);
  const remaining = leads.length - start - records.length;
  return { records, remaining, next: remaining > 0 ? { from: start + records.length } : undefined };
}

/** Leads in the order of the keys that they were found by; those that show no such key come last. */
function inOrderOf(keys: readonly string[], leads: readonly unknown[], filter: string): unknown[] {
  const places = new Map<string, number>();
  keys.forEach((key, index) => {
    if (!places.has(key.toLowerCase())) places.set(key.toLowerCase(), index);
  });
  const placeOf = (lead: unknown) => {
    const own = (textMember(lead, filter) ?? '').toLowerCase();
    const parts = filter === 'cookies' ? own.split(',') : [own];
    return Math.min(...parts.map((part) => places.get(part.trim()) ?? Infinity));
  };
  return leads
    .map((lead, index) => ({ lead, index, place: placeOf(lead) }))
    .sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place))
    .map(({ lead }) => lead);
}

/**
 * The members of a list. REST gives pages of 300; a position names the page that is being cut and how far. How many remain is
 * exact once the rest is in hand, and the fewest there are before.
 */
async function pageOfList(
  call: BridgeCall<'getMultipleLeads'>,
  { selection, size, fields, position }: PageRequest<'list'>,
): Promise<LeadPage | SoapFault> {
  const listId = position ? Number(position.list) : await listIdOf(call, selection);
  if (isFault(listId)) return listId;
  if (listId === undefined) return { records: [], remaining: 0, next: undefined };
  const records: unknown[] = [];
  let token = typeof position?.token === 'string' ? position.token : undefined;
  let skip = Number(position?.skip ?? 0);
  for (;;) {
    const json = await call.rest.call({
      operation: 'getLeadsByListIdUsingGET_1',
      path: { listId: String(listId) },
      query: [
        { name: 'fields', value: fields },
        { name: 'batchSize', value: String(REST_PAGE) },
        token === undefined ? undefined : { name: 'nextPageToken', value: token },
      ],
    });
    if (isFault(json)) return json;
    const members = memberOf(json, 'result');
    const own = Array.isArray(members) ? (members as readonly unknown[]) : [];
    const taken = own.slice(skip, skip + size - records.length);
    for (const record of taken) records.push(record);
    const left = Math.max(own.length - skip - taken.length, 0);
    const following = textMember(json, 'nextPageToken');
    const more = following !== undefined && memberOf(json, 'moreResult') !== false;
    if (records.length >= size || !more) {
      const inPage = skip + taken.length;
      if (left > 0 || more) {
        const remaining = await remainingMembers(call, listId, { left, following, more }, records, position);
        if (isFault(remaining)) return remaining;
        const place = left > 0 ? { token, skip: inPage } : { token: following, skip: 0 };
        return { records, remaining, next: { list: listId, ...place, count: remaining } };
      }
      if (position && records.length === 0) return fault('20123');
      return { records, remaining: 0, next: records.length > 0 ? { end: true } : undefined };
    }
    token = following;
    skip = 0;
  }
}

/**
 * How many members remain after a page: the fewest there are, or counted by reading on where the settings want that. It is counted
 * once, and the position knows it from then on.
 */
async function remainingMembers(
  call: BridgeCall,
  listId: number,
  { left, following, more }: { readonly left: number; readonly following?: string; readonly more: boolean },
  records: readonly unknown[],
  position: PositionContent | undefined,
): Promise<number | SoapFault> {
  if (!more || call.settings.counts === 'bound') return left + (more ? 1 : 0);
  if (typeof position?.count === 'number') return Math.max(position.count - records.length, left + 1);
  const rest = await call.rest.pages(
    {
      operation: 'getLeadsByListIdUsingGET_1',
      path: { listId: String(listId) },
      query: [
        { name: 'fields', value: ['id'] },
        { name: 'batchSize', value: String(REST_PAGE) },
        following === undefined ? undefined : { name: 'nextPageToken', value: following },
      ],
    },
    'token',
  );
  return isFault(rest) ? rest : left + rest.length;
}

/** The id of a list; undefined where there is none: the service answered with nobody then. */
async function listIdOf(
  call: BridgeCall,
  { id, name = '' }: LeadSelection & { readonly by: 'list' },
): Promise<number | undefined | SoapFault> {
  const lists = await findLists(call, id === undefined ? { name } : { id });
  if (isFault(lists)) return lists;
  const ids = lists.flatMap((list) => numberMember(list, 'id') ?? []);
  if (ids.length > 1) {
    return fault('20111', `There are several lists ${name}, with the ids ${ids.slice(0, 20).join(', ')}`);
  }
  return ids[0];
}

/** Leads with a change or a new activity in the range. Their ids are collected once and go along in the position while they fit. */
async function pageOfDates(
  call: BridgeCall<'getMultipleLeads'>,
  { selection, size, fields, position }: PageRequest<'dates'>,
): Promise<LeadPage | SoapFault> {
  // The range of a first page without an end stays closed at that moment for all its pages.
  const latest = selection.latest ?? Number(position?.latest ?? call.now);
  const last = Number(position?.last ?? 0);
  const kept = typeof position?.ids === 'string' ? unpackIds(position.ids) : undefined;
  const all = kept ?? (await activeLeads(call, selection.oldest, latest));
  if (isFault(all)) return all;
  const ids = all.filter((id) => id > last);
  const records: unknown[] = [];
  let taken = 0;
  // A lead that was deleted or merged since is not there any more: the next one takes its place.
  while (records.length < size && taken < ids.length) {
    const some = ids.slice(taken, taken + size - records.length);
    const found = await findLeads(call, 'id', some.map(String), fields);
    if (isFault(found)) return found;
    for (const record of found) records.push(record);
    taken += some.length;
  }
  const rest = ids.slice(taken);
  if (position && records.length === 0) return fault('20123');
  if (records.length === 0) return { records, remaining: 0, next: undefined };
  if (rest.length === 0) return { records, remaining: 0, next: { end: true } };
  return { records, remaining: rest.length, next: { latest, last: ids[taken - 1], ids: packIds(rest) } };
}
