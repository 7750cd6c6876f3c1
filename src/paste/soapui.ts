import { entityAt } from '../text/escapes';
import { join, replaceMatches, rewrite, slice, type Mapped } from '../text/mapped';
import { parseXml } from '../xml/parse';
import { placedAttribute, placedElements, type PlacedElement } from '../xml/placed';
import { placeXml } from '../xml/positions';
import { LeftOut, messageOf, MOST_MESSAGES, type HttpHeader, type Message, type Paste } from './message';

const CONFIG = 'http://eviware.com/soapui/config';

/** True for a SoapUI project. */
export function looksLikeSoapUi(source: string): boolean {
  return source.slice(0, 5000).includes(CONFIG);
}

/** What is known at a place in a project: names on the way to it, and properties by the words that stand for them. */
interface Scope {
  readonly titles: readonly string[];
  readonly properties: ReadonlyMap<string, string>;
}

/** Reads a SoapUI project: the requests of its interfaces and of its test steps, with its own properties filled in. */
export function readSoapUi(source: Mapped): Paste {
  const leftOut = new LeftOut();
  const parsed = parseXml(source.text);
  if (!parsed.ok) {
    leftOut.add(`The project can't be read: ${parsed.problem.message}`);
    return { kind: 'soapui', messages: [], leftOut: leftOut.sentences };
  }
  const messages: Message[] = [];
  const visit = (element: PlacedElement, outer: Scope) => {
    if (element.namespace !== CONFIG || messages.length >= MOST_MESSAGES) return;
    note(element, leftOut);
    const name = placedAttribute(element, 'name')?.value;
    const isNamed = /^(testSuite|testCase|testStep|operation|call|request)$/.test(element.name);
    const scope: Scope = {
      titles: name && isNamed ? [...outer.titles, name] : outer.titles,
      properties: withProperties(source, element, outer.properties),
    };
    const body = childNamed(element, 'request');
    const content = body && contentOf(source, body);
    const isRequest = /^(call|request|config)$/.test(element.name) && content && content.text.trim() !== '';
    if (isRequest && !placedElements(body).length)
      messages.push(readCall(source, element, content, scope, leftOut));
    else for (const inner of placedElements(element)) visit(inner, scope);
  };
  const { root } = placeXml(source.text);
  if (root) visit(root, { titles: [], properties: new Map() });
  return { kind: 'soapui', messages, leftOut: leftOut.sentences };
}

function readCall(
  source: Mapped,
  call: PlacedElement,
  content: Mapped,
  { titles, properties }: Scope,
  leftOut: LeftOut,
): Message {
  const endpoint = childNamed(call, 'endpoint');
  const fill = (text: Mapped) =>
    replaceMatches(text, /\$\{([^}]{1,80})\}/g, ([, name = '']) => properties.get(name));
  const url = endpoint && fill(contentOf(source, endpoint)).text.trim();
  // Newer projects escape line ends once more, as `\r`, inside the CDATA section.
  const text = fill(replaceMatches(content, /\\r(?=\n|$)/g, () => ''));
  for (const match of text.text.matchAll(/\$\{([^}]{1,80})\}/g))
    leftOut.add(`The property ${match[1]} has no value here; it stays as it is.`);
  if (childNamed(call, 'assertion')) leftOut.add('Assertions are left out.');
  const credentials = childNamed(call, 'credentials');
  if (credentials && childNamed(credentials, 'username'))
    leftOut.add('User names and passwords are left out: SOAP requests are signed.');
  if (childNamed(call, 'attachment')) leftOut.add('Attachments are left out.');
  const title = [...new Set(titles)].join(' / ');
  return messageOf(text, { title, ...(url && { url }), headers: headersOf(source, call), layers: ['cdata'] });
}

/** Headers are kept as XML in a setting. */
function headersOf(source: Mapped, call: PlacedElement): HttpHeader[] {
  const settings = childNamed(call, 'settings');
  const setting =
    settings &&
    placedElements(settings).find((one) => placedAttribute(one, 'id')?.value.endsWith('@request-headers'));
  if (!setting) return [];
  const { root } = placeXml(contentOf(source, setting).text);
  return (root ? placedElements(root) : []).flatMap((entry): HttpHeader[] => {
    const name = placedAttribute(entry, 'key')?.value;
    return name ? [[name, placedAttribute(entry, 'value')?.value ?? '']] : [];
  });
}

/** Names by which a property is spoken of: `${#Project#name}`, `${#TestSuite#name}`, and `${name}` for global ones only. */
function withProperties(source: Mapped, element: PlacedElement, outer: ReadonlyMap<string, string>) {
  const own = childNamed(element, 'properties');
  if (!own || placedElements(own).length === 0) return outer;
  const level = { 'soapui-project': 'Project', testSuite: 'TestSuite', testCase: 'TestCase' }[element.name];
  const properties = new Map(outer);
  for (const property of placedElements(own)) {
    const [name, value] = ['name', 'value'].map((part) => {
      const child = childNamed(property, part);
      return child ? contentOf(source, child).text : '';
    });
    const from = level ? `#${level}#${name}` : `${placedAttribute(element, 'name')?.value}#${name}`;
    if (name && value !== undefined) properties.set(from, value);
  }
  return properties;
}

function childNamed(parent: PlacedElement, name: string): PlacedElement | undefined {
  return placedElements(parent).find((child) => child.name === name && child.namespace === CONFIG);
}

/** An element's text with the way back, CDATA sections and references taken off. */
function contentOf(source: Mapped, element: PlacedElement): Mapped {
  const parts = element.children.flatMap((node) => {
    if (node.kind === 'text') return [rewrite(slice(source, node.start, node.end), '&', entityAt)];
    return node.kind === 'cdata' ? [slice(source, node.start + 9, node.end - 3)] : [];
  });
  return replaceMatches(join(parts), /\r\n?/g, () => '\n');
}

function note(element: PlacedElement, leftOut: LeftOut) {
  if (element.name === 'definitionCache')
    leftOut.add('The WSDL that the project keeps is left out; load it as another WSDL.');
  if (element.name === 'mockService') leftOut.add('Mock services are left out.');
}
