import type { Contract } from '../../contract/contract';
import { placedElements, type PlacedElement } from '../../xml/placed';
import type { Completion } from '../completion';
import { elementAround, elementStartingAt, placeAt, type Place } from '../place';
import type { Context } from '../problem';
import { readText, type TextReading } from '../reading';
import { attributeCompletions, attributeValueCompletions } from './attributes';
import { elementCompletions } from './elements';
import { valueCompletions } from './values';

/**
 * What can be written at an offset: elements that fit there with their required content, attributes, types, values and
 * closing tags, in the order in which they should be offered.
 */
export function complete(
  text: string,
  offset: number,
  contract: Contract,
  context: Context = {},
): Completion[] {
  const reading = readText(text, contract);
  const place = placeAt(reading.document, offset);
  return found(reading, place, offset, context).sort((a, b) =>
    a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0,
  );
}

function found(reading: TextReading, place: Place, offset: number, context: Context): Completion[] {
  const { text, document } = reading;
  switch (place.kind) {
    case 'nothing':
      return [];
    case 'closing': {
      const parent = elementAround(document, place.start) ?? unclosed(reading, place.start);
      return parent ? [closing(parent, place.start, wordEnd(text, offset, '>'))] : [];
    }
    case 'tag-name': {
      const own = elementStartingAt(document, place.start);
      const parent = elementAround(document, place.start);
      if (own?.complete && (own.close || own.selfClosing))
        return renamings(reading, own, parent, offset, context);
      const range = { start: place.start, end: wordEnd(text, offset, '>') };
      const offered = elementCompletions(reading, parent, place.start, range, context);
      const close = parent && !parent.close ? [closing(parent, place.start, range.end)] : [];
      return [...offered, ...close];
    }
    case 'attribute-name': {
      const range = { start: place.start, end: wordEnd(text, offset, '') };
      return attributeCompletions(reading, elementStartingAt(document, place.tag), range);
    }
    case 'attribute-value': {
      const element = elementStartingAt(document, place.tag);
      const rest = /^[^"'<>\s]*/.exec(text.slice(offset))?.[0] ?? '';
      const range = { start: place.start, end: offset + rest.length };
      return attributeValueCompletions(reading, element, place.name, range);
    }
    case 'content':
      return inContent(reading, offset, context);
  }
}

function inContent(reading: TextReading, offset: number, context: Context): Completion[] {
  const { text, document } = reading;
  const parent = elementAround(document, offset);
  const bound = parent && reading.bound.get(parent);
  const simple = bound && (bound.declared.kind !== 'complex' || bound.type?.text);
  if (parent && simple && placedElements(parent).length === 0) {
    const range = parent.close ? parent.content : { start: parent.content.start, end: offset };
    return valueCompletions(reading, bound, range, context);
  }
  const typed = /[\w:.-]*$/.exec(text.slice(parent?.content.start ?? 0, offset))?.[0] ?? '';
  const range = { start: offset - typed.length, end: offset };
  const offered = elementCompletions(reading, parent, range.start, range, context);
  return parent && !parent.close ? [...offered, closing(parent, range.start, range.end)] : offered;
}

function closing(element: PlacedElement, start: number, end: number): Completion {
  const tag = `</${element.qname}>`;
  return {
    label: tag,
    kind: 'closing-tag',
    detail: 'closes the element',
    documentation: '',
    range: { start, end },
    insert: [tag],
    also: [],
    sort: '~',
  };
}

/** Another name for an element that is there already: its content stays, its closing tag follows. */
function renamings(
  reading: TextReading,
  own: PlacedElement,
  parent: PlacedElement | undefined,
  offset: number,
  context: Context,
): Completion[] {
  const range = { start: own.start, end: own.nameRange.end };
  const offered = elementCompletions(reading, parent, offset, range, context);
  return offered
    .filter((one) => one.kind !== 'snippet')
    .map((one) => {
      const name =
        /^<([^\s/>]+)/.exec(typeof one.insert[0] === 'string' ? one.insert[0] : '')?.[1] ?? one.label;
      const at = own.close ? own.close.start + 2 : 0;
      const also = own.close ? [{ start: at, end: at + own.qname.length, text: name }] : [];
      return { ...one, range: own.nameRange, insert: [name], also };
    });
}

/** The element that an end tag at an offset would close, when the text ends before its content does. */
function unclosed(reading: TextReading, offset: number): PlacedElement | undefined {
  return elementAround(reading.document, offset - 1);
}

function wordEnd(text: string, offset: number, last: '>' | ''): number {
  const rest = /^[\w:.-]*/.exec(text.slice(offset))?.[0] ?? '';
  const end = offset + rest.length;
  return last !== '' && text[end] === last ? end + 1 : end;
}
