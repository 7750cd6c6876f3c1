import { concreteTypes, XSI, type ComplexType } from '../../contract/contract';
import { isXmlSpace, trimXml, trimXmlEnd } from '../../text/white-space';
import { isNil } from '../../envelope/placed-values';
import { extendsType, namedType } from '../../envelope/value-reader';
import { placedAttribute, type Edit } from '../../xml/placed';
import { isBound, prefixFor, resolveQName } from '../../xml/scope';
import { writtenType, type Bound } from '../bound';
import { contentEdit, removeFix } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { attributeValue } from './attribute-values';
import { simpleTypeRule } from './simple-types';
import { nearest } from '../suggest';

/** `xsi:type`, `xsi:nil` and the other attributes. */
export function typeRules(reading: TextReading, report: Report) {
  for (const bound of reading.bound.values()) {
    const { declared } = bound;
    const own = declared.kind === 'complex' ? reading.contract.types[declared.name] : undefined;
    if (declared.kind !== 'complex') simpleTypeRule(reading, bound, declared, report);
    // An element whose type is a built-in one is known here as one that holds its text.
    else if (own?.anonymous && own.text && own.name === own.localName)
      simpleTypeRule(reading, bound, own.text, report);
    else typeRule(reading, bound, declared.name, report);
    nilRule(reading, bound, report);
    attributeRule(reading, bound, report);
  }
}

function typeRule(reading: TextReading, bound: Bound, declared: string, report: Report) {
  const { contract } = reading;
  const { element, path } = bound;
  const own = contract.types[declared];
  const written = writtenType(element);
  if (!written && (!own?.abstract || isNil(element))) return;
  const choices = concreteTypes(contract, declared);
  const offered = choices.slice(0, MOST_OFFERED);
  if (!written) {
    const guess = bound.guessed && bound.type && !bound.type.abstract ? bound.type : undefined;
    const fixes = (guess ? [guess] : offered).map((type) =>
      addType(reading, bound, type, guess === undefined),
    );
    const message = `${element.name} needs an xsi:type that says which kind it is: ${listed(choices)}.`;
    const misnamed = placedAttribute(element, 'type') && guess === undefined;
    report.error('type-missing', element.nameRange, message, { path, fixes: misnamed ? [] : fixes });
    return;
  }
  const resolved = resolveQName(element, written.value);
  const named = namedType(contract, element, written.value);
  const local = trimXml(written.value).replace(/^[^:]*:/, '');
  const sameName = choices.find((type) => type.localName === local);
  const retype = (type: ComplexType | undefined): Fix[] =>
    type && written.inner ? [setType(reading, bound, type, written.inner)] : [];
  const place = written.inner ?? written;
  if (!resolved) {
    const prefix = trimXml(written.value).split(':')[0] ?? '';
    const message = `The prefix "${prefix}" in this xsi:type is bound to no namespace.`;
    report.error('type-unbound', place, message, { path, fixes: retype(sameName) });
  } else if (!named) {
    const meant =
      sameName ??
      choices.find(
        (type) =>
          type.localName ===
          nearest(
            local,
            choices.map((one) => one.localName),
          ),
      );
    const message = sameName
      ? `${written.value} names a type in ${resolved.namespace || 'no namespace'}; the contract's is in ${sameName.namespace}.`
      : `${written.value} is no type of the contract.${meant ? ` Did you mean ${meant.localName}?` : ''}`;
    report.error('type-unknown', place, message, { path, fixes: retype(meant) });
  } else if (!extendsType(contract, named, declared)) {
    const message = `${named.localName} can't stand here; ${listed(choices)} can.`;
    report.error('type-wrong', place, message, {
      path,
      fixes: choices.length === 1 ? retype(choices[0]) : [],
    });
  } else if (named.abstract) {
    const guess = bound.guessed && bound.type && !bound.type.abstract ? bound.type : undefined;
    const message = `${named.localName} is abstract; one of ${listed(choices)} must be named.`;
    report.error('type-abstract', place, message, { path, fixes: retype(guess) });
  }
}

/** More kinds of one type are not told one by one. */
const MOST_OFFERED = 20;

function listed(types: readonly ComplexType[]): string {
  const names = types.slice(0, MOST_OFFERED).map((type) => type.localName);
  if (types.length > MOST_OFFERED) names.push('…');
  return names.join(', ');
}

function addType(reading: TextReading, bound: Bound, type: ComplexType, alone: boolean): Fix {
  const { element } = bound;
  const at = element.nameRange.end;
  const xsi = bind(reading, bound, XSI, 'xsi');
  const own = bind(reading, bound, type.namespace, 'ns1');
  const misnamed = placedAttribute(element, 'type');
  const text = `${xsi.name('type')}="${own.name(type.localName)}"`;
  const edit: Edit = misnamed
    ? { start: misnamed.start, end: misnamed.end, text }
    : { start: at, end: at, text: ` ${text}` };
  return { title: `Add ${text}`, edits: [edit, ...xsi.edits, ...own.edits], alone };
}

