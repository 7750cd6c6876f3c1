import { attribute, child, childrenNamed, resolveQName } from '../xml/tree';
import { parseXml, type XmlElement } from '../xml/parse';
import { readDocumentation } from './annotation';
import { XSD, type Contract, type ContractGap, type GlobalElement, type Operation } from './contract';
import { clark, readSchemas, type SchemaSet } from './schema';

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP = 'http://schemas.xmlsoap.org/wsdl/soap/';
const SOAP12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';

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
  const parsed = parseXml(text);
  if (!parsed.ok) {
    const { message, line, column } = parsed.problem;
    return { ok: false, message: `This is not a WSDL that can be read: ${message}`, line, column };
  }
  const root = parsed.root;
  if (root.name !== 'definitions' || root.namespace !== WSDL) {
    return { ok: false, message: `The document is a ${root.name}, not the definitions of a WSDL 1.1.` };
  }
  const schemas = childrenNamed(root, 'types', WSDL).flatMap((types) => childrenNamed(types, 'schema', XSD));
  const set = readSchemas(schemas);
  const gaps: ContractGap[] = [...set.gaps];
  for (const node of childrenNamed(root, 'import', WSDL)) {
    const location = attribute(node, 'location') ?? attribute(node, 'namespace') ?? '';
    gaps.push({
      code: 'external-import',
      message: `The WSDL ${location} is in another file, which is not fetched.`,
    });
  }
  const port = choosePort(root, gaps);
  const operations = port.binding ? readOperations(root, port.binding, set, gaps) : [];
  if (operations.length === 0) {
    const why = gaps.map((gap) => gap.message).join(' ');
    return {
      ok: false,
      message: `There is no operation with a SOAP 1.1 document/literal binding. ${why}`.trim(),
    };
  }
  return {
    ok: true,
    contract: {
      targetNamespace: attribute(root, 'targetNamespace') ?? '',
      service: { name: port.service, port: port.name, address: port.address },
      operations,
      types: set.types,
      enumerations: set.enumerations,
      elements: set.elements,
      gaps,
    },
  };
}

interface Port {
  readonly service: string;
  readonly name: string;
  readonly address: string;
  readonly binding?: XmlElement;
}

function choosePort(root: XmlElement, gaps: ContractGap[]): Port {
  const bindings = childrenNamed(root, 'binding', WSDL);
  for (const binding of bindings) {
    const name = attribute(binding, 'name') ?? '';
    if (child(binding, 'binding', SOAP12)) {
      gaps.push({
        code: 'soap-1.2',
        message: `The binding ${name} is for SOAP 1.2; only SOAP 1.1 is spoken here.`,
      });
    } else if (!child(binding, 'binding', SOAP)) {
      gaps.push({ code: 'http-binding', message: `The binding ${name} is not for SOAP.` });
    }
  }
  const usable = bindings.filter((binding) => child(binding, 'binding', SOAP));
  for (const service of childrenNamed(root, 'service', WSDL)) {
    for (const port of childrenNamed(service, 'port', WSDL)) {
      const wanted = resolveQName(port, attribute(port, 'binding') ?? '')?.local;
      const binding = usable.find((candidate) => attribute(candidate, 'name') === wanted);
      const address = child(port, 'address', SOAP);
      if (!binding || !address) continue;
      return {
        service: attribute(service, 'name') ?? '',
        name: attribute(port, 'name') ?? '',
        address: attribute(address, 'location') ?? '',
        binding,
      };
    }
  }
  return { service: attribute(root, 'name') ?? '', name: '', address: '', binding: usable[0] };
}

