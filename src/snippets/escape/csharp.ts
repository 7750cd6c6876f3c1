/** A string literal. */
export function csString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/[\n\r\t\u0085\u2028\u2029]/g, control)}"`;
}

/** A verbatim string literal, in which only the quote means anything. */
export function csVerbatim(text: string): string {
  return `@"${text.replaceAll('"', '""')}"`;
}

/** Text inside the format of `string.Format`. */
export function csFormat(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

function control(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
