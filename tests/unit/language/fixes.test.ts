import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { check, fixAll } from '#src/language/check';
import { format } from '#src/language/format';
import type { Problem } from '#src/language/problem';
import { applyEdits } from '#src/xml/edits';
import { schemaJudge } from '../xsd';
import { FAULTS, validText, withFault } from './faults';
import { mutated } from './mutations';
import { codes, envelope } from './texts';

const RUNS = 20;

const ofKind = (problems: readonly Problem[], { code }: Problem) =>
  problems.filter((other) => other.code === code);
const alike = (problems: readonly Problem[], { code, message }: Problem) =>
  problems.filter((other) => other.code === code && other.message === message);

describe('Each fix of each problem', () => {
  it.each(Object.entries(FAULTS))(
    'mends it for good and brings nothing else of its kind: %s',
    (_, fault) => {
      fc.assert(
        fc.property(withFault(fault), (text) => {
          const before = check(text, marketo);
          for (const problem of before)
            for (const { title, edits } of problem.fixes) {
              const mended = applyEdits(text, edits);
              const after = check(mended, marketo);
              const said = `${title}\n${problem.message}\n${text}`;
              expect(alike(after, problem).length, said).toBeLessThan(alike(before, problem).length);
              expect(ofKind(after, problem).length, said).toBeLessThan(ofKind(before, problem).length);
              // What is mended is not offered to be mended again.
              const again = alike(after, problem).flatMap(({ fixes }) => fixes);
              expect(again.filter((fix) => applyEdits(mended, fix.edits) === mended, said)).toEqual([]);
            }
          const all = fixAll(text, marketo);
          expect(fixAll(all.text, marketo)).toEqual({ text: all.text, fixed: 0 });
        }),
        { numRuns: RUNS, seed: 15 },
      );
    },
    60_000,
  );
});

const judge = schemaJudge(marketoWsdl)!;
const withoutSpace = (text: string) => text.replace(/[ \t\r\n]+/g, '');
const formatted = (text: string) => applyEdits(text, format(text));

describe('Format and Fix all', () => {
  it('change nothing but white space, in any text', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, ...Object.values(FAULTS).map(withFault)), (text) => {
        const after = formatted(text);
        expect(withoutSpace(after)).toBe(withoutSpace(text));
        expect(formatted(after)).toBe(after);
      }),
      { numRuns: 500, seed: 15 },
    );
  }, 60_000);

  it('leave a valid request valid, with the values that it had', () => {
    const values = (text: string) => {
      const read = readRequest(text, marketo);
      if (!read.ok) throw new Error(read.problem.message);
      return [read.request.values, read.request.headers];
    };
    fc.assert(
      fc.property(validText, (text) => {
        expect(judge.judge(text)).toEqual([]);
        expect(judge.judge(formatted(text))).toEqual([]);
        expect(values(formatted(text))).toEqual(values(text));
        const mended = fixAll(text, marketo).text;
        expect(judge.judge(mended)).toEqual([]);
        expect(check(mended, marketo).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 300, seed: 15 },
    );
  }, 60_000);
});

const lead = (value = 'a@b.c') =>
  envelope(
    `    <m:paramsGetLead>\n      <leadKey>\n        <keyType>EMAIL</keyType>\n        <keyValue>${value}</keyValue>\n      </leadKey>\n    </m:paramsGetLead>`,
  );

describe('A < too many', () => {
  it.each([
    ['at the end of a tag', (text: string) => text.replace('<leadKey>', '<leadKey<>')],
    ['before the end of an empty element', (text: string) => text.replace('<keyType>EMAIL', '<x</>')],
    ['before a tag', (text: string) => text.replace('<leadKey>', '<<leadKey>')],
    ['before an end tag', (text: string) => text.replace('</leadKey>', '<</leadKey>')],
  ])('%s is one problem, and goes', (_, change) => {
    const text = change(lead());
    const problems = check(text, marketo).slice(0, 1);
    expect(problems.map(({ fixes }) => fixes.map(({ title }) => title))).toEqual([['Remove the second <']]);
    const mended = applyEdits(text, problems[0]!.fixes[0]!.edits);
    expect(mended).toBe(text.replace(/<(?=[<>]|\/>)/, ''));
  });

  it('in a value is text, and stays', () => {
    expect(fixAll(lead('a<'), marketo).text).toBe(lead('a&lt;'));
    expect(fixAll(lead('<'), marketo).text).toBe(lead('&lt;'));
  });

  it('in a text that is no request is mended alike', () => {
    expect(fixAll('<a><b<></b></a>', marketo)).toEqual({ text: '<a><b></b></a>', fixed: 1 });
    expect(fixAll('<a><b c="1"<></b></a>', marketo).text).toBe('<a><b c="1"></b></a>');
  });
});

