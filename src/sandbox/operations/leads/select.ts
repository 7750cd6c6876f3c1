import type { LeadKey } from '../../../contract/mktows-types';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { isLeadKeyType, parseLeadKeyType, type LeadKeyType } from '../../../service/lead-key-types';
import type { Lead } from '../../store/leads';
import type { Store } from '../../store/store';
import { OWNERS } from '../../seed/companies';
import { MAX_KEYS, type LeadSelection } from '../../../service/lead-selection';
import { groupOf, textValue } from '../parameters';

/** One lead key of a request. */
export interface TypedLeadKey {
  readonly keyType: LeadKeyType;
  readonly keyValue: string;
}

/** Reads a LeadKey; one without a type or value is fault 20101, one of another type 20102. */
export function leadKeyOf(value: LeadKey | null | undefined): TypedLeadKey | SoapFault {
  const { keyType: type, keyValue: text } = groupOf(value);
  const keyType = textValue(type);
  const keyValue = textValue(text);
  if (keyType === undefined || keyValue === undefined) return fault('20101');
  return isLeadKeyType(keyType) ? { keyType, keyValue } : fault('20102');
}

/** The leads of one key. None at all is fault 20103, or 20108 when the key names a sales user whom nobody knows. */
export function leadsOfKey(store: Store, { keyType, keyValue }: TypedLeadKey): Lead[] | SoapFault {
  const leads = store.leads.byKey(keyType, keyValue);
  if (leads.length > 0) return leads;
  const lookup = parseLeadKeyType(keyType);
  if (lookup.by === 'attribute' && lookup.owner && !isOwner(keyValue)) {
    return fault('20108', `No lead owner found with ${keyType} = ${keyValue}`);
  }
  return fault('20103', `No lead found with ${keyType} = ${keyValue}`);
}

/**
 * The one lead that a key means. Of several the one that was updated last (our choice; the vendor's pages say most
 * recently added for other objects).
 */
export function leadOfKey(store: Store, key: TypedLeadKey): Lead | SoapFault {
  const leads = leadsOfKey(store, key);
  return isFault(leads) ? leads : latestOf(leads);
}

/** The lead that was updated last; of several at one moment the one that was added last. */
export function latestOf(leads: readonly Lead[]): Lead {
  return leads.reduce((best, lead) => (lead.updatedAt >= best.updatedAt ? lead : best));
}

/**
 * The leads of a selection: those of keys in the order of the keys, each once; all others by ascending id. Keys without
 * a lead are passed over, an unknown list has nobody in it (both as the real service was seen to do); a list id goes
 * before a name (our choice).
 *
 * @param now the end of a range that is open.
 */
export function select(store: Store, selection: LeadSelection, now: number): readonly Lead[] {
  switch (selection.by) {
    case 'keys': {
      const found = selection.keyValues
        .slice(0, MAX_KEYS)
        .flatMap((value) => store.leads.byKey(selection.keyType, value));
      return [...new Set(found)];
    }
    case 'list': {
      const list =
        selection.id === undefined
          ? store.lists.byFullName(selection.name ?? '')
          : store.lists.byId(selection.id);
      return list ? store.leads.all().filter((lead) => list.members.has(lead.id)) : [];
    }
    case 'dates':
      return updatedBetween(store, selection.oldest, selection.latest ?? now);
  }
}

/** Leads with a change or a new activity in the range (vendor's blog), both ends included. Anonymous ones are left out. */
function updatedBetween(store: Store, oldest: number, latest: number): Lead[] {
  const active = new Set(store.activities.between(oldest, latest).map(({ leadId }) => leadId));
  const inRange = (at: number) => at >= oldest && at <= latest;
  return store.leads
    .all()
    .filter(
      (lead) =>
        !lead.anonymous && (active.has(lead.id) || inRange(lead.updatedAt) || inRange(lead.createdAt)),
    );
}

function isOwner(key: string): boolean {
  const wanted = key.toLowerCase();
  return OWNERS.some(({ email, sfdcOwnerId }) => email === wanted || sfdcOwnerId.toLowerCase() === wanted);
}
