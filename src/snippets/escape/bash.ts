/** A word between single quotes, in which nothing is special but the quote itself. */
export function bashString(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Text inside a here-document whose end mark is not quoted, so that variables can stand beside it. */
export function bashHeredoc(text: string): string {
  return text.replace(/[\\$`]/g, '\\$&');
}
