import {
  documentationText,
  excludes,
  type ComplexType,
  type Field,
  type GlobalElement,
} from '../../contract/contract';
import { modelOf, walkContent } from '../../contract/content-walk';
import { fieldDetail } from '../../contract/words';
import { blankElement, blankItem, blankValue, exampleValues } from '../../envelope/example';
import { layoutOf, lineIndent, indentLines, type Layout } from '../../envelope/revise/layout';
import { Prefixes } from '../../envelope/revise/prefixes';
import { ElementWriter } from '../../envelope/element-writer';
import { writeRequest } from '../../envelope/write';
import type { Value, Values } from '../../envelope/values';
import { placedElements, type Edit, type PlacedElement, type TextRange } from '../../xml/placed';
import type { Completion } from '../completion';
import type { Context } from '../problem';
import { headerElements, soapPrefix, type TextReading } from '../reading';
import { xmlSnippet } from '../snippet';

/** Everything that may stand in an element at an offset, written out with what it requires. */
export function elementCompletions(
  reading: TextReading,
  parent: PlacedElement | undefined,
  offset: number,
  range: TextRange,
  context: Context,
): Completion[] {
  const { envelope, header, body } = reading;
  if (!parent) return reading.document.root ? [] : wholeRequests(reading, range, context);
  const writing = new Writing(reading, parent, range);
  if (parent === envelope) return sections(reading, writing);
  if (parent === header) return headers(reading, writing, context);
  if (parent === body) return requests(reading, writing);
  const bound = reading.bound.get(parent);
  const type = bound?.type;
  if (!bound || !type) return [];
  const here = placeIn(type.fields, parent, offset);
  const turn = turnsIn(type, parent, range.start);
  return type.fields.flatMap((field, index) => {
    if (turn) {
      const order = turn(field);
      const sort = `${order}${String(index).padStart(3, '0')}`;
      return order === undefined ? [] : fieldCompletions(reading, writing, field, sort);
    }
    const present = bound.children.filter(
      (child) => child.field === field && child.element.start !== range.start,
    );
    if (present.length > 0 && field.maxOccurs === 1) return [];
    const taken = bound.children.some((child) => child.field && excludes(child.field, field));
    if (taken) return [];
    const fits = index >= here.from && index <= here.to;
    return fieldCompletions(reading, writing, field, `${fits ? 0 : 1}${String(index).padStart(3, '0')}`);
  });
}

/** Writes new elements in the layout and with the prefixes of a text. */
class Writing {
  readonly range: TextRange;
  readonly #reading: TextReading;
  readonly #parent: PlacedElement;
  readonly #layout: Layout;
  readonly #indent: string | undefined;

  constructor(reading: TextReading, parent: PlacedElement, range: TextRange) {
    this.#reading = reading;
    this.#parent = parent;
    this.range = range;
    this.#layout = layoutOf(reading.text, reading.document.root ?? parent);
    const own = lineIndent(reading.text, range.start);
    this.#indent = own ?? lineIndent(reading.text, parent.start);
  }

