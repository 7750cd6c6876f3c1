import { entityAt } from '../../text/escapes';

/** The three elements of the header that matter, by their names in the contract. */
export const names = ['mktowsUserId', 'requestSignature', 'requestTimestamp'] as const;
export type Name = (typeof names)[number];

/** An element's text, and where its content stands. */
export interface HeaderText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One header's values, as far as they are there. */
export type Header = Partial<Record<Name, HeaderText>>;

/** What a text holds of an envelope. */
export interface ScannedEnvelope {
  readonly headers: readonly Header[];
  /** Whether an `Envelope` element begins here. */
  readonly whole: boolean;
  /** The text between the tags of the Body. */
  readonly body: string | null;
  /** The operation's element in the Body: its local name, and its text from tag to tag. */
  readonly element: { readonly name: string; readonly text: string | null } | null;
}

/** Reads markup wherever it stands in the text, by local names; whatever is no markup is passed over. */
export function scanEnvelope(text: string): ScannedEnvelope {
  const headers: Header[] = [];
  let header: Header = {};
  let open: { name: Name; start: number; parts: string[] } | null = null;
  let whole = false;
  let body: { start: number; end: number } | null = null;
  let element: { name: string; tag: string; start: number; end: number } | null = null;

  const begin = () => {
    if (Object.keys(header).length > 0) headers.push(header);
    header = {};
  };
  for (const token of tokens(text)) {
    if (token.kind === 'text') {
      if (open)
        open.parts.push(
          token.literal
            ? lines(text.slice(token.start, token.end))
            : decoded(text.slice(token.start, token.end)),
        );
      continue;
    }
    const local = token.name.slice(token.name.indexOf(':') + 1);
    if (open) {
      if (token.closing && local === open.name) {
        if (header[open.name]) begin();
        header[open.name] = { text: open.parts.join(''), start: open.start, end: token.start };
      }
      open = null;
    }
    if (token.closing) {
      if (local === 'Body' && body && body.end < 0) body.end = token.start;
      else if (element && body && body.end < 0 && token.name === element.tag) element.end = token.end;
      continue;
    }
    if (local === 'Envelope') whole = true;
    else if (local === 'AuthenticationHeader') begin();
    else if (local === 'Body' && !body) body = { start: token.end, end: -1 };
    else if (body && body.end < 0 && !element) {
      element = { name: local, tag: token.name, start: token.start, end: token.empty ? token.end : -1 };
    }
    if (isName(local)) {
      if (!token.empty) open = { name: local, start: token.end, parts: [] };
      else header[local] ??= { text: '', start: token.end, end: token.end };
    }
  }
  begin();
  return {
    headers,
    whole,
    body: body && body.end >= 0 ? text.slice(body.start, body.end) : null,
    element: element && {
      name: element.name,
      text: element.end < 0 ? null : text.slice(element.start, element.end),
    },
  };
}

function isName(name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

type Token =
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly literal: boolean }
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly closing: boolean;
      readonly empty: boolean;
      readonly start: number;
      readonly end: number;
    };

/** Cuts a text into tags and the text between, in one pass; comments and processing instructions are left out. */
function* tokens(text: string): Generator<Token> {
  const missing = new Set<string>();
  // An end mark that is not found once is not there for any later beginning: looking again would cost a pass each.
  const find = (mark: string, from: number) => {
    const at = missing.has(mark) ? -1 : text.indexOf(mark, from);
    if (at < 0) missing.add(mark);
    return at;
  };
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(from, at + 1))) {
    const special = [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
    ].find(([mark = '']) => text.startsWith(mark, at));
    if (special) {
      const [mark = '', close = ''] = special;
      const end = find(close, at + mark.length);
      if (end < 0) continue;
      if (at > from) yield { kind: 'text', start: from, end: at, literal: false };
      if (mark === '<![CDATA[') yield { kind: 'text', start: at + mark.length, end, literal: true };
      from = end + close.length;
      continue;
    }
    const tag = tagAt(text, at);
    if (!tag) continue;
    if (at > from) yield { kind: 'text', start: from, end: at, literal: false };
    yield tag;
    from = tag.end;
  }
}

const nameAt = /[\p{L}_][\p{L}\p{N}_.-]{0,127}(?::[\p{L}\p{N}_.-]{1,128})?/uy;

function tagAt(text: string, start: number): Token | null {
  const closing = text.charAt(start + 1) === '/';
  nameAt.lastIndex = start + (closing ? 2 : 1);
  const name = nameAt.exec(text)?.[0];
  if (name === undefined) return null;
  let quote = '';
  for (let at = nameAt.lastIndex; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '<') return null;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '>') {
      const empty = !closing && text.charAt(at - 1) === '/';
      return { kind: 'tag', name, closing, empty, start, end: at + 1 };
    }
  }
  return null;
}

/** Character data as an XML parser hands it on: entities resolved, line ends as one line feed (XML 1.0, 2.11). */
function decoded(raw: string): string {
  const text = lines(raw);
  let out = '';
  let kept = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const entity = entityAt(text, at);
    if (!entity) continue;
    out += text.slice(kept, at) + entity[0];
    kept = at + entity[1];
  }
  return out + text.slice(kept);
}

function lines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
