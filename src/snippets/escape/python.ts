/** A string literal. */
export function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = controls(text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`));
  return `${quote}${escaped.replaceAll('\n', '\\n').replaceAll('\t', '\\t')}${quote}`;
}

/** Text between triple double quotes. */
export function pythonTriple(text: string): string {
  return controls(text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"'));
}

/** Text inside an f-string between triple double quotes. */
export function pythonFString(text: string): string {
  return pythonTriple(text).replace(/[{}]/g, '$&$&');
}

function controls(text: string): string {
  return text.replaceAll('\r', '\\r');
}
