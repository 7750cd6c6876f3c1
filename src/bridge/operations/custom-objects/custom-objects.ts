import type { CustomObj } from '../../../contract/mktows-types';
import { groupsOf, textValue } from '../../../envelope/contents';
import type { JsonPart } from '../../../rest/equivalent';
import { actionOf } from '../../../rest/operations/mobjects';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { RecordOutcome } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { writeRecords } from '../write-records';
import {
  keyProblem,
  objectAttributes,
  objectValues,
  withObjectType,
  type RestObjectType,
} from './custom-object-type';
import { readCustomObjects } from './read-custom-objects';

/** Custom objects. */
export const bridgeCustomObjectHandlers = {
  getCustomObjects: readCustomObjects,
  syncCustomObjects,
  deleteCustomObjects,
} satisfies BridgeHandlers;

/** SOAP took this many records. */
const MOST_SYNCED = 100;
/** The most records of one call. */
const MOST_RECORDS = 300;

interface Written {
  readonly status: 'CREATED' | 'UPDATED' | 'DELETED' | 'FAILED';
  readonly error?: string;
}

/** A record on its way, or why it is not sent. */
type Outgoing = ReadonlyMap<string, string> | Written;

/** Creates or updates records. Without an operation it is an UPSERT. */
function syncCustomObjects(
  call: BridgeCall<'syncCustomObjects'>,
): Promise<BridgeAnswer<'syncCustomObjects'>> {
  return withObjectType(call, async (type) => {
    const objects = groupsOf(call.values.customObjList, 'customObj');
    if (objects.length === 0) return fault('20109', 'customObjList has no customObj');
    if (objects.length > MOST_SYNCED) {
      return fault('20110', `customObjList has more than ${MOST_SYNCED} records`);
    }
    const action = actionOf(textValue(call.values.operation) ?? 'UPSERT') ?? 'createOrUpdate';
    const written = await write(
      call,
      type,
      objects.map((object) => outgoing(type, object)),
      (input) => ({
        operation: 'syncCustomObjectsUsingPOST',
        path: { customObjectName: type.name },
        body: {
          kind: 'json',
          value: { action, ...(action === 'updateOnly' ? { dedupeBy: 'dedupeFields' } : {}), input },
        },
      }),
      syncedOf,
    );
    if (isFault(written)) return written;
    const syncCustomObjStatus = objects.map((object, index) => ({
      objTypeName: type.name,
      customObjKeyList: objectAttributes(objectValues(type, object.customObjKeyList)),
      ...(written[index] as { status: 'CREATED' | 'UPDATED' | 'FAILED' }),
    }));
    return { result: { syncCustomObjStatusList: { syncCustomObjStatus } } };
  });
}

/** Deletes records, each named by all its keys: with fewer, REST deletes nothing, and neither did the sandbox. */
function deleteCustomObjects(
  call: BridgeCall<'deleteCustomObjects'>,
): Promise<BridgeAnswer<'deleteCustomObjects'>> {
  return withObjectType(call, async (type) => {
    const keyLists = groupsOf(call.values.customObjKeyLists, 'keyList');
    if (keyLists.length === 0) return fault('20109', 'customObjKeyLists has no keyList');
    const given = keyLists.map((list) => objectValues(type, list));
    const written = await write(
      call,
      type,
      given.map((values): Outgoing => failedFor(keyProblem(type, values)) ?? values),
      (input) => ({
        operation: 'deleteCustomObjectsUsingPOST',
        path: { customObjectName: type.name },
        body: { kind: 'json', value: { deleteBy: 'dedupeFields', input } },
      }),
      deletedOf,
    );
    if (isFault(written)) return written;
    const syncCustomObjStatus = given.map((values, index) => ({
      objTypeName: type.name,
      customObjKeyList: objectAttributes(values),
      ...(written[index] as { status: 'DELETED' | 'FAILED' }),
    }));
    return { result: { deleteCustomObjStatusList: { syncCustomObjStatus } } };
  });
}

function failedFor(error: string | undefined): Written | undefined {
  return error === undefined ? undefined : { status: 'FAILED', error };
}

/** A record with the names of the description; the words about unknown names are recorded from the real service. */
function outgoing(type: RestObjectType, { customObjKeyList, customObjAttributeList }: CustomObj): Outgoing {
  const keys = objectValues(type, customObjKeyList);
  const given = objectValues(type, customObjAttributeList);
  const unknown = [...given.keys()].filter((name) => !type.fields.includes(name));
  const problem =
    keyProblem(type, keys) ??
    (unknown.length > 0 ? `Unknown name attribute list: ${unknown.join(', ')}` : undefined);
  return failedFor(problem) ?? new Map([...keys, ...given]);
}

/**
 * Sends what can be sent, records with the same keys one after another. When a later call fails, its records have FAILED with the
 * reason, and those of the earlier ones are told as they are.
 */
async function write(
  call: BridgeCall,
  type: RestObjectType,
  records: readonly Outgoing[],
  request: (input: JsonPart[]) => Parameters<typeof writeRecords>[1],
  read: (outcome: RecordOutcome) => Written,
): Promise<readonly Written[] | SoapFault> {
  const written: Written[] = records.map((record) =>
    record instanceof Map ? { status: 'FAILED' } : (record as Written),
  );
  for (const [count, batch] of batchesOf(type, records).entries()) {
    const input = batch.map(({ values }) =>
      Object.fromEntries([...values].map(([name, value]) => [name, value === '' ? null : value])),
    );
    const outcomes = await writeRecords(call, request(input), batch.length);
    if (isFault(outcomes) && count === 0) return outcomes;
    for (const [place, { index }] of batch.entries()) {
      const outcome = isFault(outcomes) ? undefined : outcomes[place];
      written[index] = outcome
        ? read(outcome)
        : { status: 'FAILED', error: isFault(outcomes) ? outcomes.message : 'There is no answer' };
    }
  }
  return written;
}

interface Placed {
  readonly index: number;
  readonly values: ReadonlyMap<string, string>;
}

function batchesOf({ keys }: RestObjectType, records: readonly Outgoing[]): Placed[][] {
  const batches: { readonly keys: Set<string>; readonly items: Placed[] }[] = [];
  for (const [index, values] of records.entries()) {
    if (!(values instanceof Map)) continue;
    const own = values as ReadonlyMap<string, string>;
    const key = JSON.stringify(keys.map((name) => own.get(name)));
    const after = batches.findLastIndex((batch) => batch.keys.has(key));
    const found = batches.find((batch, place) => place > after && batch.items.length < MOST_RECORDS);
    const batch = found ?? { keys: new Set<string>(), items: [] };
    if (!found) batches.push(batch);
    batch.keys.add(key);
    batch.items.push({ index, values: own });
  }
  return batches.map(({ items }) => items);
}

function syncedOf({ status, reason }: RecordOutcome): Written {
  if (status === 'created') return { status: 'CREATED' };
  if (status === 'updated') return { status: 'UPDATED' };
  if (reason?.code === '1017') return { status: 'FAILED', error: 'Skipped: the record exists already' };
  if (reason?.code === '1013') {
    return { status: 'FAILED', error: 'Skipped: there is no record with these keys' };
  }
  return { status: 'FAILED', error: reason?.message ?? 'The REST API gave no reason' };
}

function deletedOf({ status, reason }: RecordOutcome): Written {
  if (status === 'deleted') return { status: 'DELETED' };
  return {
    status: 'FAILED',
    error:
      reason?.code === '1013'
        ? 'There is no record with these keys'
        : (reason?.message ?? 'The REST API gave no reason'),
  };
}
