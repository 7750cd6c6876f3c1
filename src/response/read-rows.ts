import { XSI, type Contract } from '../contract/contract';
import { decodeReferences } from '../xml/decode-references';
import { withoutPrefix, ScanToken, XmlScanner } from '../xml/scan';
import { planRows, type PlanNode, type RowPlan, type RowStep } from './row-plan';
import { CellState, Numbers, type Fact, type RowColumn, type Rows } from './rows';

/** Reads an answer's rows in one walk through its text. Any text gives rows, if only none. */
export function readRows(text: string, contract: Contract): Rows {
  const reader = new RowReader(text, contract);
  while (!reader.read(1_000_000));
  return reader.rows();
}

/** An element that is open and whose children matter. */
interface Frame {
  readonly node: PlanNode;
  readonly step: RowStep;
  readonly start: number;
  /** For a list: how many cells there were before it. */
  readonly cells: number;
}

const BODY: RowStep = { do: 'enter', node: { children: new Map(), path: '' } };
const ENVELOPE: RowStep = { do: 'enter', node: { children: new Map([['Body', BODY]]), path: '' } };
const DOCUMENT: RowStep = { do: 'enter', node: { children: new Map([['Envelope', ENVELOPE]]), path: '' } };
/** A fault's parts are facts (SOAP 1.1, section 4.4). */
const FAULT: RowStep = { do: 'enter', node: { children: new Map(), path: '' } };

type Column = { -readonly [key in keyof RowColumn]: RowColumn[key] };

/** Reads rows piece by piece, so that others may have their turn between. */
export class RowReader {
  readonly #scanner: XmlScanner;
  readonly #contract: Contract;
  readonly #frames: Frame[] = [{ node: nodeOf(DOCUMENT), step: DOCUMENT, start: 0, cells: 0 }];
  readonly #cells = new Numbers();
  readonly #first = new Numbers();
  readonly #places = new Numbers();
  readonly #facts: Fact[] = [];
  readonly #columns: Column[] = [];
  readonly #known = new Map<string, number>();
  readonly #attributeColumns = new Map<RowStep, Map<string, number>>();
  readonly #nilAttributes = new Set<string>();
  #plan: RowPlan | undefined;
  #operation: string | undefined;
  #body = '';
  #broken: Rows['broken'];
  #inRow = false;
  /** Cells of the record over the rows, four numbers each; undefined outside such a record. */
  #heading: number[] | undefined;
  #rowsBeforeHeading = 0;
  // The value that was read last.
  #start = 0;
  #end = 0;
  #state: CellState = CellState.text;

  constructor(text: string, contract: Contract) {
    this.#scanner = new XmlScanner(text);
    this.#contract = contract;
  }

