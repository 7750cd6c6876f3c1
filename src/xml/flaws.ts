import { isXmlSpace, trimXml, trimXmlEnd, trimXmlStart } from '../text/white-space';
import { fix, type XmlFlaw } from './flaw';
import { MAX_DEPTH, MAX_PREFIXES } from './limits';
import { boundPrefixes } from './scope';
import type { PlacedDocument, PlacedElement, PlacedOther } from './placed';
import { swallowed } from './endless';
import { lateCdata, otherFlaws } from './other-flaws';
import { closingName } from './tags';
import { tagFlaws } from './tag-flaws';
import { characterLabel, otherSpace } from './white-space-flaws';
import { characterFlaws, textFlaws } from './text-flaws';

/** More flaws than this are not listed: the first ones are what matters. */
const ENOUGH = 200;

/** More than this are not even looked for. */
const MOST = 2000;

/**
 * Everything that keeps a text from being a well-formed XML 1.0 document with namespaces and without a DTD, in the
 * order of the text. Empty means that a parser will take it.
 */
export function xmlFlaws(document: PlacedDocument): XmlFlaw[] {
  const { text } = document;
  if (!document.read) return [tooDeep(0, text.length)];
  const flaws = characterFlaws(text);
  new Walk(text, flaws).top(document);
  const deep = flaws.find((flaw) => flaw.code === 'too-deep');
  if (deep) return [deep];
  return flaws.sort((a, b) => a.start - b.start || a.end - b.end).slice(0, ENOUGH);
}

class Walk {
  readonly #text: string;
  readonly #flaws: XmlFlaw[];

  readonly #lines: Lines;

  /** Elements whose end tags are in a section or comment that never ends: that is what is wrong, not they. */
  #swallowed: ReadonlySet<PlacedElement> = new Set();

  constructor(text: string, flaws: XmlFlaw[]) {
    this.#text = text;
    this.#flaws = flaws;
    this.#lines = new Lines(text);
  }

