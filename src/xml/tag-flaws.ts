import { isXmlSpace, trimXmlEnd } from '../text/white-space';
import { NAME, NC_NAME } from '../text/xml-names';
import { fix, type XmlFlaw } from './flaw';
import { MAX_ATTRIBUTES, quoted } from './limits';
import { isDeclaration, type PlacedAttribute, type PlacedElement } from './placed';
import { referenceFlaws } from './text-flaws';
import { characterLabel, otherSpace } from './white-space-flaws';

const SPACE = '[ \\t\\r\\n]';
const VALUE = `"[^"<]*"|'[^'<]*'`;
const WHOLE = pattern(`^<${NAME}(?:${SPACE}+${NAME}${SPACE}*=${SPACE}*(?:${VALUE}))*${SPACE}*/?>$`);
const SINGLE_NAME = pattern(`^${NAME}$`);
const PREFIX_OR_LOCAL = pattern(`^${NC_NAME}$`);
/** Runs of white space that is none in XML, or single characters that are none at all. */
const NO_SPACE = /[^\S \t\r\n]+|[^\s]/gu;
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

function pattern(source: string): RegExp {
  return new RegExp(source, 'u');
}

/** What is wrong in an element's start tag. */
export function tagFlaws(text: string, element: PlacedElement, flaws: XmlFlaw[]) {
  const { start, end } = element.open;
  if (element.attributes.length > MAX_ATTRIBUTES) {
    const message = `This element has more than ${MAX_ATTRIBUTES} attributes.`;
    flaws.push({ code: 'too-many-names', start, end: element.nameRange.end, message });
    return;
  }
  const before = flaws.length;
  const isWhole = WHOLE.test(text.slice(start, end));
  if (!isWhole) brokenTag(text, element, flaws);
  nameFlaws(element, flaws);
  attributeFlaws(text, element, flaws);
  if (!isWhole && flaws.length === before) flaws.push(unfinished(text, element));
}

/** Follows a start tag from part to part, and says what can't stand there. */
function brokenTag(text: string, element: PlacedElement, flaws: XmlFlaw[]) {
  let at = element.nameRange.end;
  for (const attribute of element.attributes) {
    if (attribute.start === at) flaws.push(noSpace(attribute));
    else gapFlaws(text, element, at, attribute.start, flaws);
    const flaw = valueFlaw(text, attribute);
    if (flaw) flaws.push(flaw);
    at = attribute.end;
    // Where a value has no end, what follows is anybody's guess.
    if (flaw && attribute.inner && attribute.inner.end === attribute.end) return;
  }
  const { end } = element.open;
  if (!element.complete) flaws.push(unfinished(text, element));
  else gapFlaws(text, element, at, element.selfClosing ? end - 2 : end - 1, flaws);
}

/** Between a tag's parts there is white space and nothing else. */
function gapFlaws(text: string, element: PlacedElement, start: number, end: number, flaws: XmlFlaw[]) {
  for (const match of text.slice(start, end).matchAll(NO_SPACE)) {
    const at = start + match.index;
    const blanks = otherSpace(match[0]);
    if (blanks) {
      const to = at + blanks.length;
      const message = `${characterLabel(blanks)} is no white space in XML; a space, a tab or a line end is.`;
      flaws.push({
        code: 'white-space',
        start: at,
        end: to,
        message,
        fix: fix('Write a space', at, to, ' '),
      });
    } else {
      const character = String.fromCodePoint(match[0].codePointAt(0) ?? 0);
      const message = `${character} can't stand in the tag <${quoted(element.qname)}>.`;
      const to = at + character.length;
      const mend = character === '<' ? fix('Remove the second <', at, to, '') : undefined;
      flaws.push({ code: 'unfinished-tag', start: at, end: to, message, fix: mend });
    }
  }
}

function noSpace({ qname, start }: PlacedAttribute): XmlFlaw {
  const message = `There must be a space before the attribute ${quoted(qname)}.`;
  const mend = fix('Insert a space', start, start, ' ');
  return { code: 'attribute-space', start, end: start + qname.length, message, fix: mend };
}

function valueFlaw(text: string, { qname, start, end, inner }: PlacedAttribute): XmlFlaw | undefined {
  const name = quoted(qname);
  const nameEnd = start + qname.length;
  const bad = (message: string, mend?: XmlFlaw['fix']): XmlFlaw => {
    return { code: 'attribute-value', start, end: Math.max(end, nameEnd), message, fix: mend };
  };
  if (!inner) {
    const equals = /^[ \t\r\n]*=[ \t\r\n]*/.exec(text.slice(nameEnd, end));
    if (!equals) return bad(`The attribute ${name} has no value.`);
    const from = nameEnd + equals[0].length;
    const bare = text.slice(from, end);
    const mend = bare ? fix('Put the value between quotes', from, end, `"${bare}"`) : undefined;
    return bad(`The value of ${name} must stand between quotes.`, mend);
  }
  const quote = text[inner.start - 1] ?? '';
  const value = text.slice(inner.start, inner.end);
  if (inner.end === end) return bad(`The value of ${name} has no closing quote.`);
  if (quote !== '"' && quote !== "'") {
    const straight = value.includes('"') ? "'" : '"';
    const edits = [
      { start: inner.start - 1, end: inner.start, text: straight },
      { start: inner.end, end, text: straight },
    ];
    return bad(`The value of ${name} stands between curly quotes; XML has straight ones.`, {
      title: 'Write straight quotes',
      edits,
    });
  }
  const less = value.indexOf('<');
  if (less < 0) return undefined;
  const where = inner.start + less;
  return {
    ...bad(`A < in the value of ${name} must be written &lt;.`),
    start: where,
    end: where + 1,
    fix: fix('Write &lt;', where, where + 1, '&lt;'),
  };
}