  /** How many rows have been found so far, and how far the reader is. */
  get progress(): { readonly rows: number; readonly offset: number } {
    return { rows: this.#places.length / 2, offset: this.#scanner.end };
  }

  /** Reads on, by about that many tags. @returns true at the end. */
  read(tags: number): boolean {
    const scanner = this.#scanner;
    for (let left = tags; left > 0; left -= 1) {
      const token = scanner.next();
      if (token === ScanToken.open) this.#open();
      else if (token === ScanToken.close) this.#close();
      else if (token === ScanToken.broken || token === ScanToken.end)
        return this.#finish(token === ScanToken.broken);
      if (this.#broken) return this.#finish(true);
    }
    return false;
  }

  /** What has been read. */
  rows(): Rows {
    const first = this.#first.toArray();
    const withEnd = new Int32Array(first.length + 1);
    withEnd.set(first);
    withEnd[first.length] = this.#cells.length / 4;
    return {
      operation: this.#operation,
      body: this.#body,
      columns: this.#columns.map((column) => ({ ...column })),
      rowElement: this.#plan?.rowElement ?? '',
      single: this.#plan?.single ?? false,
      count: first.length,
      places: this.#places.toArray(),
      first: withEnd,
      cells: this.#cells.toArray(),
      facts: this.#facts,
      ...(this.#broken && { broken: this.#broken }),
    };
  }

  #finish(isBroken: boolean): true {
    if (isBroken) this.#broken = { at: this.#scanner.start, message: this.#scanner.message };
    // A row that was cut off ends with the text.
    if (this.#inRow) this.#places.set(this.#places.length - 1, this.#scanner.text.length);
    this.#inRow = false;
    return true;
  }

  #open() {
    const scanner = this.#scanner;
    const frame = this.#frames.at(-1);
    const local = withoutPrefix(scanner.name);
    if (!frame) return void scanner.skip();
    if (frame.step === BODY) return this.#openAnswer(local);
    const step = frame.node.children.get(local);
    if (step) this.#take(step);
    else if (frame.step === DOCUMENT || frame.step === ENVELOPE) this.#skip();
    else this.#unknown(frame, local);
  }

  /** The child of Body says which operation this is an answer to. */
  #openAnswer(local: string) {
    if (this.#body !== '') return this.#skip();
    this.#body = local;
    this.#isNil();
    const operation = this.#contract.operations.find(({ output }) => output?.name === local);
    const plan = operation && planRows(this.#contract, operation);
    if (plan) {
      this.#operation = operation.name;
      this.#plan = plan;
      for (const { key, label, type } of plan.columns) this.#addColumn(key, label, 'contract', type.name);
      this.#take(plan.answer);
    } else if (local === 'Fault') this.#take(FAULT);
    else this.#skip();
  }

  #take(step: RowStep) {
    switch (step.do) {
      case 'cell':
        this.#value();
        this.#cell(step.column);
        return;
      case 'fact':
        this.#value();
        this.#fact(step.key);
        return;
      case 'nested':
        this.#value();
        this.#cell(step.column);
        return;
      case 'pair':
        this.#pair(step);
        return;
      case 'row':
        this.#openRow(step);
        return;
      case 'outer':
        this.#heading = [];
        this.#rowsBeforeHeading = this.#first.length;
        this.#enter(step);
        return;
      case 'list':
        if (this.#isNil()) {
          this.#value();
          this.#cell(step.column);
        } else this.#enter(step);
        return;
      default:
        this.#isNil();
        this.#enter(step);
    }
  }

  #enter(step: RowStep) {
    const { start, selfClosing } = this.#scanner;
    this.#frames.push({ node: nodeOf(step), step, start, cells: this.#cellCount() });
    if (selfClosing) this.#leave();
  }

  #close() {
    this.#leave();
  }

