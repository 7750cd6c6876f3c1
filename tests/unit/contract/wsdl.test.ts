import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { concreteTypes, excludes } from '#src/contract/contract';
import { marketoWsdl } from '#src/contract/marketo';
import { readWsdl } from '#src/contract/wsdl';
import { exampleValues } from '#src/envelope/example';
import { readRequest } from '#src/envelope/read';
import { writeRequest } from '#src/envelope/write';
import { check } from '#src/language/check';
import { anyRequest } from '../values';
import { contract, element, fields, gaps, sequence, wsdl } from './hand-written';

describe('A WSDL’s operations', () => {
  it('have a name, an action, a request and documentation', () => {
    const read = contract({ types: sequence('<x:element name="a" type="x:string"/>') });
    expect(read.targetNamespace).toBe('urn:q');
    expect(read.service).toEqual({ name: 'S', port: 'P', address: 'http://example.com/ask' });
    expect(read.operations[0]).toMatchObject({
      name: 'ask',
      soapAction: 'urn:q/ask',
      input: { name: 'Ask', namespace: 'urn:q' },
      documentation: { en: 'Asks.' },
    });
    expect(read.gaps).toEqual([]);
  });

  it('have headers', () => {
    const read = contract({
      types: `${sequence('')}<x:element name="Who" type="x:string"/>`,
      messages: '<w:message name="H"><w:part name="h" element="q:Who"/></w:message>',
      header: '<s:header message="q:H" part="h" use="literal"/>',
    });
    expect(read.operations[0]?.headers.map((header) => header.name)).toEqual(['Who']);
  });

  it('may have no message part at all', () => {
    const read = contract({ types: sequence(''), part: '' });
    expect(read.operations[0]?.input).toBeUndefined();
  });
});

