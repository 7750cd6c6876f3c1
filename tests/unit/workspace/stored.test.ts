import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Stored } from '#src/workspace/stored';
import { blockedStorage, MemoryStorage } from './world';

const schema = v.object({ count: v.number() });
const KEY = 'marketo-soap-playground/thing';

function on(storage: MemoryStorage) {
  return new Stored('thing', schema, { count: 0 }, () => storage);
}

describe('A value kept on this device', () => {
  it('comes back as it was written', () => {
    const storage = new MemoryStorage();
    expect(on(storage).write({ count: 7 })).toBe(true);
    expect(on(storage).read()).toEqual({ count: 7 });
  });

  it.each([
    ['missing', undefined],
    ['null', 'null'],
    ['not JSON', '{"count":'],
    ['empty', ''],
    ['of another shape', '{"count":"7"}'],
    ['a list', '[]'],
  ])('gives the fallback when it is %s', (_, kept) => {
    const storage = new MemoryStorage();
    if (kept !== undefined) storage.kept.set(KEY, kept);
    expect(on(storage).read()).toEqual({ count: 0 });
  });

  it('gives the fallback, and says that nothing is kept, where storage is blocked', () => {
    const stored = new Stored('thing', schema, { count: 0 }, blockedStorage);
    expect(stored.read()).toEqual({ count: 0 });
    expect(stored.write({ count: 7 })).toBe(false);
  });

  it('says so when storage is full, and leaves no outdated value behind', () => {
    const storage = new MemoryStorage();
    on(storage).write({ count: 7 });
    storage.capacity = 3;
    expect(on(storage).write({ count: 8 })).toBe(false);
    expect(storage.kept.size).toBe(0);
  });
});
