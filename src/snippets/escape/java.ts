/** The most bytes that a piece of a literal gets: a class file's constant can hold 65,535 (JVM specification, 4.4.7). */
const LONGEST = 65_000;

/**
 * A string literal. What is not ASCII becomes `\uXXXX`, since javac reads files in the platform's encoding up to JDK 17. One
 * that is too long for a constant is joined of several as the program runs.
 */
export function javaString(text: string): string {
  const literals = pieces(text).map(
    (piece) => `"${ascii(piece.replace(/[\\"]/g, '\\$&').replace(/[\n\r\t]/g, control))}"`,
  );
  return literals.length === 1 ? (literals[0] ?? '') : `String.join("", ${literals.join(', ')})`;
}

/**
 * The lines of a text block as an expression; of several, joined as the program runs, where one would be too long.
 *
 * @param text ends with a line feed.
 * @param indent what stands before each line but the first.
 */
export function javaTextBlocks(text: string, indent: string): string[] {
  const blocks = pieces(text).map((piece) => {
    // A piece that ends inside a line has an escaped line end, so that the closing quotes say how far it is indented.
    const whole = piece.endsWith('\n') ? javaTextBlock(piece.slice(0, -1)) : `${javaTextBlock(piece)}\\`;
    return ['"""', ...whole.split('\n').map((line) => indent + line), `${indent}"""`];
  });
  const [only = []] = blocks;
  if (blocks.length === 1) return only;
  const joined = blocks.flatMap((block, index) =>
    block.map((line, at) => {
      const opened = at === 0 ? `${indent}${line}` : line;
      return at === block.length - 1 ? `${opened}${index === blocks.length - 1 ? ')' : ','}` : opened;
    }),
  );
  return ['String.join("",', ...joined];
}

/** A text in pieces that fit into constants, which hold it in modified UTF-8 (JVM specification, 4.4.7). */
function pieces(text: string): string[] {
  // Three bytes is the most that a UTF-16 unit takes.
  if (text.length * 3 <= LONGEST) return [text];
  const found: string[] = [];
  let start = 0;
  let size = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const bytes = code > 0x7ff ? 3 : code > 0x7f || code === 0 ? 2 : 1;
    if (size + bytes > LONGEST) {
      found.push(text.slice(start, index));
      start = index;
      size = 0;
    }
    size += bytes;
  }
  return [...found, text.slice(start)];
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