  #leave() {
    const frame = this.#frames.pop();
    if (!frame) return;
    const { end } = this.#scanner;
    const { step } = frame;
    if (step.do === 'row') {
      this.#places.set(this.#places.length - 1, end);
      this.#inRow = false;
    } else if (step.do === 'outer') {
      if (this.#first.length === this.#rowsBeforeHeading) {
        this.#beginRow(frame.start);
        this.#places.set(this.#places.length - 1, end);
        this.#inRow = false;
      }
      this.#heading = undefined;
    } else if (step.do === 'list' && this.#cellCount() === frame.cells) {
      this.#start = frame.start;
      this.#end = end;
      this.#state = CellState.empty;
      this.#cell(step.column);
    }
  }

  #beginRow(start: number) {
    this.#first.push(this.#cells.length / 4);
    this.#places.push(start);
    this.#places.push(start);
    this.#inRow = true;
    const heading = this.#heading ?? [];
    for (let index = 0; index < heading.length; index += 4) {
      const [column = 0, from = 0, to = 0, state = 0] = heading.slice(index, index + 4);
      this.#cells.push4(column, from, to, state);
    }
  }

  #openRow(step: Extract<RowStep, { do: 'row' }>) {
    this.#beginRow(this.#scanner.start);
    // A row that is one value has a cell and no children.
    const own = step.node.children.get('');
    if (own?.do !== 'cell') {
      this.#isNil();
      return this.#enter(step);
    }
    this.#value();
    this.#cell(own.column);
    this.#places.set(this.#places.length - 1, this.#scanner.end);
    this.#inRow = false;
  }

  #pair(step: Extract<RowStep, { do: 'pair' }>) {
    const scanner = this.#scanner;
    if (scanner.selfClosing) return;
    const depth = scanner.depth - 1;
    const { text } = scanner;
    let name: string | undefined;
    let type = '';
    let start = -1;
    let end = 0;
    let state: CellState = CellState.text;
    for (;;) {
      const token = scanner.next();
      if (token === ScanToken.close && scanner.depth === depth) break;
      if (token === ScanToken.end || token === ScanToken.broken) return this.#cutOff(token);
      if (token !== ScanToken.open) continue;
      const local = withoutPrefix(scanner.name);
      this.#value();
      if (this.#broken) return;
      if (local === step.value) [start, end, state] = [this.#start, this.#end, this.#state];
      else if (this.#state !== CellState.text) continue;
      else if (local === step.name) name = text.slice(this.#start, this.#end);
      else if (local === 'attrType') type = text.slice(this.#start, this.#end);
    }
    if (name === undefined || start < 0) return;
    [this.#start, this.#end, this.#state] = [start, end, state];
    this.#cell(this.#attributeColumn(step, name, type));
  }

  #attributeColumn(step: Extract<RowStep, { do: 'pair' }>, raw: string, type: string): number {
    let known = this.#attributeColumns.get(step);
    if (!known) this.#attributeColumns.set(step, (known = new Map()));
    const found = known.get(raw);
    if (found !== undefined) return found;
    const decoded = decodeReferences(raw);
    const name = decoded.ok ? decoded.text : raw;
    const column = this.#addColumn(step.key === '' ? name : `${step.key}.${name}`, name, 'attribute', type);
    known.set(raw, column);
    return column;
  }

  /** What the contract does not know is shown all the same. */
  #unknown({ node, step }: Frame, local: string) {
    this.#value();
    const key = node.path === '' ? local : `${node.path}.${local}`;
    if (this.#inRow || this.#heading) {
      this.#cell(this.#known.get(key) ?? this.#addColumn(key, local, 'unknown', ''));
    } else if (step.do !== 'row') this.#fact(key);
  }

  #addColumn(key: string, label: string, source: RowColumn['source'], type: string): number {
    const taken = this.#columns.some((column) => column.label === label);
    const shown = !taken ? label : source === 'attribute' ? `${label} (attribute)` : key;
    this.#known.set(key, this.#columns.length);
    return this.#columns.push({ key, label: shown, source, type, filled: 0 }) - 1;
  }

  #cellCount(): number {
    return this.#inRow ? this.#cells.length : (this.#heading?.length ?? 0);
  }

  #cell(column: number) {
    if (this.#broken) return;
    const counted = this.#columns[column];
    if (counted && this.#state !== CellState.nil && this.#state !== CellState.empty) counted.filled += 1;
    if (this.#inRow) this.#cells.push4(column, this.#start, this.#end, this.#state);
    else this.#heading?.push(column, this.#start, this.#end, this.#state);
  }

  #fact(key: string) {
    if (this.#broken) return;
    this.#facts.push({ key, start: this.#start, end: this.#end, state: this.#state });
  }

  #skip() {
    this.#isNil();
    this.#value();
  }

  /** Reads the element whose start tag is the present token, to its end: where its content stands, and of what kind it is. */
  #value() {
    const scanner = this.#scanner;
    const tag = scanner.start;
    const isNil = this.#isNil();
    let isEmpty = scanner.selfClosing;
    let state: CellState = CellState.text;
    this.#start = scanner.end;
    if (!isEmpty) {
      const depth = scanner.depth - 1;
      for (;;) {
        const token = scanner.next();
        if (token === ScanToken.close) {
          if (scanner.depth === depth) break;
        } else if (token === ScanToken.open) state = CellState.nested;
        else if (token === ScanToken.cdata || token === ScanToken.other)
          state = state === CellState.nested ? state : CellState.markup;
        else if (token !== ScanToken.text) return this.#cutOff(token);
      }
      isEmpty = scanner.start === this.#start;
      this.#end = scanner.start;
    }
    this.#state = isNil ? CellState.nil : isEmpty ? CellState.empty : state;
    if (isNil || isEmpty) [this.#start, this.#end] = [tag, scanner.end];
  }

  #cutOff(token: number) {
    const { start, message } = this.#scanner;
    this.#broken = { at: start, message: token === ScanToken.broken ? message : 'The text ends too early.' };
  }

  /** Whether the present start tag says `xsi:nil`, by a prefix that some tag so far has bound. */
  #isNil(): boolean {
    const scanner = this.#scanner;
    if (!scanner.hasAttributes) return false;
    const tag = scanner.text.slice(scanner.start, scanner.end);
    if (tag.includes(XSI)) {
      for (const [, prefix, value] of tag.matchAll(/xmlns:([^\s=]+)\s*=\s*["']([^"']*)["']/g))
        if (value === XSI) this.#nilAttributes.add(`${prefix}:nil`);
    }
    const found = /\s([^\s=]+:nil)\s*=\s*["']\s*(true|1)\s*["']/.exec(tag);
    return found !== null && this.#nilAttributes.has(found[1] ?? '');
  }
}

function nodeOf(step: RowStep): PlanNode {
  return 'node' in step ? step.node : { children: new Map(), path: '' };
}
