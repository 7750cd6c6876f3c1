import { escapeText } from '../../xml/escape';
import { fileStem, frozenNote } from '../about';
import { bashString } from '../escape/bash';
import { csVerbatim } from '../escape/csharp';
import { endMark } from '../escape/delimiter';
import { goRawString } from '../escape/go';
import { javaTextBlocks } from '../escape/java';
import { jsTemplate } from '../escape/javascript';
import { phpString } from '../escape/php';
import { psHereString } from '../escape/powershell';
import { pythonTriple } from '../escape/python';
import { rubyHeredoc } from '../escape/ruby';
import { planOf } from '../plan';
import type { SnippetKind, SnippetLanguage } from '../snippet';
import { fillTemplate } from '../template';

/** The envelope as a string literal, assigned to a variable. */
function literal(
  language: SnippetLanguage,
  name: string,
  extension: string,
  needs: string,
  verified: true | string,
  assign: (envelope: string) => string,
): SnippetKind {
  return {
    id: `literal-${language}`,
    language,
    label: `Envelope as a literal, ${name}`,
    stack: 'Envelope',
    needs,
    verified,
    signs: false,
    pages: false,
    fileName: (operation) => `${fileStem(operation)}.envelope.${extension}`,
    run: () => 'Part of a program: POST the text as text/xml; charset=utf-8 to the endpoint.',
    write(request, options = {}) {
      const result = planOf(request, options);
      if (!result.ok) return result;
      const { envelope, userId, paging } = result.plan;
      const { frozen } = options;
      const values = {
        userId: escapeText(userId),
        timestamp: escapeText(frozen?.requestTimestamp ?? 'REQUEST_TIMESTAMP'),
        signature: escapeText(frozen?.requestSignature ?? 'REQUEST_SIGNATURE'),
        position: paging?.first ?? '',
      };
      const text = fillTemplate(
        envelope,
        (part) => part,
        (slot) => values[slot],
      );
      // A slot for a position that is not there leaves an empty line.
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      const note = frozen
        ? frozenNote(frozen)
        : 'It is not signed: REQUEST_TIMESTAMP and REQUEST_SIGNATURE stand where timestamp and signature go.';
      return { ok: true, text: `${assign(lines.join('\n'))}\n`, notes: [note] };
    },
  };
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

/** One kind for each language. */
export const literals: readonly SnippetKind[] = [
  literal('shell', 'bash', 'sh', 'any POSIX shell.', true, (text) => `envelope=${bashString(text)}`),
  literal('php', 'PHP', 'php', 'any PHP.', true, (text) => `<?php\n$envelope = ${phpString(text)};`),
  literal(
    'java',
    'Java',
    'java',
    'Java 15 or later.',
    true,
    (text) => `String envelope = ${javaTextBlocks(`${text}\n`, '    ').join('\n')};`,
  ),
  literal('ruby', 'Ruby', 'rb', 'Ruby 2.3 or later.', true, (text) => {
    const end = endMark(text, 'XML');
    return [`envelope = <<~${end}`, indent(rubyHeredoc(text), '  '), end].join('\n');
  }),
  literal('python', 'Python', 'py', 'any Python.', true, (text) => `envelope = """${pythonTriple(text)}"""`),
  literal(
    'javascript',
    'JavaScript',
    'js',
    'any JavaScript since 2015.',
    true,
    (text) => `const envelope = \`${jsTemplate(text)}\`;`,
  ),
  literal('csharp', 'C#', 'cs', 'any C#.', true, (text) => `var envelope = ${csVerbatim(text)};`),
  literal('go', 'Go', 'go', 'any Go.', true, (text) => `envelope := ${goRawString(text)}`),
  literal(
    'powershell',
    'PowerShell',
    'ps1',
    'any PowerShell.',
    "No test runs it: PowerShell is not part of the project's test machines.",
    (text) => `$envelope = @"\n${psHereString(text)}\n"@`,
  ),
];
