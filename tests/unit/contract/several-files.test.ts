import { describe, expect, it } from 'vitest';
import type { Contract } from '#src/contract/contract';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { missingFiles, readWsdl, readWsdlFiles } from '#src/contract/wsdl';
import type { WsdlFile } from '#src/contract/wsdl/files';
import { check } from '#src/language/check';

const file = (name: string, text: string): WsdlFile => ({ name, text });

const XS = 'xmlns:x="http://www.w3.org/2001/XMLSchema"';
const ALL = `xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" ${XS} xmlns:q="urn:q" xmlns:r="urn:r"`;
const schema = (content: string, attributes = 'targetNamespace="urn:q" xmlns:q="urn:q"') =>
  `<x:schema ${XS} ${attributes}>${content}</x:schema>`;
const definitions = (content: string, namespace = 'urn:q') =>
  `<w:definitions ${ALL} targetNamespace="${namespace}">${content}</w:definitions>`;
const ABSTRACT = `<w:message name="Asked"><w:part name="p" element="q:Ask"/></w:message><w:portType name="Port"><w:operation name="ask"><w:input message="q:Asked"/></w:operation></w:portType>`;
const CONCRETE = `<w:binding name="Bound" type="q:Port"><soap:binding style="document"/><w:operation name="ask"><soap:operation soapAction=""/><w:input><soap:body use="literal"/></w:input></w:operation></w:binding><w:service name="S"><w:port name="P" binding="q:Bound"><soap:address location="http://h/"/></w:port></w:service>`;
const types = (content: string) => `<w:types>${content}</w:types>`;
const main = (schemas: string) => definitions(types(schemas) + ABSTRACT + CONCRETE);

function contractOf(...files: WsdlFile[]): Contract {
  const read = readWsdlFiles(files);
  if (!read.ok) throw new Error(read.message);
  expect(read.missing).toEqual([]);
  return read.contract;
}

const errors = (its: Contract, content: string) =>
  check(
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q" xmlns:r="urn:r"><e:Body>${content}</e:Body></e:Envelope>`,
    its,
  ).map(({ code }) => code);

/** A whole WSDL cut into three: the schema, the messages with the port type, and the rest. */
function cut(wsdl: string): WsdlFile[] {
  const [, head = ''] = /(<(?:\w+:)?definitions[^>]*>)/.exec(wsdl) ?? [];
  const prefix = /<(\w+:)?definitions/.exec(wsdl)?.[1] ?? '';
  const piece = (pattern: string) =>
    [...wsdl.matchAll(new RegExp(pattern, 'g'))].map(([whole]) => whole).join('\n');
  const close = `</${prefix}definitions>`;
  const declared = [...head.matchAll(/xmlns:\w+="[^"]*"/g)].map(([one]) => one).join(' ');
  const schemas = piece('<xs:schema[^]*?</xs:schema>').replace('<xs:schema', `<xs:schema ${declared}`);
  const namespace = /targetNamespace="([^"]*)"/.exec(schemas)?.[1] ?? '';
  const importing = `<${prefix}types><xs:schema><xs:import namespace="${namespace}" schemaLocation="../schemas/types.xsd"/></xs:schema></${prefix}types>`;
  return [
    file(
      'wsdl/abstract.wsdl',
      `${head}${importing}${piece(`<${prefix}message[^]*?</${prefix}message>`)}${piece(`<${prefix}portType[^]*?</${prefix}portType>`)}${close}`,
    ),
    file('schemas/types.xsd', schemas),
    file(
      'wsdl/service.wsdl',
      `${head}<${prefix}import namespace="${namespace}" location="abstract.wsdl"/>${piece(`<${prefix}binding[^]*?</${prefix}binding>`)}${piece(`<${prefix}service[^]*?</${prefix}service>`)}${close}`,
    ),
  ];
}