function unfinished(text: string, element: PlacedElement): XmlFlaw {
  const { start } = element.open;
  const end = likelyEnd(text, element);
  const afterText = /\S/.test(text[start - 1] ?? '') && text[start - 1] !== '>';
  return {
    code: 'unfinished-tag',
    start,
    end,
    message: `The tag <${quoted(element.qname)} has no >.`,
    fix: afterText
      ? fix('It is text: write &lt;', start, start + 1, '&lt;')
      : fix('Finish the tag with >', end, end, '>'),
  };
}

/** Where a tag without its `>` ends: before the first thing that belongs in no tag, which is text then. */
function likelyEnd(text: string, { nameRange, attributes, open }: PlacedElement): number {
  let end = nameRange.end;
  for (const attribute of attributes) {
    if (!attribute.inner || !isXmlSpace(text.slice(end, attribute.start))) return end;
    end = attribute.end;
  }
  const whole = open.start + trimXmlEnd(text.slice(open.start, open.end)).length;
  return isXmlSpace(text.slice(end, whole)) ? whole : end;
}

function nameFlaws(element: PlacedElement, flaws: XmlFlaw[]) {
  const { start, end } = element.nameRange;
  badName(element.qname, start, end, flaws);
  if (element.namespace === undefined) flaws.push(unbound(element.prefix, element.qname, start, end));
}

function badName(qname: string, start: number, end: number, flaws: XmlFlaw[]) {
  const parts = qname.split(':');
  if (!SINGLE_NAME.test(qname) || parts.length > 2 || !parts.every((part) => PREFIX_OR_LOCAL.test(part))) {
    flaws.push({ code: 'name', start, end, message: `${quoted(qname)} is no name that XML allows.` });
  }
}

function unbound(prefix: string, qname: string, start: number, end: number): XmlFlaw {
  return {
    code: 'unbound-prefix',
    start,
    end,
    prefix,
    message: `The prefix "${quoted(prefix)}" of ${quoted(qname)} is bound to no namespace: xmlns:${quoted(prefix)} is missing.`,
  };
}

function attributeFlaws(text: string, element: PlacedElement, flaws: XmlFlaw[]) {
  const seen = new Map<string, PlacedAttribute>();
  for (const attribute of element.attributes) {
    const { qname, start, end, inner } = attribute;
    const nameEnd = start + qname.length;
    badName(qname, start, nameEnd, flaws);
    if (inner) referenceFlaws(text.slice(inner.start, inner.end), inner.start, flaws);
    if (isDeclaration(attribute)) declarationFlaws(attribute, flaws);
    else if (attribute.namespace === undefined) flaws.push(unbound(attribute.prefix, qname, start, nameEnd));
    // Two prefixes for one namespace make two names one (Namespaces in XML 1.0, section 6.3).
    const keys = [qname, ...(attribute.namespace ? [`{${attribute.namespace}}${attribute.name}`] : [])];
    const first = keys.map((key) => seen.get(key)).find(Boolean);
    if (first) {
      const before = trimXmlEnd(text.slice(0, start)).length;
      flaws.push({
        code: 'duplicate-attribute',
        start,
        end,
        message: `The attribute ${quoted(qname)} stands twice in <${quoted(element.qname)}>.`,
        // Which of two different values is meant, nobody but the author knows.
        fix:
          first.qname === qname && first.value === attribute.value
            ? fix('Remove the second one', before, end, '')
            : undefined,
      });
    }
    for (const key of keys) if (!seen.has(key)) seen.set(key, attribute);
  }
}

function declarationFlaws({ qname, name, prefix, value, start, end }: PlacedAttribute, flaws: XmlFlaw[]) {
  const flaw = (message: string) => flaws.push({ code: 'namespace-declaration', start, end, message });
  const declared = prefix ? name : '';
  if (prefix && value === '') flaw(`${qname} must name a namespace.`);
  else if (declared === 'xmlns' || value === XMLNS)
    flaw('The prefix xmlns can neither be declared nor renamed.');
  else if ((declared === 'xml') !== (value === XML))
    flaw('The prefix xml belongs to its own namespace alone.');
}
