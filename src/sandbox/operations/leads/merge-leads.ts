import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { Values } from '../../../envelope/values';
import { isLeadKeyType } from '../../../service/lead-key-types';
import type { Lead } from '../../store/leads';
import type { Store } from '../../store/store';
import { mergeLeadInto } from './merge-into';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { groupsOf, textValue } from '../parameters';
import { latestOf, leadsOfKey } from './select';

/** Merging leads. */
export const mergeHandlers = { mergeLeads } satisfies OperationHandlers;

/**
 * Merges the losers into the winner, all or none. Each list of keys means one lead, the one that every key in it agrees on;
 * of several the one updated last (our choice). mergeInSales is accepted and has no effect: there is no sales system here.
 */
function mergeLeads({
  values,
  store,
  settings,
  now,
}: OperationCall<'mergeLeads'>): OperationAnswer<'mergeLeads'> {
  const winnerKeys = groupsOf(values.winningLeadKeyList, 'attribute');
  const losersKeys = groupsOf(values.losingLeadKeyLists, 'keyList').map((list) =>
    groupsOf(list, 'attribute'),
  );
  if (winnerKeys.length === 0) return fault('20101', 'winningLeadKeyList has no key');
  if (losersKeys.length === 0 || losersKeys.some((keys) => keys.length === 0)) {
    return fault('20101', 'losingLeadKeyLists has a keyList without a key');
  }
  const winner = leadOf(store, winnerKeys, []);
  if (isFault(winner)) return failed(winner);
  const losers: Lead[] = [];
  for (const keys of losersKeys) {
    const loser = leadOf(store, keys, [winner, ...losers]);
    if (isFault(loser)) return failed(loser, winner);
    losers.push(loser);
  }

  for (const loser of losers) {
    mergeLeadInto(store, loser.id, winner.id, now);
    store.activities.log({
      leadId: winner.id,
      at: now,
      type: 'Merge Leads',
      asset: nameOf(loser),
      // The names of a merge's details are our choice: only the type is documented.
      attributes: { 'Merge IDs': String(loser.id), 'Master Updated': 'true' },
    });
  }
  const losingLeadIdList = { integerItem: losers.map(({ id }) => id) };
  return { result: { mergeStatus: { winningLeadId: winner.id, losingLeadIdList, status: 'MERGED' } } };

  /** A bad key type is a fault in any case; for an unknown lead there is a choice. */
  function failed(problem: SoapFault, known?: Lead): OperationAnswer<'mergeLeads'> {
    const isBadKey = problem.code === '20101' || problem.code === '20102';
    if (isBadKey || settings.choices.mergeFailure === 'fault') return problem;
    return {
      result: { mergeStatus: { winningLeadId: known?.id, status: 'FAILED', error: problem.message } },
    };
  }
}

/** The lead that every key means. A lead that takes part already is passed over: the losers may share its address. */
function leadOf(store: Store, keys: readonly Values[], others: readonly Lead[]): Lead | SoapFault {
  let found: Lead[] | undefined;
  for (const { attrName, attrValue } of keys) {
    const keyType = textValue(attrName);
    const keyValue = textValue(attrValue);
    if (keyType === undefined || keyValue === undefined) return fault('20101');
    if (!isLeadKeyType(keyType)) return fault('20102', `${keyType} is no type of lead key`);
    const leads = leadsOfKey(store, { keyType, keyValue });
    if (isFault(leads)) return leads;
    if (found && !leads.some((lead) => found?.includes(lead))) {
      return fault('20103', `The keys of one list name different leads: ${keys.map(describeKey).join(', ')}`);
    }
    const free = leads.filter((lead) => !others.includes(lead) && (!found || found.includes(lead)));
    if (free.length === 0) {
      return fault('20103', `The lead with ${keyType} = ${keyValue} takes part in this merge already`);
    }
    found = free;
  }
  return found ? latestOf(found) : fault('20101');
}

function describeKey({ attrName, attrValue }: Values): string {
  return `${textValue(attrName)} = ${textValue(attrValue)}`;
}

function nameOf(lead: Lead): string {
  const { FirstName = '', LastName = '' } = lead.attributes;
  return `${FirstName} ${LastName}`.trim() || lead.email;
}
