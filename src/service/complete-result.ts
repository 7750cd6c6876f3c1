import type { Contract, Field, TypeRef } from '../contract/contract';
import { Fragments } from '../envelope/fragments';
import type { Value, Values } from '../envelope/values';

/**
 * What a handler answers: fields by the contract's names. Numbers and booleans may be written as such; whatever is left
 * out is filled in by `completeResult` (nil where the contract says nillable), so a handler names only what it has to say.
 */
export type ResultValue =
  string | number | boolean | null | undefined | ResultValues | readonly ResultValue[];

/** The content of a complex type. */
export interface ResultValues {
  readonly [field: string]: ResultValue;
}

/** What a handler may answer where the contract has this type: the same fields, numbers and booleans as such. */
export type ResultOf<T> = T extends readonly (infer Item)[]
  ? readonly ResultOf<Item>[]
  : T extends object
    ? { readonly [Field in Exclude<keyof T, '$type'>]?: ResultOf<T[Field]> }
    : string extends T
      ? string | number | boolean
      : T;

/** What was completed for good. It is shared by all sandboxes of a page: it knows texts by their values, not by name. */
export const fragments = new Fragments();

/**
 * Makes what a handler says into what is sent, by the contract: a nillable field without a value is nil, another optional
 * one is left out, a required group or text without one is empty (as the vendor's samples have it). Where the service
 * made an exception, the handler names the value itself.
 *
 * @param older the contract is older than the handlers: fields that it does not have are left out, and a number that it
 *   requires and that there is none for is 0 (our choice).
 * @throws Error when the handler names a field that the contract does not know, or lacks one that can't be empty: a bug.
 */
export function completeResult(
  contract: Contract,
  type: TypeRef,
  contents: ResultValues,
  older = false,
): Values {
  return group(contract, type.name, contents, older);
}

/**
 * Completes content that is sent again and again. It comes back as values that `completeResult` takes as they are and that
 * nobody may change.
 */
export function completeOnce(contract: Contract, typeName: string, contents: ResultValues): Values {
  const values = group(contract, typeName, contents, false);
  fragments.promise(values);
  return values;
}

function group(contract: Contract, typeName: string, contents: ResultValues, older: boolean): Values {
  if (fragments.has(contents as Values)) return contents as Values;
  const type = contract.types[typeName];
  if (!type) throw new Error(`The contract has no type ${typeName}.`);
  const values: Record<string, Value> = {};
  let known = 0;
  for (const field of type.fields) {
    const content = contents[field.name];
    if (field.name in contents) known += 1;
    const value = valueOf(contract, field, content, typeName, older);
    if (value !== undefined) values[field.name] = value;
  }
  if (!older && known !== Object.keys(contents).length) {
    throw new Error(`${typeName} has other fields than ${Object.keys(contents).join(', ')}.`);
  }
  return values;
}

function valueOf(
  contract: Contract,
  field: Field,
  content: ResultValue,
  owner: string,
  older: boolean,
): Value | undefined {
  if (content === undefined || content === null) {
    if (field.nillable) return null;
    if (field.minOccurs === 0) return undefined;
    if (field.type.kind === 'complex') return group(contract, field.type.name, {}, older);
    if (field.type.name === 'string') return '';
    if (older) return '0';
    throw new Error(`${owner}.${field.name} needs a value.`);
  }
  if (Array.isArray(content)) {
    return (content as readonly ResultValue[]).flatMap(
      (item) => valueOf(contract, field, item, owner, older) ?? [],
    );
  }
  if (typeof content === 'object') return group(contract, field.type.name, content as ResultValues, older);
  return String(content);
}
