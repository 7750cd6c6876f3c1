import type { Enumeration, TypeRef } from '../../contract/contract';
import { isDerivedFrom } from '../../text/builtin-types';
import { lexicalFault, readBoolean } from '../../text/lexical';
import { collapseXml } from '../../text/white-space';

/** True when two texts are one value of a type: `1.0` and `1.00` are one decimal number. */
export function isSameValue({ kind, name }: TypeRef, a: string, b: string): boolean {
  if (a === b) return true;
  if (kind !== 'builtin' || name === 'string' || name === 'anyType' || name === 'anySimpleType') return false;
  const [one, two] = [collapseXml(a), collapseXml(b)];
  if (one === two) return true;
  if (lexicalFault(name, a) || lexicalFault(name, b)) return false;
  if (name === 'boolean') return readBoolean(a) === readBoolean(b);
  if (isDerivedFrom(name, 'decimal')) return plainNumber(one) === plainNumber(two);
  if (name === 'float' || name === 'double') return Number(one) === Number(two);
  // Times can be said in different zones, and bytes in different cases; what can't be told apart is not held against a text.
  return !isDerivedFrom(name, 'string') && name !== 'anyURI';
}

/** True when an enumeration lists a value. */
export function isListed({ base = 'string', values }: Enumeration, text: string): boolean {
  const type: TypeRef = { kind: 'builtin', name: base };
  return values.some(({ value }) => isSameValue(type, text, value));
}

/** A decimal number without what does not count. */
function plainNumber(text: string): string {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const digits = `${whole || '0'}.${part}`;
  return sign === '-' && digits !== '0.' ? `-${digits}` : digits;
}