  top(document: PlacedDocument) {
    const { nodes, root } = document;
    const flaws = this.#flaws;
    this.#swallowed = swallowed(document);
    if (!root) {
      flaws.push({
        code: 'no-root',
        start: 0,
        end: this.#text.length,
        message: 'There is no element here; XML has exactly one at the top.',
      });
    }
    for (const node of nodes) {
      if (node.kind === 'doctype') this.#doctype(node);
      else if (node.kind === 'text') this.#outside(node.start, node.end);
      else if (node.kind === 'cdata') this.#outside(node.start, node.end);
      else if (node.kind === 'element') {
        if (node !== root) {
          flaws.push({
            code: 'several-roots',
            start: node.open.start,
            end: node.open.end,
            message: `<${node.qname}> is a second element at the top; XML has exactly one.`,
          });
        }
        this.#element(node, 1);
      } else otherFlaws(this.#text, node, this.#flaws);
    }
  }

  #doctype({ start, end }: PlacedOther) {
    this.#flaws.push({
      code: 'doctype',
      start,
      end,
      message: 'A document type declaration is not allowed in a SOAP message.',
      fix: fix('Remove the document type declaration', start, end, ''),
    });
  }

  #outside(start: number, end: number) {
    const piece = this.#text.slice(start, end);
    const words = start === 0 ? piece.replace(/^\uFEFF/, '') : piece;
    if (isXmlSpace(words)) return;
    const from = end - trimXmlStart(words).length;
    const found = trimXml(words);
    const to = from + found.length;
    if (otherSpace(found).length === found.length) {
      const message = `${characterLabel(found)} is no white space in XML, and may not stand outside the document’s one element.`;
      this.#flaws.push({
        code: 'text-outside',
        start: from,
        end: to,
        message,
        fix: fix('Remove it', from, to, ''),
      });
      return;
    }
    const message =
      'This text stands outside the document’s one element; nothing but comments may stand there.';
    this.#flaws.push({ code: 'text-outside', start: from, end: to, message });
  }

  #element(element: PlacedElement, depth: number) {
    // The first ones are what matters, and a text may be wrong in each of its characters.
    if (this.#flaws.length > MOST) return;
    if (depth > MAX_DEPTH) {
      this.#flaws.push(tooDeep(element.open.start, element.open.end));
      return;
    }
    if (boundPrefixes(element.scope) > MAX_PREFIXES) {
      const { start } = element.open;
      const message = `More than ${MAX_PREFIXES} namespace prefixes are declared at one place.`;
      this.#flaws.push({ code: 'too-many-names', start, end: element.nameRange.end, message });
      return;
    }
    tagFlaws(this.#text, element, this.#flaws);
    const isOpen = !element.close && !element.selfClosing && element.complete;
    const hasLateCdata = isOpen && element.children.some((node) => lateCdata(this.#text, element, node));
    const stray = isOpen && !hasLateCdata ? firstStray(element) : undefined;
    if (stray) this.#mismatch(element, stray);
    else if (isOpen && !hasLateCdata && !this.#swallowed.has(element)) this.#unclosed(element);
    if (element.close) this.#closing(element.close.start, element.close.end);
    const holdsElements = element.children.some(({ kind }) => kind === 'element');
    for (const node of element.children) {
      if (node.kind === 'element') this.#element(node, depth + 1);
      else if (node.kind === 'text') textFlaws(this.#text, node, holdsElements, this.#flaws);
      else if (node.kind === 'doctype') this.#doctype(node);
      // Behind a section that ends too late, tags close what has begun in it.
      else if (hasLateCdata && node.kind === 'stray') continue;
      else if (node !== stray && !lateCdata(this.#text, element, node, this.#flaws))
        otherFlaws(this.#text, node, this.#flaws, element);
    }
  }

  #mismatch(element: PlacedElement, stray: PlacedOther) {
    const { start, end } = stray;
    const found = closingName(this.#text, start, end);
    const line = this.#lines.of(element.start);
    const message = found
      ? `</${found}> does not match <${element.qname}>, which is open since line ${line}.`
      : `The closing tag of <${element.qname}> is not finished.`;
    this.#flaws.push({
      code: found ? 'mismatched-tag' : 'unfinished-tag',
      start,
      end,
      message,
      fix: fix(`Write </${element.qname}>`, start, end, `</${element.qname}>`),
    });
  }

  #unclosed(element: PlacedElement) {
    const first = element.children.find((node) => node.kind === 'element');
    const end = first?.start ?? element.content.end;
    const inside = trimXmlEnd(this.#text.slice(element.content.start, end));
    const at = element.content.start + inside.length;
    this.#flaws.push({
      code: 'unclosed-element',
      start: element.open.start,
      end: element.open.end,
      message: `<${element.qname}> is never closed: </${element.qname}> is missing.`,
      // Where it should end is plain when it begins with text; elements might be its children or its siblings.
      fix:
        !first || inside !== ''
          ? fix(`Close it with </${element.qname}>`, at, at, `</${element.qname}>`)
          : undefined,
    });
  }

  #closing(start: number, tagEnd: number) {
    const tag = trimXmlEnd(this.#text.slice(start, tagEnd));
    const end = start + tag.length;
    if (/^<\/[^ \t\r\n<>]+[ \t\r\n]*>$/.test(tag)) return;
    const name = closingName(this.#text, start, end);
    this.#flaws.push({
      code: 'unfinished-tag',
      start,
      end,
      message: tag.endsWith('>')
        ? `A closing tag is written </${name}>.`
        : `The closing tag </${name} has no >.`,
      fix: fix(`Write </${name}>`, start, end, `</${name}>`),
    });
  }
}

function firstStray(element: PlacedElement): PlacedOther | undefined {
  return element.children.find((node): node is PlacedOther => node.kind === 'stray');
}

/** Line numbers, from 1. Asked in the order of the text, they take one pass. */
class Lines {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  of(offset: number): number {
    if (offset < this.#at) [this.#at, this.#line] = [0, 1];
    for (;;) {
      const end = this.#text.indexOf('\n', this.#at);
      if (end < 0 || end >= offset) return this.#line;
      this.#at = end + 1;
      this.#line += 1;
    }
  }
}

function tooDeep(start: number, end: number): XmlFlaw {
  return { code: 'too-deep', start, end, message: `The elements are nested more than ${MAX_DEPTH} deep.` };
}
