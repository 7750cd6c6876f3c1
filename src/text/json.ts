import { ansiEscapeAt, backslashAt } from './escapes';
import { rewrite, slice, type Mapped } from './mapped';

/** A value of JSON where it stands. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: JsonNode])[] }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: Mapped }
  | { readonly kind: 'plain'; readonly text: string };

export type JsonObject = Extract<JsonNode, { kind: 'object' }>;

/** Deeper than any file of requests is. */
const DEEPEST = 500;

type Open =
  | { readonly kind: 'object'; readonly entries: [string, JsonNode][]; key?: string }
  | { readonly kind: 'list'; readonly items: JsonNode[] };

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const PLAIN = /[\w$.+-]+/y;
const DOUBLE = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const SINGLE = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;

/**
 * Reads JSON with positions. What JavaScript's literals add is taken too: names without quotes, single quotes, comments,
 * and commas at the end.
 *
 * @returns the value and where it ends, or undefined when the text at `from` is none.
 */
export function readJsonValue(source: Mapped, from = 0): { value: JsonNode; end: number } | undefined {
  const { text } = source;
  const open: Open[] = [];
  let at = from;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (;;) {
    match(SPACE);
    const start = at;
    const inner = open.at(-1);
    const character = text.charAt(at);
    let value: JsonNode | undefined;
    if (character === '}' || character === ']') {
      if (!inner || (inner.kind === 'object') !== (character === '}')) return undefined;
      if (inner.kind === 'object' && inner.key !== undefined) return undefined;
      at += 1;
      open.pop();
      value = inner;
    } else if (
      (character === '{' || character === '[') &&
      !(inner?.kind === 'object' && inner.key === undefined)
    ) {
      if (open.length >= DEEPEST) return undefined;
      at += 1;
      open.push(character === '{' ? { kind: 'object', entries: [] } : { kind: 'list', items: [] });
      continue;
    } else {
      const quoted = character === '"' ? match(DOUBLE) : character === "'" ? match(SINGLE) : undefined;
      const plain = quoted === undefined ? match(PLAIN) : undefined;
      if (quoted === undefined && plain === undefined) return undefined;
      const content = quoted === undefined ? undefined : slice(source, start + 1, at - 1);
      if (inner?.kind === 'object' && inner.key === undefined) {
        inner.key = plain ?? (content ? unescaped(content).text : '');
        match(SPACE);
        if (text.charAt(at) !== ':') return undefined;
        at += 1;
        continue;
      }
      value = content ? stringNode(content) : { kind: 'plain', text: plain ?? '' };
    }
    const outer = open.at(-1);
    if (!outer) return { value, end: at };
    if (outer.kind === 'list') outer.items.push(value);
    else {
      outer.entries.push([outer.key ?? '', value]);
      outer.key = undefined;
    }
    match(SPACE);
    if (text.charAt(at) === ',') at += 1;
    else if (text.charAt(at) !== '}' && text.charAt(at) !== ']') return undefined;
  }
}

/** Strings are unescaped when they are asked for: most never are. */
function stringNode(content: Mapped): JsonNode {
  let value: Mapped | undefined;
  return {
    kind: 'string',
    get value() {
      return (value ??= unescaped(content));
    },
  };
}

function unescaped(content: Mapped): Mapped {
  return rewrite(content, '\\', (text, index) => backslashAt(text, index) ?? ansiEscapeAt(text, index));
}

/** The value under a key; the last one, as JavaScript reads it. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.entries.findLast(([name]) => name === key)?.[1] : undefined;
}

/** The items of a list; none for anything else. */
export function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A string's text with the way back, or undefined. */
export function stringOf(node: JsonNode | undefined): Mapped | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** A string's text, or a number or word as it was written; undefined for what has parts. */
export function scalarOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'plain' ? node.text : stringOf(node)?.text;
}
