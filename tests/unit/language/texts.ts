import { expect } from 'vitest';
import { marketo } from '#src/contract/marketo';
import type { Contract } from '#src/contract/contract';
import { check } from '#src/language/check';
import type { Context, Problem } from '#src/language/problem';
import { applyEdits } from '#src/xml/edits';

/** A header that nothing is wrong with. */
export const HEADER = `  <s:Header>
    <m:AuthenticationHeader>
      <mktowsUserId>demo17_1</mktowsUserId>
      <requestSignature>146ec93f4f1e2a45f7a545f7e42e2d053c0457e7</requestSignature>
      <requestTimestamp>2013-08-02T15:47:06-07:00</requestTimestamp>
    </m:AuthenticationHeader>
  </s:Header>`;

/** An envelope around a Body's content. */
export function envelope(content: string, header = HEADER): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${header}
  <s:Body>
${content}
  </s:Body>
</s:Envelope>
`;
}

/** A text in which « and » stand around a place. */
export function marked(text: string): { text: string; start: number; end: number } {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  if (start < 0 || end < start) throw new Error('The text has no «place».');
  return { text: text.replace('«', '').replace('»', ''), start, end };
}

/** What is expected of a problem, and of the text once its fix is made. */
export interface Expected {
  readonly severity?: Problem['severity'];
  readonly message?: RegExp;
  /** The whole text after the only fix, or a part of it. */
  readonly fixed?: string;
  readonly context?: Context;
  readonly contract?: Contract;
}

/** The problem with that code, which must stand at the marked place; its fix must lead to the expected text. */
export function expectProblem(source: string, code: string, expected: Expected = {}): Problem {
  const { text, start, end } = marked(source);
  const problems = check(text, expected.contract ?? marketo, expected.context);
  const found = problems.filter((problem) => problem.code === code);
  const listed = problems.map((problem) => `${problem.code}: ${problem.message}`).join('\n');
  expect(
    found.map((problem) => text.slice(problem.range.start, problem.range.end)),
    listed,
  ).toContain(text.slice(start, end));
  const problem = found.find((one) => one.range.start === start && one.range.end === end);
  if (!problem) throw new Error(`${code} stands elsewhere:\n${JSON.stringify(found)}`);
  expect(problem.severity).toBe(expected.severity ?? 'error');
  expect(problem.message).toMatch(/^[^a-z].*[.?!]$|^[a-z]\w*.*[.?!]$/s);
  if (expected.message) expect(problem.message).toMatch(expected.message);
  if (expected.fixed !== undefined) {
    expect(problem.fixes, 'fixes').toHaveLength(1);
    const mended = applyEdits(text, problem.fixes[0]!.edits);
    expect(mended).toContain(expected.fixed);
    const after = check(mended, expected.contract ?? marketo, expected.context);
    const again = after.filter((one) => one.code === code && one.message === problem.message);
    expect(again.length).toBeLessThan(found.filter((one) => one.message === problem.message).length);
  }
  return problem;
}

/** The codes of all problems, errors and advice. */
export function codes(text: string, context?: Context, contract: Contract = marketo): string[] {
  return check(text, contract, context).map((problem) => problem.code);
}
