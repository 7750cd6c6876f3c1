import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';
import { SOAP_ENVELOPE, XSD } from '../../src/contract/contract';

const WSDL_SCHEMA = 'mktows.xsd';

/**
 * The SOAP 1.1 envelope, as far as messages of a document/literal service go: a Header and a Body, each holding elements that
 * the imported schema has to know (`strict`), or, for a Header that the contract does not describe, may know (`lax`).
 */
const envelopeSchema = (namespace: string) => `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="${XSD}" xmlns:env="${SOAP_ENVELOPE}" targetNamespace="${SOAP_ENVELOPE}" elementFormDefault="qualified">
  <xs:import namespace="${namespace}" schemaLocation="${WSDL_SCHEMA}"/>
  <xs:element name="Envelope">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="Header" minOccurs="0">
          <xs:complexType>
            <xs:sequence><xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="Body">
          <xs:complexType>
            <xs:sequence><xs:any namespace="##other" processContents="strict"/></xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>`;

/**
 * A judge of SOAP messages that is none of our own code: libxml2, with the schema that stands in a WSDL.
 *
 * @param wsdl the WSDL's text, with one `xs:schema`.
 * @returns for a message the list of what the schema has against it, empty when it is valid.
 */
export function createJudge(wsdl: string): (message: string) => string[] {
  const { schema, namespace } = schemaOf(wsdl);
  const provider = new XmlBufferInputProvider({ [WSDL_SCHEMA]: new TextEncoder().encode(schema) });
  xmlRegisterInputProvider(provider);
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(envelopeSchema(namespace)));
  return (message) => {
    let document: XmlDocument | undefined;
    try {
      document = XmlDocument.fromString(message);
      validator.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details.map(({ message: detail }) => detail.trim());
      return [error instanceof Error ? error.message : String(error)];
    } finally {
      document?.dispose();
    }
  };
}

/** The schema as a document of its own, with the prefixes that the WSDL declares around it. */
function schemaOf(wsdl: string): { schema: string; namespace: string } {
  const [schema = ''] = /<(\w+:)?schema\b[\s\S]*<\/(\w+:)?schema>/.exec(wsdl) ?? [];
  const [definitions = ''] = /<(\w+:)?definitions\b[^>]*>/.exec(wsdl) ?? [];
  const [opening = ''] = /^<[^>]*>/.exec(schema) ?? [];
  const declared = [...definitions.matchAll(/\sxmlns(?::\w+)?="[^"]*"/g)]
    .map(([declaration]) => declaration)
    .filter((declaration) => !opening.includes(declaration.trim().split('=')[0] + '='));
  const namespace = /targetNamespace="([^"]*)"/.exec(opening)?.[1] ?? '';
  return { schema: schema.replace(/^<[\w:]+/, (start) => start + declared.join('')), namespace };
}
