/** A string literal, for a file that says `use utf8`: between single quotes where that says it all. */
export function perlString(text: string): string {
  if (!/[\n\r\t]/.test(text)) return `'${text.replace(/[\\']/g, '\\$&')}'`;
  return `"${text.replace(/[\\"$@]/g, '\\$&').replace(/[\n\r\t]/g, control)}"`;
}

function control(character: string): string {
  return { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ?? character;
}
