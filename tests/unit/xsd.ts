import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
  XmlElement,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';
import { SOAP_ENVELOPE, XSD } from '#src/contract/contract';

const XML = 'http://www.w3.org/XML/1998/namespace';

/** The attributes that every schema may refer to (XML 1.0, 2.10 and 2.12). */
const XML_SCHEMA = `<xs:schema xmlns:xs="${XSD}" targetNamespace="${XML}">
  <xs:attribute name="lang" type="xs:string"/><xs:attribute name="space" type="xs:string"/>
  <xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="id" type="xs:ID"/>
</xs:schema>`;

/** Says what a WSDL's schemas have against a message; nothing when it is valid. */
export interface SchemaJudge {
  judge(message: string): string[];
  dispose(): void;
}

/**
 * A judge of requests that is none of our own code: libxml2, with all the schemas that stand in a WSDL. Undefined when
 * they can't be compiled alone, since they need what is elsewhere or are no proper schemas.
 */
export function schemaJudge(wsdl: string): SchemaJudge | undefined {
  const files = schemaFiles(wsdl);
  if (!files) return undefined;
  const bytes = Object.fromEntries(
    [...files].map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
  );
  xmlRegisterInputProvider(new XmlBufferInputProvider(bytes));
  let validator: XsdValidator;
  try {
    const main = XmlDocument.fromString(files.get('envelope.xsd') ?? '', { url: 'envelope.xsd' });
    validator = XsdValidator.fromDoc(main);
  } catch {
    return undefined;
  } finally {
    xmlCleanupInputProvider();
  }
  return {
    dispose: () => {
      validator.dispose();
    },
    judge(message) {
      let document: XmlDocument | undefined;
      try {
        document = XmlDocument.fromString(message);
        validator.validate(document);
        return [];
      } catch (error) {
        if (error instanceof XmlValidateError) return error.details.map((detail) => detail.message.trim());
        return [error instanceof Error ? error.message : String(error)];
      } finally {
        document?.dispose();
      }
    },
  };
}

/** The same for a WSDL whose schemas are whole; it lives as long as the tests. */
export function createJudge(wsdl: string): (message: string) => string[] {
  const judge = schemaJudge(wsdl);
  if (!judge) throw new Error('The WSDL has no schemas that can be compiled.');
  return (message) => judge.judge(message);
}

/** The WSDL's schemas as files: each namespace has one, which takes the schemas of that namespace together. */
function schemaFiles(wsdl: string): Map<string, string> | undefined {
  const document = XmlDocument.fromString(wsdl.replace(/^\ufeff?\s*/, ''));
  try {
    const prefixes = { w: 'http://schemas.xmlsoap.org/wsdl/', xs: XSD };
    const schemas = document
      .find('/w:definitions/w:types/xs:schema', prefixes)
      .filter((node) => node instanceof XmlElement);
    if (schemas.length === 0) return undefined;
    const pieces = schemas.map((schema, index) => {
      const namespace = schema.attr('targetNamespace')?.value ?? '';
      return { schema, namespace, name: `piece${index}.xsd` };
    });
    const namespaces = [...new Set(pieces.map(({ namespace }) => namespace))];
    const fileOf = (namespace: string) =>
      namespace === XML ? 'xml.xsd' : `namespace${namespaces.indexOf(namespace)}.xsd`;
    const files = new Map([['xml.xsd', XML_SCHEMA]]);
    for (const { schema, namespace, name } of pieces) {
      // Some leave out the imports between the schemas of one WSDL, and nobody minds.
      for (const node of schema.find('xs:import | xs:include', prefixes))
        if (node instanceof XmlElement) {
          const wanted = node.attr('namespace')?.value ?? '';
          const inside = namespaces.includes(wanted) || wanted === XML;
          if (node.name === 'import' && (inside || !node.attr('schemaLocation'))) node.remove();
        }
      for (const other of [...namespaces, XML]) {
        if (other === namespace) continue;
        const node =
          schema.firstChild?.prependElement('import', schema.prefix) ??
          schema.addElement('import', schema.prefix);
        if (other !== '') node.setAttr('namespace', other);
        node.setAttr('schemaLocation', fileOf(other));
      }
      // Canonical XML of a part declares the prefixes that are bound around it.
      files.set(name, schema.canonicalizeToString());
    }
    for (const namespace of namespaces) {
      const own = pieces.filter((piece) => piece.namespace === namespace);
      const target = namespace === '' ? '' : ` targetNamespace="${escape(namespace)}"`;
      const includes = own.map(({ name }) => `<xs:include schemaLocation="${name}"/>`).join('');
      files.set(fileOf(namespace), `<xs:schema xmlns:xs="${XSD}"${target}>${includes}</xs:schema>`);
    }
    files.set('envelope.xsd', envelopeSchema(namespaces, fileOf));
    return files;
  } finally {
    document.dispose();
  }
}

/**
 * The SOAP 1.1 envelope, as far as messages of a document/literal service go: in the Body one element that a schema has to
 * know, in the Header any, of which those are judged that a schema knows.
 */
function envelopeSchema(namespaces: readonly string[], fileOf: (namespace: string) => string): string {
  const imports = namespaces.map((namespace) => {
    const name = namespace === '' ? '' : ` namespace="${escape(namespace)}"`;
    return `<xs:import${name} schemaLocation="${fileOf(namespace)}"/>`;
  });
  const section = (name: string, any: string, min = 1) =>
    `<xs:element name="${name}" minOccurs="${min}"><xs:complexType><xs:sequence>
      <xs:any namespace="##any" minOccurs="0" ${any}/>
    </xs:sequence></xs:complexType></xs:element>`;
  return `<xs:schema xmlns:xs="${XSD}" targetNamespace="${SOAP_ENVELOPE}" elementFormDefault="qualified">
    ${imports.join('')}
    <xs:element name="Envelope"><xs:complexType><xs:sequence>
      ${section('Header', 'processContents="lax" maxOccurs="unbounded"', 0)}${section('Body', 'processContents="strict"')}
    </xs:sequence></xs:complexType></xs:element>
  </xs:schema>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
