import { describe, expect, it } from 'vitest';
import { code } from '#src/snippets/code';

describe('program text', () => {
  it('loses its common indentation and keeps the rest, with one line end at the end', () => {
    const text = code`
      if (x) {
        y();

        z();
      }
    `;
    expect(text).toBe('if (x) {\n  y();\n\n  z();\n}\n');
  });

  it('keeps backslashes, and takes an escaped dollar sign or backtick for the character', () => {
    expect(code`
      echo "a\n" \${HOME} \`id\` \\
    `).toBe('echo "a\\n" ${HOME} `id` \\\\\n');
  });

  it('fills in a string as it is, however many lines it has', () => {
    const text = ' first\nsecond $& \\n';
    expect(code`
      begin
        ${text}
      end
    `).toBe('begin\n   first\nsecond $& \\n\nend\n');
  });

  it("gives a block of lines its line's indentation", () => {
    expect(code`
      begin
        ${['a', '', '  b']}
      end
    `).toBe('begin\n  a\n\n    b\nend\n');
  });

  it('drops the line of an empty block with the blank lines before it', () => {
    expect(code`
      a

      ${[]}

      b
    `).toBe('a\n\nb\n');
  });
});
