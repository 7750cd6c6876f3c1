import { fix, type XmlFlaw } from './flaw';
import { isDeclaration, type PlacedAttribute, type PlacedElement } from './placed';
import { lessThan, referenceFlaws } from './text-flaws';

const START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D' +
  '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
// XML 1.0, section 2.3.
const NAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const VALUE = `"[^"<]*"|'[^'<]*'`;
const WHOLE = pattern(`^<${NAME}(?:\\s+${NAME}\\s*=\\s*(?:${VALUE}))*\\s*/?>$`);
const SINGLE_NAME = pattern(`^${NAME}$`);
const NAME_HERE = pattern(`^${NAME}`);
// Namespaces in XML 1.0, section 4: a prefix and a local name, neither with a colon.
const NC_NAME = pattern(`^${NAME.replaceAll(':A-Z', 'A-Z')}$`);
/** Names that would harm a program that keeps elements in plain objects; the parser refuses them. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

function pattern(source: string): RegExp {
  return new RegExp(source, 'u');
}

/** What is wrong in an element's start tag. */
export function tagFlaws(text: string, element: PlacedElement, flaws: XmlFlaw[]) {
  const { start, end } = element.open;
  const tag = text.slice(start, end);
  if (!NAME_HERE.test(text.slice(start + 1, start + 40))) {
    flaws.push(lessThan(start));
    return;
  }
  if (!WHOLE.test(tag)) flaws.push(brokenTag(text, element, tag));
  nameFlaws(element, flaws);
  attributeFlaws(text, element, flaws);
}

/** Follows a start tag up to where it goes wrong. */
function brokenTag(text: string, element: PlacedElement, tag: string): XmlFlaw {
  const { start, end } = element.open;
  let at = start + 1 + element.qname.length;
  for (;;) {
    const rest = text.slice(at);
    const space = /^\s*/.exec(rest)?.[0].length ?? 0;
    const name = NAME_HERE.exec(rest.slice(space, space + 200))?.[0];
    const from = at + space;
    if (!name) {
      const next = rest.slice(space, space + 1);
      if (/^[^<>/]/.test(next)) return strange(element, from, next);
      return unfinished(text, element, tag);
    }
    if (space === 0) {
      const message = `There must be a blank before the attribute ${name}.`;
      return {
        code: 'attribute-space',
        start: from,
        end: from + name.length,
        message,
        fix: fix('Insert a blank', from, from, ' '),
      };
    }
    at = from + name.length;
    const equals = /^\s*=\s*/.exec(text.slice(at))?.[0].length;
    const bad = (to: number, message: string, mend?: XmlFlaw['fix']): XmlFlaw => ({
      code: 'attribute-value',
      start: from,
      end: Math.max(from + name.length, Math.min(to, text.length)),
      message,
      fix: mend,
    });
    if (equals === undefined) return bad(at, `The attribute ${name} has no value.`);
    at += equals;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") {
      const bare = /^[^\s<>"'=]*[^\s<>"'=/]/.exec(text.slice(at))?.[0] ?? '';
      const mend = bare ? fix('Put the value between quotes', at, at + bare.length, `"${bare}"`) : undefined;
      return bad(at + bare.length, `The value of ${name} must stand between quotes.`, mend);
    }
    const close = text.indexOf(quote, at + 1);
    const value = text.slice(at + 1, close < 0 ? end : close);
    if (close < 0 || />[^]*</.test(value)) {
      const line = value.search(/[\n>]/);
      return bad(at + 1 + (line < 0 ? value.length : line), `The value of ${name} has no closing quote.`);
    }
    const less = value.indexOf('<');
    if (less >= 0) {
      const where = at + 1 + less;
      return {
        ...bad(where + 1, `A < in the value of ${name} must be written &lt;.`),
        start: where,
        fix: fix('Write &lt;', where, where + 1, '&lt;'),
      };
    }
    at = close + 1;
    if (at >= end) return unfinished(text, element, tag);
  }
}

function strange(element: PlacedElement, at: number, character: string): XmlFlaw {
  const message = `${character} can't stand in the tag <${element.qname}>.`;
  return { code: 'unfinished-tag', start: at, end: at + 1, message };
}

function unfinished(text: string, element: PlacedElement, tag: string): XmlFlaw {
  const { start } = element.open;
  const end = start + tag.trimEnd().length;
  const afterText = /\S/.test(text[start - 1] ?? '') && text[start - 1] !== '>';
  return {
    code: 'unfinished-tag',
    start,
    end,
    message: `The tag <${element.qname} has no >.`,
    fix: afterText
      ? fix('It is text: write &lt;', start, start + 1, '&lt;')
      : fix('Finish the tag with >', end, end, '>'),
  };
}

function nameFlaws(element: PlacedElement, flaws: XmlFlaw[]) {
  const { start, end } = element.nameRange;
  badName(element.qname, start, end, flaws);
  if (element.namespace === undefined) flaws.push(unbound(element.prefix, element.qname, start, end));
}

function badName(qname: string, start: number, end: number, flaws: XmlFlaw[]) {
  const parts = qname.split(':');
  if (!SINGLE_NAME.test(qname) || parts.length > 2 || !parts.every((part) => NC_NAME.test(part))) {
    flaws.push({ code: 'name', start, end, message: `${qname} is no name that XML allows.` });
  } else if (RESERVED.has(qname)) {
    flaws.push({ code: 'reserved-name', start, end, message: `The name ${qname} can't be used here.` });
  }
}

function unbound(prefix: string, qname: string, start: number, end: number): XmlFlaw {
  return {
    code: 'unbound-prefix',
    start,
    end,
    prefix,
    message: `The prefix "${prefix}" of ${qname} is bound to no namespace: xmlns:${prefix} is missing.`,
  };
}

function attributeFlaws(text: string, element: PlacedElement, flaws: XmlFlaw[]) {
  const seen = new Set<string>();
  for (const attribute of element.attributes) {
    const { qname, start, end, inner } = attribute;
    const nameEnd = start + qname.length;
    badName(qname, start, nameEnd, flaws);
    if (inner) referenceFlaws(text.slice(inner.start, inner.end), inner.start, flaws);
    if (isDeclaration(attribute)) declarationFlaws(attribute, flaws);
    else if (attribute.namespace === undefined) flaws.push(unbound(attribute.prefix, qname, start, nameEnd));
    // Two prefixes for one namespace make two names one (Namespaces in XML 1.0, section 6.3).
    const keys = [qname, ...(attribute.namespace ? [`{${attribute.namespace}}${attribute.name}`] : [])];
    if (keys.some((key) => seen.has(key))) {
      const before = text.slice(0, start).trimEnd().length;
      flaws.push({
        code: 'duplicate-attribute',
        start,
        end,
        message: `The attribute ${qname} stands twice in <${element.qname}>.`,
        // Which of two different values is meant, nobody but the author knows.
        fix: sameAsFirst(element, attribute) ? fix('Remove the second one', before, end, '') : undefined,
      });
    }
    for (const key of keys) seen.add(key);
  }
}

function sameAsFirst(element: PlacedElement, attribute: PlacedAttribute): boolean {
  const first = element.attributes.find((candidate) => candidate.qname === attribute.qname);
  return first !== undefined && first !== attribute && first.value === attribute.value;
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
