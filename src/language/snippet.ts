/** A place to type at, with what stands there until then. Equal numbers are one place. */
export interface Stop {
  readonly stop: number;
  readonly text: string;
}

/** Text with places to type at, whatever notation an editor has for them. */
export type EditorSnippet = readonly (string | Stop)[];

/** The text as it is before anything is typed. */
export function snippetText(snippet: EditorSnippet): string {
  return snippet.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** The text in the notation of TextMate, which Monaco and the Language Server Protocol share: `${1:text}`. */
export function textMate(snippet: EditorSnippet): string {
  const escape = (text: string) => text.replace(/[\\$}]/g, '\\$&');
  return snippet
    .map((part) =>
      typeof part === 'string'
        ? part.replace(/[\\$]/g, '\\$&')
        : part.text === ''
          ? `$${part.stop}`
          : `\${${part.stop}:${escape(part.text)}}`,
    )
    .join('');
}

/** XML whose texts, and whose elements without content, become places to type at, numbered from 1. */
export function xmlSnippet(xml: string): EditorSnippet {
  const parts: (string | Stop)[] = [];
  let at = 0;
  let stop = 0;
  for (const match of xml.matchAll(/<([^\s/>]+)([^>]*)\/>|>([^<\r\n]+)(?=<\/)/g)) {
    const [whole, name, attributes, text] = match;
    parts.push(xml.slice(at, match.index));
    at = match.index + whole.length;
    stop += 1;
    if (name !== undefined) parts.push(`<${name}${attributes}>`, { stop, text: '' }, `</${name}>`);
    else parts.push('>', { stop, text: text ?? '' });
  }
  return [...parts, xml.slice(at)].filter((part) => part !== '');
}
