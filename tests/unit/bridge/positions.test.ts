import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault } from '#src/service/fault';
import { Positions } from '#src/bridge/positions';
import { at } from '../sandbox/requests';
import { bothWays } from './both-ways';

const clock = { now: Date.UTC(2026, 0, 1) };
const keys = [{ id: 'a', secret: 'secret' }];
const positions = (own = keys, instance = 'https://x.example') =>
  new Positions(own, instance, 3_600_000, () => clock.now);
const scope = { operation: 'getLeadChanges', user: 'user', selection: { b: 1, a: [2, { c: 'x' }] } };

describe('a stream position', () => {
  it('comes back as it was written, also in another bridge with the same keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
        const plain = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
        const text = positions().write(scope, plain);
        expect(text).toMatch(/^[\w.-]+$/);
        const again = positions().read(text, { ...scope, selection: { a: [2, { c: 'x' }], b: 1 } });
        expect(JSON.stringify(again)).toEqual(JSON.stringify(plain));
      }),
    );
  });

  it('is 20122 when it was changed in any character', () => {
    const text = positions().write(scope, { from: 5 });
    for (let index = 0; index < text.length; index += 1) {
      const other = text[index] === 'x' ? 'y' : 'x';
      const read = positions().read(text.slice(0, index) + other + text.slice(index + 1), scope);
      expect(isFault(read) && read.code).toBe('20122');
    }
  });

  it('is 20122 for another user, operation, request, instance or key, and after its time', () => {
    const text = positions().write(scope, { from: 5 });
    const others = [
      { ...scope, user: 'other' },
      { ...scope, operation: 'getLeadActivity' },
      { ...scope, selection: { a: 2 } },
    ];
    for (const other of others) expect(isFault(positions().read(text, other))).toBe(true);
    expect(isFault(positions(keys, 'https://y.example').read(text, scope))).toBe(true);
    expect(isFault(positions([{ id: 'a', secret: 'other' }]).read(text, scope))).toBe(true);
    const rotated = [{ id: 'b', secret: 'new' }, ...keys];
    expect(positions(rotated).read(text, scope)).toEqual({ from: 5 });
    clock.now += 3_700_000;
    const late = positions().read(text, scope);
    expect(isFault(late) && late.message).toMatch(/too old/);
  });

  it('survives a restart of the bridge', async () => {
    const request = (streamPosition?: string) => ({
      leadSelector: {
        $type: 'LeadKeySelector',
        keyType: 'EMAIL',
        keyValues: { stringItem: ['rufus@marketo.com', 'winner@company.com', 'nobody@example.com'] },
      },
      batchSize: '1',
      ...(streamPosition === undefined ? {} : { streamPosition }),
    });
    const first = await bothWays().viaBridge('getMultipleLeads', request());
    const position = at(first.values, 'result.newStreamPosition') as string;
    const second = await bothWays().viaBridge('getMultipleLeads', request(position));
    expect(at(second.values, 'result.returnCount')).toBe('1');
    const forged = await bothWays().viaBridge('getMultipleLeads', request(`${position}x`));
    expect(forged.code).toBe('20122');
    const vendor = await bothWays().viaBridge('getMultipleLeads', request('id:1:os:1:rc:1'));
    expect(vendor.code).toBe('20122');
  });
});
