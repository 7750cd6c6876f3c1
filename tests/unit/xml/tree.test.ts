import { describe, expect, it } from 'vitest';
import { parseXml } from '#src/xml/parse';
import { resolveQName } from '#src/xml/scope';
import { attribute, child, childrenNamed, elements, text } from '#src/xml/tree';

const parsed = parseXml(
  `<r xmlns="d" xmlns:p="u" p:n="of u" n="plain">one<!-- two --><x/><p:x/>three<y>four</y></r>`,
);
if (!parsed.ok) throw new Error(parsed.problem.message);
const { root } = parsed;

describe('An element’s', () => {
  it('children are its elements, in order', () => {
    expect(elements(root).map(({ name, namespace }) => `${namespace}:${name}`)).toEqual([
      'd:x',
      'u:x',
      'd:y',
    ]);
  });

  it('child is found by name, and by namespace when one is given', () => {
    expect(child(root, 'x')?.namespace).toBe('d');
    expect(child(root, 'x', 'u')?.prefix).toBe('p');
    expect(child(root, 'x', '')).toBeUndefined();
    expect(childrenNamed(root, 'x')).toHaveLength(2);
    expect(childrenNamed(root, 'x', 'u')).toHaveLength(1);
  });

  it('attribute is in no namespace unless one is given', () => {
    expect(attribute(root, 'n')).toBe('plain');
    expect(attribute(root, 'n', 'u')).toBe('of u');
    expect(attribute(root, 'm')).toBeUndefined();
  });

  it('text is its own and not its children’s', () => {
    expect(text(root)).toBe('onethree');
  });

  it('names in content are resolved where they stand', () => {
    expect(resolveQName(root, ' p:t\n')).toEqual({ namespace: 'u', local: 't' });
    expect(resolveQName(root, 't')).toEqual({ namespace: 'd', local: 't' });
    expect(resolveQName(root, 'q:t')).toBeUndefined();
    expect(resolveQName(root, 'toString:t')).toBeUndefined();
  });
});
