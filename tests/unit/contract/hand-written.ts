import type { Contract } from '#src/contract/contract';
import { readWsdl } from '#src/contract/wsdl';

/** What is special about a WSDL. */
export interface Parts {
  /** Attributes of the schema. */
  readonly schema?: string;
  readonly types?: string;
  /** Whole, instead of the schema. */
  readonly schemas?: string;
  readonly style?: string;
  readonly use?: string;
  readonly binding?: string;
  readonly more?: string;
  readonly part?: string;
  readonly header?: string;
  readonly messages?: string;
}

/** A WSDL with the operation `ask`, whose request is the element `Ask`. */
export function wsdl(parts: Parts): string {
  const schema = `<x:schema targetNamespace="urn:q" ${parts.schema ?? ''}>${parts.types ?? ''}</x:schema>`;
  return `<w:definitions name="D" targetNamespace="urn:q" xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="${parts.binding ?? 'http://schemas.xmlsoap.org/wsdl/soap/'}" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:q="urn:q" xmlns:r="urn:r">
  <w:types>${parts.schemas ?? schema}</w:types>
  <w:message name="In">${parts.part ?? '<w:part name="p" element="q:Ask"/>'}</w:message>${parts.messages ?? ''}
  <w:portType name="T"><w:operation name="ask"><w:documentation>Asks.</w:documentation><w:input message="q:In"/></w:operation></w:portType>
  <w:binding name="B" type="q:T"><s:binding style="${parts.style ?? 'document'}" transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="ask"><s:operation soapAction="urn:q/ask"/><w:input>${parts.header ?? ''}<s:body use="${parts.use ?? 'literal'}"/></w:input></w:operation>
  </w:binding>
  <w:service name="S"><w:port name="P" binding="q:B"><s:address location="http://example.com/ask"/></w:port></w:service>${parts.more ?? ''}
</w:definitions>`;
}

/** The element `Ask` with that content. */
export const element = (content: string, attributes = '') =>
  `<x:element name="Ask"><x:complexType ${attributes}>${content}</x:complexType></x:element>`;
/** The same with a sequence. */
export const sequence = (content: string) => element(`<x:sequence>${content}</x:sequence>`);

/** The contract of such a WSDL, which has to be one. */
export function contract(parts: Parts): Contract {
  const result = readWsdl(wsdl(parts));
  if (!result.ok) throw new Error(result.message);
  return result.contract;
}

/** The fields of the request `Ask`. */
export function fields(parts: Parts) {
  const read = contract(parts);
  const type = read.operations[0]?.input?.type;
  if (type?.kind !== 'complex') throw new Error('Ask has no complex type.');
  return read.types[type.name]!.fields;
}

/** The codes of what is not done of it. */
export const gaps = (parts: Parts) => contract(parts).gaps.map((gap) => gap.code);
