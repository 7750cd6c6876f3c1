import { decodeReferences } from '../xml/decode-references';
import { withoutPrefix, ScanToken, XmlScanner } from '../xml/scan';
import { CellState } from './rows';

/** The value of a piece of an answer's text, as XML means it: references resolved, line ends folded (XML 1.0, 2.11). */
export function valueText(text: string, start: number, end: number, state: CellState): string {
  if (state === CellState.nil || state === CellState.empty) return '';
  if (state === CellState.text) return decoded(text.slice(start, end));
  if (state === CellState.markup) return ownText(text, start, end);
  return nestedText(text, start, end);
}

function decoded(raw: string): string {
  const folded = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  const result = decodeReferences(folded);
  return result.ok ? result.text : folded;
}

function ownText(text: string, start: number, end: number): string {
  const scanner = new XmlScanner(text, start, end);
  let value = '';
  for (;;) {
    const token = scanner.next();
    if (token === ScanToken.end || token === ScanToken.broken) return value;
    value += tokenText(scanner, token);
  }
}

/** Character data of the present token; empty for any other. */
export function tokenText(scanner: XmlScanner, token: number): string {
  const { text, start, end } = scanner;
  if (token === ScanToken.text) return decoded(text.slice(start, end));
  if (token === ScanToken.cdata) return text.slice(start + 9, end - 3).replace(/\r\n?/g, '\n');
  return '';
}

/** Elements in one line: `Tag: Type=Channel, Value=Webinar; Cost: …`. */
function nestedText(text: string, start: number, end: number): string {
  const records: string[] = [];
  const scanner = new XmlScanner(text, start, end);
  for (;;) {
    const token = scanner.next();
    if (token === ScanToken.end || token === ScanToken.broken) return records.join('; ');
    if (token !== ScanToken.open) continue;
    const leaves = new Leaves();
    leaves.read(scanner);
    records.push(leaves.line());
  }
}

/** The values of one record, names and values put together where they are pairs. */
class Leaves {
  readonly #found: { name: string; value: string }[] = [];

  read(scanner: XmlScanner) {
    if (scanner.selfClosing) return;
    const depth = scanner.depth - 1;
    const names: string[] = [withoutPrefix(scanner.name)];
    let value = '';
    let isLeaf = true;
    for (;;) {
      const token = scanner.next();
      if (token === ScanToken.end || token === ScanToken.broken) return;
      if (token === ScanToken.open) {
        isLeaf = !scanner.selfClosing;
        value = '';
        if (!scanner.selfClosing) names.push(withoutPrefix(scanner.name));
      } else if (token === ScanToken.close) {
        const name = names.pop() ?? '';
        if (isLeaf) this.#found.push({ name, value });
        isLeaf = false;
        if (scanner.depth === depth) return;
      } else value += tokenText(scanner, token);
    }
  }

  line(): string {
    const parts: string[] = [];
    let heading = '';
    for (let index = 0; index < this.#found.length; index += 1) {
      const { name, value } = this.#found[index] ?? { name: '', value: '' };
      const next = this.#found[index + 1];
      const isName = name === 'name' || name === 'attrName';
      if (isName && next && (next.name === 'value' || next.name === 'attrValue')) {
        parts.push(`${value}=${next.value}`);
        index += 1;
      } else if (index === 0 && this.#found.length > 1) heading = `${value}: `;
      else parts.push(value);
    }
    return heading + parts.join(', ');
  }
}
