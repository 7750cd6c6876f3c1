import { describe, expect, it } from 'vitest';
import { formatPath, isList, isValues, valueAt, withValueAt, type Path } from '#src/envelope/values';

const tree = { a: { list: ['0', { b: '1' }, null] }, c: 'text' };

describe('A tree of values', () => {
  it.each<[Path, string]>([
    [['a', 'list', 1, 'b'], 'a.list[1].b'],
    [['c'], 'c'],
    [[], ''],
  ])('names the place %j as people do', (path, name) => {
    expect(formatPath(path)).toBe(name);
  });

  it.each<[Path, unknown]>([
    [['a', 'list', 1, 'b'], '1'],
    [['a', 'list', 2], null],
    [['a', 'list', 3], undefined],
    [['c', 'x'], undefined],
    [['c', 0], undefined],
    [['a', 'list', 2, 'x'], undefined],
    [[], tree],
  ])('has at %j what stands there', (path, value) => {
    expect(valueAt(tree, path)).toEqual(value);
  });

  it.each<[string, Path, string | undefined, unknown]>([
    ['replaces a text', ['a', 'list', 1, 'b'], '2', { a: { list: ['0', { b: '2' }, null] }, c: 'text' }],
    ['adds what is not there yet', ['d', 'e'], '1', { ...tree, d: { e: '1' } }],
    ['adds a list', ['d', 0], '1', { ...tree, d: ['1'] }],
    ['removes a field', ['c'], undefined, { a: tree.a }],
    ['removes an item', ['a', 'list', 0], undefined, { a: { list: [{ b: '1' }, null] }, c: 'text' }],
    ['leaves what is not there alone', ['d'], undefined, tree],
  ])('%s and leaves the old tree as it was', (_, path, value, expected) => {
    const before = structuredClone(tree);
    expect(withValueAt(tree, path, value)).toEqual(expected);
    expect(tree).toEqual(before);
  });

  it('shares what is not on the path', () => {
    expect(withValueAt(tree, ['c'], 'new').a).toBe(tree.a);
  });

  it('keeps its fields in their order when one changes', () => {
    expect(Object.keys(withValueAt(tree, ['a'], 'new'))).toEqual(['a', 'c']);
  });

  it('loses a list with its last item', () => {
    expect(withValueAt({ a: { list: ['1'] } }, ['a', 'list', 0], undefined)).toEqual({ a: {} });
  });

  it('tells groups from lists, nil and text', () => {
    expect([{}, [], null, '', undefined].map((value) => [isValues(value), isList(value)])).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});
