import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, overlap, tidyEdits } from '#src/xml/edits';
import { xmlFlaws } from '#src/xml/flaws';
import { parseXml, type XmlElement } from '#src/xml/parse';
import { ownText, placedElements, type PlacedElement, type PlacedNode } from '#src/xml/placed';
import { prefixFor } from '#src/xml/scope';
import { placeXml } from '#src/xml/positions';
import { attribute, elements, text as textOf } from '#src/xml/tree';
import { mutated } from '../language/mutations';

/** What both readers say about an element: names, namespaces, attributes, texts. */
type Shape = [
  name: string,
  namespace: string | undefined,
  attributes: string[],
  text: string,
  children: Shape[],
];

function shapeOfPlaced(source: string, element: PlacedElement): Shape {
  const attributes = element.attributes
    .filter(({ qname, prefix }) => qname !== 'xmlns' && prefix !== 'xmlns')
    .map(({ name, namespace, value }) => `{${namespace}}${name}=${value}`);
  const children = placedElements(element).map((child) => shapeOfPlaced(source, child));
  return [element.name, element.namespace, attributes, ownText(source, element), children];
}

function shapeOfParsed(element: XmlElement): Shape {
  const attributes = element.attributes.map(({ name, namespace, value }) => `{${namespace}}${name}=${value}`);
  return [element.name, element.namespace, attributes, textOf(element), elements(element).map(shapeOfParsed)];
}

describe('A text as a tree with positions', () => {
  it('says where each part stands', () => {
    const source = '<a x="1" xmlns:p="urn:p"><p:b>t&amp;u</p:b><c/></a>';
    const [b, c] = placedElements(placeXml(source).root!);
    const cut = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
    expect([b!.open, b!.nameRange, b!.content, b!.close!].map(cut)).toEqual([
      '<p:b>',
      'p:b',
      't&amp;u',
      '</p:b>',
    ]);
    expect([b!.prefix, b!.name, b!.namespace, c!.selfClosing]).toEqual(['p', 'b', 'urn:p', true]);
    expect(ownText(source, b!)).toBe('t&u');
    expect(prefixFor(b!.scope, 'urn:p')).toBe('p');
    expect(prefixFor(b!.scope, 'urn:x')).toBeUndefined();
    const [x] = b!.parent!.attributes;
    expect([cut(x!), cut(x!.inner!), x!.value]).toEqual(['x="1"', '1', '1']);
  });

  it('keeps a line feed that an attribute spells as a reference, and folds one that it does not', () => {
    const source = '<a x="1&#10;2\n3"/>';
    const parsed = parseXml(source);
    expect(parsed.ok && attribute(parsed.root, 'x')).toBe('1\n2 3');
    expect(placeXml(source).root?.attributes[0]?.value).toBe('1\n2 3');
  });

  it('covers the whole of any text, without gaps', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const check = (nodes: readonly PlacedNode[], start: number, end: number) => {
          let at = start;
          for (const node of nodes) {
            expect(node.start).toBe(at);
            at = node.end;
            if (node.kind === 'element') check(node.children, node.content.start, node.content.end);
          }
          expect(at).toBe(end);
        };
        check(placeXml(source).nodes, 0, source.length);
      }),
      { numRuns: 400 },
    );
  });

  it('is the tree that the other parser reads, wherever there are no flaws', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const document = placeXml(source);
        fc.pre(xmlFlaws(document).length === 0);
        const parsed = parseXml(source);
        if (!parsed.ok) throw new Error(parsed.problem.message);
        expect(shapeOfPlaced(source, document.root!)).toEqual(shapeOfParsed(parsed.root));
      }),
      { numRuns: 400 },
    );
  });
});

describe('Edits', () => {
  it('are made in terms of the text before, in any order', () => {
    expect(
      applyEdits('abc', [
        { start: 2, end: 3, text: 'C' },
        { start: 0, end: 1, text: '' },
      ]),
    ).toBe('bC');
    expect(
      applyEdits('ab', [
        { start: 1, end: 2, text: 'B' },
        { start: 1, end: 1, text: '-' },
      ]),
    ).toBe('a-B');
  });

  it('shrink to what changes, without parting a surrogate pair or a line end', () => {
    expect(tidyEdits('hello world', [{ start: 0, end: 11, text: 'hello there' }])).toEqual([
      { start: 6, end: 11, text: 'there' },
    ]);
    expect(tidyEdits('🎉', [{ start: 0, end: 2, text: '🎊' }])).toEqual([{ start: 0, end: 2, text: '🎊' }]);
    expect(tidyEdits('a\r\nb', [{ start: 0, end: 4, text: 'a\rb' }])).toEqual([
      { start: 1, end: 3, text: '\r' },
    ]);
    expect(tidyEdits('same', [{ start: 0, end: 4, text: 'same' }])).toEqual([]);
  });

  it('change the text alike, tidied or not', () => {
    const piece = fc.constantFrom('', 'a', 'b', 'ab', '🎉', '\r\n', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, piece, piece), { maxLength: 6 }), (parts) => {
        let source = '';
        const edits = parts.map(([kept, old, next]) => {
          const start = source.length + kept.length;
          source += kept + old;
          return { start, end: start + old.length, text: next };
        });
        const tidied = tidyEdits(source, edits);
        expect(applyEdits(source, tidied)).toBe(applyEdits(source, edits));
        expect(overlap(tidied)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('overlap when two change the same letters', () => {
    expect(
      overlap([
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toBe(true);
    expect(
      overlap([
        { start: 0, end: 2, text: '' },
        { start: 2, end: 3, text: '' },
      ]),
    ).toBe(false);
  });
});