describe('A WSDL in several files', () => {
  it('is the contract that it is in one', () => {
    const files = cut(marketoWsdl);
    expect(contractOf(...files)).toEqual(marketo);
    expect(contractOf(...files.toReversed())).toEqual(marketo);
  });

  it('is joined by location, however the paths are written', () => {
    for (const location of [
      'types.xsd',
      './types.xsd',
      '../a/types.xsd',
      '..\\a\\types.xsd',
      ' types.xsd\n',
    ]) {
      const its = contractOf(
        file('a/service.wsdl', main(schema(`<x:include schemaLocation="${location}"/>`))),
        file('a/types.xsd', schema('<x:element name="Ask" type="x:int"/>')),
      );
      expect(errors(its, '<q:Ask>1</q:Ask>')).toEqual([]);
      expect(errors(its, '<q:Ask>one</q:Ask>')).toEqual(['bad-value']);
    }
  });

  it('is joined by the last part of a location, when the files lie in one folder', () => {
    const its = contractOf(
      file(
        'service.wsdl',
        main(schema('<x:include schemaLocation="http://host/schemas/v1/Types%20of%20it.xsd?x=1"/>')),
      ),
      file('types of it.xsd', schema('<x:element name="Ask" type="x:int"/>')),
    );
    expect(errors(its, '<q:Ask>one</q:Ask>')).toEqual(['bad-value']);
  });

  it('takes of two files with one name the one that the path says', () => {
    const its = contractOf(
      file('service.wsdl', main(schema('<x:include schemaLocation="b/types.xsd"/>'))),
      file('a/types.xsd', schema('<x:element name="Ask" type="x:int"/>')),
      file('b/types.xsd', schema('<x:element name="Ask" type="x:boolean"/>')),
    );
    expect(errors(its, '<q:Ask>true</q:Ask>')).toEqual([]);
  });

  it('is joined by namespace, where an import says no location or one that nobody has', () => {
    for (const location of ['', ' schemaLocation="http://host/service?xsd=xsd0"']) {
      const its = contractOf(
        file(
          'one.wsdl',
          main(
            schema(
              `<x:import namespace="urn:r"${location}/><x:element name="Ask"><x:complexType><x:sequence><x:element ref="r:Part"/></x:sequence></x:complexType></x:element>`,
              'targetNamespace="urn:q" xmlns:r="urn:r"',
            ),
          ),
        ),
        file('other.xsd', schema('<x:element name="Part" type="x:int"/>', 'targetNamespace="urn:r"')),
        file('unrelated.xsd', schema('<x:element name="Part" type="x:date"/>', 'targetNamespace="urn:s"')),
      );
      expect(errors(its, '<q:Ask><r:Part>1</r:Part></q:Ask>')).toEqual([]);
      expect(errors(its, '<q:Ask><r:Part>x</r:Part></q:Ask>')).toEqual(['bad-value']);
      expect(its.gaps).toEqual([]);
    }
  });

  it('may go in circles, and name one file twice', () => {
    const its = contractOf(
      file('s.wsdl', main(schema('<x:include schemaLocation="a.xsd"/><x:include schemaLocation="b.xsd"/>'))),
      file('a.xsd', schema('<x:include schemaLocation="b.xsd"/><x:element name="Ask" type="q:T"/>')),
      file(
        'b.xsd',
        schema(
          '<x:include schemaLocation="a.xsd"/><x:simpleType name="T"><x:restriction base="x:int"/></x:simpleType>',
        ),
      ),
    );
    expect(errors(its, '<q:Ask>x</q:Ask>')).toEqual(['bad-value']);
    expect(its.gaps).toEqual([]);
  });

  it('has a message of the namespace that is meant, when two files call theirs alike', () => {
    const its = contractOf(
      file(
        'main.wsdl',
        definitions(
          '<w:import namespace="urn:r" location="r.wsdl"/><w:import namespace="urn:q" location="q.wsdl"/>' +
            CONCRETE,
        ),
      ),
      file(
        'r.wsdl',
        definitions(
          types(schema('<x:element name="Else" type="x:string"/>', 'targetNamespace="urn:r"')) +
            ABSTRACT.replace('q:Ask"', 'r:Else"'),
          'urn:r',
        ),
      ),
      file('q.wsdl', definitions(types(schema('<x:element name="Ask" type="x:string"/>')) + ABSTRACT)),
    );
    expect(its.operations.map(({ input }) => input?.name)).toEqual(['Ask']);
  });

  it('begins with the file that has the service, whatever the order, and names another WSDL beside it', () => {
    const other = definitions(ABSTRACT, 'urn:else');
    const files = [
      file('else.wsdl', other),
      file('s.wsdl', main(schema('<x:element name="Ask" type="x:string"/>'))),
      file('notes.xml', '<notes>'),
    ];
    const its = contractOf(...files);
    expect(its.targetNamespace).toBe('urn:q');
    expect(its.gaps.map(({ message }) => message)).toEqual([
      'The file else.wsdl is another WSDL than is offered here.',
    ]);
  });
});

describe('A schema without a namespace', () => {
  const PARTS =
    '<x:complexType name="T"><x:sequence><x:element name="n" type="N"/><x:element ref="Other" minOccurs="0"/></x:sequence></x:complexType><x:simpleType name="N"><x:restriction base="x:int"/></x:simpleType><x:element name="Other" type="N"/>';

  it('has that of the schema which includes it, for what it declares and what it refers to', () => {
    const its = contractOf(
      file(
        's.wsdl',
        main(schema('<x:include schemaLocation="parts.xsd"/><x:element name="Ask" type="q:T"/>')),
      ),
      file('parts.xsd', schema(PARTS, '')),
    );
    expect(errors(its, '<q:Ask><n>1</n><q:Other>2</q:Other></q:Ask>')).toEqual([]);
    expect(errors(its, '<q:Ask><n>x</n><q:Other>y</q:Other></q:Ask>')).toEqual(['bad-value', 'bad-value']);
    expect(its.gaps).toEqual([]);
  });

  it('may be included in two namespaces, and is in both', () => {
    const its = contractOf(
      file(
        's.wsdl',
        main(
          `${schema('<x:include schemaLocation="parts.xsd"/><x:import namespace="urn:r"/><x:element name="Ask"><x:complexType><x:sequence><x:element name="own" type="q:T"/><x:element name="theirs" type="r:T"/></x:sequence></x:complexType></x:element>', 'targetNamespace="urn:q" xmlns:q="urn:q" xmlns:r="urn:r"')}${schema('<x:include schemaLocation="parts.xsd"/>', 'targetNamespace="urn:r"')}`,
        ),
      ),
      file('parts.xsd', schema(PARTS, '')),
    );
    expect(
      errors(
        its,
        '<q:Ask><own><n>1</n><q:Other>2</q:Other></own><theirs><n>1</n><r:Other>2</r:Other></theirs></q:Ask>',
      ),
    ).toEqual([]);
  });
});

