/** A string literal. What is not ASCII becomes `\uXXXX`, since javac reads files in the platform's encoding up to JDK 17. */
export function javaString(text: string): string {
  return `"${ascii(text.replace(/[\\"]/g, '\\$&').replace(/[\n\r\t]/g, control))}"`;
}

/** Text inside a text block (Java 15). Blanks at the end of a line would be stripped, so the last is written as `\s`. */
export function javaTextBlock(text: string): string {
  return ascii(
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('"""', '\\"\\"\\"')
      .replace(/"$/, '\\"')
      .replace(/\r/g, control)
      .replace(/[ \t](?=\n|$)/g, (blank) => (blank === ' ' ? '\\s' : '\\t')),
  );
}

/** Text inside the pattern of `String.format`. */
export function javaFormat(text: string): string {
  return text.replaceAll('%', '%%');
}

function control(character: string): string {
  return { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ?? character;
}

function ascii(text: string): string {
  return text.replace(
    /[^\t\n\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