describe('A schema’s types', () => {
  it('inherit the fields of the type that they extend, first', () => {
    const read = contract({
      types: `<x:complexType name="Base" abstract="true"><x:sequence><x:element name="a" type="x:string"/></x:sequence></x:complexType>
        <x:complexType name="One"><x:complexContent><x:extension base="q:Base"><x:sequence><x:element name="b" type="x:int"/></x:sequence></x:extension></x:complexContent></x:complexType>
        <x:complexType name="Two"><x:complexContent><x:extension base="q:One"/></x:complexContent></x:complexType>
        ${sequence('<x:element name="base" type="q:Base"/>')}`,
    });
    expect(read.types.One?.fields.map((field) => field.name)).toEqual(['a', 'b']);
    expect(read.types.Two).toMatchObject({ extends: 'One', abstract: false });
    expect(read.types.Base?.abstract).toBe(true);
    expect(concreteTypes(read, 'Base').map((type) => type.name)).toEqual(['One', 'Two']);
  });

  it('may restrict a type, and list their content anew', () => {
    const read = contract({
      types: `<x:complexType name="Base"><x:sequence><x:element name="a" type="x:string" minOccurs="0"/><x:element name="b" type="x:string"/></x:sequence></x:complexType>
        <x:complexType name="Less"><x:complexContent><x:restriction base="q:Base"><x:sequence><x:element name="b" type="x:string"/></x:sequence></x:restriction></x:complexContent></x:complexType>
        ${sequence('<x:element name="less" type="q:Less"/>')}`,
    });
    expect(read.types.Less?.fields.map((field) => field.name)).toEqual(['b']);
  });

  it('may extend themselves in a circle without harm', () => {
    const read = contract({
      types: `<x:complexType name="A"><x:complexContent><x:extension base="q:B"><x:sequence><x:element name="a" type="q:A"/></x:sequence></x:extension></x:complexContent></x:complexType>
        <x:complexType name="B"><x:complexContent><x:extension base="q:A"/></x:complexContent></x:complexType>${sequence('<x:element name="a" type="q:A"/>')}`,
    });
    expect(concreteTypes(read, 'A').length).toBeGreaterThan(0);
    expect(exampleValues(read, read.operations[0]!)).toHaveProperty('a');
  });

  it('have enumerations, each value once', () => {
    const read = contract({
      types: `<x:simpleType name="Colour"><x:restriction base="x:string"><x:enumeration value="red"/><x:enumeration value="blue"><x:annotation><x:documentation>Like the sky.</x:documentation></x:annotation></x:enumeration><x:enumeration value="red"/></x:restriction></x:simpleType>${sequence('<x:element name="c" type="q:Colour"/><x:element name="d"><x:simpleType><x:restriction base="x:string"><x:enumeration value="x"/></x:restriction></x:simpleType></x:element><x:element name="e"><x:simpleType><x:restriction base="x:int"><x:maxInclusive value="9"/></x:restriction></x:simpleType></x:element>')}`,
    });
    expect(read.enumerations.Colour?.values.map((entry) => entry.value)).toEqual(['red', 'blue']);
    expect(read.enumerations.Colour?.values[1]?.documentation).toEqual({ en: 'Like the sky.' });
    const types = read.types['/Ask']?.fields.map((field) => field.type);
    expect(types?.map((type) => type.kind)).toEqual(['enumeration', 'enumeration', 'builtin']);
    expect(types?.[2]).toEqual({ kind: 'builtin', name: 'int' });
  });

  it('say how often an element stands, whether it may be nil, and its default', () => {
    const found = fields({
      types: sequence(
        '<x:element name="a" type="x:string"/><x:element name="b" type="x:string" minOccurs="0" maxOccurs="unbounded" nillable="true"/><x:element name="c" type="x:int" minOccurs="2" maxOccurs="5" default="7"/><x:element name="d" type="x:int" fixed="1"/>',
      ),
    });
    expect(found.map(({ minOccurs, maxOccurs, nillable }) => [minOccurs, maxOccurs, nillable])).toEqual([
      [1, 1, false],
      [0, Infinity, true],
      [2, 5, false],
      [1, 1, false],
    ]);
    expect(found.map((field) => field.default)).toEqual([undefined, undefined, '7', '1']);
  });

  it('refer to global elements', () => {
    const found = fields({
      types: `<x:element name="Note" type="x:date" nillable="true"/>${sequence('<x:element ref="q:Note" minOccurs="0"/>')}`,
    });
    expect(found[0]).toMatchObject({
      name: 'Note',
      namespace: 'urn:q',
      type: { kind: 'builtin', name: 'date' },
      nillable: true,
      minOccurs: 0,
    });
  });

  it('refer to another schema of the same file, and a name in both is no clash', () => {
    const schemas = `<x:schema targetNamespace="urn:r" elementFormDefault="qualified"><x:complexType name="T"><x:sequence><x:element name="a" type="x:string"/></x:sequence></x:complexType></x:schema>
      <x:schema targetNamespace="urn:q"><x:import namespace="urn:r"/><x:complexType name="T"><x:sequence><x:element name="b" type="r:T"/></x:sequence></x:complexType>${sequence('<x:element name="t" type="q:T"/><x:element name="u" type="r:T"/>')}</x:schema>`;
    const read = contract({ schemas });
    expect(read.gaps).toEqual([]);
    const names = Object.keys(read.types);
    expect(names).toContain('T');
    expect(names.some((name) => name.startsWith('{'))).toBe(true);
    const [t, u] = read.types['/Ask']!.fields;
    expect(read.types[(t!.type as { name: string }).name]?.fields[0]).toMatchObject({
      name: 'b',
      namespace: '',
    });
    expect(read.types[(u!.type as { name: string }).name]?.fields[0]).toMatchObject({
      name: 'a',
      namespace: 'urn:r',
    });
  });

  it('qualify their local elements or not, by the schema or one by one', () => {
    const content =
      '<x:element name="a" type="x:string"/><x:element name="b" type="x:string" form="qualified"/><x:element name="c" type="x:string" form="unqualified"/>';
    const namespaces = (schema: string) =>
      fields({ schema, types: sequence(content) }).map((field) => field.namespace);
    expect(namespaces('')).toEqual(['', 'urn:q', '']);
    expect(namespaces('elementFormDefault="qualified"')).toEqual(['urn:q', 'urn:q', '']);
  });

  it('have choices, xs:all and groups', () => {
    const found = fields({
      types: `<x:group name="G"><x:sequence><x:element name="g" type="x:string"/></x:sequence></x:group>${sequence('<x:choice><x:element name="a" type="x:string"/><x:element name="b" type="x:string"/></x:choice><x:choice maxOccurs="unbounded"><x:element name="c" type="x:string"/></x:choice><x:group ref="q:G"/>')}`,
    });
    expect(found.map(({ name, minOccurs, maxOccurs }) => [name, minOccurs, maxOccurs])).toEqual([
      ['a', 0, 1],
      ['b', 0, 1],
      ['c', 0, Infinity],
      ['g', 1, 1],
    ]);
    const [a, b, c] = found;
    expect(a && b && excludes(a, b)).toBe(true);
    expect(a && c && excludes(a, c)).toBe(false);
    expect(c?.branches).toBeUndefined();
    const all = fields({
      types: element(
        '<x:all><x:element name="a" type="x:string"/><x:element name="b" type="x:string" minOccurs="0"/></x:all>',
      ),
    });
    expect(all.map((field) => field.minOccurs)).toEqual([1, 0]);
  });

  it('have attributes, in groups too, and simple content', () => {
    const read = contract({
      types: `<x:attributeGroup name="AG"><x:attribute name="z" type="x:int"/></x:attributeGroup>
        <x:complexType name="Price"><x:simpleContent><x:extension base="x:decimal"><x:attribute name="currency" type="x:string" use="required"/><x:attributeGroup ref="q:AG"/><x:attribute name="no" use="prohibited"/></x:extension></x:simpleContent></x:complexType>${sequence('<x:element name="p" type="q:Price"/>')}`,
    });
    expect(read.types.Price).toMatchObject({ text: { kind: 'builtin', name: 'decimal' }, fields: [] });
    expect(read.types.Price?.attributes.map(({ name, required }) => [name, required])).toEqual([
      ['currency', true],
      ['z', false],
    ]);
    const values = { p: { '@currency': 'EUR', $text: '12.50' } };
    const written = writeRequest(read, { operation: read.operations[0]!, values, headers: {} });
    expect(written.ok && written.text).toContain('<p currency="EUR">12.50</p>');
    const again = written.ok && readRequest(written.text, read);
    expect(again && again.ok && again.request.values).toEqual(values);
  });

  it('may be anonymous, one in another', () => {
    const found = fields({
      types: sequence(
        '<x:element name="a"><x:complexType><x:sequence><x:element name="b"><x:complexType/></x:element></x:sequence></x:complexType></x:element>',
      ),
    });
    expect(found[0]?.type).toEqual({ kind: 'complex', name: '/Ask/a' });
  });

  it('may be in languages', () => {
    const found = fields({
      types: sequence(
        '<x:element name="a" type="x:string"><x:annotation><x:documentation>Hello</x:documentation><x:documentation xml:lang="fr">Bonjour</x:documentation></x:annotation></x:element>',
      ),
    });
    expect(found[0]?.documentation).toEqual({ en: 'Hello', fr: 'Bonjour' });
  });
});

