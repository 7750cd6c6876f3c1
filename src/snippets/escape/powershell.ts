/** A string literal, between single quotes where that says it all. PowerShell takes curly quotes for straight ones. */
export function psString(text: string): string {
  if (!/[\r\n]/.test(text)) return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
  return `"${text
    .replace(/[`$"“”„]/g, '`$&')
    .replaceAll('\r', '`r')
    .replaceAll('\n', '`n')}"`;
}

/** Text inside an expandable here-string, `@"…"@`. */
export function psHereString(text: string): string {
  return text
    .replace(/[`$]/g, '`$&')
    .replaceAll('\r', '`r')
    .replace(/^(["“”„])(?=@)/gm, '`$1');
}