function readOperations(
  root: XmlElement,
  binding: XmlElement,
  set: SchemaSet,
  gaps: ContractGap[],
): Operation[] {
  const style = attribute(child(binding, 'binding', SOAP) ?? binding, 'style') ?? 'document';
  const portTypeName = resolveQName(binding, attribute(binding, 'type') ?? '')?.local;
  const portType = childrenNamed(root, 'portType', WSDL).find(
    (node) => attribute(node, 'name') === portTypeName,
  );
  const messages = new Messages(root, set);
  const operations: Operation[] = [];
  for (const bound of childrenNamed(binding, 'operation', WSDL)) {
    const name = attribute(bound, 'name') ?? '';
    const soap = child(bound, 'operation', SOAP);
    const input = child(bound, 'input', WSDL);
    const uses = [...(input ? childrenNamed(input, 'body', SOAP) : [])].map((body) => attribute(body, 'use'));
    if ((soap && attribute(soap, 'style') ? attribute(soap, 'style') : style) === 'rpc') {
      gaps.push({
        code: 'rpc-style',
        message: `The operation ${name} is RPC style; only document style is done here.`,
      });
      continue;
    }
    if (uses.includes('encoded')) {
      gaps.push({
        code: 'encoded-use',
        message: `The operation ${name} is SOAP-encoded; only literal use is done here.`,
      });
      continue;
    }
    const declared =
      portType && childrenNamed(portType, 'operation', WSDL).find((node) => attribute(node, 'name') === name);
    const request = messages.body(declared, 'input', input);
    if (request.parts > 1) {
      gaps.push({
        code: 'several-parts',
        message: `The request of ${name} has several body parts; only the first is offered.`,
      });
    }
    if (request.typed) {
      gaps.push({
        code: 'rpc-style',
        message: `The request of ${name} names a type instead of an element; it is left out.`,
      });
      continue;
    }
    const own = declared ? readDocumentation(childrenNamed(declared, 'documentation', WSDL)) : {};
    operations.push({
      name,
      soapAction: soap ? (attribute(soap, 'soapAction') ?? '') : '',
      input: request.element,
      output: messages.body(declared, 'output', child(bound, 'output', WSDL)).element,
      headers: input ? childrenNamed(input, 'header', SOAP).flatMap((header) => messages.header(header)) : [],
      documentation: { ...own, ...request.element?.documentation },
    });
  }
  return operations;
}

/** Looks up what the messages of a WSDL carry. */
class Messages {
  readonly #messages: Map<string, XmlElement>;
  readonly #set: SchemaSet;

  constructor(root: XmlElement, set: SchemaSet) {
    const named = childrenNamed(root, 'message', WSDL).map(
      (node) => [attribute(node, 'name') ?? '', node] as const,
    );
    this.#messages = new Map(named);
    this.#set = set;
  }

  body(operation: XmlElement | undefined, direction: 'input' | 'output', bound: XmlElement | undefined) {
    const declared = operation && child(operation, direction, WSDL);
    const body = bound && child(bound, 'body', SOAP);
    const wanted = body && attribute(body, 'parts')?.split(/\s+/).filter(Boolean);
    const parts = declared ? this.#parts(declared, attribute(declared, 'message') ?? '') : [];
    // Without a parts attribute, every part that no header uses belongs to the body (WSDL 1.1, section 3.5).
    const headers = bound ? childrenNamed(bound, 'header', SOAP) : [];
    const inHeader = (part: XmlElement) =>
      headers.some(
        (header) =>
          attribute(header, 'part') === attribute(part, 'name') &&
          resolveQName(header, attribute(header, 'message') ?? '')?.local ===
            (declared && resolveQName(declared, attribute(declared, 'message') ?? '')?.local),
      );
    const own = wanted
      ? parts.filter((part) => wanted.includes(attribute(part, 'name') ?? ''))
      : parts.filter((part) => !inHeader(part));
    const first = own[0];
    return {
      parts: own.length,
      typed: first !== undefined && attribute(first, 'element') === undefined,
      element: first && this.#element(first),
    };
  }

  header(header: XmlElement): GlobalElement[] {
    const parts = this.#parts(header, attribute(header, 'message') ?? '');
    const part = parts.find((candidate) => attribute(candidate, 'name') === attribute(header, 'part'));
    const element = part && this.#element(part);
    return element ? [element] : [];
  }

  #parts(context: XmlElement, message: string): XmlElement[] {
    const node = this.#messages.get(resolveQName(context, message)?.local ?? message);
    return node ? childrenNamed(node, 'part', WSDL) : [];
  }

  #element(part: XmlElement): GlobalElement | undefined {
    const resolved = resolveQName(part, attribute(part, 'element') ?? '');
    return resolved && this.#set.elements[clark(resolved.namespace, resolved.local)];
  }
}
