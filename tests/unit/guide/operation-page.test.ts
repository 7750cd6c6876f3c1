import { describe, expect, it } from 'vitest';
import { concreteTypes, type ComplexType, type Contract, type TypeRef } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { readWsdl } from '#src/contract/wsdl';
import { operationPage } from '#src/guide/operation-page';
import { placeOf, type PageField } from '#src/guide/page-fields';
import { exampleValues } from '#src/envelope/example';
import { valueAt } from '#src/envelope/values';

const pageOf = (name: string) => operationPage(marketo, name)!;
const row = (fields: readonly PageField[], name: string) => fields.find((field) => field.name === name)!;

describe('The guide’s page about an operation', () => {
  it.each(marketo.operations.map(({ name }) => name))('lists every field of %s, and no other', (name) => {
    const operation = marketo.operations.find((one) => one.name === name)!;
    const page = pageOf(name);
    expect(outline(page.request!.fields)).toEqual(fieldsOf(marketo, operation.input!.type));
    expect(outline(page.answer!.fields)).toEqual(fieldsOf(marketo, operation.output!.type));
  });

  it('has words of its own for every operation, and a way on to others', () => {
    for (const { name } of marketo.operations) {
      const page = pageOf(name);
      expect.soft(page.documentation, name).not.toBe('');
      expect.soft(page.area, name).not.toBe('');
      expect.soft(page.neighbours.length, name).toBeGreaterThan(0);
      for (const { name: other } of page.neighbours) expect.soft(pageOf(other).area).toBe(page.area);
    }
  });

  it('tells each field’s type, occurrence, limits and help as the hover does', () => {
    const { fields } = pageOf('getMultipleLeads').request!;
    expect(row(fields, 'batchSize')).toMatchObject({
      type: 'int',
      occurrence: 'optional',
      nillable: true,
      notes: ['At most 1000.'],
      depth: 0,
    });
    expect(row(fields, 'leadSelector').occurrence).toBe('required in practice');
    expect(row(fields, 'keyValues').notes).toEqual(['At most 100 items.']);
    expect(row(fields, 'batchSize').documentation).not.toBe('');
  });

  it('spells out the types that may stand for an abstract one', () => {
    const { fields } = pageOf('getMultipleLeads').request!;
    const kinds = fields.filter(({ kind }) => kind === 'subtype').map(({ name }) => name);
    expect(kinds).toEqual(['LeadKeySelector', 'StaticListSelector', 'LastUpdateAtSelector']);
    expect(row(fields, 'keyType').depth).toBe(2);
  });

  it('explains every value of an enumeration', () => {
    const { values } = row(pageOf('getLead').request!.fields, 'keyType');
    expect(values.map(({ value }) => value)).toContain('EMAIL');
    expect(values.every(({ documentation }) => documentation !== '')).toBe(true);
  });

  it('says which headers a request takes, and that it is signed', () => {
    const headers = (name: string) => pageOf(name).headers.map((header) => header.name);
    expect(pageOf('getLead').signed).toBe(true);
    expect(headers('getLead')).toEqual(['AuthenticationHeader']);
    expect(headers('syncLead')).toContain('MktowsContextHeader');
  });

  it('tells how the five that page do it, and says nothing about pages to the others', () => {
    const paging = marketo.operations.filter(({ name }) => pageOf(name).paging).map(({ name }) => name);
    expect(paging.sort()).toEqual([
      'getCustomObjects',
      'getLeadActivity',
      'getLeadChanges',
      'getMObjects',
      'getMultipleLeads',
    ]);
    const [first, next, end] = pageOf('getMObjects').paging!;
    expect(first).toContain('streamPosition');
    expect(next).toContain('result / newStreamPosition');
    expect(end).toContain('hasMore is false');
    expect(pageOf('getLeadChanges').paging![1]).toContain('child by child');
  });

  it('is undefined for a name that no operation has', () => {
    expect(operationPage(marketo, 'getLeed')).toBeUndefined();
    expect(operationPage(marketo, 'constructor')).toBeUndefined();
  });
});

