import type { Contract } from '../../contract/contract';
import { trimXml } from '../../text/white-space';
import { placedElements, type PlacedElement, type TextRange } from '../../xml/placed';
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
      const named = { start: place.start + 1, end: nameEnd(text, place.start, offset) };
      const close = closingName(text, own, named);
      if (close || (own?.complete && own.selfClosing))
        return renamings(reading, named, close, parent, offset, context);
      const range = {
        start: place.start,
        end: named.end + (/^\/?>/.exec(text.slice(named.end, named.end + 2))?.[0].length ?? 0),
      };
      const offered = elementCompletions(reading, parent, place.start, range, context);
      const ending = parent && !parent.close ? [closing(parent, place.start, range.end)] : [];
      return [...offered, ...ending];
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
  named: TextRange,
  close: TextRange | undefined,
  parent: PlacedElement | undefined,
  offset: number,
  context: Context,
): Completion[] {
  const range = { start: named.start - 1, end: named.end };
  const offered = elementCompletions(reading, parent, offset, range, context);
  return offered
    .filter((one) => one.kind !== 'snippet')
    .map((one) => {
      const name =
        /^<([^\s/>]+)/.exec(typeof one.insert[0] === 'string' ? one.insert[0] : '')?.[1] ?? one.label;
      const also = close ? [{ ...close, text: name }] : [];
      return { ...one, range: named, insert: [name], also };
    });
}

/** The end of a tag's name that an offset is in, with what is wrong in it; a name after a blank is the tag's, too. */
function nameEnd(text: string, start: number, offset: number): number {
  const line = text.slice(offset, offset + 300);
  const blank = offset === start + 1 ? /^[ \t]+(?=[^\s<>"'=/]+[ \t]*\/?>)/.exec(line)?.[0].length : undefined;
  const from = blank ?? 0;
  return offset + from + (/^[^\s<>"'=/]*/.exec(line.slice(from))?.[0].length ?? 0);
}

/** The name in the tag that closes an element, for the reader of trees or else by its name. */
function closingName(text: string, own: PlacedElement | undefined, named: TextRange): TextRange | undefined {
  if (own?.complete && own.close) {
    const start = own.close.start + 2;
    return { start, end: start + own.qname.length };
  }
  const name = trimXml(text.slice(named.start, named.end));
  const after = /^[ \t]*>[^<]*<\/([^\s<>/]+)>/.exec(text.slice(named.end, named.end + 2000));
  if (!after || after[1] !== name) return undefined;
  const end = named.end + after[0].length - 1;
  return { start: end - name.length, end };
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
