/**
 * A tag for program text in another language. The text keeps its backslashes, loses its common indentation and the blank
 * lines around it; `\${` stands for `${` and a backslash with a backtick for the backtick.
 *
 * What is filled in is not touched: a string goes in as it is, however many lines it has. An array is a block of lines: alone
 * on its line it takes over that line's indentation; an empty one removes the line and the blank lines before it.
 */
export function code(
  strings: TemplateStringsArray,
  ...values: readonly (string | readonly string[])[]
): string {
  const source = strings.raw
    .map((part) => part.replace(/\\(?=\$\{|`)/g, ''))
    .reduce((text, part, index) => `${text}\u0000${index - 1}\u0000${part}`);
  const lines = source
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  const filled: string[] = [];
  for (const line of lines) {
    const block = fill(line.slice(common), values);
    if (block.length === 0) while (filled.at(-1) === '') filled.pop();
    filled.push(...block);
  }
  return `${filled.join('\n')}\n`;
}

function fill(line: string, values: readonly (string | readonly string[])[]): string[] {
  const alone = /^(\s*)\u0000(\d+)\u0000$/.exec(line);
  const block = alone && values[Number(alone[2])];
  if (Array.isArray(block)) {
    return (block as readonly string[]).map((inner) => (inner === '' ? '' : `${alone?.[1]}${inner}`));
  }
  return [
    line.replace(/\u0000(\d+)\u0000/g, (_, index: string) => {
      const value = values[Number(index)] ?? '';
      return typeof value === 'string' ? value : value.join('\n');
    }),
  ];
}
