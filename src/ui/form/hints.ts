import type { Contract, Field, TypeRef } from '../../contract/contract';
import { isRequired } from '../../envelope/example';
import { isList, type Value } from '../../envelope/values';
import { isIntegerType } from '../../text/integers';

/** The few words next to a field's name: whether it is optional, its limit, how much of it is used. */
export function fieldHint(field: Field, value: Value | undefined): string {
  const parts: string[] = [];
  const limit = limitOf(field);
  const counted = field.maxOccurs > 1 || isList(value);
  if (counted) {
    const count = isList(value) ? value.length : 0;
    parts.push(limit === undefined ? `${count}` : `${count} of at most ${limit.toLocaleString('en')}`);
  }
  if (!isRequired(field) && field.maxOccurs <= 1) parts.push('optional');
  if (limit !== undefined && !counted) parts.push(`up to ${limit.toLocaleString('en')}`);
  if (field.default !== undefined) parts.push(`default ${field.default}`);
  return parts.join(', ');
}

/** The repeated field of an array type: a complex type that has this one field and nothing else. */
export function arrayItem(contract: Contract, field: Field): Field | undefined {
  if (field.type.kind !== 'complex' || field.maxOccurs > 1) return undefined;
  const type = contract.types[field.type.name];
  const [only, ...others] = type?.fields ?? [];
  const plain = type && !type.abstract && !type.open && type.attributes.length === 0;
  return plain && only && others.length === 0 && only.maxOccurs > 1 ? only : undefined;
}

/** The most that a field takes: items of a list, or the value of a number. */
export function limitOf(field: Field): number | undefined {
  const documented = Number(field.info.max);
  if (field.info.max !== undefined && Number.isFinite(documented)) return documented;
  return field.maxOccurs > 1 && Number.isFinite(field.maxOccurs) ? field.maxOccurs : undefined;
}

/** True for the types of XML Schema that are whole numbers. */
export function isInteger(type: TypeRef): boolean {
  return type.kind === 'builtin' && isIntegerType(type.name);
}
