import type { CustomObj } from '../../../contract/mktows-types';
import { fault, isFault } from '../../../service/fault';
import { valueOf, type CustomObject, type CustomObjectType } from '../../store/custom-objects';
import {
  attributeList,
  fieldProblem,
  keysOf,
  linkProblem,
  namedValues,
  customObjectTypeOf,
} from './custom-object-values';
import type { OperationAnswer, OperationCall } from '../operation';
import { groupsOf, textValue } from '../parameters';
import type { Store } from '../../store/store';

/** The vendor takes this many records; more are fault 20110 (our choice of code). */
const MAX_RECORDS = 100;

/** What became of one record. */
interface CustomObjectResult {
  readonly status: 'CREATED' | 'UPDATED' | 'FAILED';
  readonly error?: string;
}

/**
 * Creates or updates records one by one. Without an operation it is an UPSERT. A record that INSERT finds, or that UPDATE
 * does not find, has FAILED with the reason: the schema has no SKIPPED here. (Both our choice.)
 */
export function syncCustomObjects(
  call: OperationCall<'syncCustomObjects'>,
): OperationAnswer<'syncCustomObjects'> {
  const { values } = call;
  const type = customObjectTypeOf(call);
  if (isFault(type)) return type;
  const objects = groupsOf(values.customObjList, 'customObj');
  if (objects.length === 0) return fault('20109', 'customObjList has no customObj');
  if (objects.length > MAX_RECORDS) {
    return fault('20110', `customObjList has more than ${MAX_RECORDS} records`);
  }
  const operation = textValue(values.operation) ?? 'UPSERT';
  const syncCustomObjStatus = objects.map((object) => ({
    objTypeName: type.name,
    customObjKeyList: attributeList(namedValues(object.customObjKeyList)),
    ...sync(call, type, object, operation),
  }));
  return { result: { syncCustomObjStatusList: { syncCustomObjStatus } } };
}

function sync(
  { store, now }: OperationCall,
  type: CustomObjectType,
  { customObjKeyList, customObjAttributeList }: CustomObj,
  operation: string,
): CustomObjectResult {
  const keys = keysOf(type, namedValues(customObjKeyList));
  if (typeof keys === 'string') return failed(keys);
  const given = namedValues(customObjAttributeList);
  const problem = fieldProblem(type, given);
  if (problem !== undefined) return failed(problem);
  const old = store.customObjects.get(type, keys);
  if (old && operation === 'INSERT') return failed('Skipped: the record exists already');
  if (!old && operation === 'UPDATE') return failed('Skipped: there is no record with these keys');

  const filled = Object.entries({ ...old?.attributes, ...Object.fromEntries(given) });
  const record: CustomObject = {
    keys,
    attributes: Object.fromEntries(filled.filter(([, value]) => value !== '')),
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
  };
  const linked = valueOf(type, record, type.link);
  const unlinked = linkProblem(store, type, linked);
  if (unlinked !== undefined) return failed(unlinked);
  store.customObjects.put(type, record);
  if (old) logCustomChange(store, type, old, record, now);
  return { status: old ? 'UPDATED' : 'CREATED' };
}

/**
 * Logs each field that is another one now with the record's lead. The type of the activity is in the vendor's list; its details,
 * and that creation leaves none, are our choice.
 *
 * @param now milliseconds since 1970.
 */
export function logCustomChange(
  store: Store,
  type: CustomObjectType,
  before: CustomObject,
  after: CustomObject,
  now: number,
): void {
  const names = Object.keys(type.fields).filter((name) => before.attributes[name] !== after.attributes[name]);
  for (const name of names) {
    store.activities.log({
      leadId: Number(valueOf(type, after, type.link)),
      at: now,
      type: 'Change Custom Object',
      asset: type.name,
      attributes: {
        ...Object.fromEntries(type.keys.map((key, index) => [key, after.keys[index] ?? ''])),
        'Attribute Name': name,
        'Old Value': before.attributes[name] ?? '',
        'New Value': after.attributes[name] ?? '',
      },
    });
  }
}

function failed(error: string): CustomObjectResult {
  return { status: 'FAILED', error };
}
