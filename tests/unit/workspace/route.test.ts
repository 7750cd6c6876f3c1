import { describe, expect, it } from 'vitest';
import { readRoute, writeRoute } from '#src/workspace/route';

describe('The page’s address', () => {
  it('names a page of the guide', () => {
    expect(readRoute('#guide/getMultipleLeads')).toEqual({ kind: 'guide', page: 'getMultipleLeads' });
    expect(writeRoute({ kind: 'guide', page: 'getMultipleLeads' })).toBe('#guide/getMultipleLeads');
  });

  it.each([
    ['#operation/getLead', { kind: 'operation', operation: 'getLead' }],
    ['#operation/getLead/code', { kind: 'operation', operation: 'getLead', tab: 'code' }],
    ['#operation/code', { kind: 'operation', operation: 'code' }],
    ['#operation/a%2Fcode', { kind: 'operation', operation: 'a/code' }],
  ] as const)('names an operation and the open tab: %s', (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
    expect(writeRoute(route)).toBe(hash);
  });

  it('names the guide without an operation', () => {
    for (const hash of ['#guide', '#guide/']) expect(readRoute(hash)).toEqual({ kind: 'guide' });
    expect(writeRoute({ kind: 'guide' })).toBe('#guide');
  });

  it.each(['größe', 'a.b-c_d', 'a/b', 'a b', '100%', 'x)](y', '#guide', '%41'])(
    'brings the name %s back as it was',
    (operation) => {
      const hash = writeRoute({ kind: 'guide', page: operation });
      expect(hash).toMatch(/^#guide\/[^\s<>"]+$/);
      expect(readRoute(hash)).toEqual({ kind: 'guide', page: operation });
    },
  );

  it('may be typed without percent-encoding', () => {
    expect(readRoute('#guide/größe')).toEqual({ kind: 'guide', page: 'größe' });
    expect(readRoute('#guide/100%')).toEqual({ kind: 'guide', page: '100%' });
  });

  it('leads nowhere when it names no place of the page', () => {
    for (const hash of [
      '',
      '#',
      '#operation',
      '#operation/',
      '#guides/getLead',
      '#elsewhere',
      '#Guide/getLead',
    ])
      expect(readRoute(hash)).toBeUndefined();
  });
});
