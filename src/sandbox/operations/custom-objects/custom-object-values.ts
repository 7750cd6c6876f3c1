import type { ArrayOfAttribute } from '../../../contract/mktows-types';
import { fault, type SoapFault } from '../../../service/fault';
import { isStorable } from '../../store/fields';
import type { CustomObjectType } from '../../store/custom-objects';
import type { Store } from '../../store/store';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationCall } from '../operation';
import { groupsOf, textValue } from '../parameters';

/** The type that a request names: unknown is fault 20110 in the recorded words, an empty one is 20109 (our choice). */
export function customObjectTypeOf({
  values,
  store,
}: OperationCall<'getCustomObjects' | 'syncCustomObjects' | 'deleteCustomObjects'>):
  CustomObjectType | SoapFault {
  const name = textValue(values.objTypeName);
  if (name === undefined) return fault('20109', 'objTypeName is null or missing');
  return store.customObjects.type(name) ?? fault('20110', 'Object name is not valid');
}

/** Names and values of a list of attributes; a value that is absent or nil counts as an empty text. */
export function namedValues(list: ArrayOfAttribute | null | undefined): Map<string, string> {
  return new Map(
    groupsOf(list, 'attribute').map(({ attrName, attrValue }) => [
      textValue(attrName) ?? '',
      textValue(attrValue) ?? '',
    ]),
  );
}

/** A list of attributes; their types are nil (vendor's samples). */
export function attributeList(
  values: Iterable<readonly [name: string, value: string]>,
): ResultOf<ArrayOfAttribute> {
  return { attribute: [...values].map(([attrName, attrValue]) => ({ attrName, attrValue })) };
}

/** The keys of a record as one text for each, in the type's order, or a sentence about what is wrong with them. */
export function keysOf(type: CustomObjectType, values: ReadonlyMap<string, string>): string[] | string {
  const unknown = [...values.keys()].filter((name) => !type.keys.includes(name));
  if (unknown.length > 0) return `Unknown name key list: ${unknown.join(', ')}`;
  const missing = type.keys.filter((name) => !values.get(name));
  if (missing.length > 0) return `Missing keys: ${missing.join(', ')}`;
  const keys = type.keys.map((name) => values.get(name) ?? '');
  return keys.some((key) => !isStorable('string', key)) ? 'A key is longer than 255 characters' : keys;
}

/**
 * What is wrong with the fields of a record. The words about unknown names are recorded from the real service; the others
 * are our own.
 */
export function fieldProblem(
  type: CustomObjectType,
  values: ReadonlyMap<string, string>,
): string | undefined {
  const unknown = [...values.keys()].filter((name) => !Object.hasOwn(type.fields, name));
  if (unknown.length > 0) return `Unknown name attribute list: ${unknown.join(', ')}`;
  for (const [name, value] of values) {
    const field = type.fields[name];
    if (field && !isStorable(field, value)) return `${name} can't hold the value given`;
  }
  return undefined;
}

/**
 * What is wrong with the link to a lead: a record has to have one (our choice).
 *
 * @param linked the value of the type's link field.
 */
export function linkProblem(
  store: Store,
  type: CustomObjectType,
  linked: string | undefined,
): string | undefined {
  if (!linked) return `${type.link} has to name a lead`;
  // Written in another way, a merge would not find the record again.
  const known = store.leads.get(Number(linked))?.id;
  return String(known) === linked ? undefined : `No lead found with ${type.link} = ${linked}`;
}
