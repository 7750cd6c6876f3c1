import { describe, expect, it } from 'vitest';
import { operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { pagingOf } from '#src/contract/paging';
import { readWsdl } from '#src/contract/wsdl';

function facts(name: string) {
  const found = operation(marketo, name);
  const paging = found && pagingOf(marketo, found);
  return (
    paging && [
      paging.requestField.name,
      paging.resultField.join('.'),
      paging.complex,
      paging.more.path.join('.'),
      paging.more.kind,
    ]
  );
}

describe('how operations page', () => {
  it('knows the five that do, with the shape of their position and what says that there is more', () => {
    expect(facts('getMultipleLeads')).toEqual([
      'streamPosition',
      'result.newStreamPosition',
      false,
      'result.remainingCount',
      'count',
    ]);
    expect(facts('getLeadActivity')).toEqual([
      'startPosition',
      'leadActivityList.newStartPosition',
      true,
      'leadActivityList.remainingCount',
      'count',
    ]);
    expect(facts('getLeadChanges')).toEqual([
      'startPosition',
      'result.newStartPosition',
      true,
      'result.remainingCount',
      'count',
    ]);
    expect(facts('getCustomObjects')).toEqual([
      'streamPosition',
      'result.newStreamPosition',
      false,
      'result.remainingCount',
      'count',
    ]);
    expect(facts('getMObjects')).toEqual([
      'streamPosition',
      'result.newStreamPosition',
      false,
      'result.hasMore',
      'flag',
    ]);
  });

  it('finds no paging in the other eighteen', () => {
    const paging = marketo.operations.filter((candidate) => pagingOf(marketo, candidate));
    expect(paging).toHaveLength(5);
    expect(marketo.operations).toHaveLength(23);
  });

  it('needs all three: a position in the answer, one in the request, and a word on whether there is more', () => {
    expect(pagingIn(['newStreamPosition', 'remainingCount'], ['streamPosition'])).toBe(true);
    expect(pagingIn(['newStreamPosition'], ['streamPosition'])).toBe(false);
    expect(pagingIn(['newStreamPosition', 'remainingCount'], ['startPosition'])).toBe(false);
    expect(pagingIn(['remainingCount'], ['streamPosition'])).toBe(false);
  });
});

function pagingIn(answer: readonly string[], request: readonly string[]): boolean {
  const fields = (names: readonly string[]) =>
    names.map((name) => `<xs:element name="${name}" type="xs:string"/>`).join('');
  const result = readWsdl(`<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"
      xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
      xmlns:t="urn:t" targetNamespace="urn:t">
    <types><xs:schema targetNamespace="urn:t">
      <xs:element name="ask"><xs:complexType><xs:sequence>${fields(request)}</xs:sequence></xs:complexType></xs:element>
      <xs:element name="told"><xs:complexType><xs:sequence>${fields(answer)}</xs:sequence></xs:complexType></xs:element>
    </xs:schema></types>
    <message name="in"><part name="p" element="t:ask"/></message>
    <message name="out"><part name="p" element="t:told"/></message>
    <portType name="pt"><operation name="get"><input message="t:in"/><output message="t:out"/></operation></portType>
    <binding name="b" type="t:pt"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
      <operation name="get"><soap:operation soapAction=""/>
        <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
    <service name="s"><port name="p" binding="t:b"><soap:address location="http://localhost/"/></port></service>
  </definitions>`);
  if (!result.ok) throw new Error(result.message);
  const [only] = result.contract.operations;
  return only !== undefined && pagingOf(result.contract, only) !== undefined;
}
