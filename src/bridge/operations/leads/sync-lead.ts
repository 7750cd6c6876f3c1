import type { LeadSyncStatus } from '../../../contract/mktows-types';
import { booleanValue, textValue } from '../../../envelope/contents';
import { isValues } from '../../../envelope/values';
import type { FieldNames } from '../../../rest/names';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { outgoingLead, type OutgoingLead } from './incoming-lead';
import { findLeads, noLead } from './lead-keys';
import { leadRecordOf, wantedFields, withNames } from './lead-records';
import { partitionOf } from './partition';
import { lockOf, pushLeads, type LeadWrite } from './push-leads';

/** Writing one lead. */
export const bridgeSyncLeadHandlers = { syncLead } satisfies BridgeHandlers;

/**
 * Creates or updates one lead. It is matched by Id, then by foreign id, then by e-mail address (of several leads the one that was
 * updated last), then by the cookie.
 */
async function syncLead(call: BridgeCall<'syncLead'>): Promise<BridgeAnswer<'syncLead'>> {
  const { leadRecord } = call.values;
  if (!isValues(leadRecord)) return fault('20104');
  return withNames(call, async (names) => {
    const lead = outgoingLead('syncLead', leadRecord, names);
    if (isFault(lead)) return lead;
    return call.locks.hold(lockOf(lead), () => sync(call, names, lead));
  });
}

async function sync(
  call: BridgeCall<'syncLead'>,
  names: FieldNames,
  lead: OutgoingLead,
): Promise<BridgeAnswer<'syncLead'>> {
  const { values } = call;
  const cookie = textValue(values.marketoCookie);
  const email = lead.email ?? emailAttribute(lead);
  if (lead.id === undefined && lead.foreignId === undefined && email === undefined && cookie === undefined) {
    return fault('20101', 'The lead has no Id, ForeignSysPersonId, Email or marketoCookie');
  }
  const partition = partitionOf(call);
  if (isFault(partition)) return partition;
  const holder = cookie === undefined ? undefined : await holderOf(call, cookie);
  if (isFault(holder)) return holder;
  const write = await writeOf(call, lead, email, holder);
  if (isFault(write)) return write;
  const [outcome] = await pushLeads(call, [write], partition);
  if (!outcome || isFault(outcome)) return outcome ?? fault('10001');

  const takes = !holder || holder.anonymous || booleanValue(values.moveCookie) === true;
  if (cookie !== undefined && takes && holder?.id !== outcome.id) {
    const associated = await call.rest.call({
      operation: 'associateLeadUsingPOST',
      path: { leadId: String(outcome.id) },
      query: [{ name: 'cookie', value: cookie }],
    });
    // The lead is stored: a fault would make the client write it again.
    if (isFault(associated)) call.note('The lead was stored, but its cookie could not be associated.');
  }
  const status: LeadSyncStatus = outcome.created ? 'CREATED' : 'UPDATED';
  const stored = booleanValue(values.returnLead) ? await read(call, names, outcome.id) : undefined;
  if (isFault(stored)) call.note('The lead was stored, but could not be read back.');
  return {
    result: {
      leadId: outcome.id,
      syncStatus: { leadId: outcome.id, status },
      leadRecord: stored === undefined || isFault(stored) ? null : leadRecordOf(call, names, stored),
    },
  };
}

/** The attribute Email, which stands for the element where there is none. */
function emailAttribute({ attributes }: OutgoingLead): string | undefined {
  const value = attributes.get('email');
  return typeof value === 'string' ? value : undefined;
}

interface Holder {
  readonly id: number;
  /** Nobody knows its e-mail address. */
  readonly anonymous: boolean;
}

/** The lead that has a cookie. */
async function holderOf(call: BridgeCall, cookie: string): Promise<Holder | undefined | SoapFault> {
  const found = await findLeads(call, 'cookies', [cookie], ['email']);
  if (isFault(found)) return found;
  const [record] = found;
  const id = numberMember(record, 'id');
  return id === undefined ? undefined : { id, anonymous: textMember(record, 'email') === undefined };
}

/** How a lead is matched. An address of several leads is cleared up when the service says so: most have one. */
async function writeOf(
  call: BridgeCall,
  lead: OutgoingLead,
  email: string | undefined,
  holder: Holder | undefined,
): Promise<LeadWrite | SoapFault> {
  const fields = new Map(lead.attributes);
  if (email !== undefined) fields.set('email', email);
  const byId = (id: number): LeadWrite => ({
    by: 'id',
    id,
    fields,
    unknown: noLead({ type: 'IDNUM', value: String(id) }),
  });
  if (lead.id !== undefined) return byId(lead.id);
  if (lead.foreignId !== undefined) {
    const field = call.settings.foreignIdField;
    return field === null ? noForeignIds() : { by: 'field', field, value: lead.foreignId, fields };
  }
  if (email === undefined) return holder ? byId(holder.id) : { by: 'nothing', fields };
  if (holder?.anonymous) {
    // A visitor becomes known, unless somebody has the address already.
    const found = await findLeads(call, 'email', [email], []);
    if (isFault(found)) return found;
    if (found.length === 0) return byId(holder.id);
  }
  return { by: 'email', email, fields };
}

/** The fault for a key that the REST API does not have. */
export function noForeignIds(): SoapFault {
  return fault(
    '20110',
    'ForeignSysPersonId has no counterpart in the REST API: whoever runs the bridge can name a custom field that holds it',
  );
}

async function read(call: BridgeCall, names: FieldNames, id: number): Promise<unknown> {
  const found = await findLeads(call, 'id', [String(id)], wantedFields(names));
  return isFault(found) ? found : found[0];
}
