import type { XmlElement } from '../../xml/parse';
import { attribute, child, childrenNamed } from '../../xml/tree';
import { readDocumentation } from '../annotation';
import type { GlobalElement, Operation } from '../contract';
import type { Gaps } from '../gaps';
import { grouped, onceFor } from '../once';
import type { SchemaSet } from '../schema';
import { WsdlMessages, mimeParts, soapBody } from './messages';
import type { Definitions } from './definitions';
import { childrenByName, SOAP, WSDL } from './names';

/** Reads the operations of a binding that can be called in SOAP 1.1, document/literal. Others become gaps. */
export function readOperations(
  definitions: Definitions,
  binding: XmlElement,
  set: SchemaSet,
  gaps: Gaps,
): Operation[] {
  const style = attribute(child(binding, 'binding', SOAP) ?? binding, 'style') ?? 'document';
  const typeName = attribute(binding, 'type') ?? '';
  const portType = definitions.referred('portType', binding, typeName);
  if (!portType) {
    gaps.add(
      'not-in-file',
      `The binding ${attribute(binding, 'name')} is for the port type ${typeName}, which is not in this file.`,
    );
    return [];
  }
  const messages = new WsdlMessages(definitions, set, gaps);
  const found = new Map<string, Operation>();
  for (const bound of childrenNamed(binding, 'operation', WSDL)) {
    const operation = readOperation(portType, bound, style, messages, gaps);
    if (!operation) continue;
    if (found.has(operation.name))
      gaps.add(
        'overloaded',
        `The operation ${operation.name} is declared more than once; only the first is offered.`,
      );
    else found.set(operation.name, operation);
  }
  const operations = [...found.values()];
  reportSameRequests(operations, gaps);
  return operations;
}

function readOperation(
  portType: XmlElement,
  bound: XmlElement,
  bindingStyle: string,
  messages: WsdlMessages,
  gaps: Gaps,
): Operation | undefined {
  const name = attribute(bound, 'name') ?? '';
  const soap = child(bound, 'operation', SOAP);
  const input = child(bound, 'input', WSDL);
  const style = (soap && attribute(soap, 'style')) ?? bindingStyle;
  if (style === 'rpc') {
    gaps.add('rpc-style', `The operation ${name} is RPC style; only document style is done here.`);
    return undefined;
  }
  const body = input && soapBody(input);
  if (body && attribute(body, 'use') === 'encoded') {
    gaps.add('encoded-use', `The operation ${name} is SOAP-encoded; only literal use is done here.`);
    return undefined;
  }
  const declared = declaredOperation(portType, bound);
  const request = messages.body(declared, 'input', input);
  if (!declared || request.absent !== undefined) {
    const what = declared
      ? `The message ${request.absent} of the operation ${name}`
      : `The operation ${name} of the port type`;
    gaps.add('not-in-file', `${what} is not in this file; the operation is left out.`);
    return undefined;
  }
  if (request.unbound !== undefined) {
    const prefix = request.unbound.split(':')[0];
    gaps.add(
      'unbound-prefix',
      `The request of ${name} is ${request.unbound}, and the prefix ${prefix} is bound to nothing; the operation is left out.`,
    );
    return undefined;
  }
  if (request.typed) {
    gaps.add('rpc-style', `The request of ${name} names a type instead of an element; it is left out.`);
    return undefined;
  }
  if (request.parts > 1)
    gaps.add('several-parts', `The request of ${name} has several body parts; only the first is offered.`);
  if (input && mimeParts(input).length > 0)
    gaps.add('attachments', `The request of ${name} is MIME with attachments; only its envelope is offered.`);
  const answer = messages.body(declared, 'output', child(bound, 'output', WSDL));
  if (answer.unbound !== undefined)
    gaps.add(
      'unbound-prefix',
      `The answer of ${name} is ${answer.unbound}, whose prefix is bound to nothing; its answers are read without types.`,
    );
  const own = readDocumentation(childrenNamed(declared, 'documentation', WSDL));
  return {
    name,
    soapAction: soap ? (attribute(soap, 'soapAction') ?? '') : '',
    input: request.element,
    output: answer.element,
    headers: input ? headersOf(name, input, messages, gaps) : [],
    documentation: { ...own, ...request.element?.documentation },
  };
}

/** An overloaded operation is told apart by the name of its input (WSDL 1.1, section 2.5). */
function declaredOperation(portType: XmlElement, bound: XmlElement): XmlElement | undefined {
  const exact =
    inputName(bound) === undefined ? undefined : operationsByInput(portType).get(withInput(bound))?.[0];
  return exact ?? childrenByName(portType).get(`operation ${attribute(bound, 'name')}`)?.[0];
}

function inputName(operation: XmlElement): string | undefined {
  const input = child(operation, 'input', WSDL);
  return input && attribute(input, 'name');
}

const withInput = (operation: XmlElement) => `${attribute(operation, 'name')} ${inputName(operation)}`;

const operationsByInput = onceFor((portType: XmlElement) =>
  grouped(childrenNamed(portType, 'operation', WSDL), withInput),
);

/** A header that is named twice is one header; of several that are called alike, only the first can be told. */
function headersOf(
  operation: string,
  input: XmlElement,
  messages: WsdlMessages,
  gaps: Gaps,
): GlobalElement[] {
  const parts = [input, ...mimeParts(input)];
  const all = parts.flatMap((part) => childrenNamed(part, 'header', SOAP));
  const found = new Map<string, GlobalElement>();
  for (const element of all.flatMap((header) => messages.header(header))) {
    const first = found.get(element.name);
    if (!first) found.set(element.name, element);
    else if (first !== element)
      gaps.add(
        'name-clash',
        `${operation} takes two headers called ${element.name}; only the one of ${first.namespace} is offered.`,
      );
  }
  return [...found.values()];
}

/** Whoever reads a text can't tell operations apart that differ in their SOAPAction only. */
function reportSameRequests(operations: readonly Operation[], gaps: Gaps) {
  const first = new Map<Operation['input'], Operation>();
  for (const operation of operations) {
    const { input, name } = operation;
    const other = first.get(input);
    if (!other) first.set(input, operation);
    else
      gaps.add(
        'same-request',
        `${name} and ${other.name} take the same request${input ? `, ${input.name}` : ', none at all'}: a text is read as one of ${other.name}.`,
      );
  }
}
