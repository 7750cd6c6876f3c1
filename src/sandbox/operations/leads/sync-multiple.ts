import type { SyncStatus } from '../../../contract/mktows-types';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { Lead } from '../../store/leads';
import { incomingLead, type IncomingLead } from './incoming';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, groupsOf } from '../parameters';
import { latestOf } from './select';
import { createLead, SOAP_API, updateLead } from './write-lead';

/** Writing many leads. */
export const syncMultipleHandlers = { syncMultipleLeads } satisfies OperationHandlers;

/**
 * Creates or updates leads one by one, and says of each how it went, in their order. What one of them lacks is in its own
 * status; an empty list is fault 20109 (our choice).
 */
function syncMultipleLeads(call: OperationCall<'syncMultipleLeads'>): OperationAnswer<'syncMultipleLeads'> {
  const records = groupsOf(call.values.leadRecordList, 'leadRecord');
  if (records.length === 0) return fault('20109', 'leadRecordList has no leadRecord');
  // Without a word about it, leads are matched: the vendor's page speaks of turning that off.
  const dedup = booleanValue(call.values.dedupEnabled) ?? true;
  const syncStatus = records.map((record): ResultOf<SyncStatus> => {
    const incoming = incomingLead('syncMultipleLeads', record);
    const outcome = isFault(incoming) ? incoming : write(call, incoming, dedup);
    if (isFault(outcome)) return { leadId: 0, status: 'FAILED', error: outcome.message };
    return { leadId: outcome.lead.id, status: outcome.created ? 'CREATED' : 'UPDATED' };
  });
  return { result: { syncStatusList: { syncStatus } } };
}

interface Written {
  readonly lead: Lead;
  readonly created: boolean;
}

/**
 * Unlike in syncLead, an Email element beside another key does not change the stored address; an attribute Email does
 * (vendor's page).
 */
function write(
  { store, settings, now }: OperationCall,
  incoming: IncomingLead,
  dedup: boolean,
): Written | SoapFault {
  const { id, foreign } = incoming;
  const asAttribute = incoming.attributes.get('Email');
  const email = incoming.email ?? (asAttribute || undefined);
  if (id === undefined && !foreign && email === undefined) {
    return fault('20101', 'The lead has no Id, ForeignSysPersonId or Email');
  }
  const attributes = new Map(incoming.attributes);
  attributes.delete('Email');
  const byKey = id === undefined ? foreign && store.leads.byForeignId(foreign) : store.leads.get(id);
  if (id !== undefined && !byKey && settings.choices.unknownLeadId === 'fault') {
    return fault('20103', `No lead found with IDNUM = ${id}`);
  }
  if (byKey) {
    const content = { email: asAttribute, foreign, attributes };
    return { lead: updateLead(store, byKey, content, SOAP_API, now), created: false };
  }
  const same = dedup && id === undefined && !foreign && email !== undefined ? store.leads.byEmail(email) : [];
  if (same.length > 0) {
    const content = { email: asAttribute, attributes };
    return { lead: updateLead(store, latestOf(same), content, SOAP_API, now), created: false };
  }
  return { lead: createLead(store, { email, foreign, attributes }, SOAP_API, now), created: true };
}