describe('What is not done is named', () => {
  const plain = sequence('');

  it('RPC style and encoded use leave no operation, and say so', () => {
    expect(readWsdl(wsdl({ types: plain, style: 'rpc' }))).toMatchObject({
      ok: false,
      message: expect.stringContaining('ask is RPC style') as string,
    });
    expect(readWsdl(wsdl({ types: plain, use: 'encoded' }))).toMatchObject({
      ok: false,
      message: expect.stringContaining('ask is SOAP-encoded') as string,
    });
    expect(readWsdl(wsdl({ types: plain, part: '<w:part name="p" type="x:string"/>' }))).toMatchObject({
      ok: false,
      message: expect.stringContaining('names a type') as string,
    });
  });

  it('SOAP 1.2 alone, and a binding that is no SOAP', () => {
    expect(
      readWsdl(wsdl({ types: plain, binding: 'http://schemas.xmlsoap.org/wsdl/soap12/' })),
    ).toMatchObject({ ok: false, message: expect.stringContaining('SOAP 1.2') as string });
    const http =
      '<w:binding name="H" type="q:T"><h:binding xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" verb="GET"/></w:binding>';
    const soap12 =
      '<w:binding name="B12" type="q:T"><t:binding xmlns:t="http://schemas.xmlsoap.org/wsdl/soap12/"/></w:binding>';
    expect(gaps({ types: plain, more: http + soap12 })).toEqual(['http-binding', 'soap-1.2']);
  });

  it('imports of other files, of WSDL and of schemas', () => {
    const read = contract({
      types: `<x:import namespace="urn:r" schemaLocation="r.xsd"/>${sequence('<x:element name="a" type="r:T"/>')}`,
      more: '<w:import namespace="urn:z" location="z.wsdl"/>',
    });
    expect(read.gaps.map((gap) => gap.code).sort()).toEqual([
      'external-import',
      'external-import',
      'unknown-type',
    ]);
    expect(read.gaps.map((gap) => gap.message).join(' ')).toMatch(/r\.xsd[^]*z\.wsdl|z\.wsdl[^]*r\.xsd/);
  });

  it('several parts, wildcards, lists and unions, substitution and clashes of names', () => {
    expect(
      gaps({ types: plain, part: '<w:part name="p" element="q:Ask"/><w:part name="r" element="q:Ask"/>' }),
    ).toEqual(['several-parts']);
    expect(gaps({ types: sequence('<x:any/>') })).toEqual(['wildcard']);
    expect(
      gaps({
        types: `<x:simpleType name="L"><x:list itemType="x:int"/></x:simpleType>${sequence('<x:element name="l" type="q:L"/>')}`,
      }),
    ).toEqual(['list-or-union']);
    expect(
      gaps({ types: `<x:element name="Sub" type="x:string" substitutionGroup="q:Head"/>${plain}` }),
    ).toEqual(['substitution']);
    expect(
      gaps({ types: sequence('<x:element name="a" type="x:string"/><x:element name="a" type="x:string"/>') }),
    ).toEqual(['name-clash']);
  });

  it('what is no WSDL at all', () => {
    for (const text of [
      '',
      '<',
      '<a/>',
      'plain',
      '<!DOCTYPE a><a/>',
      '<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"/>',
    ])
      expect(readWsdl(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) as string });
  });
});

