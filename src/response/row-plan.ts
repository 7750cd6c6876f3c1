import type { ComplexType, Contract, Field, Operation, TypeRef } from '../contract/contract';

/** A column that the contract promises. Attributes of records become columns of their own as they are met. */
export interface PlannedColumn {
  /** The way from the row's element to the value, names joined by dots; unique in a table. */
  readonly key: string;
  readonly label: string;
  readonly type: TypeRef;
}

/** What is done with a child element. */
export type RowStep =
  | { readonly do: 'enter'; readonly node: PlanNode }
  /** One row stands in it. */
  | { readonly do: 'row'; readonly node: PlanNode }
  /** Its own values stand in each of the rows in it. */
  | { readonly do: 'outer'; readonly node: PlanNode }
  | { readonly do: 'cell'; readonly column: number }
  /** A list's element: the cell is empty when no item stands in it. */
  | { readonly do: 'list'; readonly column: number; readonly node: PlanNode }
  /** What stands in it is more than a value. */
  | { readonly do: 'nested'; readonly column: number }
  /** A name and a value: the name is the column. */
  | { readonly do: 'pair'; readonly key: string; readonly name: string; readonly value: string }
  /** A value outside the rows. */
  | { readonly do: 'fact'; readonly key: string };

/** An element by its children. */
export interface PlanNode {
  readonly children: ReadonlyMap<string, RowStep>;
  /** The way from the row's element, or from the answer's where there are no rows yet. */
  readonly path: string;
}

/** How an operation's answer becomes rows. */
export interface RowPlan {
  readonly columns: readonly PlannedColumn[];
  /** What is done with the answer's element, the child of Body. */
  readonly answer: RowStep;
  /** The element that is a row; for words about it. */
  readonly rowElement: string;
  /** Whether the answer as a whole is the one row. */
  readonly single: boolean;
}

/** Names of an attribute's parts, in the contract's two spellings. */
const PAIRS = [
  ['attrName', 'attrValue'],
  ['name', 'value'],
] as const;

/** Types may hold themselves in other contracts: deeper than this they are shown as they stand. */
const DEEPEST = 6;

/** Plans the table of an operation's answer: the outermost list of records is its rows. Undefined without an answer. */
export function planRows(contract: Contract, operation: Operation): RowPlan | undefined {
  return operation.output && new Planner(contract).plan(operation.output.name, operation.output.type);
}

class Planner {
  readonly #contract: Contract;
  readonly #columns: { key: string; path: readonly string[]; type: TypeRef }[] = [];

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  plan(name: string, type: TypeRef): RowPlan {
    const way = this.#wayToRows(type);
    const last = way?.at(-1);
    const answer: RowStep = way
      ? { do: 'enter', node: this.#outside(type, way, []) }
      : { do: 'row', node: this.#inside(type, []) };
    return { columns: this.#labelled(), answer, rowElement: last?.name ?? name, single: !way };
  }

  #type(ref: TypeRef): ComplexType | undefined {
    return ref.kind === 'complex' ? this.#contract.types[ref.name] : undefined;
  }

  /** The fields from the answer's element to the one that is a row; undefined when the answer is the only row. */
  #wayToRows(type: TypeRef): Field[] | undefined {
    const list = this.#find(type, (field) => field.maxOccurs > 1 && this.#isRecord(field.type));
    if (!list) return this.#onlyList(type);
    const row = list.at(-1);
    const inner = row && this.#innerRows(row.type);
    return inner ? [...list, ...inner] : list;
  }

  /** The nearest field that fits, and how to come there by fields that stand once. */
  #find(type: TypeRef, fits: (field: Field) => boolean): Field[] | undefined {
    let ways: Field[][] = [[]];
    for (let depth = 0; depth < DEEPEST && ways.length > 0; depth += 1) {
      const next: Field[][] = [];
      for (const way of ways) {
        for (const field of this.#type(way.at(-1)?.type ?? type)?.fields ?? []) {
          if (fits(field)) return [...way, field];
          if (field.maxOccurs === 1 && field.type.kind === 'complex') next.push([...way, field]);
        }
      }
      ways = next;
    }
    return undefined;
  }

