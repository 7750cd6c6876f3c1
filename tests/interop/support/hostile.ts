import {
  concreteTypes,
  type Contract,
  type Field,
  type Operation,
  type TypeRef,
} from '#src/contract/contract';
import type { Value, Values } from '#src/envelope/values';

/** What goes wrong in one language or another when it is not escaped. */
export const HOSTILE_TEXTS = [
  `He said "it's" \\ \\\\ \\n \\u0041 \\x41 \\`,
  '$HOME ${HOME} $(id) `id` $1 $$ #{1 + 1} #$0 #@x {$x}',
  'first line\nXML\nEOF\n"@\n"""\n\n  XML;\nlast line  ',
  '<b>&amp; & </attrValue> ]]> <![CDATA[ <!-- --> &#10;',
  '100% %s %d %1$s %[1]s %% %n {0} {{my.token}} {} }} ${{x}} @"',
  'Zoë Łukasz Ωmega 日本語 😀👩‍👩‍👧 \u202e \u2028 “quoted” ‘quoted’ „quoted‚',
  '  blanks\taround\t ',
  '\'\'\' """ ``` $@"" @\'\' \'@ "@ //* */ -- # ;',
  'carriage\r\nreturn\rend',
];

/** Which way the values are varied: everything filled in, or nil wherever that is allowed. */
export type Variant = 'full' | 'nil';

/**
 * Values for every field of an operation's request: hostile ones in fields of text, proper ones elsewhere. The same each
 * time.
 */
export function hostileValues(contract: Contract, operation: Operation, variant: Variant): Values {
  const generator = new Generator(contract, variant, operation.name.length);
  return operation.input ? (generator.value(operation.input.type) as Values) : {};
}

/** Hostile content for the headers that an operation takes, without the signature itself. */
export function hostileHeaders(operation: Operation): Record<string, Values> {
  const headers: Record<string, Values> = {};
  for (const { name } of operation.headers) {
    headers[name] =
      name === 'AuthenticationHeader'
        ? { partnerId: HOSTILE_TEXTS[1] ?? '' }
        : { targetWorkspace: HOSTILE_TEXTS[4] ?? '' };
  }
  return headers;
}

class Generator {
  #count: number;

  constructor(
    readonly contract: Contract,
    readonly variant: Variant,
    start: number,
  ) {
    this.#count = start;
  }

  value(type: TypeRef): Value {
    if (type.kind === 'builtin') return this.#builtin(type.name);
    if (type.kind === 'enumeration')
      return this.#next(this.contract.enumerations[type.name]?.values ?? [])?.value ?? '';
    const chosen = this.#next(concreteTypes(this.contract, type.name));
    const values: Record<string, Value> = {};
    if (!chosen) return values;
    if (chosen.name !== type.name) values.$type = chosen.name;
    for (const field of chosen.fields) values[field.name] = this.#field(field);
    return values;
  }

  #field(field: Field): Value {
    if (this.variant === 'nil' && field.nillable) return null;
    if (field.maxOccurs === 1) return this.value(field.type);
    return [this.value(field.type), this.value(field.type), this.value(field.type)];
  }

  #builtin(name: string): string {
    const number = (this.#count += 1);
    if (name === 'int') return String(number);
    if (name === 'boolean') return number % 2 === 0 ? 'true' : 'false';
    if (name === 'dateTime') return `2013-08-${10 + (number % 18)}T12:00:0${number % 10}-07:00`;
    return this.#next(HOSTILE_TEXTS) ?? '';
  }

  #next<T>(choices: readonly T[]): T | undefined {
    return choices[(this.#count += 1) % choices.length];
  }
}
