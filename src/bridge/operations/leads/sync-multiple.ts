import type { SyncStatus } from '../../../contract/mktows-types';
import { booleanValue, groupsOf } from '../../../envelope/contents';
import type { ResultOf } from '../../../service/complete-result';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { RestFault } from '../../instance/rest-fault';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { outgoingLead, type OutgoingLead } from './incoming-lead';
import { noLead } from './lead-keys';
import { withNames } from './lead-records';
import { partitionOf } from './partition';
import { lockOf, pushLeads, type LeadWrite, type WrittenLead } from './push-leads';
import { noForeignIds } from './sync-lead';

/** Writing many leads. */
export const bridgeSyncMultipleHandlers = { syncMultipleLeads } satisfies BridgeHandlers;

/** Creates or updates leads, and says of each how it went, in their order. What one of them lacks is in its own status. */
async function syncMultipleLeads(
  call: BridgeCall<'syncMultipleLeads'>,
): Promise<BridgeAnswer<'syncMultipleLeads'>> {
  const records = groupsOf(call.values.leadRecordList, 'leadRecord');
  if (records.length === 0) return fault('20109', 'leadRecordList has no leadRecord');
  const dedup = booleanValue(call.values.dedupEnabled) ?? true;
  return withNames(call, async (names) => {
    const leads = records.map((record) => outgoingLead('syncMultipleLeads', record, names));
    const locks = leads.flatMap((lead) => (isFault(lead) ? [] : lockOf(lead)));
    const outcomes = await call.locks.holdAll(locks, () => writeAll(call, leads, dedup));
    if (isFault(outcomes)) return outcomes;
    const syncStatus = outcomes.map((outcome): ResultOf<SyncStatus> => {
      if (isFault(outcome)) return { leadId: 0, status: 'FAILED', error: outcome.message };
      return { leadId: outcome.id, status: outcome.created ? 'CREATED' : 'UPDATED' };
    });
    return { result: { syncStatusList: { syncStatus } } };
  });
}

/** A fault for the whole call where the REST API took none of its parts, and some failure of it, not of a record, is the reason. */
async function writeAll(
  call: BridgeCall<'syncMultipleLeads'>,
  leads: readonly (OutgoingLead | SoapFault)[],
  dedup: boolean,
): Promise<readonly (WrittenLead | SoapFault)[] | SoapFault> {
  const partition = partitionOf(call);
  if (isFault(partition)) return partition;
  const plans: (LeadWrite | SoapFault)[] = [];
  for (const lead of leads) plans.push(isFault(lead) ? lead : planOf(call, lead, dedup));
  const writes = plans.filter((plan): plan is LeadWrite => !isFault(plan));
  const written = await pushLeads(call, writes, partition);
  const [first] = written;
  const failed = first instanceof RestFault ? first : undefined;
  if (failed && written.length === plans.length && written.every((outcome) => outcome === failed))
    return failed;
  let next = 0;
  return plans.map((plan) => (isFault(plan) ? plan : (written[next++] ?? fault('20106'))));
}

/**
 * How a lead is matched. Unlike in syncLead, an Email element beside another key does not change the stored address; an attribute
 * Email does (vendor's page).
 */
function planOf(
  call: BridgeCall,
  { id, email: element, foreignId, attributes }: OutgoingLead,
  dedup: boolean,
): LeadWrite | SoapFault {
  const asAttribute = attributes.get('email');
  const email = element ?? (typeof asAttribute === 'string' ? asAttribute : undefined);
  if (id !== undefined) {
    return { by: 'id', id, fields: attributes, unknown: noLead({ type: 'IDNUM', value: String(id) }) };
  }
  if (foreignId !== undefined) {
    const field = call.settings.foreignIdField;
    return field === null ? noForeignIds() : { by: 'field', field, value: foreignId, fields: attributes };
  }
  if (email === undefined) return fault('20101', 'The lead has no Id, ForeignSysPersonId or Email');
  if (!dedup) return { by: 'nothing', fields: new Map([...attributes, ['email', email]]) };
  const other = typeof asAttribute === 'string' && asAttribute.toLowerCase() !== email.toLowerCase();
  if (other) return { by: 'old email', email, fields: attributes };
  return { by: 'email', email, fields: attributes };
}
