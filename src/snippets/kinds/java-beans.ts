import type { Field } from '../../contract/contract';
import { javaString } from '../escape/java';
import type { Typed, TypedGroup } from '../typed';

/** The package of the vendor's own samples. */
export const STUBS = 'com.marketo.mktows';

/** A field's name as JAXB has it in getters and setters. */
export function property(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The value that a setter takes: JAXB wraps what may be absent as well as nil. */
export function wrapped(owner: string, field: Field, expression: string): string {
  const both = field.minOccurs === 0 && field.nillable && field.maxOccurs === 1;
  return both ? `FACTORY.create${property(owner)}${property(field.name)}(${expression})` : expression;
}

/** Writes the statements that build values out of the classes that JAXB makes from a schema. */
export class JavaBeans {
  usesFactory = false;
  usesTime = false;
  readonly #taken: Set<string>;
  readonly #names = new Map<TypedGroup, string>();

  /** @param taken names of variables that the program has already. */
  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** The statements that make a group; its variable gets that name, or one made from its type. */
  statements(group: TypedGroup, name?: string): string[] {
    const type = property(group.type.localName);
    const variable = this.#variable(name ?? type.charAt(0).toLowerCase() + type.slice(1));
    this.#names.set(group, variable);
    return [`${type} ${variable} = new ${type}();`, ...this.settings(group, variable)];
  }

  /** The statements that fill a group whose variable is there. */
  settings(group: TypedGroup, variable: string): string[] {
    const lines: string[] = [];
    const owner = property(group.type.localName);
    for (const { field, value } of group.fields) {
      const items = value.kind === 'list' ? value.items : [value];
      for (const item of items) {
        const expression = this.#expression(item, field, lines);
        if (field.maxOccurs > 1) lines.push(`${variable}.get${property(field.name)}().add(${expression});`);
        else lines.push(`${variable}.set${property(field.name)}(${this.#wrap(owner, field, expression)});`);
      }
    }
    return lines;
  }

  /** The variable of a group that `statements` made. */
  named(group: TypedGroup | undefined): string | undefined {
    return group && this.#names.get(group);
  }

  #wrap(owner: string, field: Field, expression: string): string {
    const result = wrapped(owner, field, expression);
    if (result !== expression) this.usesFactory = true;
    return result;
  }

  #expression(typed: Typed, field: Field, before: string[]): string {
    switch (typed.kind) {
      case 'nil':
        return 'null';
      case 'boolean':
        return String(typed.value);
      case 'integer':
        return typed.builtin === 'int' ? typed.value : `${typed.value}L`;
      case 'dateTime':
        this.usesTime = true;
        return `time(${javaString(typed.value)})`;
      case 'enumeration':
        return constant(typed.name, typed.value);
      case 'group':
        before.push(...this.statements(typed, field.name));
        return this.#names.get(typed) ?? '';
      case 'list':
        return 'null';
      default:
        return javaString(typed.value);
    }
  }

  #variable(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${wanted}${number}`;
    this.#taken.add(name);
    return name;
  }
}

/** An enumeration's constant: JAXB keeps names that look like constants, and spells the others anew. */
function constant(enumeration: string, value: string): string {
  const type = property(enumeration);
  return /^[A-Z][A-Z0-9]*$/.test(value) ? `${type}.${value}` : `${type}.fromValue(${javaString(value)})`;
}
