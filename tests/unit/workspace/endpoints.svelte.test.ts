import { describe, expect, it } from 'vitest';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { Endpoints, SANDBOX } from '#src/workspace/endpoints.svelte';
import { blockedStorage, MemoryStorage } from './world';

const SECRET = 'a-very-secret-key';
const draft = { name: 'Mine', url: 'https://host/soap', userId: 'u', secretKey: SECRET, remember: false };
const remembered = { ...draft, remember: true };
const KEY = 'marketo-soap-playground/endpoints';

function on(storage: MemoryStorage) {
  return new Endpoints(() => storage);
}

function names(endpoints: Endpoints) {
  return endpoints.all.map(({ name }) => name);
}

describe('Endpoints', () => {
  it('begin with the sandbox and the documentation’s own credentials', () => {
    const endpoints = on(new MemoryStorage());
    expect(endpoints.all).toEqual([SANDBOX]);
    expect(endpoints.selected.userId).toBe(DEMO_USER_ID);
    expect(endpoints.secretKey(endpoints.selected)).toBe(DEMO_SECRET_KEY);
  });

  it('are chosen when they are added, and come back chosen', () => {
    const storage = new MemoryStorage();
    on(storage).save(draft);
    const again = on(storage);
    expect(names(again)).toEqual(['Sandbox', 'Mine']);
    expect(again.selected.name).toBe('Mine');
  });

  it('are called after their host when they have no name', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save({ ...draft, name: '  ' });
    expect(endpoints.selected.name).toBe('host');
    endpoints.save({ ...draft, name: '', url: 'nowhere' });
    expect(endpoints.selected.name).toBe('My endpoint');
  });

  it('are replaced, not doubled, when they are saved under the same id', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save(draft, 'mine');
    endpoints.save({ ...draft, name: 'Renamed' }, 'mine');
    expect(names(endpoints)).toEqual(['Sandbox', 'Renamed']);
  });

  it('fall back to the sandbox when an unknown one is chosen', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save(draft);
    endpoints.select('gone');
    expect(endpoints.selected).toBe(SANDBOX);
  });

  it.each([
    ['corrupt', '{'],
    ['null', 'null'],
    ['outdated', '{"endpoints":[]}'],
  ])('begin anew when what is kept is %s', (_, kept) => {
    const storage = new MemoryStorage();
    storage.kept.set(KEY, kept);
    expect(on(storage).all).toEqual([SANDBOX]);
  });

  it.each([
    ['blocked', blockedStorage],
    ['full', () => Object.assign(new MemoryStorage(), { capacity: 0 })],
  ])('work for this tab, and say that nothing is kept, where storage is %s', (_, storage) => {
    const endpoints = new Endpoints(storage);
    endpoints.save(remembered);
    expect(endpoints.stored).toBe(false);
    expect(endpoints.secretKey(endpoints.selected)).toBe(SECRET);
  });
});

describe('The secret key of an endpoint', () => {
  it('is held for the tab and never written when it is not to be remembered', () => {
    const storage = new MemoryStorage();
    const endpoints = on(storage);
    endpoints.save(draft, 'mine');
    endpoints.select(SANDBOX.id);
    endpoints.remove('mine')();
    expect(endpoints.secretKey(endpoints.all[1]!)).toBe(SECRET);
    expect(storage.written.join()).not.toContain(SECRET);
    expect(on(storage).secretKey(endpoints.all[1]!)).toBe('');
  });

  it('comes back when it is remembered', () => {
    const storage = new MemoryStorage();
    on(storage).save(remembered);
    const again = on(storage);
    expect(again.secretKey(again.selected)).toBe(SECRET);
    expect(again.all.flatMap((endpoint) => Object.values(endpoint))).not.toContain(SECRET);
  });

  it('is taken off the device when it is no longer to be remembered, full storage or not', () => {
    for (const capacity of [Infinity, 10]) {
      const storage = new MemoryStorage();
      const endpoints = on(storage);
      endpoints.save(remembered, 'mine');
      expect(storage.text).toContain(SECRET);
      storage.capacity = capacity;
      endpoints.save(draft, 'mine');
      expect(storage.text).not.toContain(SECRET);
    }
  });

  it('is taken off the device with its endpoint', () => {
    const storage = new MemoryStorage();
    const endpoints = on(storage);
    endpoints.save(remembered, 'mine');
    endpoints.remove('mine');
    expect(storage.text).not.toContain(SECRET);
    expect(endpoints.secretKey({ ...SANDBOX, id: 'mine' })).toBe('');
  });
});

