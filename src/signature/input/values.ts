import { readInstant } from '../../text/instant';
import { names, type Name } from './xml';

/** A value found in plain text, and where it stands. */
export interface Plain {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Three values and their labels are short; what lies beyond is not looked at. */
const longestText = 65_536;
const longestValue = 512;

/** The header's own names, with whatever parts the words of a name, and a prefix. */
const exact =
  /(?<![A-Za-z0-9])(?:(mktows[ _-]?user[ _-]?id)|(request[ _-]?signature)|(request[ _-]?time[ _-]?stamp))["'\])]{0,3}[ \t]{0,20}(?:=>|:=|[:=])/gi;

const label =
  /(?<![A-Za-z0-9])(?:(mktows[ _-]?user[ _-]?id|user[ _-]?id|user)|((?:request[ _-]?)?signature|hmac|sig)|((?:request[ _-]?)?time[ _-]?stamp|date|time)|(secret(?:[ _-]?key)?|shared[ _-]?secret|encryption[ _-]?key|key))["'\])]{0,3}[ \t]{0,20}(?:=>|:=|[:=])/gi;

/** More readings of one value are not tried. */
const mostOthers = 8;

/** What a text without markup says: a value for each name, and what else might be meant. */
export interface PlainValues {
  readonly values: Partial<Record<Name, Plain>>;
  readonly others: Partial<Record<Name, readonly Plain[]>>;
}

/**
 * Finds user id, signature and timestamp in text without markup: by the header's own names, else by other labels, else by
 * their shapes. A label that many things have, such as `time`, counts only where no exact name stands.
 */
export function findValues(pasted: string): PlainValues {
  const text = pasted.slice(0, longestText);
  const byName = byLabel(text, exact);
  const labelled = { ...byLabel(text, label), ...byName };
  const shapes = byShape(text);
  const values: Partial<Record<Name, Plain>> = {};
  const others: Partial<Record<Name, readonly Plain[]>> = {};
  for (const name of names) {
    const free = (shapes[name] ?? []).filter((piece) => !isTaken(piece, labelled, name));
    const chosen = labelled[name] ?? free[0];
    if (!chosen) continue;
    values[name] = chosen;
    const rest = [...free, ...(shapes[name] ?? [])].filter(
      (piece, index, all) =>
        piece.text !== chosen.text && all.findIndex((other) => other.text === piece.text) === index,
    );
    if (rest.length > 0 && !byName[name]) others[name] = rest.slice(0, mostOthers);
  }
  return { values, others };
}

/** Whether a piece belongs to the value of another name. */
function isTaken(piece: Plain, labelled: Partial<Record<Name, Plain>>, name: Name): boolean {
  return names.some((other) => {
    const value = labelled[other];
    return other !== name && value !== undefined && overlaps(value, piece);
  });
}

function byLabel(text: string, pattern: RegExp): Partial<Record<Name, Plain>> {
  const found: Partial<Record<Name, Plain>> = {};
  const ends = [...text.matchAll(label)].map(({ index }) => index);
  for (const match of text.matchAll(pattern)) {
    const name = nameOf(match);
    if (!name || found[name]) continue;
    const after = match.index + match[0].length;
    const value = valueAt(text, after, ends.find((end) => end >= after) ?? text.length, name);
    if (value) found[name] = value;
  }
  return found;
}

function nameOf([, user, signature, timestamp]: RegExpExecArray): Name | null {
  if (user !== undefined) return 'mktowsUserId';
  if (signature !== undefined) return 'requestSignature';
  return timestamp === undefined ? null : 'requestTimestamp';
}

/** What libraries put around a value: `["…"]` of xml2js, `{"_text":"…"}`, PHP's `string(40) "…"`. */
const lead =
  /^\s{0,200}(?:string\(\d{1,6}\) ?|\[\s{0,20}(?=["'])|\{\s{0,20}["']?(?:_text|_|#text|\$t|\$value|\$)["']?\s{0,20}:\s{0,20}(?=["']))?/;

/** Where a value of each shape ends, when something else follows it in its line. */
const shaped: Readonly<Record<Name, RegExp>> = {
  mktowsUserId: /^[\w.@+-]{3,128}(?=[\s,;)\]}&"'|]|$)/,
  requestSignature: /^(?:[0-9A-Fa-f]{40,128}|[A-Za-z0-9+/]{27}=)(?=[\s,;)\]}&"'|]|$)/,
  requestTimestamp:
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}(?::|%3[aA])\d{2}(?:(?::|%3[aA])\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|(?:[+-]|%2[bB])\d{2}(?:(?::|%3[aA])?\d{2})?))?(?=[\s,;)\]}&"'|]|$)/,
};

/** What follows a label: up to where its shape ends, or the rest of its line. Quotes keep their content as it is. */
function valueAt(text: string, after: number, limit: number, name: Name): Plain | null {
  const start = after + (lead.exec(text.slice(after, after + 256))?.[0].length ?? 0);
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const end = text.slice(start + 1, start + 1 + longestValue).indexOf(quote);
    if (end >= 0)
      return { text: text.slice(start + 1, start + 1 + end), start: start + 1, end: start + 1 + end };
  }
  const line = text.slice(start, Math.min(limit, start + longestValue)).split('\n', 1)[0] ?? '';
  // What is left of the next label's own marks, and of a list's commas, is no part of the value.
  const rest = line.replace(/[\s,;&"'()[\]{}:<>|]{1,200}$/, '');
  const value = shaped[name].exec(line)?.[0] ?? rest;
  return value === '' ? null : { text: unquery(value), start, end: start + value.length };
}

/** In a query string a value is percent-encoded. */
function unquery(value: string): string {
  if (!/^[^%\s]*(?:%[0-9A-Fa-f]{2}[^%\s]*)+$/.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Recognizes values by their shapes: whole lines first, for a timestamp may hold spaces, then single words. */
function byShape(text: string): Partial<Record<Name, Plain[]>> {
  const found: Partial<Record<Name, Plain[]>> = {};
  const all: Plain[] = [];
  for (const mark of [/[^\r\n]{1,512}/g, /[^\r\n,;|\t"']{1,512}/g, /[^\s,;|&"'()[\]{}]{1,512}/g]) {
    for (const match of text.matchAll(mark)) {
      const piece = trimmed(match[0], match.index);
      const name = shapeOf(piece.text);
      if (!name || all.some((value) => overlaps(value, piece))) continue;
      if (all.length >= 3 * mostOthers) return found;
      all.push(piece);
      (found[name] ??= []).push(piece);
    }
  }
  return found;
}

function trimmed(raw: string, index: number): Plain {
  const text = raw.trim();
  const start = index + raw.indexOf(text);
  return { text, start, end: start + text.length };
}

function overlaps(value: Plain, piece: Plain): boolean {
  return value.start < piece.end && piece.start < value.end;
}

function shapeOf(text: string): Name | null {
  if (
    /^(?:[0-9A-Fa-f]{30,128}|[A-Za-z0-9+/_-]{27,88}={1,2}|[0-9A-Fa-f]{2}(?:[-:][0-9A-Fa-f]{2}){15,63})$/.test(
      text,
    )
  ) {
    return 'requestSignature';
  }
  const instant = readInstant(text);
  if (instant && instant.shape !== 'date') return 'requestTimestamp';
  return /^[A-Za-z0-9][\w.@+-]{2,127}$/.test(text) && text.includes('_') ? 'mktowsUserId' : null;
}
