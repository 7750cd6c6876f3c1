/** Each built-in type of XML Schema 1.0 with the one that it is derived from (Part 2, section 3). */
const BASES: Readonly<Record<string, string>> = {
  anySimpleType: 'anyType',
  ...under(
    'anySimpleType',
    'string boolean decimal float double duration dateTime time date gYearMonth gYear',
  ),
  ...under('anySimpleType', 'gMonthDay gDay gMonth hexBinary base64Binary anyURI QName NOTATION'),
  ...under('anySimpleType', 'NMTOKENS IDREFS ENTITIES'),
  ...under('string', 'normalizedString'),
  ...under('normalizedString', 'token'),
  ...under('token', 'language NMTOKEN Name'),
  ...under('Name', 'NCName'),
  ...under('NCName', 'ID IDREF ENTITY'),
  ...under('decimal', 'integer'),
  ...under('integer', 'nonPositiveInteger long nonNegativeInteger'),
  ...under('nonPositiveInteger', 'negativeInteger'),
  ...under('long', 'int'),
  ...under('int', 'short'),
  ...under('short', 'byte'),
  ...under('nonNegativeInteger', 'unsignedLong positiveInteger'),
  ...under('unsignedLong', 'unsignedInt'),
  ...under('unsignedInt', 'unsignedShort'),
  ...under('unsignedShort', 'unsignedByte'),
};

function under(base: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, base]));
}

/** The local names of the built-in types. */
export const BUILTIN_TYPES: readonly string[] = ['anyType', ...Object.keys(BASES)];

/** True when a built-in type is another one, or derived from it by any depth. */
export function isDerivedFrom(name: string, base: string): boolean {
  for (let own: string | undefined = name; own; own = Object.hasOwn(BASES, own) ? BASES[own] : undefined)
    if (own === base) return true;
  return false;
}
