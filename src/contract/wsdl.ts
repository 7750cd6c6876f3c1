import { parseXml, type XmlElement } from '../xml/parse';
import { attribute, childrenNamed, elements } from '../xml/tree';
import { XSD, type Contract, type Operation } from './contract';
import { Gaps } from './gaps';
import { readSchemas, type SchemaSet } from './schema';
import { WSDL } from './wsdl/names';
import { readOperations } from './wsdl/operations';
import { soapPorts, type Port } from './wsdl/ports';

/** A contract, or why there is none. */
export type WsdlResult =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly message: string; readonly line?: number; readonly column?: number };

/**
 * Reads a WSDL 1.1 document with SOAP 1.1 document/literal bindings (WSDL 1.1, section 3) and the XML Schemas inside
 * it. Nothing is ever fetched. What it has beyond that is named in the contract's `gaps`; an operation that can't be
 * called this way is left out, and a gap says so.
 */
export function readWsdl(text: string): WsdlResult {
  // Servers put blank lines before the declaration, and XML forbids it; what they mean is plain.
  const [blank = ''] = /^[ \t\r\n]+(?=<\?xml)/.exec(text) ?? [];
  const parsed = parseXml(text.slice(blank.length));
  if (!parsed.ok) {
    const { message, line, column } = parsed.problem;
    const above = blank.split('\n').length - 1;
    return {
      ok: false,
      message: `This is not a WSDL that can be read: ${message}`,
      line: line === undefined ? undefined : line + above,
      column,
    };
  }
  const root = parsed.root;
  if (root.name !== 'definitions' || root.namespace !== WSDL)
    return { ok: false, message: otherDocument(root) };
  const gaps = new Gaps();
  const set = readSchemas(schemasOf(root, gaps), gaps);
  for (const node of childrenNamed(root, 'import', WSDL)) {
    const location = attribute(node, 'location') ?? attribute(node, 'namespace') ?? '';
    gaps.add('external-import', `The WSDL ${location} is in another file, which is not fetched.`);
  }
  reportExtensions(root, gaps);
  const chosen = choosePort(root, set, gaps);
  if (!chosen) return { ok: false, message: nothingToCall(root, gaps) };
  const { port, operations } = chosen;
  return {
    ok: true,
    contract: {
      targetNamespace: attribute(root, 'targetNamespace') ?? '',
      service: { name: port.service, port: port.name, address: port.address },
      operations,
      types: set.types,
      enumerations: set.enumerations,
      elements: set.elements,
      gaps: gaps.list(),
    },
  };
}

function schemasOf(root: XmlElement, gaps: Gaps): XmlElement[] {
  const all = childrenNamed(root, 'types', WSDL).flatMap(elements);
  for (const { name, namespace } of all)
    if (name === 'schema' && namespace !== XSD)
      gaps.add('old-schema', `A schema is written in ${namespace}, a draft that is not read; ${XSD} is.`);
  return all.filter(({ name, namespace }) => name === 'schema' && namespace === XSD);
}

/** Extensions that change what a service expects of a message; nobody here writes what they ask for. */
function reportExtensions(root: XmlElement, gaps: Gaps) {
  const all = [root, ...childrenNamed(root, 'binding', WSDL)].flatMap(elements);
  for (const { name, namespace } of all)
    if (name === 'Policy' || name === 'PolicyReference' || name === 'UsingAddressing')
      gaps.add('extension', `${name} of ${namespace} is not looked at: the service may expect more headers.`);
}

/** The first port that has operations which can be called; ports of another binding are named. */
function choosePort(
  root: XmlElement,
  set: SchemaSet,
  gaps: Gaps,
): { port: Port; operations: Operation[] } | undefined {
  let chosen: { port: Port; operations: Operation[] } | undefined;
  for (const port of soapPorts(root, gaps)) {
    if (!chosen) {
      const operations = readOperations(root, port.binding, set, gaps);
      if (operations.length > 0) chosen = { port, operations };
    } else if (port.binding !== chosen.port.binding) {
      const what = port.name
        ? `port ${port.name} of ${port.service}`
        : `binding ${attribute(port.binding, 'name')}`;
      gaps.add(
        'several-ports',
        `The ${what} is another one than is offered here; its operations are left out.`,
      );
    }
  }
  return chosen;
}

function otherDocument({ name, namespace }: XmlElement): string {
  if (name === 'description' && namespace === 'http://www.w3.org/ns/wsdl')
    return 'The document is a WSDL 2.0; only WSDL 1.1 is read here.';
  if (name === 'schema' && namespace === XSD)
    return 'The document is an XML Schema; a WSDL that holds it is needed.';
  return `The document is a ${name}, not the definitions of a WSDL 1.1.`;
}

function nothingToCall(root: XmlElement, gaps: Gaps): string {
  const bindings = childrenNamed(root, 'binding', WSDL);
  const why = bindings.length === 0 ? ['It declares no binding.'] : [];
  return ['There is no operation with a SOAP 1.1 document/literal binding.', ...why, ...gaps.barriers()].join(
    ' ',
  );
}