describe('A field of the page', () => {
  it.each(marketo.operations.map(({ name }) => name))('is found in the example of %s', (name) => {
    const operation = marketo.operations.find((one) => one.name === name)!;
    const values = exampleValues(marketo, operation);
    const found = pageOf(name).request!.fields.flatMap((field) => {
      const path = placeOf(values, field);
      if (path) expect(valueAt(values, path), field.id).toBeDefined();
      return path ? [path.find((step) => typeof step === 'string')] : [];
    });
    expect(new Set(found)).toEqual(new Set(Object.keys(values)));
  });

  it('is looked for only in the kind of selector that has it', () => {
    const { fields } = pageOf('getMultipleLeads').request!;
    const values = { leadSelector: { $type: 'StaticListSelector', staticListName: 'a' } };
    expect(placeOf(values, row(fields, 'staticListName'))).toEqual(['leadSelector', 'staticListName']);
    expect(placeOf(values, row(fields, 'keyType'))).toBeUndefined();
    expect(placeOf(values, row(fields, 'LeadKeySelector'))).toBeUndefined();
  });

  it('is looked for in every item of a list', () => {
    const { fields } = pageOf('syncMultipleLeads').request!;
    const values = { leadRecordList: { leadRecord: [{ Id: '1' }, { Email: 'a@b.example' }] } };
    expect(placeOf(values, row(fields, 'Email'))).toEqual(['leadRecordList', 'leadRecord', 1, 'Email']);
  });
});

describe('The page for another WSDL', () => {
  const page = operationPage(wsdl(), 'grow')!;

  it('has fields, help and answer, and nothing that is only Marketo’s', () => {
    expect(page).toMatchObject({ name: 'grow', area: '', signed: false, headers: [] });
    expect(page.faults).toBeUndefined();
    expect(page.paging).toBeUndefined();
    expect(page.neighbours.map(({ name }) => name)).toEqual(['rest', 'tell']);
    expect(page.answer!.fields.map(({ name }) => name)).toEqual(['height']);
  });

  it('spells a type that contains itself out once, and says so', () => {
    expect(outline(page.request!.fields)).toEqual(['0 tree', '1 @kind', '1 name', '1 branch', '1 age']);
    expect(row(page.request!.fields, 'branch').notes).toEqual(['The fields of Tree are listed above.']);
  });

  it('tells choices, defaults and attributes', () => {
    const { fields } = page.request!;
    expect(row(fields, 'age').notes).toEqual(['Without it: 1.']);
    expect(row(fields, 'kind')).toMatchObject({ kind: 'attribute', occurrence: 'required attribute' });
  });

  it('is in the wanted language, and in English where there is none', () => {
    const french = operationPage(wsdl(), 'grow', 'fr')!;
    expect(row(french.request!.fields, 'name').documentation).toBe('Le nom.');
    expect(row(french.request!.fields, 'tree').documentation).toBe('The tree.');
    expect(row(page.request!.fields, 'name').documentation).toBe('The name.');
  });

  it('says what a request holds that is no field', () => {
    const request = (name: string) => operationPage(wsdl(), name)!.request!;
    expect([request('tell').fields, request('tell').notes]).toEqual([[], ['Its own text is int.']]);
    expect([request('rest').fields, request('rest').notes]).toEqual([[], []]);
  });

  it('stays finite and quick where types contain each other in every direction', () => {
    const names = Array.from({ length: 40 }, (_, index) => `T${index}`);
    const page = operationPage(entangled(names), 'ask')!;
    expect(page.request!.fields.length).toBeLessThan(5_000);
    expect(new Set(page.request!.fields.map(({ id }) => id)).size).toBe(page.request!.fields.length);
  });

  it('stays finite where a subtype contains its base', () => {
    const { types } = entangled(['Base', 'Sub']);
    const contract = { ...entangled(['Base', 'Sub']) };
    const sub: ComplexType = { ...types.Sub!, extends: 'Base' };
    const page = operationPage({ ...contract, types: { ...types, Sub: sub } }, 'ask')!;
    expect(page.request!.fields.length).toBeLessThan(30);
  });
});

