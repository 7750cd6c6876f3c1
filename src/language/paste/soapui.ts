import { attribute, child, elements, text } from '../../xml/tree';
import { parseXml, type XmlElement } from '../../xml/parse';
import { LeftOut, MOST_REQUESTS, titleOf, type PastedRequest, type Recognised } from './pasted';

const CONFIG = 'http://eviware.com/soapui/config';

/** True for a SoapUI project. */
export function looksLikeSoapUi(source: string): boolean {
  return source.slice(0, 5000).includes(CONFIG);
}

/** Reads a SoapUI project: the requests of its interfaces and of its test steps. */
export function readSoapUi(source: string): Recognised {
  const leftOut = new LeftOut();
  const parsed = parseXml(source);
  if (!parsed.ok) {
    leftOut.add(`The project can't be read: ${parsed.problem.message}`);
    return { kind: 'soapui', requests: [], leftOut: leftOut.sentences };
  }
  const requests: PastedRequest[] = [];
  const visit = (element: XmlElement, titles: readonly string[]) => {
    if (element.namespace !== CONFIG || requests.length >= MOST_REQUESTS) return;
    note(element, leftOut);
    const name = attribute(element, 'name');
    const trail =
      name && /^(testSuite|testCase|testStep|operation|call|request)$/.test(element.name)
        ? [...titles, name]
        : titles;
    const body = child(element, 'request', CONFIG);
    const content = body ? bodyText(body) : '';
    if ((element.name === 'call' || element.name === 'request') && body && content.trim() !== '') {
      requests.push(readCall(element, content, trail, leftOut));
      return;
    }
    for (const inner of elements(element)) visit(inner, trail);
  };
  visit(parsed.root, []);
  return { kind: 'soapui', requests, leftOut: leftOut.sentences };
}

function readCall(
  call: XmlElement,
  content: string,
  trail: readonly string[],
  leftOut: LeftOut,
): PastedRequest {
  const endpoint = child(call, 'endpoint', CONFIG);
  const url = endpoint ? text(endpoint).trim() || undefined : undefined;
  for (const match of content.matchAll(/\$\{([^}]{1,80})\}/g))
    leftOut.add(`The property ${match[1]} has no value here; it stays as it is.`);
  if (child(call, 'assertion', CONFIG)) leftOut.add('Assertions are left out.');
  const credentials = child(call, 'credentials', CONFIG);
  if (credentials && elements(credentials).some((part) => part.name === 'username'))
    leftOut.add('User names and passwords are left out: SOAP requests are signed.');
  if (elements(call).some((part) => part.name === 'attachment')) leftOut.add('Attachments are left out.');
  return { title: [...new Set(trail)].join(' / ') || titleOf(content, url), url, headers: [], body: content };
}

/** Newer projects escape line ends once more, as `\r`, inside the CDATA section. */
function bodyText(body: XmlElement): string {
  return text(body).replace(/\\r(?=\n|$)/g, '');
}

function note(element: XmlElement, leftOut: LeftOut) {
  if (element.name === 'definitionCache')
    leftOut.add('The WSDL that the project keeps is left out; load it as another WSDL.');
  if (element.name === 'mockService') leftOut.add('Mock services are left out.');
}
