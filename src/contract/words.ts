import { documentationText, type Contract, type Field, type Operation, type TypeRef } from './contract';

/** The group that an operation belongs to; empty when the contract says none. */
export function areaOf({ input }: Operation): string {
  return input?.info.area ?? '';
}

/** What an operation does, in a few words; empty when the contract has none. */
export function summaryOf({ input }: Operation): string {
  return input?.info.summary ?? '';
}

/** A type by name, as people read it. */
export function typeName(contract: Contract, type: TypeRef): string {
  if (type.kind === 'complex') return contract.types[type.name]?.localName ?? type.name;
  if (type.kind === 'enumeration') return contract.enumerations[type.name]?.localName ?? type.name;
  return type.name;
}

/** How often a field may stand, in words. */
export function occurrence(field: Field): string {
  const { minOccurs, maxOccurs } = field;
  if (field.branches) return 'one of a choice';
  if (maxOccurs === Infinity) return minOccurs === 0 ? 'any number' : `${minOccurs} or more`;
  if (maxOccurs > 1) return `${minOccurs} to ${maxOccurs}`;
  return minOccurs > 0 ? 'required' : field.info.required === 'true' ? 'required in practice' : 'optional';
}

/** What a field takes at most, a sentence each: the items of a list, or the size of a number. */
export function limitWords(field: Field): string[] {
  const most = field.info.max;
  if (most === undefined) return [];
  return [
    field.type.kind === 'complex' || field.maxOccurs > 1 ? `At most ${most} items.` : `At most ${most}.`,
  ];
}

/** A field in a few words: its type and whether it must be there. */
export function fieldDetail(contract: Contract, field: Field): string {
  return `${typeName(contract, field.type)}, ${occurrence(field)}`;
}

/** What a type is for, when it has words of its own. */
export function typeDocumentation(contract: Contract, type: TypeRef, ...languages: string[]): string {
  if (type.kind === 'builtin') return '';
  const known = type.kind === 'complex' ? contract.types[type.name] : contract.enumerations[type.name];
  return known ? documentationText(known.documentation, ...languages) : '';
}
