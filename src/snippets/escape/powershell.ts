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

/** A string literal in ASCII, for a file whose encoding is anybody's guess. */
export function psAscii(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return psString(text);
  return `"${asciiPieces(text.replace(/[`$"]/g, '`$&').replaceAll('\r', '`r').replaceAll('\n', '`n'))}"`;
}

function asciiPieces(text: string): string {
  return text.replace(
    /`?([^\n\t\x20-\x7e])/g,
    (_, unit: string) => `$([char]0x${unit.charCodeAt(0).toString(16)})`,
  );
}