describe('Any contract', () => {
  const rich = contract({
    schema: 'elementFormDefault="qualified"',
    types: `<x:complexType name="Shape" abstract="true"/><x:complexType name="Circle"><x:complexContent><x:extension base="q:Shape"><x:sequence><x:element name="radius" type="x:double"/></x:sequence></x:extension></x:complexContent></x:complexType>
      <x:complexType name="Square"><x:complexContent><x:extension base="q:Shape"><x:sequence><x:element name="side" type="x:double"/></x:sequence></x:extension></x:complexContent></x:complexType>
      ${sequence('<x:element name="shape" type="q:Shape" maxOccurs="unbounded"/><x:element name="colour" nillable="true" minOccurs="0"><x:simpleType><x:restriction base="x:string"><x:enumeration value="red"/></x:restriction></x:simpleType></x:element>')}`,
  });

  it('writes and reads its requests', () => {
    fc.assert(
      fc.property(anyRequest(rich), (data) => {
        const written = writeRequest(rich, data);
        if (!written.ok) throw new Error(written.problems[0]?.message);
        const read = readRequest(written.text, rich);
        if (!read.ok) throw new Error(read.problem.message);
        expect(read.request.values).toEqual(data.values);
        expect(read.request.extras).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('has its requests checked, without a word of Marketo’s', () => {
    const values = { shape: [{ $type: 'Circle', radius: 'wide' }] };
    const written = writeRequest(rich, { operation: rich.operations[0]!, values, headers: {} });
    expect(written.ok && check(written.text, rich).map((problem) => problem.code)).toEqual(['bad-value']);
  });
});

describe('Whatever the text', () => {
  it('reading a WSDL neither throws nor fetches', () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const pieces = [
      '',
      '<',
      '>',
      '"',
      'tns:',
      'xs:',
      'type="tns:LeadRecord"',
      'base="tns:LeadKeySelector"',
      'ref="tns:X"',
      'maxOccurs="unbounded"',
      'minOccurs="-1"',
      '<xs:any/>',
      'abstract="true"',
      'name=""',
      'style="rpc"',
      'xs:import schemaLocation="http://127.0.0.1:9/x.xsd"',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.constantFrom(...pieces)), {
          minLength: 1,
          maxLength: 3,
        }),
        (changes) => {
          const text = changes.reduce((current, [place, length, piece]) => {
            const at = place % current.length;
            return current.slice(0, at) + piece + current.slice(at + length);
          }, marketoWsdl);
          const result = readWsdl(text);
          expect(result.ok ? result.contract.operations.length : result.message.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
    expect(fetch).not.toHaveBeenCalled();
    fetch.mockRestore();
  });

  it('swapping names in a WSDL harms neither its reading nor the examples made from it', () => {
    // A binding's type is no type of a schema.
    const pattern = /(?<!<wsdl:binding [^>]*)((?:type|base)="tns:)(\w+)(")/g;
    const names = [...marketoWsdl.matchAll(pattern)].map((match) => match[2]!);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...new Set(names))), { minLength: 1, maxLength: 6 }),
        (swaps) => {
          let count = 0;
          const wanted = new Map(swaps.map(([place, name]) => [place % names.length, name]));
          const text = marketoWsdl.replace(
            pattern,
            (_whole, before: string, name: string, after: string) =>
              `${before}${wanted.get(count++) ?? name}${after}`,
          );
          const result = readWsdl(text);
          if (!result.ok) throw new Error(result.message);
          for (const operation of result.contract.operations)
            expect(exampleValues(result.contract, operation)).toBeTypeOf('object');
        },
      ),
      { numRuns: 40 },
    );
  });
});