describe('Taking back a deletion', () => {
  it('puts the endpoint back where it was, with its key, and chosen', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save({ ...draft, name: 'A' }, 'a');
    endpoints.save({ ...draft, name: 'B' }, 'b');
    endpoints.select('a');
    const putBack = endpoints.remove('a');
    expect(endpoints.selected).toBe(SANDBOX);
    putBack();
    expect(names(endpoints)).toEqual(['Sandbox', 'A', 'B']);
    expect(endpoints.selected.name).toBe('A');
    expect(endpoints.secretKey(endpoints.selected)).toBe(SECRET);
  });

  it('leaves alone what was added, changed and chosen since', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save({ ...draft, name: 'A' }, 'a');
    endpoints.save({ ...draft, name: 'B' }, 'b');
    const putBack = endpoints.remove('a');
    endpoints.save({ ...draft, name: 'B2', secretKey: 'new' }, 'b');
    endpoints.save({ ...draft, name: 'C', secretKey: 'c-key' }, 'c');
    putBack();
    expect(names(endpoints)).toEqual(['Sandbox', 'A', 'B2', 'C']);
    expect(endpoints.selected.name).toBe('C');
    expect(endpoints.all.map((endpoint) => endpoints.secretKey(endpoint))).toEqual([
      DEMO_SECRET_KEY,
      SECRET,
      'new',
      'c-key',
    ]);
  });

  it('does nothing the second time', () => {
    const endpoints = on(new MemoryStorage());
    endpoints.save(draft, 'a');
    const putBack = endpoints.remove('a');
    putBack();
    putBack();
    expect(names(endpoints)).toEqual(['Sandbox', 'Mine']);
  });
});

describe('Two tabs', () => {
  it('keep each other’s endpoints: what one adds or removes stands, whatever the other does', () => {
    const storage = new MemoryStorage();
    const [one, other] = [on(storage), on(storage)];
    one.save({ ...draft, name: 'A' }, 'a');
    other.save({ ...draft, name: 'B' }, 'b');
    one.select(SANDBOX.id);
    one.save({ ...draft, name: 'A2' }, 'a');
    expect(names(on(storage))).toEqual(['Sandbox', 'A2', 'B']);
    other.remove('b');
    one.select('a');
    expect(names(on(storage))).toEqual(['Sandbox', 'A2']);
  });

  it('see each other’s changes, and each keeps its own choice', () => {
    const storage = new MemoryStorage();
    const [one, other] = [on(storage), on(storage)];
    one.save({ ...remembered, name: 'A' }, 'a');
    other.follow();
    expect(names(other)).toEqual(['Sandbox', 'A']);
    expect(other.selected).toBe(SANDBOX);
    expect(other.secretKey(other.all[1]!)).toBe(SECRET);
    other.select('a');
    one.remove('a');
    other.follow();
    expect(other.selected).toBe(SANDBOX);
    expect(other.secretKey({ ...SANDBOX, id: 'a' })).toBe('');
  });

  it.each(['select', 'save', 'remove'] as const)('never bring a deleted key back: %s', (act) => {
    const storage = new MemoryStorage();
    const one = on(storage);
    one.save(remembered, 'mine');
    const other = on(storage);
    one.save(draft, 'mine');
    if (act === 'select') other.select(SANDBOX.id);
    else if (act === 'save') other.save({ ...draft, secretKey: '' }, 'another');
    else other.remove('another');
    expect(storage.text).not.toContain(SECRET);
  });

  it('write nothing by being opened', () => {
    const storage = new MemoryStorage();
    on(storage).save(draft, 'a');
    const { length } = storage.written;
    on(storage).follow();
    expect(storage.written).toHaveLength(length);
  });
});

describe('Damaged storage', () => {
  const kept = (id: unknown, name: string) => ({ id, name, url: 'https://a/', userId: 'u', remember: false });
  it.each([
    ['an id twice', { selected: 'a', own: [kept('a', 'A'), kept('a', 'B')] }, ['Sandbox', 'A'], 'A'],
    [
      'an id that is the sandbox’s',
      { selected: 'sandbox', own: [kept('sandbox', 'X'), kept('b', 'B')] },
      ['Sandbox', 'B'],
      'Sandbox',
    ],
    ['an empty id', { selected: '', own: [kept('', 'X')] }, ['Sandbox'], 'Sandbox'],
    [
      'ids that are no texts',
      { selected: 7, own: [kept(7, 'X'), null, 'x', [], kept('b', 'B')] },
      ['Sandbox', 'B'],
      'Sandbox',
    ],
    ['no list', { selected: 'a', own: { length: 1 } }, ['Sandbox'], 'Sandbox'],
    ['a number', 12, ['Sandbox'], 'Sandbox'],
  ])('with %s gives the endpoints that can be read, each once', (_, value, all, selected) => {
    const storage = new MemoryStorage();
    storage.kept.set(KEY, JSON.stringify(value));
    const endpoints = on(storage);
    expect(names(endpoints)).toEqual(all);
    expect(endpoints.selected.name).toBe(selected);
  });
});