/** A page's elements with their depth; kinds are no elements. */
function outline(fields: readonly PageField[]): string[] {
  return fields
    .filter(({ kind }) => kind !== 'subtype')
    .map(({ depth, kind, name }) => `${depth} ${kind === 'attribute' ? '@' : ''}${name}`);
}

/** The same of a contract, read in another way: Marketo's types contain nothing twice and extend only what is empty. */
function fieldsOf(contract: Contract, type: TypeRef, depth = 0): string[] {
  if (type.kind !== 'complex') return [];
  const declared = contract.types[type.name]!;
  const own = (one: ComplexType, level: number) =>
    one.fields.flatMap((field) => [`${level} ${field.name}`, ...fieldsOf(contract, field.type, level + 1)]);
  const kinds = concreteTypes(contract, type.name).filter((one) => one !== declared);
  return [...own(declared, depth), ...kinds.flatMap((kind) => own(kind, depth + 1))];
}

/** A contract in which every type has a field of every type. */
function entangled(names: readonly string[]): Contract {
  const documentation = {};
  const field = (name: string) => ({
    name: `f${name}`,
    namespace: '',
    type: { kind: 'complex' as const, name },
    minOccurs: 0,
    maxOccurs: 1,
    nillable: false,
    documentation,
    info: {},
  });
  const types = names.map((name) => ({
    name,
    namespace: 'urn:t',
    localName: name,
    abstract: false,
    fields: names.map(field),
    attributes: [],
    open: false,
    documentation,
  }));
  const type = { kind: 'complex' as const, name: names[0]! };
  const input = { name: 'ask', namespace: 'urn:t', type, nillable: false, documentation, info: {} };
  return {
    targetNamespace: 'urn:t',
    service: { name: 'Entangled', port: '', address: '' },
    operations: [{ name: 'ask', soapAction: '', input, headers: [], documentation }],
    types: Object.fromEntries(types.map((one) => [one.name, one])),
    enumerations: {},
    elements: {},
    gaps: [],
  };
}

/** A small WSDL that is not Marketo's, with a type that contains itself. */
function wsdl(): Contract {
  const operation = (name: string, part: 'portType' | 'binding') =>
    part === 'portType'
      ? `<w:operation name="${name}"><w:input message="t:${name}"/><w:output message="t:done"/></w:operation>`
      : `<w:operation name="${name}"><s:operation soapAction=""/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>`;
  const result =
    readWsdl(`<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
  <w:types><xs:schema targetNamespace="urn:t">
    <xs:complexType name="Tree"><xs:sequence>
      <xs:element name="name" type="xs:string"><xs:annotation><xs:documentation>The name.</xs:documentation><xs:documentation xml:lang="fr">Le nom.</xs:documentation></xs:annotation></xs:element>
      <xs:element name="branch" type="t:Tree" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="age" type="xs:int" minOccurs="0" default="1"/>
    </xs:sequence><xs:attribute name="kind" type="xs:string" use="required"/></xs:complexType>
    <xs:element name="grow"><xs:complexType><xs:sequence><xs:element name="tree" type="t:Tree"><xs:annotation><xs:documentation>The tree.</xs:documentation></xs:annotation></xs:element></xs:sequence></xs:complexType></xs:element>
    <xs:element name="rest"><xs:complexType/></xs:element>
    <xs:element name="tell" type="xs:int"/>
    <xs:element name="done"><xs:complexType><xs:sequence><xs:element name="height" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  </xs:schema></w:types>
  ${['grow', 'rest', 'tell', 'done'].map((name) => `<w:message name="${name}"><w:part name="p" element="t:${name}"/></w:message>`).join('')}
  <w:portType name="P">${operation('grow', 'portType')}${operation('rest', 'portType')}${operation('tell', 'portType')}</w:portType>
  <w:binding name="B" type="t:P"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${operation('grow', 'binding')}${operation('rest', 'binding')}${operation('tell', 'binding')}</w:binding>
  <w:service name="Trees"><w:port name="P" binding="t:B"><s:address location="http://localhost/"/></w:port></w:service>
</w:definitions>`);
  if (!result.ok) throw new Error(result.message);
  return result.contract;
}
