/** An interpreted string literal. */
export function goString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/[\n\r\t\ufeff]/g, control)}"`;
}

/** A raw string literal between backticks; what can't stand in one is joined to it: a backtick, a carriage return. */
export function goRawString(text: string): string {
  return `\`${text.replace(/[`\r\ufeff]+/g, (run) => `\` + ${goString(run)} + \``)}\``;
}

/** Text inside the format of `fmt.Sprintf`. */
export function goFormat(text: string): string {
  return text.replaceAll('%', '%%');
}

function control(character: string): string {
  // A byte order mark is an error inside a Go source file.
  return { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ?? '\\ufeff';
}