  write(work: (writer: ElementWriter) => void): { xml: string; also: Edit[] } {
    const root = this.#reading.document.root ?? this.#parent;
    const prefixes = new Prefixes(root, this.#reading.contract);
    const writer = new ElementWriter(this.#reading.contract, prefixes.within(this.#parent.scope));
    work(writer);
    return { xml: this.layOut(writer.lines), also: prefixes.edits() };
  }

  layOut(lines: readonly string[]): string {
    return indentLines(lines, this.#indent ?? '', this.#layout).slice((this.#indent ?? '').length);
  }
}

function sections(reading: TextReading, writing: Writing): Completion[] {
  const prefix = soapPrefix(reading);
  const name = (local: string) => (prefix ? `${prefix}:${local}` : local);
  const missing = [...(reading.header ? [] : ['Header']), ...(reading.body ? [] : ['Body'])];
  return missing.map((local) => ({
    label: name(local),
    kind: 'element',
    detail: local === 'Header' ? 'who is calling' : 'what is asked for',
    documentation: '',
    range: writing.range,
    insert: [
      writing.layOut([`<${name(local)}>`, '  ']),
      { stop: 1, text: '' },
      writing.layOut(['', `</${name(local)}>`]),
    ],
    also: [],
    sort: local === 'Header' ? '0' : '1',
  }));
}

function headers(reading: TextReading, writing: Writing, context: Context): Completion[] {
  const known = reading.operation?.headers ?? headerElements(reading.contract);
  const present = new Set(reading.header ? placedElements(reading.header).map((part) => part.name) : []);
  return known
    .filter((element) => !present.has(element.name))
    .map((element, index) =>
      globalCompletion(writing, element, 'header', headerValues(reading, element, context), `${index}`),
    );
}

/** A header's required fields; who is calling, and now, where the page knows it. */
function headerValues(reading: TextReading, element: GlobalElement, context: Context): Values {
  const values = { ...blankElement(reading.contract, element) };
  if (context.userId && 'mktowsUserId' in values) values.mktowsUserId = context.userId;
  if (context.timestamp && 'requestTimestamp' in values) values.requestTimestamp = context.timestamp;
  return values;
}

function requests(reading: TextReading, writing: Writing): Completion[] {
  const other =
    reading.body && placedElements(reading.body).some((child) => child.start !== writing.range.start);
  if (other) return [];
  return reading.contract.operations.flatMap((operation, index) => {
    if (!operation.input) return [];
    const sort = String(index).padStart(3, '0');
    const values = exampleValues(reading.contract, operation);
    return [globalCompletion(writing, operation.input, 'request', values, sort)];
  });
}

function globalCompletion(
  writing: Writing,
  element: GlobalElement,
  kind: Completion['kind'],
  values: Values,
  sort: string,
): Completion {
  const { xml, also } = writing.write((writer) => writer.global(element, values, 0));
  return {
    label: element.name,
    kind,
    detail: element.info.summary ?? '',
    documentation: documentationText(element.documentation),
    range: writing.range,
    insert: xmlSnippet(xml),
    also,
    sort,
  };
}

function fieldCompletions(reading: TextReading, writing: Writing, field: Field, sort: string): Completion[] {
  const { contract } = reading;
  const of = (
    label: string,
    kind: Completion['kind'],
    value: Value,
    detail: string,
    order: string,
  ): Completion => {
    const { xml, also } = writing.write((writer) => writer.field(field, value, 0));
    return {
      label,
      kind,
      detail,
      documentation: documentationText(field.documentation),
      range: writing.range,
      insert: xmlSnippet(xml),
      also,
      sort: order,
    };
  };
  const detail = fieldDetail(contract, field);
  const single = of(field.name, 'element', blankValue(contract, field), detail, sort);
  if (field.maxOccurs <= 3) return [single];
  const item = blankItem(contract, field);
  return [single, of(`${field.name} × 3`, 'snippet', [item, item, item], 'three items', `${sort}~`)];
}

function wholeRequests(reading: TextReading, range: TextRange, context: Context): Completion[] {
  const { contract } = reading;
  return contract.operations.flatMap((operation, index) => {
    const needed = operation.headers.filter((element) => element.name === 'AuthenticationHeader');
    const headers = Object.fromEntries(
      needed.map((element) => [element.name, headerValues(reading, element, context)]),
    );
    const written = writeRequest(contract, {
      operation,
      values: exampleValues(contract, operation),
      headers,
    });
    if (!written.ok) return [];
    return [
      {
        label: operation.name,
        kind: 'request' as const,
        detail: operation.input?.info.summary ?? 'a whole request',
        documentation: documentationText(operation.documentation),
        range,
        insert: [written.text],
        also: [],
        sort: String(index).padStart(3, '0'),
      },
    ];
  });
}

/** Which fields the schema has between the neighbours of an offset. */
function placeIn(fields: readonly Field[], parent: PlacedElement, offset: number) {
  const rank = (element: PlacedElement) => fields.findIndex((field) => field.name === element.name);
  const children = placedElements(parent);
  const before = children.filter((child) => child.end <= offset && rank(child) >= 0).at(-1);
  const after = children.find((child) => child.start >= offset && rank(child) >= 0);
  return { from: before ? rank(before) : 0, to: after ? rank(after) : fields.length };
}

/** For a type with a content model: 0 for what may stand at a place, 1 for what may once more stands before it. */
function turnsIn(type: ComplexType, parent: PlacedElement, place: number) {
  const model = modelOf(type);
  if (!model) return undefined;
  const before = placedElements(parent).filter((child) => child.start < place);
  const state = walkContent(model, before).end;
  return ({ namespace, name }: Field): 0 | 1 | undefined => {
    const symbol = model.symbol(namespace, name);
    if (!symbol) return undefined;
    if (model.step(state, symbol)) return 0;
    return model.skip(state, symbol) ? 1 : undefined;
  };
}
