import { concreteTypes, type ComplexType, type Contract, type TypeRef } from '../contract/contract';

const HEAD = `/*
 * Made from mktows.wsdl by \`npm run types\`: the shapes that \`readRequest\` gives for Marketo's contract. Not to be edited by
 * hand; a test holds this file against the WSDL.
 *
 * A text stands as it was written (numbers, booleans and dates in their lexical form), null is xsi:nil, an absent field is an
 * absent key, and \`$type\` names the type that \`xsi:type\` chose.
 */

/** An element's text, or null for nil. */
type Text = string | null;
`;

/**
 * Writes a contract as TypeScript: a union for each enumeration, a type for each complex type, and the requests, answers and
 * headers by name.
 *
 * @returns the source, not yet in the project's format.
 */
export function contractTypes(contract: Contract): string {
  const enumerations = Object.values(contract.enumerations).map(
    ({ name, values }) => `export type ${name} = ${values.map(({ value }) => quoted(value)).join(' | ')};`,
  );
  const types = Object.values(contract.types).map((type) => complexType(contract, type));
  const { operations } = contract;
  return [
    HEAD,
    ...enumerations,
    ...types,
    record('RequestValues', 'The content of each operation’s `params…` element.', operations, 'input'),
    record('ResultContents', 'The content of each operation’s `success…` element.', operations, 'output'),
    '/** The name of an operation. */\nexport type OperationName = keyof RequestValues;',
  ].join('\n\n');
}

function complexType(contract: Contract, { name, fields }: ComplexType): string {
  const lines = fields.map((field) => {
    const single = valueType(contract, field.type);
    const type = field.maxOccurs > 1 ? `readonly (${single})[]` : single;
    return `  readonly ${field.name}?: ${type};`;
  });
  if (lines.length === 0) return `export type ${name} = Readonly<Record<never, never>>;`;
  return `export type ${name} = {\n${lines.join('\n')}\n};`;
}

function valueType(contract: Contract, type: TypeRef): string {
  if (type.kind === 'builtin') return 'Text';
  if (type.kind === 'enumeration') return `${type.name} | null`;
  const others = concreteTypes(contract, type.name).filter(({ name }) => name !== type.name);
  const own = contract.types[type.name]?.abstract ? [] : [type.name];
  const chosen = others.map(({ name }) => `(${name} & { readonly $type: ${quoted(name)} })`);
  return [...own, ...chosen, 'null'].join(' | ');
}

function record(
  name: string,
  says: string,
  operations: Contract['operations'],
  side: 'input' | 'output',
): string {
  const lines = operations.map(
    (operation) => `  ${operation.name}: ${operation[side]?.type.name ?? 'never'};`,
  );
  return `/** ${says} */\nexport interface ${name} {\n${lines.join('\n')}\n}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
