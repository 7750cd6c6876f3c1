import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readWsdl, readWsdlFiles } from '#src/contract/wsdl';
import { check } from '#src/language/check';
import { applyEdits } from '#src/xml/edits';
import { contract, element, sequence, wsdl } from '../contract/hand-written';
import { schemaJudge } from '../xsd';
import { envelope } from './texts';

/** A request `Ask` of that WSDL. */
const ask = (content: string, attributes = '') =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body><q:Ask${attributes}>${content}</q:Ask></s:Body></s:Envelope>`;

/** What is said of requests for these types; libxml2 has to be of the same mind about whether there is anything to say. */
function judged(types: string) {
  const judge = schemaJudge(wsdl({ types }));
  if (!judge) throw new Error('These are no schemas.');
  const its = contract({ types });
  return (content: string, attributes = '') => {
    const text = ask(content, attributes);
    const found = check(text, its).filter(({ severity }) => severity === 'error');
    expect(found.length > 0, `${text} ${judge.judge(text).join(' ')}`).toBe(judge.judge(text).length > 0);
    for (const { fixes } of found)
      for (const { edits } of fixes) expect(judge.judge(applyEdits(text, edits))).toEqual([]);
    return found.map(({ code, message }) => `${code}: ${message}`);
  };
}

describe('Values of attributes', () => {
  const said = judged(
    element(
      `<x:sequence/><x:attribute name="n" type="x:int"/><x:attribute name="on" type="x:boolean"/><x:attribute name="d" type="x:date"/>
      <x:attribute name="cur"><x:simpleType><x:restriction base="x:string"><x:enumeration value="EUR"/><x:enumeration value="USD"/></x:restriction></x:simpleType></x:attribute>
      <x:attribute name="size"><x:simpleType><x:restriction base="x:int"><x:enumeration value="1"/><x:enumeration value="2"/></x:restriction></x:simpleType></x:attribute>
      <x:attribute name="v" type="x:decimal" fixed="2.0"/>`,
    ),
  );

  it.each([
    [' n="x"', 'bad-value: n must be a whole number, in digits only.'],
    [' n="1.0"', 'bad-value: n must be a whole number, in digits only.'],
    [' on="True"', 'bad-value: on must be true or false, in lower case.'],
    [' d="9.6.2013"', 'bad-value: d must be a date such as 2013-06-09.'],
    [' cur="GBP"', 'bad-enumeration: cur must be one of EUR, USD.'],
    [' cur="eur"', 'bad-enumeration: cur must be one of EUR, USD. Did you mean EUR?'],
    [' size="3"', 'bad-enumeration: size must be one of 1, 2.'],
    [' v="3.0"', 'fixed-value: v is fixed to 2.0.'],
  ])('%s is named', (attributes, message) => {
    expect(said('', attributes)).toEqual([message]);
  });

  it.each([' n=" 7 "', ' on="1"', ' d="2013-06-09Z"', ' cur="USD"', ' size=" 2 "', ' v="2.00"', ' v="+2"'])(
    '%s is right',
    (attributes) => {
      expect(said('', attributes)).toEqual([]);
    },
  );
});

describe('Fixed values and defaults', () => {
  const types = sequence(
    '<x:element name="v" type="x:string" fixed="2.0"/><x:element name="n" type="x:decimal" fixed="1.5" minOccurs="0"/><x:element name="m" type="x:int" default="7" minOccurs="0"/><x:element name="b" type="x:boolean" fixed="true" minOccurs="0"/>',
  );
  const said = judged(types);

  it('hold for texts by the letter, and for numbers by their value', () => {
    expect(said('<v>3.0</v>')).toEqual(['fixed-value: v is fixed to 2.0.']);
    expect(said('<v> 2.0</v>')).toEqual(['fixed-value: v is fixed to 2.0.']);
    expect(said('<v>2.0</v><n>1.05</n>')).toEqual(['fixed-value: n is fixed to 1.5.']);
    // libxml2 compares the letters of elements, though of attributes the values; the recommendation says values of both.
    for (const content of ['<v>2.0</v><n>1.50</n>', '<v>2.0</v><b>1</b>'])
      expect(check(ask(content), contract({ types })), content).toEqual([]);
    expect(said('<v>2.0</v><b>false</b>')).toEqual(['fixed-value: b is fixed to true.']);
  });

  it('are what an empty element stands for', () => {
    expect(said('<v/><n/><m/>')).toEqual([]);
    expect(said('<v></v><m> </m>')).toHaveLength(1);
  });
});

describe('xsi:type on an element that holds a text', () => {
  const said = judged(
    `<x:complexType name="T"><x:sequence/></x:complexType>${sequence('<x:element name="s" type="x:string" minOccurs="0"/><x:element name="d" type="x:decimal" minOccurs="0"/><x:element name="a" minOccurs="0"/>')}`,
  );

  it.each([
    ['<s xsi:type="xs:string">1</s>', /^type-unbound: The prefix "xs"/],
    ['<s xsi:type="x:strng">1</s>', /^type-unknown: .*Did you mean string\?/],
    ['<s xsi:type="x:int">1</s>', /^type-wrong: int is not derived from string/],
    ['<d xsi:type="x:float">1</d>', /^type-wrong: float is not derived from decimal/],
    ['<s xsi:type="q:T"/>', /^type-wrong: T holds elements/],
    ['<d xsi:type="x:int">1.5</d>', /^bad-value: d must be a whole number/],
    ['<a xsi:type="x:int">many</a>', /^bad-value: a must be a whole number/],
  ])('%s is named', (content, message) => {
    expect(said(content)).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    '<s xsi:type="x:string">1</s>',
    '<s xsi:type="x:token">1</s>',
    '<d xsi:type="x:unsignedByte">1</d>',
    '<a xsi:type="x:int">1</a>',
  ])('%s is right', (content) => {
    expect(said(content)).toEqual([]);
  });

  it('is advice for Marketo where only the type is another one, since its service looked at the value', () => {
    const lead = (type: string) =>
      envelope(
        `<m:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue xsi:type="${type}">a@b.c</keyValue></leadKey></m:paramsGetLead>`,
      ).replace('xmlns:xsi', 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi');
    const found = (type: string) =>
      check(lead(type), marketo).map(({ code, severity }) => `${severity} ${code}`);
    expect(found('xsd:string')).toEqual([]);
    expect(found('xsd:int')).toEqual(['advice type-wrong']);
    expect(found('xs:string')).toEqual(['error type-unbound']);
  });
});

describe('A part whose prefix is bound to nothing', () => {
  const text = (part: string) => wsdl({ types: sequence(''), part: `<w:part name="p" element="${part}"/>` });

  it('leaves its operation out, and the gap says why', () => {
    const result = readWsdl(text('zz:Ask'));
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringContaining(
        'The request of ask is zz:Ask, and the prefix zz is bound to nothing',
      ) as string,
    });
  });

  it('leaves the others', () => {
    const two = text('q:Ask')
      .replace(
        '</w:message>',
        '</w:message><w:message name="In2"><w:part name="p" element="no:Ask"/></w:message>',
      )
      .replace(
        '</w:portType>',
        '<w:operation name="tell"><w:input message="q:In2"/></w:operation></w:portType>',
      )
      .replace(
        '</w:binding>',
        '<w:operation name="tell"><s:operation soapAction=""/><w:input><s:body use="literal"/></w:input></w:operation></w:binding>',
      );
    const result = readWsdl(two);
    expect(result).toMatchObject({
      ok: true,
      contract: { operations: [{ name: 'ask' }], gaps: [{ code: 'unbound-prefix' }] },
    });
  });

  it('counts in the file that it stands in, whatever another file binds', () => {
    const whole = text('q:Ask');
    const [message = ''] = /<w:message name="In">.*?<\/w:message>/.exec(whole) ?? [];
    const part = (bound: string) =>
      `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" ${bound} targetNamespace="urn:q">${message}</w:definitions>`;
    const read = (bound: string) =>
      readWsdlFiles([
        { name: 'a.wsdl', text: whole.replace(message, '<w:import namespace="urn:q" location="b.wsdl"/>') },
        { name: 'b.wsdl', text: part(bound) },
      ]);
    expect(read('xmlns:q="urn:q"')).toMatchObject({ ok: true, contract: { gaps: [] } });
    expect(read('xmlns:z="urn:q"')).toMatchObject({
      ok: false,
      message: expect.stringContaining('the prefix q is bound to nothing') as string,
    });
  });

  it('of an answer leaves the operation and is named; of a header leaves out the header', () => {
    const answered = text('q:Ask')
      .replace(
        '</w:message>',
        '</w:message><w:message name="Out"><w:part name="p" element="zz:Told"/></w:message>',
      )
      .replace('<w:input message="q:In"/>', '$&<w:output message="q:Out"/>')
      .replace(
        /(<s:body use="literal"\/>)<\/w:input>/,
        '<s:header message="q:Out" part="p" use="literal"/>$&',
      );
    const read = readWsdl(answered);
    expect(read).toMatchObject({ ok: true, contract: { operations: [{ name: 'ask', headers: [] }] } });
    expect(read.ok && read.contract.operations[0]?.output).toBeUndefined();
    expect(read.ok && read.contract.gaps.map(({ code }) => code).sort()).toEqual([
      'not-in-file',
      'unbound-prefix',
    ]);
  });
});
