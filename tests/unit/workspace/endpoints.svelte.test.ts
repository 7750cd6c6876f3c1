import { describe, expect, it } from 'vitest';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { Endpoints, SANDBOX } from '#src/workspace/endpoints.svelte';
import { blockedShelf, MemoryShelf } from './world';

const SECRET = 'a-very-secret-key';
const draft = { name: 'Mine', url: 'https://host/soap', userId: 'u', secretKey: SECRET, remember: false };
const remembered = { ...draft, remember: true };
const KEY = 'marketo-soap-playground/endpoints';

function on(shelf: MemoryShelf) {
  return new Endpoints(() => shelf);
}

function names(endpoints: Endpoints) {
  return endpoints.all.map(({ name }) => name);
}

describe('Endpoints', () => {
  it('begin with the sandbox and the documentation’s own credentials', () => {
    const endpoints = on(new MemoryShelf());
    expect(endpoints.all).toEqual([SANDBOX]);
    expect(endpoints.selected.userId).toBe(DEMO_USER_ID);
    expect(endpoints.secretKey(endpoints.selected)).toBe(DEMO_SECRET_KEY);
  });

  it('are chosen when they are added, and come back chosen', () => {
    const shelf = new MemoryShelf();
    on(shelf).save(draft);
    const again = on(shelf);
    expect(names(again)).toEqual(['Sandbox', 'Mine']);
    expect(again.selected.name).toBe('Mine');
  });

  it('are called after their host when they have no name', () => {
    const endpoints = on(new MemoryShelf());
    endpoints.save({ ...draft, name: '  ' });
    expect(endpoints.selected.name).toBe('host');
    endpoints.save({ ...draft, name: '', url: 'nowhere' });
    expect(endpoints.selected.name).toBe('My endpoint');
  });

  it('are replaced, not doubled, when they are saved under the same id', () => {
    const endpoints = on(new MemoryShelf());
    endpoints.save(draft, 'mine');
    endpoints.save({ ...draft, name: 'Renamed' }, 'mine');
    expect(names(endpoints)).toEqual(['Sandbox', 'Renamed']);
  });

  it('fall back to the sandbox when an unknown one is chosen', () => {
    const endpoints = on(new MemoryShelf());
    endpoints.save(draft);
    endpoints.select('gone');
    expect(endpoints.selected).toBe(SANDBOX);
  });

  it.each([
    ['corrupt', '{'],
    ['null', 'null'],
    ['outdated', '{"endpoints":[]}'],
  ])('begin anew when what is kept is %s', (_, kept) => {
    const shelf = new MemoryShelf();
    shelf.kept.set(KEY, kept);
    expect(on(shelf).all).toEqual([SANDBOX]);
  });

  it.each([
    ['blocked', blockedShelf],
    ['full', () => Object.assign(new MemoryShelf(), { capacity: 0 })],
  ])('work for this tab, and say that nothing is kept, where storage is %s', (_, shelf) => {
    const endpoints = new Endpoints(shelf);
    endpoints.save(remembered);
    expect(endpoints.stored).toBe(false);
    expect(endpoints.secretKey(endpoints.selected)).toBe(SECRET);
  });
});

describe('The secret key of an endpoint', () => {
  it('is held for the tab and never written when it is not to be remembered', () => {
    const shelf = new MemoryShelf();
    const endpoints = on(shelf);
    endpoints.save(draft, 'mine');
    endpoints.select(SANDBOX.id);
    endpoints.remove('mine')();
    expect(endpoints.secretKey(endpoints.all[1]!)).toBe(SECRET);
    expect(shelf.written.join()).not.toContain(SECRET);
    expect(on(shelf).secretKey(endpoints.all[1]!)).toBe('');
  });

  it('comes back when it is remembered', () => {
    const shelf = new MemoryShelf();
    on(shelf).save(remembered);
    const again = on(shelf);
    expect(again.secretKey(again.selected)).toBe(SECRET);
    expect(again.all.flatMap((endpoint) => Object.values(endpoint))).not.toContain(SECRET);
  });

  it('is taken off the device when it is no longer to be remembered, full storage or not', () => {
    for (const capacity of [Infinity, 10]) {
      const shelf = new MemoryShelf();
      const endpoints = on(shelf);
      endpoints.save(remembered, 'mine');
      expect(shelf.text).toContain(SECRET);
      shelf.capacity = capacity;
      endpoints.save(draft, 'mine');
      expect(shelf.text).not.toContain(SECRET);
    }
  });

  it('is taken off the device with its endpoint', () => {
    const shelf = new MemoryShelf();
    const endpoints = on(shelf);
    endpoints.save(remembered, 'mine');
    endpoints.remove('mine');
    expect(shelf.text).not.toContain(SECRET);
    expect(endpoints.secretKey({ ...SANDBOX, id: 'mine' })).toBe('');
  });
});

describe('Taking back a deletion', () => {
  it('puts the endpoint back where it was, with its key, and chosen', () => {
    const endpoints = on(new MemoryShelf());
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
    const endpoints = on(new MemoryShelf());
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
    const endpoints = on(new MemoryShelf());
    endpoints.save(draft, 'a');
    const putBack = endpoints.remove('a');
    putBack();
    putBack();
    expect(names(endpoints)).toEqual(['Sandbox', 'Mine']);
  });
});
