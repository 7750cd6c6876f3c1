import type { LeadKeySelector, ParamsGetMultipleLeads, StaticListSelector } from '../contract/mktows-types';
import { integerValue, textValue, textsOf } from '../envelope/contents';
import { DAY } from '../text/calendar';
import { fault, type SoapFault } from './fault';
import { isLeadKeyType, type LeadKeyType } from './lead-key-types';
import { instantValue } from './time';

/** The vendor takes this many keys in a selector. */
export const MAX_KEYS = 100;
/** The longest range of a LastUpdateAtSelector, in milliseconds; a longer one is fault 20022. */
export const MAX_RANGE = 30 * DAY;

/** What a LeadSelector asks for. */
export type LeadSelection =
  | { readonly by: 'keys'; readonly keyType: LeadKeyType; readonly keyValues: readonly string[] }
  | { readonly by: 'list'; readonly name?: string; readonly id?: number }
  /** Milliseconds since 1970; `latest` is absent when the range is open. */
  | { readonly by: 'dates'; readonly oldest: number; readonly latest?: number };

/** What a request of getMultipleLeads asks for. */
export function askedSelection({
  lastUpdatedAt,
  leadSelector,
}: Pick<ParamsGetMultipleLeads, 'lastUpdatedAt' | 'leadSelector'>): LeadSelection | SoapFault {
  const since = instantValue(lastUpdatedAt);
  // The deprecated parameter of version 1 alone means an open range (our choice).
  if (leadSelector === undefined && since !== undefined) return dateSelection(since, undefined);
  return selectionOf(leadSelector);
}

/** Reads a LeadSelector by its `xsi:type`. */
export function selectionOf(selector: ParamsGetMultipleLeads['leadSelector']): LeadSelection | SoapFault {
  if (!selector) return fault('20109', 'leadSelector is null or missing');
  switch (selector.$type) {
    case 'LeadKeySelector':
      return keySelection(selector);
    case 'StaticListSelector':
      return listSelection(selector);
    case 'LastUpdateAtSelector':
      return dateSelection(instantValue(selector.oldestUpdatedAt), instantValue(selector.latestUpdatedAt));
    default:
      return fault('20110', 'leadSelector needs an xsi:type that names its kind');
  }
}

/** A range of update times. */
export function dateSelection(
  oldest: number | undefined,
  latest: number | undefined,
): LeadSelection | SoapFault {
  if (oldest === undefined) return fault('20109', 'oldestUpdatedAt is null or missing');
  return { by: 'dates', oldest, latest };
}

function keySelection(selector: LeadKeySelector): LeadSelection | SoapFault {
  const keyType = textValue(selector.keyType);
  if (keyType === undefined || !isLeadKeyType(keyType)) return fault('20102');
  return { by: 'keys', keyType, keyValues: textsOf(selector.keyValues, 'stringItem') };
}

function listSelection(selector: StaticListSelector): LeadSelection | SoapFault {
  const name = textValue(selector.staticListName);
  const id = integerValue(selector.staticListId);
  if (name === undefined && id === undefined) {
    return fault('20109', 'Neither staticListName nor staticListId is given');
  }
  return { by: 'list', name, id };
}
