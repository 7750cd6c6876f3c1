import { fault, isFault, type SoapFault } from '../../../service/fault';
import { resultOf } from '../../../rest/run';
import { numberMember, outcomeOf, type RecordOutcome } from '../../instance/rest-calls';
import { hasRestCode, RestFault } from '../../instance/rest-fault';
import type { BridgeCall } from '../../operation';
import type { OutgoingLead } from './incoming-lead';
import { findLeads, latestRecord } from './lead-keys';

type Fields = ReadonlyMap<string, string | boolean | null>;

/** One lead to be written, and how it is matched. */
export type LeadWrite =
  | { readonly by: 'id'; readonly id: number; readonly fields: Fields; readonly unknown: SoapFault }
  | { readonly by: 'field'; readonly field: string; readonly value: string; readonly fields: Fields }
  | { readonly by: 'email'; readonly email: string; readonly fields: Fields }
  /** By an address, in whose place it gets the one among the fields. */
  | { readonly by: 'old email'; readonly email: string; readonly fields: Fields }
  /** Not at all: a new lead in any case. */
  | { readonly by: 'nothing'; readonly fields: Fields };

/** A lead that was written. */
export interface WrittenLead {
  readonly id: number;
  readonly created: boolean;
}

/** The most records of one call. */
const MOST_RECORDS = 300;

/** Writes of the same key go one after another: close ones would make two leads (vendor's page on leads). */
export function lockOf({ id, email, foreignId, attributes }: OutgoingLead): string {
  const address = email ?? attributes.get('email');
  return id !== undefined
    ? `id ${id}`
    : foreignId !== undefined
      ? `foreign ${foreignId}`
      : `email ${typeof address === 'string' ? address.toLowerCase() : ''}`;
}

interface Placed {
  readonly index: number;
  readonly write: LeadWrite;
}

/**
 * Writes leads: those that are matched in the same way in one call, 300 at most.
 *
 * @param partition the lead partition of new leads.
 * @returns what became of each, in their order.
 */
export async function pushLeads(
  call: BridgeCall,
  writes: readonly LeadWrite[],
  partition: string | undefined,
): Promise<readonly (WrittenLead | SoapFault)[]> {
  const outcomes: (WrittenLead | SoapFault)[] = writes.map(() => fault('20106'));
  for (const batch of batchesOf(writes)) await push(call, batch, partition, outcomes);
  return outcomes;
}

/** Leads that go in one call: the same way of matching, and no key twice, in the order of the request as far as may be. */
function batchesOf(writes: readonly LeadWrite[]): Placed[][] {
  const batches: { readonly way: string; readonly keys: Set<string>; readonly items: Placed[] }[] = [];
  writes.forEach((write, index) => {
    const way = wayOf(write);
    const key = keyOf(write);
    // Not before an earlier write of the same key.
    const after = batches.findLastIndex(({ keys }) => key !== undefined && keys.has(key));
    const batch = batches.find(
      (one, place) => place > after && one.way === way && one.items.length < MOST_RECORDS,
    );
    const own = batch ?? { way, keys: new Set<string>(), items: [] };
    if (!batch) batches.push(own);
    if (key !== undefined) own.keys.add(key);
    own.items.push({ index, write });
  });
  return batches.map(({ items }) => items);
}

function wayOf(write: LeadWrite): string {
  return write.by === 'field' ? `field ${write.field}` : write.by;
}

function keyOf(write: LeadWrite): string | undefined {
  switch (write.by) {
    case 'id':
      return `id ${write.id}`;
    case 'field':
      return `field ${write.value.toLowerCase()}`;
    case 'email':
    case 'old email':
      return `email ${write.email.toLowerCase()}`;
    case 'nothing':
      return undefined;
  }
}