  /** An answer that is nothing but a list of simple values: each is a row. */
  #onlyList(type: TypeRef): Field[] | undefined {
    const way: Field[] = [];
    for (
      let own = this.#type(type);
      own?.fields.length === 1;
      own = this.#type(own.fields[0]?.type ?? type)
    ) {
      const [field] = own.fields;
      if (!field || way.length > DEEPEST) return undefined;
      way.push(field);
      if (field.maxOccurs > 1) return field.type.kind === 'complex' ? undefined : way;
    }
    return undefined;
  }

  /** A record that is only a heading over one list of records: these are the rows then. */
  #innerRows(type: TypeRef): Field[] | undefined {
    const fields = this.#type(type)?.fields ?? [];
    const complex = fields.filter((field) => field.type.kind === 'complex');
    const [only] = complex;
    if (!only || complex.length > 1) return undefined;
    const isList = (field: Field) => field.maxOccurs > 1 && this.#isRecord(field.type);
    if (isList(only)) return [only];
    const items = this.#type(only.type)?.fields ?? [];
    const [item] = items;
    return items.length === 1 && item && isList(item) ? [only, item] : undefined;
  }

  #isRecord(type: TypeRef): boolean {
    return type.kind === 'complex' && !this.#pair(type);
  }

  #pair(type: TypeRef): (typeof PAIRS)[number] | undefined {
    const fields = this.#type(type)?.fields ?? [];
    if (fields.some((field) => field.type.kind === 'complex')) return undefined;
    return PAIRS.find((names) => names.every((name) => fields.some((field) => field.name === name)));
  }

  /** The elements around the rows. */
  #outside(type: TypeRef, way: readonly Field[], path: readonly string[]): PlanNode {
    const [next, ...rest] = way;
    const children = new Map<string, RowStep>();
    for (const field of this.#type(type)?.fields ?? []) {
      const here = [...path, field.name];
      if (field !== next) children.set(field.name, this.#around(field, here));
      else if (rest.some((other) => other.maxOccurs > 1) && field.maxOccurs > 1)
        children.set(field.name, { do: 'outer', node: this.#heading(field.type, rest) });
      else if (field.maxOccurs === 1) {
        children.set(field.name, { do: 'enter', node: this.#outside(field.type, rest, here) });
      } else children.set(field.name, { do: 'row', node: this.#row(field) });
    }
    return { children, path: path.join('.') };
  }

  /** A record over a list of rows: its own values are columns of each. */
  #heading(type: TypeRef, way: readonly Field[]): PlanNode {
    const [next, ...rest] = way;
    const children = new Map<string, RowStep>();
    for (const field of this.#type(type)?.fields ?? []) {
      if (field !== next) children.set(field.name, this.#child(field, [field.name]));
      else if (field.maxOccurs > 1) children.set(field.name, { do: 'row', node: this.#row(field) });
      else children.set(field.name, { do: 'enter', node: this.#heading(field.type, rest) });
    }
    return { children, path: '' };
  }

  #row(field: Field): PlanNode {
    if (field.type.kind === 'complex') return this.#inside(field.type, []);
    // A row that is one value.
    return { children: new Map([['', this.#cell([field.name], field.type)]]), path: '' };
  }

  #around(field: Field, path: readonly string[]): RowStep {
    const key = path.join('.');
    if (field.type.kind !== 'complex' || field.maxOccurs > 1 || path.length > DEEPEST)
      return { do: 'fact', key };
    const children = new Map<string, RowStep>();
    for (const inner of this.#type(field.type)?.fields ?? [])
      children.set(inner.name, this.#around(inner, [...path, inner.name]));
    return { do: 'enter', node: { children, path: key } };
  }

  /** What stands in a row. */
  #inside(type: TypeRef, path: readonly string[]): PlanNode {
    const children = new Map<string, RowStep>();
    for (const field of this.#type(type)?.fields ?? [])
      children.set(field.name, this.#child(field, [...path, field.name]));
    return { children, path: path.join('.') };
  }

  #child(field: Field, path: readonly string[]): RowStep {
    if (field.type.kind !== 'complex') return this.#cell(path, field.type);
    const pair = field.maxOccurs > 1 ? this.#pair(field.type) : undefined;
    if (pair) return { do: 'pair', key: path.slice(0, -1).join('.'), name: pair[0], value: pair[1] };
    if (field.maxOccurs > 1 || path.length > DEEPEST)
      return { do: 'nested', column: this.#column(path, field.type) };
    const fields = this.#type(field.type)?.fields ?? [];
    const [item] = fields;
    if (fields.length === 1 && item && item.maxOccurs > 1 && !this.#pair(item.type)) {
      const column = this.#column(path, item.type);
      if (item.type.kind === 'complex') return { do: 'nested', column };
      const children = new Map<string, RowStep>([[item.name, { do: 'cell', column }]]);
      return { do: 'list', column, node: { children, path: path.join('.') } };
    }
    return { do: 'enter', node: this.#inside(field.type, path) };
  }

  #cell(path: readonly string[], type: TypeRef): RowStep {
    return { do: 'cell', column: this.#column(path, type) };
  }

  #column(path: readonly string[], type: TypeRef): number {
    return this.#columns.push({ key: path.join('.'), path, type }) - 1;
  }

  /** A column is called by its last name, or by as many as tell it from the others. */
  #labelled(): PlannedColumn[] {
    // A lone result element says nothing about a value in it.
    const shown = (path: readonly string[]) =>
      path[0] === 'result' && path.length > 1 ? path.slice(1) : path;
    const label = (path: readonly string[], names: number) => path.slice(-names).join('.');
    return this.#columns.map(({ key, path, type }) => {
      const own = shown(path);
      // An external key's name and value say nothing without their element's name.
      let names = PAIRS.some((pair) => (pair as readonly string[]).includes(own.at(-1) ?? '')) ? 2 : 1;
      const clashes = () =>
        this.#columns.some(
          (other) => other.key !== key && label(shown(other.path), names) === label(own, names),
        );
      while (names < own.length && clashes()) names += 1;
      return { key, label: label(own, names), type };
    });
  }
}
