import type { CustomObj } from '../../../contract/mktows-types';
import { textsOf, textValue } from '../../../envelope/contents';
import { memberOf } from '../../../rest/run';
import { askedPageSize } from '../../../service/asked-page-size';
import type { ResultOf } from '../../../service/complete-result';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { textMember } from '../../instance/rest-calls';
import { scopeOf, type BridgeAnswer, type BridgeCall } from '../../operation';
import { onlyValue } from '../programs/same-text';
import { objectAttributes, objectValues, withObjectType, type RestObjectType } from './custom-object-type';

/** SOAP's largest page. */
const MOST_RECORDS = 100;

/**
 * The records that agree with all keys given, sorted by their keys. REST looks up by all keys or by one; the other keys are compared
 * here. All records of the look-up are read for each page: only so are order and remainingCount what they were.
 */
export function readCustomObjects(
  call: BridgeCall<'getCustomObjects'>,
): Promise<BridgeAnswer<'getCustomObjects'>> {
  return withObjectType(call, async (type) => {
    const { values, settings } = call;
    const wanted = wantedKeys(call, type);
    if (isFault(wanted)) return wanted;
    const size = askedPageSize(values.batchSize, settings.defaultBatchSize, MOST_RECORDS);
    if (isFault(size)) return size;
    const scope = scopeOf(call, { type: type.name, keys: [...wanted] });
    const position = textValue(values.streamPosition);
    const content = position === undefined ? { os: 0 } : call.positions.read(position, scope);
    if (isFault(content)) return content;
    const names = textsOf(values.includeAttributes, 'stringItem');
    const shown = names.length > 0 ? type.fields.filter((name) => names.includes(name)) : type.fields;
    const found = await find(call, type, wanted, shown);
    if (isFault(found)) return found;
    const start = Number(content.os);
    if (position !== undefined && start >= found.length) return fault('20123');
    const page = found.slice(start, start + size);
    const end = start + page.length;
    return {
      result: {
        objTypeName: type.name,
        returnCount: page.length,
        remainingCount: found.length - end,
        newStreamPosition: call.positions.write(scope, { os: end }),
        customObjList: { customObj: page.map((record) => contentsOf(type, record, shown)) },
      },
    };
  });
}

/** Keys and their values, in the type's order; codes as in the sandbox. */
function wantedKeys(
  { values }: BridgeCall<'getCustomObjects'>,
  type: RestObjectType,
): Map<string, string> | SoapFault {
  const given = objectValues(type, values.customObjKeyList);
  if (given.size === 0) return fault('20109', 'customObjKeyList has no attribute');
  const known = new Set([...type.keys, ...(type.link === undefined ? [] : [type.link]), ...type.searchable]);
  const unknown = [...given.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) return fault('20110', `Unknown name key list: ${unknown.join(', ')}`);
  return new Map([...known].flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])));
}

async function find(
  call: BridgeCall,
  type: RestObjectType,
  wanted: ReadonlyMap<string, string>,
  shown: readonly string[],
): Promise<readonly unknown[] | SoapFault> {
  // Nothing has an empty key.
  if ([...wanted.values()].includes('')) return [];
  const records = await lookUp(call, type, wanted, [...new Set([...type.keys, ...wanted.keys(), ...shown])]);
  if (isFault(records)) return records;
  const sortKeys = (record: unknown) => type.keys.map((name) => textMember(record, name) ?? '');
  return records
    .filter((record) => [...wanted].every(([name, value]) => textMember(record, name) === value))
    .map((record) => ({ record, keys: sortKeys(record) }))
    .sort((a, b) => compare(a.keys, b.keys))
    .map(({ record }) => record);
}

async function lookUp(
  { rest }: BridgeCall,
  { name, keys, searchable }: RestObjectType,
  wanted: ReadonlyMap<string, string>,
  fields: readonly string[],
): Promise<readonly unknown[] | SoapFault> {
  const path = { customObjectName: name };
  if (keys.length > 1 && keys.every((key) => wanted.has(key))) {
    const input = [Object.fromEntries(keys.map((key) => [key, wanted.get(key) ?? '']))];
    const value = { filterType: 'dedupeFields', fields: [...fields], input };
    return rest.pages(
      { operation: 'getCustomObjectsUsingGET', path, asGet: true, body: { kind: 'json', value } },
      'token',
    );
  }
  const filter = [...wanted.keys()].find((key) => searchable.has(key));
  if (filter === undefined) {
    return fault(
      '20110',
      `The REST API looks no record of ${name} up by ${[...wanted.keys()].join(', ')}: give all of ${keys.join(', ')}`,
    );
  }
  const query = [
    { name: 'filterType', value: filter },
    { name: 'filterValues', value: onlyValue(wanted.get(filter) ?? '') },
    { name: 'fields', value: fields },
  ];
  return rest.pages({ operation: 'getCustomObjectsUsingGET', path, query }, 'token');
}

/** A record as answers show it: fields sorted by name, empty ones left out. */
function contentsOf(type: RestObjectType, record: unknown, shown: readonly string[]): ResultOf<CustomObj> {
  const keys = type.keys.map((name) => [name, textMember(record, name) ?? ''] as const);
  const fields = [...shown]
    .sort()
    .flatMap((name) => (memberOf(record, name) === '' ? [] : ([[name, textMember(record, name)]] as const)))
    .flatMap(([name, value]) => (value === undefined ? [] : ([[name, value]] as const)));
  return { customObjKeyList: objectAttributes(keys), customObjAttributeList: objectAttributes(fields) };
}

function compare(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((value, index) => value !== b[index]);
  if (differing < 0) return 0;
  return (a[differing] ?? '') < (b[differing] ?? '') ? -1 : 1;
}