async function push(
  call: BridgeCall,
  batch: readonly Placed[],
  partition: string | undefined,
  outcomes: (WrittenLead | SoapFault)[],
): Promise<void> {
  const [first] = batch;
  if (!first) return;
  if (first.write.by === 'old email') {
    for (const { index, write } of batch) {
      const known = write.by === 'old email' ? await foundByEmail(call, write.email, write.fields) : write;
      outcomes[index] = isFault(known) ? known : await pushOne(call, known, partition);
    }
    return;
  }
  const { action, lookupField } = methodOf(first.write);
  const json = await call.rest.call({
    operation: 'syncLeadUsingPOST',
    body: {
      kind: 'json',
      value: {
        action,
        ...(lookupField === undefined ? {} : { lookupField }),
        ...(partition === undefined || action === 'updateOnly' ? {} : { partitionName: partition }),
        input: batch.map(({ write }) => recordOf(write)),
      },
    },
  });
  if (isFault(json)) {
    // A body that is too large was not taken at all: half of it may be.
    if (hasRestCode(json, '413') && batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      await push(call, batch.slice(0, middle), partition, outcomes);
      await push(call, batch.slice(middle), partition, outcomes);
      return;
    }
    for (const { index } of batch) outcomes[index] = json;
    return;
  }
  const records = resultOf(json);
  if (records.length !== batch.length) {
    const unknown = new RestFault(
      '10001',
      'The write may have been carried out: the REST API did not say so of each record',
      {},
      true,
    );
    for (const { index } of batch) outcomes[index] = unknown;
    return;
  }
  for (const [place, { index, write }] of batch.entries()) {
    outcomes[index] = await settle(call, write, outcomeOf(records[place]));
  }
}

function methodOf(write: LeadWrite): { readonly action: string; readonly lookupField?: string } {
  switch (write.by) {
    case 'id':
      return { action: 'updateOnly', lookupField: 'id' };
    case 'field':
      return { action: 'createOrUpdate', lookupField: write.field };
    case 'email':
    case 'old email':
      return { action: 'createOrUpdate', lookupField: 'email' };
    case 'nothing':
      return { action: 'createDuplicate' };
  }
}

function recordOf(write: LeadWrite) {
  const fields = Object.fromEntries(write.fields);
  switch (write.by) {
    case 'id':
      return { ...fields, id: write.id };
    case 'field':
      return { ...fields, [write.field]: write.value };
    case 'email':
    case 'old email':
      return { ...fields, email: write.email };
    case 'nothing':
      return fields;
  }
}

async function pushOne(
  call: BridgeCall,
  write: LeadWrite,
  partition: string | undefined,
): Promise<WrittenLead | SoapFault> {
  const [outcome] = await pushLeads(call, [write], partition);
  return outcome ?? fault('20106');
}

/** A write to the lead with the address that was updated last; by the address where nobody has it. */
async function foundByEmail(call: BridgeCall, email: string, fields: Fields): Promise<LeadWrite | SoapFault> {
  const found = await findLeads(call, 'email', [email], ['updatedAt']);
  if (isFault(found)) return found;
  const id = found.length > 0 ? numberMember(latestRecord(found), 'id') : undefined;
  return id === undefined
    ? { by: 'email', email, fields }
    : { by: 'id', id, fields, unknown: fault('20103') };
}

/** What became of one lead. Of several leads with the address, the one that was updated last is meant. */
async function settle(
  call: BridgeCall,
  write: LeadWrite,
  { id, status, reason }: RecordOutcome,
): Promise<WrittenLead | SoapFault> {
  if (id !== undefined && (status === 'created' || status === 'updated')) {
    return { id, created: status === 'created' };
  }
  const { code = '', message = 'no reason was given' } = reason ?? {};
  if (code === '1007' && write.by === 'email') {
    const known = await foundByEmail(call, write.email, write.fields);
    if (isFault(known)) return known;
    if (known.by === 'id') return pushOne(call, known, undefined);
  }
  if (code === '1004' && write.by === 'id') return write.unknown;
  if (code === '1006') return new RestFault('20105', message, { code });
  if (code === '1008') return fault('20013', message);
  if (code === '1009') return fault('20110', message);
  return fault('20106', `${call.operation.name} operation failed: ${message}`);
}
