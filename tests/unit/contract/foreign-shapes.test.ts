import { describe, expect, it } from 'vitest';
import { concreteTypes } from '#src/contract/contract';
import { readWsdl } from '#src/contract/wsdl';
import { exampleValues } from '#src/envelope/example';
import { readRequest } from '#src/envelope/read';
import { writeRequest } from '#src/envelope/write';
import { check } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { schemaJudge } from '../xsd';
import { flaws } from '../usable';
import { contract, element, fields, gaps, sequence, wsdl, type Parts } from './hand-written';

/** What the contract of such a WSDL lacks for working with it, by its own schemas too. */
function flawsOf(parts: Parts): string[] {
  const judge = schemaJudge(wsdl(parts));
  expect(judge, 'the schemas are no schemas').toBeDefined();
  try {
    return flaws(contract(parts), judge);
  } finally {
    judge?.dispose();
  }
}

/** The codes of the errors in a request `Ask` with that content. */
function errors(parts: Parts, content: string, attributes = ''): string[] {
  const text = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q"><e:Body><q:Ask${attributes}>${content}</q:Ask></e:Body></e:Envelope>`;
  return check(text, contract(parts))
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

const strings = (...names: string[]) =>
  names.map((name) => `<x:element name="${name}" type="x:string"/>`).join('');

describe('Elements of other people’s schemas', () => {
  it('may contain themselves', () => {
    const types = sequence('<x:element ref="q:Ask" minOccurs="0"/><x:element name="n" type="x:int"/>');
    expect(fields({ types }).map(({ name }) => name)).toEqual(['Ask', 'n']);
    expect(flawsOf({ types })).toEqual([]);
  });

  it('may hold one that extends the type which it stands in', () => {
    const types = `<x:complexType name="T"><x:sequence><x:element name="a" minOccurs="0"><x:complexType><x:complexContent><x:extension base="q:T"/></x:complexContent></x:complexType></x:element></x:sequence></x:complexType>${sequence('<x:element name="t" type="q:T"/>')}`;
    const read = contract({ types });
    expect(concreteTypes(read, 'T').map(({ name }) => name)).toEqual(['T']);
    expect(flawsOf({ types })).toEqual([]);
  });

  it('may hold a text only, in Body and Header', () => {
    const parts: Parts = {
      types:
        '<x:element name="Ask" type="x:int"/><x:element name="Who"><x:simpleType><x:restriction base="x:string"><x:enumeration value="me"/></x:restriction></x:simpleType></x:element>',
      messages: '<w:message name="H"><w:part name="h" element="q:Who"/></w:message>',
      header: '<s:header message="q:H" part="h" use="literal"/>',
    };
    const read = contract(parts);
    const written = writeRequest(read, {
      operation: read.operations[0]!,
      values: { $text: '7' },
      headers: { Who: { $text: 'me' } },
    });
    expect(written.ok && written.text).toMatch(/<ns1:Who>me<\/ns1:Who>[^]*<ns1:Ask>7<\/ns1:Ask>/);
    expect(errors(parts, 'seven')).toEqual(['bad-value']);
    expect(flawsOf(parts)).toEqual([]);
  });

  it('may have no type, and then anything may stand in them', () => {
    const parts: Parts = { types: '<x:element name="Ask"/>' };
    expect(errors(parts, '<anything at="all"/>')).toEqual([]);
    expect(flawsOf(parts)).toEqual([]);
  });

  it('are nillable, abstract or mixed by a 1 as well as by true', () => {
    const types = `<x:complexType name="A" abstract="1"/><x:complexType name="M" mixed="1"/>${sequence('<x:element name="a" type="x:string" nillable="1"/>')}`;
    const read = contract({ types });
    expect(read.types.A?.abstract).toBe(true);
    expect(read.types.M?.open).toBe(true);
    expect(fields({ types })[0]?.nillable).toBe(true);
  });

  it('of the same name in two namespaces have each their own content', () => {
    const inner = (name: string) =>
      `<x:element name="Same"><x:complexType><x:sequence><x:element name="${name}" type="x:string"/></x:sequence></x:complexType></x:element>`;
    const schemas = `<x:schema targetNamespace="urn:r">${inner('there')}<x:complexType name="T"><x:sequence><x:element name="in"><x:complexType><x:sequence>${strings('r')}</x:sequence></x:complexType></x:element></x:sequence></x:complexType></x:schema>
      <x:schema targetNamespace="urn:q"><x:import namespace="urn:r"/>${inner('here')}<x:complexType name="T"><x:sequence><x:element name="in"><x:complexType><x:sequence>${strings('q')}</x:sequence></x:complexType></x:element></x:sequence></x:complexType>
      ${sequence('<x:element ref="r:Same"/><x:element name="t" type="q:T"/><x:element name="u" type="r:T"/>')}</x:schema>`;
    const { types, elements } = contract({ schemas });
    const content = (name: string) => {
      const type = elements[name]?.type;
      return type?.kind === 'complex' ? types[type.name]?.fields.map((field) => field.name) : undefined;
    };
    expect(content('{urn:r}Same')).toEqual(['there']);
    expect(content('{urn:q}Same')).toEqual(['here']);
    expect(types['T/in']?.fields.map(({ name }) => name)).toEqual(['r']);
    expect(types['{urn:q}T/in']?.fields.map(({ name }) => name)).toEqual(['q']);
    expect(flawsOf({ schemas })).toEqual([]);
  });
});

describe('Choices and orders of other people’s schemas', () => {
  const groups = sequence(
    `<x:choice><x:element name="id" type="x:int"/><x:sequence>${strings('first')}<x:choice>${strings('last', 'maiden')}</x:choice></x:sequence></x:choice>`,
  );

  it('may have several elements in one branch, which stand together', () => {
    const names = '<first>a</first><last>b</last>';
    expect(errors({ types: groups }, names)).toEqual([]);
    expect(errors({ types: groups }, `<id>1</id>${names}`)).toEqual(['choice', 'choice']);
    expect(errors({ types: groups }, `${names}<maiden>c</maiden>`)).toEqual(['choice']);
    expect(flawsOf({ types: groups })).toEqual([]);
  });

  it('offer in a text what fits to the branch that was begun', () => {
    const text =
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q"><e:Body><q:Ask><first>a</first></q:Ask></e:Body></e:Envelope>';
    const offered = complete(text, text.indexOf('</q:Ask>'), contract({ types: groups }));
    expect(offered.map(({ label }) => label)).toEqual(['last', 'maiden']);
  });

  it('may name one element in two branches', () => {
    const types = sequence(
      `<x:choice><x:sequence>${strings('key', 'a')}</x:sequence><x:sequence>${strings('b', 'key')}</x:sequence></x:choice>`,
    );
    expect(gaps({ types })).toEqual(['name-clash']);
    expect(errors({ types }, '<key>1</key><a>2</a>')).toEqual([]);
    expect(errors({ types }, '<a>2</a><b>1</b>')).toContain('choice');
  });

  it('leave the order open in xs:all and in a choice that repeats', () => {
    const all = element(`<x:all>${strings('a', 'b')}</x:all>`);
    expect(errors({ types: all }, '<b>1</b><a>2</a>')).toEqual([]);
    const turns = sequence(`<x:choice maxOccurs="unbounded">${strings('a', 'b')}</x:choice>${strings('c')}`);
    expect(errors({ types: turns }, '<b>1</b><a>2</a><b>3</b><c>4</c>')).toEqual([]);
    expect(errors({ types: turns }, '<c>4</c><a>2</a>')).toEqual(['order']);
    expect(flawsOf({ types: all })).toEqual([]);
    expect(flawsOf({ types: turns })).toEqual([]);
  });

  it('repeat elements by turns, which is named', () => {
    const types = sequence(`<x:sequence maxOccurs="3">${strings('key', 'value')}</x:sequence>`);
    expect(contract({ types }).gaps).toEqual([
      { code: 'repeated-group', message: expect.stringContaining('key, value') as string },
    ]);
    expect(errors({ types }, '<key>1</key><value>a</value><key>2</key><value>b</value>')).toEqual([]);
    expect(fields({ types }).map(({ maxOccurs }) => maxOccurs)).toEqual([3, 3]);
  });

  it('have groups that contain themselves, or each other without end', () => {
    const self = `<x:group name="G"><x:sequence><x:element name="g" minOccurs="0"><x:complexType><x:group ref="q:G"/></x:complexType></x:element></x:sequence></x:group>${element('<x:group ref="q:G"/>')}`;
    expect(gaps({ types: self })).toEqual(['too-deep']);
    const many = Array.from(
      { length: 40 },
      (_, index) =>
        `<x:group name="G${index}"><x:sequence>${['a', 'b'].map((name) => `<x:element name="${name}"><x:complexType><x:group ref="q:G${index + 1}"/></x:complexType></x:element>`).join('')}</x:sequence></x:group>`,
    ).join('');
    const endless = `${many}<x:group name="G40"><x:sequence>${strings('z')}</x:sequence></x:group>${element('<x:group ref="q:G0"/>')}`;
    expect(gaps({ types: endless })).toEqual(['too-deep']);
    const attributes = `<x:attributeGroup name="A"><x:attribute name="a" type="x:int"/><x:attributeGroup ref="q:A"/></x:attributeGroup>${element('<x:attributeGroup ref="q:A"/>')}`;
    expect(contract({ types: attributes }).types['/Ask']?.attributes.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('Attributes and derived types of other people’s schemas', () => {
  it('are required, fixed or of an enumeration, and an example has what they must say', () => {
    const types = element(
      '<x:attribute name="version" type="x:string" use="required" fixed="1.0"/><x:attribute name="kind" use="required"><x:simpleType><x:restriction base="x:string"><x:enumeration value="A"/><x:enumeration value="B"/></x:restriction></x:simpleType></x:attribute>',
    );
    const read = contract({ types });
    expect(exampleValues(read, read.operations[0]!)).toEqual({ '@version': '1.0', '@kind': 'A' });
    expect(flawsOf({ types })).toEqual([]);
  });

  it('are named when they are in a namespace, and not held against a text', () => {
    const types = `<x:attribute name="mark" type="x:string"/>${element('<x:attribute ref="q:mark"/><x:attribute name="own" type="x:string" form="qualified"/><x:attribute ref="xml:lang"/>')}`;
    expect(gaps({ types })).toEqual(['qualified-attribute', 'qualified-attribute', 'qualified-attribute']);
    expect(
      contract({ types })
        .gaps.map(({ message }) => message)
        .join(' '),
    ).toMatch(/q:mark.*own.*xml:lang/);
    expect(errors({ types }, '', ' q:mark="1" xml:lang="en"')).toEqual([]);
    expect(flawsOf({ types })).toEqual([]);
  });

  it('may be any at all', () => {
    const types = element('<x:anyAttribute/>');
    expect(gaps({ types })).toEqual(['wildcard']);
    expect(errors({ types }, '', ' what="ever"')).toEqual([]);
  });

  it('are inherited by a type that restricts another one, unless it prohibits them', () => {
    const types = `<x:complexType name="Base"><x:sequence><x:element name="a" type="x:string" minOccurs="0"/></x:sequence><x:attribute name="id" type="x:int"/><x:attribute name="no" type="x:int"/></x:complexType>
      <x:complexType name="Less"><x:complexContent><x:restriction base="q:Base"><x:attribute name="no" use="prohibited"/><x:attribute name="id" type="x:int" use="required"/></x:restriction></x:complexContent></x:complexType>${sequence('<x:element name="less" type="q:Less"/>')}`;
    const less = contract({ types }).types.Less;
    expect(less?.fields).toEqual([]);
    expect(less?.attributes.map(({ name, required }) => [name, required])).toEqual([['id', true]]);
    expect(flawsOf({ types })).toEqual([]);
  });

  it('are extended although the complexContent was forgotten', () => {
    const types = `<x:complexType name="Base"><x:sequence>${strings('a')}</x:sequence></x:complexType><x:complexType name="More"><x:extension base="q:Base"><x:sequence>${strings('b')}</x:sequence></x:extension></x:complexType>${sequence('<x:element name="m" type="q:More"/>')}`;
    expect(contract({ types }).types.More).toMatchObject({
      extends: 'Base',
      fields: [{ name: 'a' }, { name: 'b' }],
    });
  });

  it('never offer a type without a name for xsi:type', () => {
    const types = `<x:complexType name="Base"><x:sequence>${strings('a')}</x:sequence></x:complexType>${sequence('<x:element name="b" type="q:Base"/><x:element name="own"><x:complexType><x:complexContent><x:extension base="q:Base"><x:attribute name="n" type="x:int"/></x:extension></x:complexContent></x:complexType></x:element>')}`;
    const read = contract({ types });
    expect(concreteTypes(read, 'Base').map(({ name }) => name)).toEqual(['Base']);
    expect(concreteTypes(read, '/Ask/own').map(({ name }) => name)).toEqual(['/Ask/own']);
    expect(flawsOf({ types })).toEqual([]);
  });

  it('restrict a simple type that stands inside them, and limits of values are named once', () => {
    const types = sequence(
      '<x:element name="a"><x:simpleType><x:restriction><x:simpleType><x:restriction base="x:int"/></x:simpleType><x:maxInclusive value="9"/></x:restriction></x:simpleType></x:element><x:element name="b"><x:simpleType><x:restriction base="x:string"><x:pattern value="[a-z]+"/><x:maxLength value="30"/></x:restriction></x:simpleType></x:element>',
    );
    expect(fields({ types }).map(({ type }) => type.name)).toEqual(['int', 'string']);
    expect(contract({ types }).gaps).toEqual([
      {
        code: 'facet',
        message: 'Some values are limited by pattern, maxLength, maxInclusive; that is not checked here.',
      },
    ]);
  });

  it('derive from each other further than anybody needs, without harm', () => {
    const complex = Array.from(
      { length: 3000 },
      (_, index) =>
        `<x:complexType name="C${index}"><x:complexContent><x:extension base="q:C${index + 1}"/></x:complexContent></x:complexType><x:simpleType name="S${index}"><x:restriction base="q:S${index + 1}"/></x:simpleType>`,
    ).join('');
    const codes = gaps({ types: `${complex}${sequence('<x:element name="c" type="q:C0"/>')}` });
    expect(new Set(codes)).toEqual(new Set(['too-deep', 'unknown-type']));
    expect(codes.length).toBeLessThan(30);
  });
});

describe('Messages, bindings and ports of other people’s WSDLs', () => {
  it('have requests without any content: an empty Body', () => {
    const parts: Parts = { types: sequence(''), part: '' };
    const text = writeRequest(contract(parts), {
      operation: contract(parts).operations[0]!,
      values: {},
      headers: {},
    });
    const read = text.ok && readRequest(text.text, contract(parts));
    expect(read && read.ok && read.request.operation?.name).toBe('ask');
    expect(flawsOf(parts)).toEqual([]);
  });

  it('refer to an element that is declared elsewhere, which may hold anything', () => {
    const parts: Parts = {
      types: '<x:import namespace="urn:r" schemaLocation="r.xsd"/>',
      part: '<w:part name="p" element="r:Ask"/>',
    };
    const read = contract(parts);
    expect(read.operations[0]?.input).toMatchObject({ name: 'Ask', namespace: 'urn:r' });
    expect(read.gaps.map(({ message }) => message).join(' ')).toMatch(/r\.xsd.*\{urn:r\}Ask is not declared/);
    expect(flaws(read, undefined)).toEqual([]);
  });

  it('have schemas in an old draft, which is named', () => {
    const schemas =
      '<o:schema xmlns:o="http://www.w3.org/2000/10/XMLSchema" targetNamespace="urn:q"><o:element name="Ask"/></o:schema>';
    expect(gaps({ schemas })).toEqual(['old-schema', 'unknown-type']);
    expect(contract({ schemas }).gaps[0]?.message).toContain('2000/10/XMLSchema');
    expect(flaws(contract({ schemas }), undefined)).toEqual([]);
  });

  it('lack a message or a port type, whose operations are left out by name', () => {
    const text = wsdl({ types: sequence('') });
    const without = (pattern: RegExp) => readWsdl(text.replace(pattern, ''));
    expect(without(/<w:message.*<\/w:message>/)).toMatchObject({
      ok: false,
      message: expect.stringContaining('message q:In of the operation ask is not in this file') as string,
    });
    expect(without(/<w:portType.*<\/w:portType>/)).toMatchObject({
      ok: false,
      message: expect.stringContaining('port type q:T, which is not in this file') as string,
    });
    expect(without(/<w:binding[^]*<\/w:binding>/)).toMatchObject({
      ok: false,
      message: expect.stringContaining('declares no binding') as string,
    });
  });

  it('have two headers that are called alike, of which the first is offered', () => {
    const text = 'type="x:string"';
    const read = contract({
      schemas: `<x:schema targetNamespace="urn:q"><x:element name="Ask" ${text}/><x:element name="Who" ${text}/></x:schema><x:schema targetNamespace="urn:r"><x:element name="Who" ${text}/></x:schema>`,
      messages:
        '<w:message name="H"><w:part name="a" element="q:Who"/><w:part name="b" element="r:Who"/></w:message>',
      header: ['a', 'b', 'a']
        .map((part) => `<s:header message="q:H" part="${part}" use="literal"/>`)
        .join(''),
    });
    expect(read.operations[0]?.headers.map(({ namespace, name }) => [namespace, name])).toEqual([
      ['urn:q', 'Who'],
    ]);
    expect(read.gaps).toContainEqual({
      code: 'name-clash',
      message: 'ask takes two headers called Who; only the one of urn:q is offered.',
    });
  });

  it('have headers that name no element, which are left out by name', () => {
    const read = contract({
      types: sequence(''),
      messages: '<w:message name="H"><w:part name="h" type="x:string"/></w:message>',
      header:
        '<s:header message="q:H" part="h" use="literal"/><s:header message="q:None" part="g" use="literal"/>',
    });
    expect(read.operations[0]?.headers).toEqual([]);
    expect(read.gaps.map(({ message }) => message).join(' ')).toMatch(/header h .*header g /);
  });

  const second = (style: string) =>
    `<w:binding name="Z" type="q:T"><s:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/><w:operation name="ask"><w:input><s:body use="literal"/></w:input></w:operation></w:binding>`;
  const port = (name: string) =>
    `<w:service name="More"><w:port name="${name}" binding="q:Z"><s:address location="http://example.com/z"/></w:port></w:service>`;

  it('have ports with another binding, which are named', () => {
    const read = contract({ types: sequence(''), more: second('document') + port('Other') });
    expect(read.service.port).toBe('P');
    expect(read.gaps).toEqual([
      { code: 'several-ports', message: expect.stringContaining('port Other of More') as string },
    ]);
  });

  it('have a port in RPC style before one that can be called', () => {
    const text = wsdl({ types: sequence(''), style: 'rpc', more: second('document') + port('Good') });
    const result = readWsdl(text);
    expect(result).toMatchObject({
      ok: true,
      contract: {
        service: { port: 'Good', address: 'http://example.com/z' },
        operations: [{ name: 'ask' }],
        gaps: [{ code: 'rpc-style' }],
      },
    });
  });

  it('declare an operation twice, or two that take the same request', () => {
    const twice = (name: string) =>
      wsdl({ types: sequence('') })
        .replace(
          /(<w:portType name="T">)(.*?)(<\/w:portType>)/,
          (_all, start: string, one: string, end: string) =>
            `${start}${one}${one.replace('"ask"', `"${name}"`)}${end}`,
        )
        .replace(/(<w:operation name=")ask("><s:operation.*?<\/w:operation>)/, `$1ask$2$1${name}$2`);
    const overloaded = readWsdl(twice('ask'));
    expect(overloaded).toMatchObject({
      ok: true,
      contract: { operations: [{ name: 'ask' }], gaps: [{ code: 'overloaded' }] },
    });
    const same = readWsdl(twice('tell'));
    expect(same).toMatchObject({
      ok: true,
      contract: {
        operations: [{ name: 'ask' }, { name: 'tell' }],
        gaps: [{ code: 'same-request', message: expect.stringContaining('tell and ask') as string }],
      },
    });
  });

  it('tell overloaded operations apart by their inputs', () => {
    const text = wsdl({
      types: `${sequence('')}<x:element name="Tell" type="x:string"/>`,
      messages: '<w:message name="In2"><w:part name="p" element="q:Tell"/></w:message>',
    })
      .replace(
        '<w:input message="q:In"/></w:operation>',
        '<w:input name="A" message="q:In"/></w:operation><w:operation name="ask"><w:input name="B" message="q:In2"/></w:operation>',
      )
      .replace('<w:input><s:body', '<w:input name="B"><s:body');
    expect(readWsdl(text)).toMatchObject({
      ok: true,
      contract: { operations: [{ input: { name: 'Tell' } }] },
    });
  });

  it('have policies, which are named', () => {
    const more =
      '<p:Policy xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy"><p:All/></p:Policy><p:Policy xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy"/>';
    expect(contract({ types: sequence(''), more }).gaps).toEqual([
      { code: 'extension', message: expect.stringContaining('Policy of http://') as string },
    ]);
  });

  it('send attachments, whose envelope is offered', () => {
    const text = wsdl({
      types: sequence(strings('a')),
      part: '<w:part name="p" element="q:Ask"/><w:part name="file" type="x:base64Binary"/>',
    }).replace(
      '<s:body use="literal"/>',
      '<m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/"><m:part><s:body parts="p" use="literal"/></m:part><m:part><m:content part="file" type="application/octet-stream"/></m:part></m:multipartRelated>',
    );
    expect(readWsdl(text)).toMatchObject({
      ok: true,
      contract: { operations: [{ input: { name: 'Ask' } }], gaps: [{ code: 'attachments' }] },
    });
  });

  it('are told in few words however many there are of a kind', () => {
    const unknown = Array.from(
      { length: 40 },
      (_, index) => `<x:element name="e${index}" type="r:T${index}"/>`,
    ).join('');
    const { gaps: told } = contract({ types: sequence(unknown) });
    expect(told).toHaveLength(11);
    expect(told.at(-1)?.message).toBe(
      'There are 30 more types or elements that are not declared in this file.',
    );
  });

  it('begin with blank lines, and mistakes are shown where they stand', () => {
    const text = `\n \n<?xml version="1.0"?>\n${wsdl({ types: sequence('') })}`;
    expect(readWsdl(text)).toMatchObject({ ok: true });
    expect(readWsdl(text.replace('</w:types>', '</w:typos>'))).toMatchObject({ ok: false, line: 5 });
  });

  it('are sometimes something else, which is named', () => {
    expect(readWsdl('<description xmlns="http://www.w3.org/ns/wsdl"/>')).toMatchObject({
      ok: false,
      message: expect.stringContaining('WSDL 2.0') as string,
    });
    expect(readWsdl('<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"/>')).toMatchObject({
      ok: false,
      message: expect.stringContaining('XML Schema') as string,
    });
  });
});
