import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { faultAdvice } from '#src/guide/faults';
import { faultsOf } from '#src/guide/operation-faults';
import { provokedFaults } from './provoked-faults';

const codesOf = (part: 'own' | 'general') =>
  marketo.operations.map((operation) => faultsOf(marketo, operation)![part].map(({ code }) => code));

describe('The faults on an operation’s page', () => {
  it.each(marketo.operations.map(({ name }) => name))(
    'are for %s exactly those that the sandbox gives',
    async (name) => {
      const operation = marketo.operations.find((one) => one.name === name)!;
      const own = faultsOf(marketo, operation)!.own.map(({ code }) => code);
      expect(own).toEqual(await provokedFaults(name));
    },
    60_000,
  );

  it('leave no known code out', () => {
    const all = new Set([...codesOf('own'), ...codesOf('general')].flat());
    expect([...all].sort()).toEqual(Object.keys(faultAdvice).sort());
  });

  it('have each code once, its own or general', () => {
    for (const operation of marketo.operations) {
      const { own, general } = faultsOf(marketo, operation)!;
      const codes = [...own, ...general].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('are not claimed for another service', () => {
    const [operation] = marketo.operations;
    expect(faultsOf({ ...marketo, targetNamespace: 'urn:other' }, operation!)).toBeUndefined();
  });
});
