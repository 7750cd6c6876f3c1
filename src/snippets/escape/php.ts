/** A string literal between single quotes. */
export function phpString(text: string): string {
  // A carriage return would not survive an editor; only double quotes have an escape for it.
  if (text.includes('\r')) return `"${phpHeredoc(text).replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** Text inside a heredoc, beside `{$variables}`. */
export function phpHeredoc(text: string): string {
  return text.replace(/[\\$]/g, '\\$&').replaceAll('\r', '\\r');
}
