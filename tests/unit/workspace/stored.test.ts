import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Stored } from '#src/workspace/stored';
import { blockedShelf, MemoryShelf } from './world';

const schema = v.object({ count: v.number() });
const KEY = 'marketo-soap-playground/thing';

function on(shelf: MemoryShelf) {
  return new Stored('thing', schema, { count: 0 }, () => shelf);
}

describe('A value kept on this device', () => {
  it('comes back as it was written', () => {
    const shelf = new MemoryShelf();
    expect(on(shelf).write({ count: 7 })).toBe(true);
    expect(on(shelf).read()).toEqual({ count: 7 });
  });

  it.each([
    ['missing', undefined],
    ['null', 'null'],
    ['not JSON', '{"count":'],
    ['empty', ''],
    ['of another shape', '{"count":"7"}'],
    ['a list', '[]'],
  ])('gives the fallback when it is %s', (_, kept) => {
    const shelf = new MemoryShelf();
    if (kept !== undefined) shelf.kept.set(KEY, kept);
    expect(on(shelf).read()).toEqual({ count: 0 });
  });

  it('gives the fallback, and says that nothing is kept, where storage is blocked', () => {
    const stored = new Stored('thing', schema, { count: 0 }, blockedShelf);
    expect(stored.read()).toEqual({ count: 0 });
    expect(stored.write({ count: 7 })).toBe(false);
  });

  it('says so when storage is full, and leaves no outdated value behind', () => {
    const shelf = new MemoryShelf();
    on(shelf).write({ count: 7 });
    shelf.capacity = 3;
    expect(on(shelf).write({ count: 8 })).toBe(false);
    expect(shelf.kept.size).toBe(0);
  });
});