describe('What is never closed', () => {
  it.each([
    ['<![CDATA[a@b.c', '<![CDATA[a@b.c]]>'],
    ['<![CDATA[a@b.c]]', '<![CDATA[a@b.c]]>'],
    ['<![CDATA[a@b.c]>', '<![CDATA[a@b.c]]>'],
    ['<![CDATA[]', '<![CDATA[]]]>'],
  ])('%s is the one problem, not the elements around it', (open, closed) => {
    const problems = check(lead(open), marketo);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['cdata', 'This CDATA section is never closed: ]]> is missing.'],
    ]);
    expect(fixAll(lead(open), marketo).text).toBe(lead(closed));
  });

  it('is the first of two sections, when it goes on to the end of the second', () => {
    const two = (first: string) =>
      lead('<![CDATA[b]]>').replace('<keyType>EMAIL</keyType>', `<keyType>${first}</keyType>`);
    const problems = check(two('<![CDATA[EMAIL'), marketo);
    expect(problems.map(({ code }) => code)).toEqual(['cdata']);
    expect(problems[0]?.message).toBe(
      'This CDATA section has swallowed </keyType>: ]]> is missing before it.',
    );
    expect(fixAll(two('<![CDATA[EMAIL'), marketo).text).toBe(two('<![CDATA[EMAIL]]>'));
  });

  it('is a comment, which ends where its end was begun', () => {
    const noted = (note: string) => lead().replace('        <keyType>', `        ${note}\n        <keyType>`);
    expect(codes(noted('<!-- a note'))).toEqual(['comment']);
    expect(fixAll(noted('<!-- a note'), marketo).fixed).toBe(0);
    expect(codes(noted('<!-- a note ->'))).toEqual(['comment']);
    expect(fixAll(noted('<!-- a note ->'), marketo).text).toBe(noted('<!-- a note -->'));
    expect(fixAll(noted('<!-- a -> b'), marketo).fixed).toBe(0);
  });

  it('may be an instruction', () => {
    expect(codes(lead().replace('<keyType>', '<?php <keyType>'))).toEqual(['instruction']);
  });
});

describe('A namespace that is nearly right', () => {
  const MARKETO = 'http://www.marketo.com/mktows/';
  const selector = envelope(
    '<m:paramsGetMultipleLeads><leadSelector xsi:type="m:StaticListSelector"><staticListId>1</staticListId></leadSelector><batchSize>10</batchSize></m:paramsGetMultipleLeads>',
  );
  it.each([
    [MARKETO, 'http://www.marketo.com/mktows', 'its last slash is missing'],
    [MARKETO, 'http://www.marketo.com/mktows//', 'each character counts'],
    [MARKETO, 'https://www.marketo.com/mktows/', 'it begins with http:'],
    [MARKETO, 'http://www.marketo.com/Mktows/', 'capitals count'],
    [MARKETO, ' http://www.marketo.com/mktows/', 'white space stands beside it'],
    [
      'http://www.w3.org/2001/XMLSchema-instance',
      'http://www.w3.org/2001/XMLSchema-Instance',
      'capitals count',
    ],
    [
      'http://www.w3.org/2001/XMLSchema-instance',
      'http://www.w3.org/2001/XMLSchema-instance/',
      'it has no slash at its end',
    ],
    [
      'http://www.w3.org/2001/XMLSchema-instance',
      'http://www.w3.org/1999/XMLSchema-instance',
      'each character counts',
    ],
    [
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://schemas.xmlsoap.org/soap/envelope',
      'its last slash is missing',
    ],
  ])('%s written as %s is corrected where it is declared', (right, wrong, why) => {
    const text = selector.replace(`"${right}"`, `"${wrong}"`);
    const errors = check(text, marketo).filter(({ severity }) => severity === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(why);
    expect(text.slice(errors[0]?.range.start, errors[0]?.range.end)).toBe(wrong);
    expect(fixAll(text, marketo).text).toBe(fixAll(selector, marketo).text);
  });

  it('is corrected wherever it is declared, and what else is wrong is told beside it', () => {
    const slip = `xmlns:n="${MARKETO.slice(0, -1)}"`;
    const text = envelope(
      `<n:paramsGetLead ${slip}><leadKey><keyType>EMAIL</keyType><keyValu>a@b.c</keyValu></leadKey></n:paramsGetLead>`,
      `<s:Header><n:AuthenticationHeader ${slip}><mktowsUserId>u</mktowsUserId><requestSignature>146ec93f4f1e2a45f7a545f7e42e2d053c0457e7</requestSignature><requestTimestamp>2013-08-02T15:47:06-07:00</requestTimestamp></n:AuthenticationHeader></s:Header>`,
    );
    const problems = check(text, marketo);
    expect(problems.map(({ code }) => code)).toEqual(['namespace', 'missing', 'unknown-element']);
    const unknown = problems[2]!;
    expect(text.slice(unknown.range.start, unknown.range.end)).toBe('keyValu');
    expect(codes(applyEdits(text, problems[0]!.fixes[0]!.edits))).toEqual(['missing', 'unknown-element']);
    const mended = fixAll(text, marketo).text;
    expect(mended).toBe(text.replaceAll(slip, `xmlns:n="${MARKETO}"`).replaceAll('keyValu>', 'keyValue>'));
  });

  it('may be two namespaces at once', () => {
    const text = selector
      .replace(`"${MARKETO}"`, '"http://www.marketo.com/mktows"')
      .replace('XMLSchema-instance', 'XMLSchema-Instance');
    expect(codes(text).filter((code) => code !== 'slow')).toEqual(['namespace', 'namespace']);
    expect(fixAll(text, marketo).text).toBe(fixAll(selector, marketo).text);
  });

  it('is nobody’s business where nothing depends on it', () => {
    expect(
      codes(lead().replace('<m:paramsGetLead>', '<m:paramsGetLead xmlns:z="http://www.marketo.com/mktows">')),
    ).toEqual([]);
  });
});
