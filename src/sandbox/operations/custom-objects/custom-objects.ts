import type { CustomObj } from '../../../contract/mktows-types';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { CustomObject, CustomObjectType } from '../../store/custom-objects';
import { formatKeyPosition, readKeyPosition } from './custom-object-position';
import { attributeList, keysOf, namedValues, customObjectTypeOf } from './custom-object-values';
import { batchSize } from '../leads/leads';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { groupsOf, textValue, textsOf } from '../parameters';
import { syncCustomObjects } from './sync-custom-objects';

/** Custom objects. */
export const customObjectHandlers = {
  getCustomObjects,
  syncCustomObjects,
  deleteCustomObjects,
} satisfies OperationHandlers;

/** The vendor's largest page. */
const MAX_RECORDS = 100;

/**
 * The records that agree with all keys given; any of the keys are enough, and the link field counts among them in any case
 * (our choice). Nothing found is a success.
 */
function getCustomObjects(call: OperationCall<'getCustomObjects'>): OperationAnswer<'getCustomObjects'> {
  const { values, store, settings } = call;
  const type = customObjectTypeOf(call);
  if (isFault(type)) return type;
  const wanted = wantedKeys(call, type);
  if (isFault(wanted)) return wanted;
  const size = batchSize(call, MAX_RECORDS);
  if (isFault(size)) return size;
  const keyValues = [...wanted.values()];
  const position = textValue(values.streamPosition);
  const start = position === undefined ? 0 : readKeyPosition(position, keyValues);
  if (isFault(start)) return start;
  const records = store.customObjects.find(type, wanted);
  if (position !== undefined && start >= records.length && settings.choices.pastTheEnd === 'fault') {
    return fault('20123');
  }

  const page = records.slice(start, start + size);
  const names = textsOf(values.includeAttributes, 'stringItem');
  const only = names.length > 0 ? new Set(names) : undefined;
  const offset = Math.min(start, records.length) + page.length;
  return {
    result: {
      objTypeName: type.name,
      returnCount: page.length,
      remainingCount: records.length - offset,
      newStreamPosition: formatKeyPosition(keyValues, offset),
      customObjList: { customObj: page.map((record) => contentsOf(type, record, only)) },
    },
  };
}

/** Keys and their values, in the type's order; codes are our choice. */
function wantedKeys(
  { values }: OperationCall<'getCustomObjects'>,
  type: CustomObjectType,
): Map<string, string> | SoapFault {
  const given = namedValues(values.customObjKeyList);
  if (given.size === 0) return fault('20109', 'customObjKeyList has no attribute');
  const searchable = new Set([...type.keys, type.link]);
  const unknown = [...given.keys()].filter((name) => !searchable.has(name));
  if (unknown.length > 0) return fault('20110', `Unknown name key list: ${unknown.join(', ')}`);
  return new Map([...searchable].flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])));
}

/** A record as answers show it: fields sorted by name (vendor's sample), empty ones left out. */
function contentsOf(
  type: CustomObjectType,
  record: CustomObject,
  only?: ReadonlySet<string>,
): ResultOf<CustomObj> {
  const keys = type.keys.map((name, index) => [name, record.keys[index] ?? ''] as const);
  const fields = Object.entries(record.attributes)
    .filter(([name]) => only?.has(name) ?? true)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { customObjKeyList: attributeList(keys), customObjAttributeList: attributeList(fields) };
}

/** Deletes records, each named by all its keys. One that is not there has FAILED: the schema has no UNCHANGED here. */
function deleteCustomObjects(
  call: OperationCall<'deleteCustomObjects'>,
): OperationAnswer<'deleteCustomObjects'> {
  const { values, store } = call;
  const type = customObjectTypeOf(call);
  if (isFault(type)) return type;
  const keyLists = groupsOf(values.customObjKeyLists, 'keyList');
  if (keyLists.length === 0) return fault('20109', 'customObjKeyLists has no keyList');
  const syncCustomObjStatus = keyLists.map((list) => {
    const given = namedValues(list);
    const keys = keysOf(type, given);
    const error =
      typeof keys === 'string'
        ? keys
        : store.customObjects.remove(type, keys)
          ? undefined
          : 'There is no record with these keys';
    return {
      objTypeName: type.name,
      customObjKeyList: attributeList(given),
      status: error === undefined ? ('DELETED' as const) : ('FAILED' as const),
      error,
    };
  });
  return { result: { deleteCustomObjStatusList: { syncCustomObjStatus } } };
}
