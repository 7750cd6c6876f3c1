import { readInstant } from '../instant';
import type { Name } from './xml';

/** A value found in plain text, and where it stands. */
export interface Plain {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Three values and their labels are short; what lies beyond is not looked at. */
const longestText = 65_536;
const longestValue = 512;

const label =
  /(?<![A-Za-z0-9])(?:(mktows[ _-]?user[ _-]?id|user[ _-]?id|user)|((?:request[ _-]?)?signature|hmac|sig)|((?:request[ _-]?)?time[ _-]?stamp|date|time)|(secret(?:[ _-]?key)?|shared[ _-]?secret|encryption[ _-]?key|key))["'\])]{0,3}[ \t]{0,20}(?:=>|:=|[:=])/gi;

/** Finds user id, signature and timestamp in text without markup: by their labels, or else by their shapes. */
export function readValues(pasted: string): Partial<Record<Name, Plain>> {
  const text = pasted.slice(0, longestText);
  const found = byLabel(text);
  return { ...byShape(text, found), ...found };
}

function byLabel(text: string): Partial<Record<Name, Plain>> {
  const found: Partial<Record<Name, Plain>> = {};
  const matches = [...text.matchAll(label)];
  matches.forEach((match, index) => {
    const name = nameOf(match);
    if (!name || found[name]) return;
    const value = valueAt(text, match.index + match[0].length, matches[index + 1]?.index ?? text.length);
    if (value) found[name] = value;
  });
  return found;
}

function nameOf([, user, signature, timestamp]: RegExpExecArray): Name | null {
  if (user !== undefined) return 'mktowsUserId';
  if (signature !== undefined) return 'requestSignature';
  return timestamp === undefined ? null : 'requestTimestamp';
}

/** What follows a label: the rest of its line, or the next line when nothing does. Quotes keep their content as it is. */
function valueAt(text: string, after: number, limit: number): Plain | null {
  const lead = /^\s{0,200}(?:string\(\d{1,6}\) ?)?/.exec(text.slice(after, after + 256))?.[0].length ?? 0;
  const start = after + lead;
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const end = text.slice(start + 1, start + 1 + longestValue).indexOf(quote);
    if (end >= 0)
      return { text: text.slice(start + 1, start + 1 + end), start: start + 1, end: start + 1 + end };
  }
  const line = text.slice(start, Math.min(limit, start + longestValue)).split('\n', 1)[0] ?? '';
  // What is left of the next label's own marks, and of a list's commas, is no part of the value.
  const value = line.replace(/[\s,;&"'()[\]{}:<>|]{1,200}$/, '');
  return value === '' ? null : { text: value, start, end: start + value.length };
}

/** Recognizes what labels have not named: whole lines first, for a timestamp may hold spaces, then single words. */
function byShape(text: string, labelled: Partial<Record<Name, Plain>>): Partial<Record<Name, Plain>> {
  const found: Partial<Record<Name, Plain>> = {};
  const taken = (piece: Plain) =>
    Object.values({ ...labelled, ...found }).some((value) => overlaps(value, piece));
  for (const mark of [/[^\r\n]{1,512}/g, /[^\r\n,;|\t"']{1,512}/g, /[^\s,;|&"']{1,512}/g]) {
    for (const match of text.matchAll(mark)) {
      const piece = trimmed(match[0], match.index);
      const name = taken(piece) ? null : shapeOf(piece.text);
      if (name && !found[name] && !labelled[name]) found[name] = piece;
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
  if (readInstant(text)) return 'requestTimestamp';
  return /^[A-Za-z0-9][\w.@+-]{2,127}$/.test(text) && text.includes('_') ? 'mktowsUserId' : null;
}
