import { SOAP_ENVELOPE, XSI } from '../../contract/contract';
import { isDeclaration, placedElements, type Edit, type PlacedElement } from '../../xml/placed';
import { namespaceFor, prefixesWithin, prefixFor } from '../../xml/scope';
import type { Bound } from '../bound';
import { rename } from '../edit-element';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { trimXml, trimXmlEnd } from '../../text/white-space';

/** Fields in a namespace that the schema does not put them in: by their prefix, or drawn in by a default namespace. */
export function namespaceRules(reading: TextReading, report: Report) {
  const drawnIn = new Map<PlacedElement, Bound[]>();
  for (const bound of reading.bound.values()) {
    const { element, field } = bound;
    if (!field || element.namespace === undefined || element.namespace === field.namespace) continue;
    if (field.namespace !== '') unqualified(bound, field.namespace, report);
    else if (element.prefix) prefixed(bound, report);
    else {
      const source = declaringElement(element);
      if (source) drawnIn.set(source, [...(drawnIn.get(source) ?? []), bound]);
    }
  }
  for (const [source, children] of drawnIn) defaultNamespace(reading, source, children, report);
}

function unqualified(bound: Bound, namespace: string, report: Report) {
  const { element, path } = bound;
  const prefix = prefixFor(element.scope, namespace);
  const qname = prefix ? `${prefix}:${element.name}` : element.name;
  const fixes = prefix === undefined ? [] : [{ title: `Write ${qname}`, edits: rename(element, qname) }];
  const message = `${element.name} must be in the namespace ${namespace}.`;
  report.error('namespace', element.nameRange, message, { path, fixes });
}

function prefixed({ element, path }: Bound, report: Report) {
  const message = `${element.name} is in no namespace: it is written without the prefix ${element.prefix}.`;
  report.error('qualified-child', element.nameRange, message, {
    path,
    fixes: [{ title: `Write ${element.name}`, edits: rename(element, element.name) }],
  });
}

/** One problem for the declaration, not one for each of the elements that it draws in. */
function defaultNamespace(
  reading: TextReading,
  source: PlacedElement,
  children: readonly Bound[],
  report: Report,
) {
  const declaration = source.attributes.find((attribute) => attribute.qname === 'xmlns');
  if (!declaration) return;
  const names = [...new Set(children.map((child) => child.element.name))];
  const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(' and ');
  report.error(
    'default-namespace',
    declaration,
    `This default namespace draws ${listed} in, which must be in no namespace. Bind it to a prefix instead.`,
    { path: children[0]?.path, fixes: [bindToPrefix(reading, source)] },
  );
}

function declaringElement(element: PlacedElement): PlacedElement | undefined {
  let current: PlacedElement | undefined = element;
  while (current && !current.attributes.some((attribute) => attribute.qname === 'xmlns'))
    current = current.parent;
  return current;
}

/** Turns a default namespace into a prefixed one; the elements that belong in it get the prefix. */
function bindToPrefix(reading: TextReading, source: PlacedElement): Fix {
  const declaration = source.attributes.find((attribute) => attribute.qname === 'xmlns');
  const namespace = namespaceFor(source.scope, '') ?? '';
  const known = prefixFor(source.scope, namespace);
  const prefix = known || freePrefix(source, namespace === SOAP_ENVELOPE ? 'SOAP-ENV' : 'ns1');
  const edits: Edit[] = [];
  if (declaration && known) {
    const before = trimXmlEnd(reading.text.slice(0, declaration.start)).length;
    edits.push({ start: before, end: declaration.end, text: '' });
  } else if (declaration) {
    edits.push({ start: declaration.start, end: declaration.start + 5, text: `xmlns:${prefix}` });
  }
  const walk = (element: PlacedElement) => {
    if (element.prefix === '' && wantedNamespace(reading, element) === namespace)
      edits.push(...rename(element, `${prefix}:${element.name}`));
    for (const attribute of element.attributes) {
      const bare = attribute.namespace === XSI && attribute.name === 'type' && !attribute.value.includes(':');
      if (bare && attribute.inner)
        edits.push({ ...attribute.inner, text: `${prefix}:${trimXml(attribute.value)}` });
    }
    for (const child of placedElements(element)) {
      const own = child.attributes.some((attribute) => isDeclaration(attribute) && !attribute.prefix);
      if (!own) walk(child);
    }
  };
  walk(source);
  return { title: `Bind the namespace to the prefix ${prefix}`, edits };
}

/** The namespace that an element should be in; undefined when nobody says. */
function wantedNamespace(reading: TextReading, element: PlacedElement): string | undefined {
  const { envelope, header, body, operation, content } = reading;
  if (element === envelope || element === header || element === body) return SOAP_ENVELOPE;
  if (element === content) return operation?.input?.namespace;
  const bound = reading.bound.get(element);
  if (bound?.field) return bound.field.namespace;
  return bound ? element.namespace : undefined;
}

function freePrefix(source: PlacedElement, wanted: string): string {
  const taken = prefixesWithin(source);
  let prefix = wanted;
  for (let number = 2; taken.has(prefix); number += 1) prefix = `${wanted.replace(/\d+$/, '')}${number}`;
  return prefix;
}
