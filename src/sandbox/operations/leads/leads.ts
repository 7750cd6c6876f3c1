import { fault, isFault, type SoapFault } from '../../../service/fault';
import { askedSelection, MAX_RANGE, type LeadSelection } from '../../../service/lead-selection';
import { askedPageSize } from '../../../service/asked-page-size';
import type { Lead } from '../../store/leads';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { textValue, textsOf } from '../parameters';
import { formatPosition, readPosition, type LeadPosition } from './lead-position';
import { leadRecord } from './records';
import { leadKeyOf, leadsOfKey, select } from './select';

/** The vendor's largest page. (One row of its page says 100; that is the limit on keys.) */
export const MAX_BATCH = 1_000;

/** Reading leads. */
export const leadHandlers = { getLead, getMultipleLeads } satisfies OperationHandlers;

/** All leads of one key: several people may share an e-mail address. */
function getLead({ contract, values, store }: OperationCall<'getLead'>): OperationAnswer<'getLead'> {
  const key = leadKeyOf(values.leadKey);
  if (isFault(key)) return key;
  const leads = leadsOfKey(store, key);
  if (isFault(leads)) return leads;
  const leadRecordList = { leadRecord: leads.map((lead) => leadRecord(contract, lead)) };
  return { result: { count: leads.length, leadRecordList } };
}

/** Leads by keys, list or time of update, page by page. */
function getMultipleLeads(call: OperationCall<'getMultipleLeads'>): OperationAnswer<'getMultipleLeads'> {
  const { contract, values, store, settings, now } = call;
  const selection = askedSelection(values);
  if (isFault(selection)) return selection;
  const size = batchSize(call, MAX_BATCH);
  if (isFault(size)) return size;
  const position = readPosition(textValue(values.streamPosition), selection);
  if (isFault(position)) return position;
  // The range of a first page without an end stays closed at that moment for all its pages.
  const latest = position.latest ?? now;
  const leads = select(store, selection, latest);
  if (selection.by === 'dates' && latest - selection.oldest > MAX_RANGE) return fault('20022');

  const start = startOf(leads, selection, position);
  if (position.given && start >= leads.length && settings.choices.pastTheEnd === 'fault')
    return fault('20123');
  const page = leads.slice(start, start + size);
  const offset = start + page.length;
  const remaining = leads.length - offset;
  const only = textsOf(values.includeAttributes, 'stringItem');
  const wanted = only.length > 0 ? new Set(only) : undefined;
  return {
    result: {
      returnCount: page.length,
      remainingCount: remaining,
      newStreamPosition: formatPosition(selection, { last: page.at(-1)?.id, latest, offset, remaining }),
      leadRecordList:
        page.length > 0 ? { leadRecord: page.map((lead) => leadRecord(contract, lead, wanted)) } : null,
    },
  };
}

/** Keys are counted; everything else goes on after the last id, so that a new lead does not shift the pages. */
function startOf(leads: readonly Lead[], selection: LeadSelection, position: LeadPosition): number {
  if (!position.given) return 0;
  if (selection.by === 'keys') return position.offset;
  const index = leads.findIndex(({ id }) => id > position.last);
  return index < 0 ? leads.length : index;
}

/** The operations whose request says how large a page is. */
type PagedOperation = 'getMultipleLeads' | 'getLeadActivity' | 'getLeadChanges' | 'getCustomObjects';

/** As `askedPageSize`, with the setting for a request that says nothing. */
export function batchSize(
  { values, settings }: OperationCall<PagedOperation>,
  limit: number,
): number | SoapFault {
  return askedPageSize(values.batchSize, settings.choices.defaultBatchSize, limit);
}