function setType(
  reading: TextReading,
  bound: Bound,
  type: ComplexType,
  place: { start: number; end: number },
): Fix {
  const own = bind(reading, bound, type.namespace, 'ns1');
  const name = own.name(type.localName);
  return { title: `Write ${name}`, edits: [{ ...place, text: name }, ...own.edits] };
}

/** A prefix for a namespace where an element stands; declared on the root when the text has none. */
function bind(reading: TextReading, { element }: Bound, namespace: string, wanted: string) {
  const known = namespace === '' ? '' : prefixFor(element.scope, namespace);
  const usable = known !== undefined && (known !== '' || namespace !== XSI);
  let prefix = usable ? known : wanted;
  if (!usable) for (let number = 2; isBound(element, prefix); number += 1) prefix = `${wanted}${number}`;
  const { root } = reading.document;
  const at = root?.attributes.at(-1)?.end ?? root?.nameRange.end ?? 0;
  const edits: Edit[] = usable ? [] : [{ start: at, end: at, text: ` xmlns:${prefix}="${namespace}"` }];
  return { edits, name: (local: string) => (prefix ? `${prefix}:${local}` : local) };
}

function nilRule(reading: TextReading, bound: Bound, report: Report) {
  const { element, field, path } = bound;
  const nil = placedAttribute(element, 'nil', XSI);
  if (!nil) return;
  const place = nil.inner ?? nil;
  if (!/^(true|false|0|1)$/.test(trimXml(nil.value))) {
    report.error('bad-value', place, 'xsi:nil must be true or false.', { path });
    return;
  }
  if (!isNil(element)) return;
  const content = reading.text.slice(element.content.start, element.content.end);
  if (field && !field.nillable) {
    const optional = field.minOccurs === 0;
    const advice = optional ? ' Leave it out instead.' : '';
    const fixes = optional && isXmlSpace(content) ? [removeFix(reading.text, element)] : [];
    report.error('not-nillable', nil, `${element.name} may not be nil.${advice}`, { path, fixes });
  } else if (isSpaceOnly(reading, bound)) {
    // Even white space is content here (XML Schema Part 1, 3.3.4).
    const message = `${element.name} is nil and yet holds white space; what is nil is empty.`;
    const fixes = [{ title: 'Remove the white space', edits: [contentEdit(element, '')] }];
    report.error('nil-with-content', nil, message, { path, fixes });
  } else if (element.children.some(({ kind }) => kind !== 'comment' && kind !== 'instruction')) {
    const before = trimXmlEnd(reading.text.slice(0, nil.start)).length;
    report.error(
      'nil-with-content',
      nil,
      `${element.name} is nil and yet holds something; what is nil is empty.`,
      {
        path,
        fixes: [
          { title: 'Remove xsi:nil', edits: [{ start: before, end: nil.end, text: '' }], alone: true },
          { title: 'Remove the content', edits: [contentEdit(element, '')], alone: true },
        ],
      },
    );
  }
}

function isSpaceOnly(reading: TextReading, { element }: Bound): boolean {
  const { start, end } = element.content;
  return start < end && isXmlSpace(reading.text.slice(start, end));
}

function attributeRule(reading: TextReading, bound: Bound, report: Report) {
  const { element, path, type } = bound;
  for (const attribute of element.attributes) {
    // Attributes of another namespace are nobody's business here: xml:lang, soap:mustUnderstand, xsi:schemaLocation.
    if (attribute.prefix !== '' || attribute.qname === 'xmlns') continue;
    const known = type?.attributes.find((one) => one.name === attribute.name);
    if (known) attributeValue(reading, bound, attribute, known, report);
    if (known || type?.anyAttribute) continue;
    const meant = attribute.name === 'nil' || attribute.name === 'type' ? attribute.name : undefined;
    const xsi = meant && prefixFor(element.scope, XSI);
    const at = { start: attribute.start, end: attribute.start + attribute.qname.length };
    const fixes = xsi
      ? [{ title: `Write ${xsi}:${meant}`, edits: [{ ...at, text: `${xsi}:${meant}` }] }]
      : [];
    const hint = meant ? ` Did you mean xsi:${meant}?` : '';
    report.error('unknown-attribute', at, `${element.name} has no attribute ${attribute.name}.${hint}`, {
      path,
      fixes,
    });
  }
  for (const known of type?.attributes ?? []) {
    if (!known.required || element.attributes.some((attribute) => attribute.name === known.name)) continue;
    report.error(
      'missing-attribute',
      element.nameRange,
      `${element.name} lacks the attribute ${known.name}.`,
      { path },
    );
  }
}
