import { describe, expect, it } from 'vitest';
import { bashHeredoc, bashString } from '#src/snippets/escape/bash';
import { csFormat, csString, csVerbatim } from '#src/snippets/escape/csharp';
import { endMark } from '#src/snippets/escape/delimiter';
import { goFormat, goRawString, goString } from '#src/snippets/escape/go';
import { javaFormat, javaString, javaTextBlock } from '#src/snippets/escape/java';
import { jsString, jsTemplate } from '#src/snippets/escape/javascript';
import { phpHeredoc, phpString } from '#src/snippets/escape/php';
import { psHereString, psString } from '#src/snippets/escape/powershell';
import { pythonFString, pythonString, pythonTriple } from '#src/snippets/escape/python';
import { rubyHeredoc, rubyString } from '#src/snippets/escape/ruby';

/** What has to come out of every language unchanged; the interop tests ask the languages themselves. */
const EVERYTHING = 'a"b\'c\\d$e`f\ng\rh]]>i%j{k}l#{m}n${o}pé😀q\u2028r\ts@"t"""u';

describe('bash', () => {
  it('ends and resumes single quotes around a single quote', () => {
    expect(bashString('it\'s $5 \\ `x` "y"')).toBe(`'it'\\''s $5 \\ \`x\` "y"'`);
  });

  it('escapes in a here-document what would be expanded, and nothing else', () => {
    expect(bashHeredoc('$HOME `id` \\n "it\'s" é😀 ]]> %{}')).toBe(
      '\\$HOME \\`id\\` \\\\n "it\'s" é😀 ]]> %{}',
    );
  });
});

describe('PHP', () => {
  it('escapes quotes and backslashes in single quotes', () => {
    expect(phpString("it's \\ $x {$y} \n é😀")).toBe("'it\\'s \\\\ $x {$y} \n é😀'");
  });

  it('uses double quotes for a carriage return, with everything escaped that they expand', () => {
    expect(phpString('a\r\n"$b" \\')).toBe('"a\\r\\n\\"\\$b\\" \\\\"');
  });

  it('keeps variables out of a heredoc', () => {
    expect(phpHeredoc('{$a} ${b} \\n %s "')).toBe('{\\$a} \\${b} \\\\n %s "');
  });
});

describe('Java', () => {
  it('writes a string in ASCII', () => {
    expect(javaString('"é" \\ \n\r\t 😀 \u2028')).toBe(
      '"\\"\\u00e9\\" \\\\ \\n\\r\\t \\ud83d\\ude00 \\u2028"',
    );
  });

  it('keeps a text block from ending early and from losing blanks at the end of its lines', () => {
    expect(javaTextBlock('a""" \\u0041 b \nc \t\r"')).toBe('a\\"\\"\\" \\\\u0041 b\\s\nc \t\\r\\"');
  });

  it('doubles per cent signs in a pattern', () => {
    expect(javaFormat('100%s %')).toBe('100%%s %%');
  });
});

describe('Ruby', () => {
  it('escapes quotes and backslashes in single quotes, where nothing is interpolated', () => {
    expect(rubyString("it's #{x} \\")).toBe("'it\\'s #{x} \\\\'");
  });

  it('interpolates nothing in double quotes either', () => {
    expect(rubyString('a\n#{x} #$y #@z # "')).toBe('"a\\n\\#{x} \\#$y \\#@z # \\""');
  });

  it('interpolates nothing in a heredoc', () => {
    expect(rubyHeredoc('#{x} \\ \r "')).toBe('\\#{x} \\\\ \\r "');
  });
});

describe('Python', () => {
  it('chooses the quote that the text does not have', () => {
    expect(pythonString("it's")).toBe('"it\'s"');
    expect(pythonString('say "it\'s" \\')).toBe("'say \"it\\'s\" \\\\'");
    expect(pythonString('a\n\r\té')).toBe("'a\\n\\r\\té'");
  });

  it('keeps triple quotes from ending early', () => {
    expect(pythonTriple('a"""b\\n\r"')).toBe('a\\"\\"\\"b\\\\n\\r\\"');
  });

  it('doubles braces in an f-string', () => {
    expect(pythonFString('{a} {{b}} %s')).toBe('{{a}} {{{{b}}}} %s');
  });
});

describe('JavaScript', () => {
  const evaluate = (source: string): unknown => new Function(`return ${source}`)();

  it('reads a string back as it was', () => {
    expect(evaluate(jsString(EVERYTHING))).toBe(EVERYTHING);
    expect(evaluate(jsString('\'"'))).toBe('\'"');
  });

  it('reads a template literal back as it was', () => {
    expect(evaluate(`\`${jsTemplate(EVERYTHING)}\``)).toBe(EVERYTHING);
  });
});

describe('C#', () => {
  it('escapes quotes, backslashes and line ends of every kind', () => {
    expect(csString('"\\\n\r\t\u2028\u0085é😀')).toBe('"\\"\\\\\\n\\r\\t\\u2028\\u0085é😀"');
  });

  it('doubles quotes in a verbatim string and nothing else', () => {
    expect(csVerbatim('a "b" \\ {c}\nd')).toBe('@"a ""b"" \\ {c}\nd"');
  });

  it('doubles braces in a format', () => {
    expect(csFormat('{0} {{x}}')).toBe('{{0}} {{{{x}}}}');
  });
});

describe('Go', () => {
  it('escapes quotes, backslashes and line ends', () => {
    expect(goString('"\\\n\r\té😀')).toBe('"\\"\\\\\\n\\r\\té😀"');
  });

  it('joins to a raw string what can not stand in one', () => {
    expect(goRawString('a`b\r\nc``')).toBe('`a` + "`" + `b` + "\\r" + `\nc` + "``" + ``');
  });

  it('doubles per cent signs in a format', () => {
    expect(goFormat('%s 5%')).toBe('%%s 5%%');
  });
});

describe('PowerShell', () => {
  it('doubles single quotes, the curly ones too', () => {
    expect(psString("it's ‘x’ $y `")).toBe("'it''s ‘‘x’’ $y `'");
  });

  it('uses double quotes for line ends, with everything escaped that they expand', () => {
    expect(psString('a\n"$b" “c” `')).toBe('"a`n`"`$b`" `“c`” ``"');
  });

  it('keeps a here-string from expanding and from ending early', () => {
    expect(psHereString('$a `b\n"@ c "@\r')).toBe('`$a ``b\n`"@ c "@`r');
  });
});

describe("a here-document's end mark", () => {
  it('is the wanted word where no line starts with it', () => {
    expect(endMark('<a>XML</a>\nan XML', 'XML')).toBe('XML');
  });

  it('is another word where a line does, even indented or with more behind it', () => {
    expect(endMark('a\nXML\nb', 'XML')).toBe('XML_2_');
    expect(endMark('  XML; echo', 'XML')).toBe('XML_2_');
    expect(endMark('XML\rXML_2_', 'XML')).toBe('XML_3_');
  });
});