describe('Files that are not there', () => {
  const half = main(
    schema(
      '<x:include schemaLocation="sub/types.xsd"/><x:import namespace="urn:r" schemaLocation="../r.xsd"/><x:element name="Ask" type="q:T"/>',
    ),
  );

  it('are named once, with their whole names and who names them; what they hold is accepted', () => {
    const read = readWsdlFiles([file('https://host.example/soap/v1/service?WSDL', half)]);
    expect(read.missing).toEqual([
      {
        location: 'sub/types.xsd',
        name: 'https://host.example/soap/v1/sub/types.xsd',
        by: 'https://host.example/soap/v1/service?WSDL',
      },
      {
        location: '../r.xsd',
        name: 'https://host.example/soap/r.xsd',
        by: 'https://host.example/soap/v1/service?WSDL',
      },
    ]);
    if (!read.ok) throw new Error(read.message);
    expect(read.contract.gaps.map(({ code }) => code)).toEqual([
      'external-import',
      'external-import',
      'unknown-type',
    ]);
    expect(errors(read.contract, '<q:Ask><anything/></q:Ask>')).toEqual([]);
  });

  it('may be added, and may name others', () => {
    const added = [
      file('a/s.wsdl', half),
      file(
        'a/sub/types.xsd',
        schema(
          '<x:include schemaLocation="more.xsd"/><x:simpleType name="T"><x:restriction base="q:More"/></x:simpleType>',
        ),
      ),
    ];
    expect(missingFiles(added).map(({ location, by }) => [location, by])).toEqual([
      ['more.xsd', 'a/sub/types.xsd'],
      ['../r.xsd', 'a/s.wsdl'],
    ]);
    const its = contractOf(
      ...added,
      file(
        'a/sub/more.xsd',
        schema('<x:simpleType name="More"><x:restriction base="x:int"/></x:simpleType>'),
      ),
      file('r.xsd', schema('', 'targetNamespace="urn:r"')),
    );
    expect(errors(its, '<q:Ask>x</q:Ask>')).toEqual(['bad-value']);
  });

  it('are none, where another schema has the namespace of an import', () => {
    const text = main(
      `${schema('<x:import namespace="urn:r" schemaLocation="r.xsd"/><x:element name="Ask" type="x:string"/>')}${schema('', 'targetNamespace="urn:r"')}`,
    );
    expect(readWsdl(text).missing).toEqual([]);
  });

  it('may be what keeps the WSDL from being read', () => {
    const read = readWsdl(definitions(`<w:import namespace="urn:q" location="abstract.wsdl"/>${CONCRETE}`));
    expect(read).toMatchObject({
      ok: false,
      message: expect.stringMatching(/The WSDL abstract\.wsdl is in another file/) as string,
      missing: [{ location: 'abstract.wsdl' }],
    });
  });

  it('are not asked for when a schema redefines what it includes: that is accepted as it comes, and said', () => {
    const its = contractOf(
      file(
        's.wsdl',
        main(
          schema(
            '<x:redefine schemaLocation="t.xsd"><x:complexType name="T"><x:complexContent><x:extension base="q:T"><x:sequence><x:element name="b" type="x:string"/></x:sequence></x:extension></x:complexContent></x:complexType></x:redefine><x:element name="Ask" type="q:T"/>',
          ),
        ),
      ),
      file(
        't.xsd',
        schema(
          '<x:complexType name="T"><x:sequence><x:element name="a" type="x:string"/></x:sequence></x:complexType>',
        ),
      ),
    );
    expect(errors(its, '<q:Ask><a/><b/></q:Ask>')).toEqual([]);
    expect(its.gaps.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^T is redefined/));
  });
});

describe('Files that are no WSDL', () => {
  it('are told as what they are', () => {
    const message = (...files: WsdlFile[]) => {
      const read = readWsdlFiles(files);
      return read.ok ? '' : read.message;
    };
    expect(message()).toBe('There is no file.');
    expect(message(file('a.xsd', schema('')))).toMatch(/^The document is an XML Schema/);
    expect(message(file('a.xsd', schema('')), file('b.xsd', schema('')))).toBe(
      'None of the 2 files is the definitions of a WSDL 1.1.',
    );
    expect(message(file('a.xsd', schema('')), file('b.wsdl', '<w:definitions'))).toMatch(
      /^None of the files is a WSDL, and b\.wsdl can’t be read: /,
    );
  });
});
