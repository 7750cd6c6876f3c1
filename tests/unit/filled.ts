import {
  concreteTypes,
  type ComplexType,
  type Contract,
  type Field,
  type GlobalElement,
  type TypeRef,
} from '#src/contract/contract';
import type { Value, Values } from '#src/envelope/values';

/** A valid text of each built-in type; what is not here takes any word. */
const TEXTS: Readonly<Record<string, string>> = {
  anyURI: 'urn:example',
  base64Binary: 'T0s=',
  boolean: 'true',
  byte: '1',
  date: '2013-08-01',
  dateTime: '2013-08-01T12:00:00+05:30',
  decimal: '12.50',
  double: '1.5E3',
  duration: 'P1D',
  float: '1.5',
  gDay: '---01',
  gMonth: '--08',
  gMonthDay: '--08-01',
  gYear: '2013',
  gYearMonth: '2013-08',
  hexBinary: '4F4B',
  int: '1',
  integer: '1',
  language: 'en',
  long: '1',
  negativeInteger: '-1',
  nonNegativeInteger: '1',
  nonPositiveInteger: '-1',
  positiveInteger: '1',
  short: '1',
  string: 'Über & <7> ]]> "quoted"',
  time: '12:00:00',
  unsignedByte: '1',
  unsignedInt: '1',
  unsignedLong: '1',
  unsignedShort: '1',
};

/** A request has no more elements than about this, however many its schema would take. */
const ENOUGH = 2000;
/** Below this, only what is required is filled. */
const DEEP = 6;

/**
 * Fills a child of Header or Body with everything that it can hold, with valid texts; undefined when it has no finite
 * content.
 *
 * @param turn which type of several and which branch of a choice is taken, from 0.
 */
export function filledValues(contract: Contract, element: GlobalElement, turn: number): Values | undefined {
  return new Filler(contract, turn).value(element.type, []) as Values | undefined;
}

class Filler {
  readonly #contract: Contract;
  readonly #turn: number;
  #count = 0;

  constructor(contract: Contract, turn: number) {
    this.#contract = contract;
    this.#turn = turn;
  }

  value(type: TypeRef, within: readonly string[]): Value | undefined {
    this.#count += 1;
    if (type.kind !== 'complex') return this.#text(type);
    const types = concreteTypes(this.#contract, type.name).filter(({ name }) => !within.includes(name));
    const chosen = types[this.#turn % types.length];
    if (!chosen) return undefined;
    const values: Record<string, Value> = chosen.name === type.name ? {} : { $type: chosen.name };
    for (const { name, type: own, default: usual } of chosen.attributes)
      values[`@${name}`] = usual ?? this.#text(own);
    if (chosen.text) values.$text = this.#text(chosen.text);
    const inside = [...within, chosen.name];
    for (const field of this.#wanted(chosen)) {
      const isNeeded = field.minOccurs > 0;
      if (!isNeeded && (inside.length > DEEP || this.#count > ENOUGH)) continue;
      const value = this.#field(field, inside);
      if (value !== undefined) values[field.name] = value;
      else if (isNeeded) return undefined;
    }
    return values;
  }

  #field(field: Field, within: readonly string[]): Value | undefined {
    const item = field.default ?? this.value(field.type, within);
    if (item === undefined) return undefined;
    if (field.maxOccurs <= 1) return item;
    const most = this.#count > ENOUGH ? 1 : 2;
    return Array<Value>(Math.min(field.maxOccurs, Math.max(most, field.minOccurs))).fill(item);
  }

  /** The fields that may stand together: of each choice, one branch. */
  #wanted({ fields }: ComplexType): Field[] {
    const chosen = new Map<number, number>();
    return fields.filter(({ maxOccurs, branches = [] }) => {
      if (maxOccurs === 0) return false;
      return branches.every(({ choice, branch }) => {
        const all = fields.flatMap((field) => field.branches?.filter((one) => one.choice === choice) ?? []);
        const numbers = [...new Set(all.map((one) => one.branch))];
        if (!chosen.has(choice)) chosen.set(choice, numbers[this.#turn % numbers.length] ?? 0);
        return chosen.get(choice) === branch;
      });
    });
  }

  #text(type: TypeRef): string {
    if (type.kind === 'builtin') return TEXTS[type.name] ?? 'word';
    return this.#contract.enumerations[type.name]?.values.at(-1)?.value ?? '';
  }
}
