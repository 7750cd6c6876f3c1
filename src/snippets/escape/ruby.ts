/** A string literal: between single quotes where that says it all. */
export function rubyString(text: string): string {
  if (!/[\n\r\t]/.test(text)) return `'${text.replace(/[\\']/g, '\\$&')}'`;
  return `"${rubyHeredoc(text).replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

/** Text inside a heredoc that interpolates. */
export function rubyHeredoc(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/#(?=[{$@])/g, '\\#')
    .replaceAll('\r', '\\r');
}
