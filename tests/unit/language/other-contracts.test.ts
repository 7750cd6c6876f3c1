import { describe, expect, it } from 'vitest';
import type { Contract } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { check, fixAll } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { snippetText } from '#src/language/snippet';
import { applyEdits } from '#src/xml/edits';
import { contract, element, sequence } from '../contract/hand-written';
import { codes, envelope, expectProblem } from './texts';

/** A request `Ask` with that content. */
const ask = (content: string, attributes = '') =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body><q:Ask${attributes}>${content}</q:Ask></s:Body></s:Envelope>`;

/** What is offered at the `|`, and what the text is once it is taken. */
function offers(source: string, its: Contract) {
  const offset = source.indexOf('|');
  const text = source.replace('|', '');
  return complete(text, offset, its).map(({ label, detail, range, insert, also }) => ({
    label,
    detail,
    taken: applyEdits(text, [{ ...range, text: snippetText(insert) }, ...also]),
  }));
}
const labels = (source: string, its: Contract) => offers(source, its).map(({ label }) => label);

const one = (type: string) =>
  contract({ types: sequence(`<x:element name="v" type="x:${type}" minOccurs="0"/>`) });

/** The value must be told so; without a message it is right. */
function expectValue(type: string, value: string, message?: RegExp, fixed?: string) {
  const its = one(type);
  if (!message) {
    expect(codes(ask(`<v>${value}</v>`), {}, its), `${type} ${value}`).toEqual([]);
    return;
  }
  expectProblem(ask(`<v>«${value}»</v>`), 'bad-value', { contract: its, message, fixed });
}

describe('Values of types that Marketo’s contract has not', () => {
  it('dates', () => {
    expectValue('date', '09.06.2013', /v must be a date such as 2013-06-09/);
    expectValue('date', '2013-06-09T00:00:00Z', /must be a date/);
    expectValue('date', '2013-02-29', /names a day that does not exist: 2013-02-29/);
    expectValue('date', '2013-13-01', /does not exist/);
    for (const good of ['2013-06-09', '2012-02-29Z', '-0044-03-15', '2013-06-09-08:00'])
      expectValue('date', good);
  });

  it('decimal numbers', () => {
    for (const bad of ['1,5', '1e3', 'NaN', '.', '1.2.3'])
      expectValue('decimal', bad, /must be a decimal number/);
    for (const good of ['12.50', '-.5', '+3.', '0', ' 7 ']) expectValue('decimal', good);
  });

  it('floating numbers', () => {
    for (const type of ['double', 'float']) {
      for (const bad of ['1,5', 'inf', '0x1', 'e3']) expectValue(type, bad, /must be a number/);
      for (const good of ['1.5E-3', 'INF', '-INF', 'NaN', '.5']) expectValue(type, good);
    }
  });

  it('whole numbers of every size', () => {
    expectValue('byte', '128', /between -128 and 127/);
    expectValue('unsignedByte', '-1', /between 0 and 255/);
    expectValue('positiveInteger', '0', /must be at least 1\./);
    expectValue('long', '9223372036854775808', /between/);
    expectValue('integer', '9'.repeat(60));
    expectValue('integer', '1.5', /whole number/);
    expectValue('nonNegativeInteger', '9'.repeat(60));
  });

  it('times whose repair would be no time', () => {
    const { fixes } = expectProblem(ask('<v>«2013-02-30 10:00 UTC»</v>'), 'bad-value', {
      contract: one('dateTime'),
    });
    expect(fixes).toEqual([]);
    expectValue('dateTime', '2013-06-09 10:00', /date and time/, '>2013-06-09T10:00:00<');
  });

  it('none of them empty', () => {
    for (const type of ['date', 'decimal', 'float'])
      expectProblem(ask('<«v»/>'), 'empty-value', { contract: one(type), fixed: '<q:Ask></q:Ask>' });
  });

  it('in a group that has a text of its own', () => {
    const its = contract({
      types: `<x:complexType name="Price"><x:simpleContent><x:extension base="x:decimal"><x:attribute name="currency" type="x:string"/></x:extension></x:simpleContent></x:complexType>${sequence('<x:element name="p" type="q:Price"/>')}`,
    });
    expectProblem(ask('<p currency="EUR">«cheap»</p>'), 'bad-value', { contract: its, message: /decimal/ });
  });
});

describe('Names and namespaces in other contracts', () => {
  it('the field that the vendor’s pages misspell', () => {
    const criteria = (name: string) =>
      envelope(
        `<m:paramsGetMObjects><type>Program</type><mObjCriteriaList><mObjCriteria><attrName>Id</attrName><${name}>EQ</comparsion><attrValue>1</attrValue></mObjCriteria></mObjCriteriaList></m:paramsGetMObjects>`,
      );
    expectProblem(criteria('«comparsion»'), 'documented-name', {
      severity: 'advice',
      message: /called comparison/,
      fixed: '<comparison>EQ</comparison>',
    });
  });

  it('an element without fields has none', () => {
    const its = contract({ types: element('') });
    expectProblem(ask('<«a»/>'), 'unknown-element', { contract: its, message: /It has no fields\./ });
  });

  it('a field is sent home to the field that has it', () => {
    const its = contract({
      types: sequence(
        '<x:element name="inner" minOccurs="0"><x:complexType><x:sequence><x:element name="word" type="x:string"/></x:sequence></x:complexType></x:element>',
      ),
    });
    expectProblem(ask('<«word»>x</word>'), 'unknown-element', {
      contract: its,
      message: /It belongs in inner\./,
    });
  });

  it('a request in no namespace is written without a prefix', () => {
    const its = contract({
      schemas: `<x:schema>${sequence('')}</x:schema>`,
      part: '<w:part name="p" element="Ask"/>',
    });
    expectProblem(ask('').replace('<q:Ask>', '<«q:Ask»>'), 'namespace', {
      contract: its,
      message: /Ask must be in no namespace/,
      fixed: '<Ask></Ask>',
    });
  });

  it('a prefix that the text has for something else is not taken for a new one', () => {
    const bare = envelope('<«paramsListMObjects»/>', '').replace(
      'xmlns:m="http://www.marketo.com/mktows/"',
      'xmlns:ns1="urn:x"',
    );
    expectProblem(bare, 'namespace', {
      fixed: '<ns2:paramsListMObjects xmlns:ns2="http://www.marketo.com/mktows/"/>',
    });
    const key = '<leadKey><keyType>EMAIL</keyType><keyValue>a@b.c</keyValue></leadKey>';
    const drawn = envelope(
      `<paramsGetLead «xmlns="http://www.marketo.com/mktows/"»>${key}</paramsGetLead>`,
      '',
    ).replace('xmlns:m="http://www.marketo.com/mktows/"', 'xmlns:ns1="urn:x"');
    expectProblem(drawn, 'default-namespace', {
      fixed: '<ns2:paramsGetLead xmlns:ns2="http://www.marketo.com/mktows/">',
    });
    const typed = envelope(
      '<m:paramsGetMultipleLeads><«leadSelector»><keyType>EMAIL</keyType><keyValues/></leadSelector></m:paramsGetMultipleLeads>',
      '',
    ).replace(/xmlns:xsi="[^"]*"/, 'xmlns:xsi="urn:x"');
    expectProblem(typed, 'type-missing', { fixed: 'xsi2:type="m:LeadKeySelector"' });
  });

  it('a field that a schema qualifies, where no prefix is bound to its namespace, is only named', () => {
    const its = contract({
      schemas: `<x:schema targetNamespace="urn:r" elementFormDefault="qualified"><x:element name="far" type="x:string"/></x:schema><x:schema targetNamespace="urn:q">${sequence('<x:element ref="r:far"/>')}</x:schema>`,
    });
    const problem = expectProblem(ask('<«far»>x</far>'), 'namespace', {
      contract: its,
      message: /namespace urn:r/,
    });
    expect(problem.fixes).toEqual([]);
  });

  it('an only type that fits is offered for one that does not', () => {
    const its = contract({
      types: `<x:complexType name="Base" abstract="true"/><x:complexType name="Only"><x:complexContent><x:extension base="q:Base"/></x:complexContent></x:complexType><x:complexType name="Else"/>${sequence('<x:element name="b" type="q:Base"/>')}`,
    });
    expectProblem(ask('<b xsi:type="«q:Else»"/>'), 'type-wrong', {
      contract: its,
      message: /Else can't stand here; Only can/,
      fixed: 'xsi:type="q:Only"',
    });
    const misnamed = contract({
      types: `<x:complexType name="Base" abstract="true"/>${['One', 'Two'].map((name) => `<x:complexType name="${name}"><x:complexContent><x:extension base="q:Base"/></x:complexContent></x:complexType>`).join('')}${sequence('<x:element name="b" type="q:Base"/>')}`,
    });
    const problem = expectProblem(ask('<«b» type="One"/>'), 'type-missing', { contract: misnamed });
    expect(problem.fixes).toEqual([]);
  });
});

describe('Declarations that a text forgot', () => {
  it.each([
    ['xsd', '<leadKey «xsd:x»="1"/>', 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"'],
    [
      'soap',
      '<leadKey «soap:mustUnderstand»="1"/>',
      'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"',
    ],
    ['i', '<leadKey «i:type»="m:LeadKey"/>', 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'],
    ['t', '<«t:leadKey»/>', 'xmlns:t="http://www.marketo.com/mktows/"'],
  ])('%s is declared as what it can only mean', (_prefix, content, declaration) => {
    expectProblem(envelope(`<m:paramsGetLead>${content}</m:paramsGetLead>`), 'unbound-prefix', {
      fixed: declaration,
    });
  });
});

describe('Fixes of more than one problem', () => {
  it('are told for 500 problems at most', () => {
    const its = one('int');
    const text = ask('<v>x</v>'.repeat(800));
    expect(check(text, its)).toHaveLength(500);
  });

  it('a long value is not repeated in the title of its fix', () => {
    const long = 'This is the one and only value that may stand here';
    const its = contract({
      types: sequence(
        `<x:element name="v"><x:simpleType><x:restriction base="x:string"><x:enumeration value="${long}"/></x:restriction></x:simpleType></x:element>`,
      ),
    });
    const { fixes } = expectProblem(ask(`<v>«${long.toLowerCase()}»</v>`), 'bad-enumeration', {
      contract: its,
      fixed: long,
    });
    expect(fixes[0]?.title).toBe('Write it as it should be');
  });

  it('keep the text alone that stands in an element where only text belongs', () => {
    const text = envelope(
      '<m:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue><«b»>a@b.c</b></keyValue></leadKey></m:paramsGetLead>',
    );
    expectProblem(text, 'element-in-text', { fixed: '<keyValue>a@b.c</keyValue>' });
  });

  it('a prefixed envelope without its namespace, and a foreign element in it, have no fix that is sure', () => {
    const text =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/><«q:surprise» xmlns:q="urn:q"/></s:Envelope>';
    expect(expectProblem(text, 'envelope-part').fixes).toEqual([]);
  });

  it('stop where a fix would undo another', () => {
    const text = ask('<v>1,000</v><v>2</v>');
    const mended = fixAll(text, one('int'));
    expect(mended.text).toContain('<v>1000</v>');
    expect(fixAll(mended.text, one('int')).fixed).toBe(0);
  });
});

describe('Completion in other contracts', () => {
  const attributes = contract({
    types: element(
      '<x:attribute name="id" type="x:int" use="required"/><x:attribute name="loud" type="x:boolean"/><x:attribute name="kind"><x:simpleType><x:restriction base="x:string"><x:enumeration value="A"/><x:enumeration value="B"/></x:restriction></x:simpleType></x:attribute>',
    ),
  });

  it('offers the attributes that an element has not yet, with a place for their values', () => {
    const found = offers(ask('', ' |'), attributes);
    expect(found.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'id: int, required',
      'kind: /Ask/@kind, optional',
      'loud: boolean, optional',
    ]);
    expect(found[0]?.taken).toContain('<q:Ask id="">');
    expect(labels(ask('', ' id="1" |'), attributes)).toEqual(['kind', 'loud']);
  });

  it('offers the values of attributes', () => {
    expect(labels(ask('', ' kind="|"'), attributes)).toEqual(['A', 'B']);
    expect(labels(ask('', ` kind='|'`), attributes)).toEqual(['A', 'B']);
    expect(labels(ask('', ' loud="|"'), attributes)).toEqual(['true', 'false']);
    expect(labels(ask('', ' id="|"'), attributes)).toEqual([]);
    expect(labels(ask('', ' nothing="|"'), attributes)).toEqual([]);
    expect(labels('<e nothing="|"/>', attributes)).toEqual([]);
  });

  it('offers of a choice nothing beside what was chosen', () => {
    const its = contract({
      types: sequence(
        '<x:choice><x:element name="a" type="x:string"/><x:element name="b" type="x:string"/></x:choice><x:element name="c" type="x:string"/>',
      ),
    });
    expect(labels(ask('<|'), its)).toEqual(['a', 'b', 'c']);
    expect(labels(ask('<a>1</a><|'), its)).toEqual(['c']);
  });

  it('offers the text of a group that has one', () => {
    const its = contract({
      types:
        '<x:element name="Ask"><x:complexType><x:simpleContent><x:extension base="x:boolean"><x:attribute name="n" type="x:int"/></x:extension></x:simpleContent></x:complexType></x:element>',
    });
    expect(labels(ask('|'), its)).toEqual(['true', 'false']);
  });

  it('offers whole requests, and none for an operation that has no content', () => {
    const plain = contract({ types: sequence('<x:element name="a" type="x:string"/>') });
    expect(offers('|', plain)[0]?.taken).toContain('<a/>');
    expect(offers('|', plain)[0]?.detail).toBe('a whole request');
    const none = contract({ types: sequence(''), part: '' });
    expect(labels(ask('').replace(/<q:Ask>.*<\/q:Ask>/, '|'), none)).toEqual([]);
  });

  it('offers headers before it is known what is asked for', () => {
    const text = envelope('', '<s:Header>|</s:Header>');
    expect(labels(text, marketo)).toEqual(['AuthenticationHeader', 'MktowsContextHeader']);
  });

  it('offers the sections of an Envelope without a prefix', () => {
    const text = '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">|</Envelope>';
    expect(labels(text, marketo)).toEqual(['Header', 'Body']);
    expect(labels(text.replace('|', '<Body/>|'), marketo)).toEqual(['Header']);
    expect(labels('<e>|</e>', marketo)).toEqual([]);
  });

  it('offers an example that the contract has', () => {
    const its = contract({
      types: sequence(
        '<x:element name="w" type="x:string"><x:annotation><x:appinfo><p:example xmlns:p="urn:marketo-soap-playground">like this</p:example></x:appinfo></x:annotation></x:element>',
      ),
    });
    expect(offers(ask('<w>|</w>'), its)).toMatchObject([
      { label: 'like this', detail: 'an example', taken: ask('<w>like this</w>') },
    ]);
  });

  it('closes what is open at the end of the text', () => {
    const text = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body></|';
    expect(labels(text, marketo)).toEqual(['</s:Body>']);
    expect(labels('</|', marketo)).toEqual([]);
  });

  it('takes the > with it that is there already', () => {
    const [first] = offers(ask('<|>'), one('int'));
    expect(first?.taken).toContain('<q:Ask><v></v></q:Ask>');
  });
});
