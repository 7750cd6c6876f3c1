import { describe, expect, it } from 'vitest';
import type { Contract } from '#src/contract/contract';
import { readWsdl } from '#src/contract/wsdl';
import { exampleValues } from '#src/envelope/example';
import { readRequest } from '#src/envelope/read';
import { revise } from '#src/envelope/revise/revise';
import { withValueAt, type Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { check } from '#src/language/check';

/** A WSDL with an operation of each name, whose request is an element of the same name. */
function wsdl(names: readonly string[], schema: (name: string) => string): string {
  const each = (piece: (name: string) => string) => names.map(piece).join('');
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
    <types><x:schema targetNamespace="urn:t" elementFormDefault="qualified">${each(schema)}</x:schema></types>
    ${each((name) => `<message name="${name}"><part name="p" element="t:${name}"/></message>`)}
    <portType name="P">${each((name) => `<operation name="${name}"><input message="t:${name}"/></operation>`)}</portType>
    <binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>${each((name) => `<operation name="${name}"><s:operation soapAction=""/><input><s:body use="literal"/></input></operation>`)}</binding>
    <service name="S"><port name="P" binding="t:B"><s:address location="http://localhost:1/"/></port></service></definitions>`;
}

function contractOf(text: string): Contract {
  const result = readWsdl(text);
  if (!result.ok) throw new Error(result.message);
  // As a worker hands it to the page.
  return structuredClone(result.contract);
}

const NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__', 'prototype'];

describe('Names that every object of JavaScript has', () => {
  const fields = NAMES.map((name) => `<x:element name="${name}" type="x:string" minOccurs="0"/>`).join('');
  const contract = contractOf(
    wsdl(
      NAMES,
      (name) =>
        `<x:element name="${name}"><x:complexType><x:sequence>${fields}</x:sequence></x:complexType></x:element>`,
    ),
  );

  it.each(NAMES)('work for an operation and its fields: %s', (name) => {
    const operation = contract.operations.find((one) => one.name === name)!;
    expect(Object.keys(exampleValues(contract, operation))).toEqual([]);
    const none = writeRequest(contract, { operation, values: {}, headers: {} });
    if (!none.ok) throw new Error(none.problems[0]?.message);
    expect(none.text).toContain(`<ns1:${name}/>`);
    const values = withValueAt({}, [name], 'x');
    const written = writeRequest(contract, { operation, values, headers: {} });
    if (!written.ok) throw new Error(written.problems[0]?.message);
    expect(written.text).toContain(`<ns1:${name}>x</ns1:${name}>`);
    expect(check(written.text, contract)).toEqual([]);
    const read = readRequest(written.text, contract);
    if (!read.ok) throw new Error(read.problem.message);
    expect(read.request.operation?.name).toBe(name);
    expect(Object.entries(read.request.values)).toEqual([[name, 'x']]);
    const copy = structuredClone(read.request.values) as Values;
    const revised = revise(none.text, contract, { operation, values: copy });
    expect(revised.ok && revised.text).toContain(`<ns1:${name}>x</ns1:${name}>`);
    const emptied = revise(written.text, contract, { operation, values: {} });
    expect(emptied.ok && emptied.text).not.toContain(`>x<`);
  });
});

describe('Types that require each other twice', () => {
  it('open with a part of what they require; the rest is for its author to open', () => {
    const depth = 24;
    const types = Array.from({ length: depth }, (_, at) => {
      return `<x:complexType name="X${at}"><x:sequence><x:element name="l" type="t:X${at + 1}"/><x:element name="r" type="t:X${at + 1}"/></x:sequence></x:complexType>`;
    });
    const last = `<x:complexType name="X${depth}"><x:sequence/></x:complexType>`;
    const contract = contractOf(
      wsdl(
        ['hello'],
        () =>
          `<x:element name="hello"><x:complexType><x:sequence><x:element name="n" type="t:X0"/></x:sequence></x:complexType></x:element>${types.join('')}${last}`,
      ),
    );
    const [operation] = contract.operations;
    const values = exampleValues(contract, operation!);
    expect(JSON.stringify(values).length).toBeLessThan(10_000);
    expect(values).toMatchObject({ n: { l: { l: { l: {} } }, r: { r: { r: {} } } } });
    const written = writeRequest(contract, { operation: operation!, values, headers: {} });
    if (!written.ok) throw new Error(written.problems[0]?.message);
    const missing = check(written.text, contract).filter(({ code }) => code === 'missing');
    expect(missing.length).toBeGreaterThan(0);
    expect(missing[0]?.fixes).toHaveLength(1);
  });
});
