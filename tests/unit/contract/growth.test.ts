import { describe, expect, it } from 'vitest';
import type { Contract } from '#src/contract/contract';
import { readWsdl } from '#src/contract/wsdl';
import { exampleValues } from '#src/envelope/example';
import { readRequest } from '#src/envelope/read';
import { check } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import { leastGrowth } from '../growth';

const each = (count: number, piece: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');

interface Parts {
  readonly schema?: string;
  readonly messages?: string;
  readonly operations?: string;
  readonly bound?: string;
  readonly more?: string;
}

const ONE = {
  schema: '<x:element name="a" type="x:string"/>',
  messages: '<message name="m"><part name="p" element="t:a"/></message>',
  operations: '<operation name="o"><input message="t:m"/></operation>',
  bound: '<operation name="o"><s:operation soapAction=""/><input><s:body use="literal"/></input></operation>',
};

function wsdl({ schema = '', messages = '', operations = '', bound = '', more = '' }: Parts): string {
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
    <types><x:schema targetNamespace="urn:t" elementFormDefault="qualified">${ONE.schema}${schema}</x:schema></types>
    ${ONE.messages}${messages}
    <portType name="P">${ONE.operations}${operations}</portType>
    <binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>${ONE.bound}${bound}</binding>
    <service name="S"><port name="P" binding="t:B"><s:address location="http://localhost:1/"/></port></service>${more}</definitions>`;
}

/** WSDLs with many of one thing. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  operations: (n) =>
    wsdl({
      schema: each(n, (at) => `<x:element name="a${at}" type="x:string"/>`),
      messages: each(n, (at) => `<message name="m${at}"><part name="p" element="t:a${at}"/></message>`),
      operations: each(n, (at) => `<operation name="o${at}"><input message="t:m${at}"/></operation>`),
      bound: each(n, (at) => ONE.bound.replace('"o"', `"o${at}"`)),
    }),
  'operations of one name': (n) => wsdl({ operations: ONE.operations.repeat(n), bound: ONE.bound.repeat(n) }),
  'operations that are not declared': (n) =>
    wsdl({ bound: each(n, (at) => ONE.bound.replace('"o"', `"x${at}"`)) }),
  'messages that nobody uses': (n) =>
    wsdl({ messages: each(n, (at) => `<message name="m${at}"><part name="p" element="t:a"/></message>`) }),
  'parts of a message': (n) =>
    wsdl({
      messages: `<message name="n">${each(n, (at) => `<part name="p${at}" element="t:a"/>`)}</message>`,
    }),
  'headers of an operation': (n) =>
    wsdl({
      messages: `<message name="h">${each(n, (at) => `<part name="p${at}" element="t:a"/>`)}</message>`,
      operations: '<operation name="q"><input message="t:m"/></operation>',
      bound: `<operation name="q"><s:operation soapAction=""/><input><s:body use="literal"/>${each(n, (at) => `<s:header message="t:h" part="p${at}" use="literal"/>`)}</input></operation>`,
    }),
  ports: (n) =>
    wsdl({
      more: `<service name="T">${each(n, (at) => `<port name="p${at}" binding="t:B"><s:address location="u"/></port>`)}</service>`,
    }),
  bindings: (n) =>
    wsdl({
      more:
        each(n, (at) => `<binding name="b${at}" type="t:P"><s:binding transport="u"/></binding>`) +
        `<service name="T">${each(n, (at) => `<port name="p${at}" binding="t:b${at}"><s:address location="u"/></port>`)}</service>`,
    }),
  types: (n) =>
    wsdl({
      schema: each(
        n,
        (at) =>
          `<x:complexType name="T${at}"><x:sequence><x:element name="f" type="x:string"/></x:sequence></x:complexType>`,
      ),
    }),
  'types that refer to the next': (n) =>
    wsdl({
      schema: each(
        n,
        (at) =>
          `<x:complexType name="T${at}"><x:sequence><x:element name="f" type="t:T${at + 1}" minOccurs="0"/></x:sequence></x:complexType>`,
      ),
    }),
  'types that extend one': (n) =>
    wsdl({
      schema: `<x:complexType name="T" abstract="true"><x:sequence/></x:complexType>${each(n, (at) => `<x:complexType name="T${at}"><x:complexContent><x:extension base="t:T"><x:sequence><x:element name="f${at}" type="x:string"/></x:sequence></x:extension></x:complexContent></x:complexType>`)}`,
    }),
  'fields of a type': (n) =>
    wsdl({
      schema: `<x:complexType name="T"><x:sequence>${each(n, (at) => `<x:element name="f${at}" type="x:string"/>`)}</x:sequence></x:complexType>`,
    }),
  'fields of one name': (n) =>
    wsdl({
      schema: `<x:complexType name="T"><x:sequence>${'<x:element name="f" type="x:string"/>'.repeat(n)}</x:sequence></x:complexType>`,
    }),
  'attributes of a type': (n) =>
    wsdl({
      schema: `<x:complexType name="T">${each(n, (at) => `<x:attribute name="f${at}" type="x:string"/>`)}</x:complexType>`,
    }),
  'values of an enumeration': (n) =>
    wsdl({
      schema: `<x:simpleType name="T"><x:restriction base="x:string">${each(n, (at) => `<x:enumeration value="v${at}"/>`)}</x:restriction></x:simpleType>`,
    }),
  'simple types one in another': (n) =>
    wsdl({
      schema: `<x:simpleType name="T0"><x:restriction base="x:string"/></x:simpleType>${each(n, (at) => `<x:simpleType name="T${at + 1}"><x:restriction base="t:T${at}"/></x:simpleType>`)}`,
    }),
  'groups one in another': (n) =>
    wsdl({
      schema: each(
        n,
        (at) => `<x:group name="g${at}"><x:sequence><x:group ref="t:g${at + 1}"/></x:sequence></x:group>`,
      ),
    }),
  imports: (n) => wsdl({ more: each(n, (at) => `<import location="u${at}" namespace="v"/>`) }),
  schemas: (n) =>
    wsdl({}).replace(
      '</types>',
      `${each(n, (at) => `<x:schema targetNamespace="u${at}"><x:element name="a" type="x:string"/></x:schema>`)}</types>`,
    ),
  policies: (n) => wsdl({ more: '<Policy xmlns="u"/>'.repeat(n) }),
};

const COUNT = 1600;

function contractOf(text: string): Contract {
  const result = readWsdl(text);
  if (!result.ok) throw new Error(result.message);
  return result.contract;
}

describe('The time that a WSDL takes grows no faster than the WSDL', () => {
  it.each(Object.entries(SHAPES))('with many %s', (_, shape) => {
    expect(readWsdl(shape(16)).ok).toBe(true);
    expect(leastGrowth(shape, readWsdl, COUNT)).toBeLessThan(11);
  });
});

/** A request of many elements with an `xsi:type`, and the contract that has as many types for them. */
function manyKinds(n: number): { text: string; contract: Contract } {
  const kinds = each(
    n,
    (at) =>
      `<x:complexType name="K${at}"><x:complexContent><x:extension base="t:K"><x:sequence><x:element name="f${at}" type="x:string" minOccurs="0"/></x:sequence></x:extension></x:complexContent></x:complexType>`,
  );
  const contract = contractOf(
    wsdl({
      schema: `<x:element name="r"><x:complexType><x:sequence><x:element name="k" type="t:K" maxOccurs="unbounded"/></x:sequence></x:complexType></x:element><x:complexType name="K" abstract="true"><x:sequence/></x:complexType>${kinds}`,
      messages: '<message name="n"><part name="p" element="t:r"/></message>',
      operations: '<operation name="q"><input message="t:n"/></operation>',
      bound: ONE.bound.replace('"o"', '"q"'),
    }),
  );
  const inside = each(n, (at) => (at % 2 ? `<k xsi:type="t:K${at}"/>` : `<k><f${at}>x</f${at}></k>`));
  return {
    text: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body><t:r xmlns="urn:t">${inside}</t:r></e:Body></e:Envelope>`,
    contract,
  };
}

describe('The time that a request takes grows no faster than the request and its contract', () => {
  const kept = new Map<number, ReturnType<typeof manyKinds>>();
  const shape = (n: number) => {
    const made = kept.get(n) ?? manyKinds(n);
    kept.set(n, made);
    return made;
  };
  it.each([
    ['is read', ({ text, contract }: ReturnType<typeof manyKinds>) => readRequest(text, contract, true)],
    ['is checked', ({ text, contract }: ReturnType<typeof manyKinds>) => check(text, contract)],
    [
      'is completed',
      ({ text, contract }: ReturnType<typeof manyKinds>) => complete(text, text.length >> 1, contract),
    ],
    [
      'is made up',
      ({ contract }: ReturnType<typeof manyKinds>) => exampleValues(contract, contract.operations.at(-1)!),
    ],
  ])('when it %s with many kinds of one type', (_, work) => {
    expect(leastGrowth(shape, work, COUNT)).toBeLessThan(11);
  });
});
