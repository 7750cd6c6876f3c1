import { describe, expect, it } from 'vitest';
import { faultAdvice } from '#src/guide/faults';
import type { ResponseReading } from '#src/response/read';
import type { Answer, Failure } from '#src/transport/send';
import { describeAnswer, judge } from '#src/ui/answer/status';
import type { CallState } from '#src/workspace/call.svelte';

const call = { target: { kind: 'sandbox' }, body: '', soapAction: '' } as const;
const answer = (change: Partial<Answer> = {}): Answer => ({
  kind: 'answered',
  status: 200,
  contentType: 'text/xml',
  text: '',
  bytes: 0,
  milliseconds: 0,
  route: 'proxy-to-sandbox',
  ...change,
});
const ended = (outcome: Answer | Failure, reading?: ResponseReading): CallState => ({
  kind: 'ended',
  call,
  outcome,
  reading,
  ended: 0,
});
const verdict = (status: number, reading: ResponseReading, change: Partial<Answer> = {}) =>
  judge(ended(answer({ status, ...change }), reading));

const success: ResponseReading = { kind: 'success', operation: 'getLead', values: {} };
const fault = (code?: string, message?: string): ResponseReading => ({
  kind: 'fault',
  faultcode: 'SOAP-ENV:Client',
  faultstring: 'It failed',
  code,
  message,
});

describe('A call’s end in one glance', () => {
  it('is nothing before there is an end', () => {
    expect(judge({ kind: 'idle' })).toBeUndefined();
    expect(judge({ kind: 'sending', call, started: 0 })).toBeUndefined();
  });

  it('is only the status while the answer is being read', () => {
    expect(judge(ended(answer({ status: 500 })))).toEqual({ tone: 'quiet', label: '500' });
  });

  it('is good for an answer of the contract, and needs no words', () => {
    expect(verdict(200, success)).toEqual({ tone: 'good', label: '200' });
  });

  it('warns when an answer comes with the status of a failure', () => {
    expect(verdict(404, success)).toMatchObject({
      tone: 'warn',
      label: '404',
      explanation: { title: 'HTTP 404' },
    });
  });

  it('gives advice on a known fault', () => {
    const { title, meaning, advice } = faultAdvice['20014']!;
    expect(verdict(500, fault('20014'))).toEqual({
      tone: 'bad',
      label: '500 · 20014',
      explanation: { title: `20014: ${title}`, text: `${meaning} ${advice}` },
    });
  });

  it.each([
    ['its own sentence', fault('29999', 'Nothing works'), '500 · 29999', 'Nothing works'],
    ['a sentence of ours', fault(), '500 · fault', 'The service answered with a fault.'],
    ['its own sentence, whatever it calls itself', fault('constructor', 'Ha'), '500 · constructor', 'Ha'],
  ])('explains any other fault with %s', (_, reading, label, text) => {
    expect(verdict(500, reading)).toEqual({
      tone: 'bad',
      label,
      explanation: { title: 'It failed', text },
    });
  });

  it('has a title for a fault that says nothing', () => {
    const silent: ResponseReading = { kind: 'fault', faultcode: '', faultstring: '' };
    expect(verdict(500, silent)?.explanation?.title).toBe('SOAP fault');
  });

  it.each<[string, ResponseReading, string, string]>([
    ['a Body of another contract', { kind: 'unknown-body', name: 'other' }, '200 · unknown', '<other>'],
    ['an empty Body', { kind: 'unknown-body', name: '' }, '200 · unknown', 'an empty Body'],
    ['another document', { kind: 'other-xml', name: 'rss' }, '200 · unknown', '<rss>'],
    ['an empty answer', { kind: 'empty' }, '200 · empty', 'no content'],
    ['a web page', { kind: 'not-xml', message: 'No.', html: true }, '200 · not XML', 'web page'],
    [
      'broken XML',
      { kind: 'not-xml', message: 'No.', line: 7, html: false },
      '200 · not XML',
      'No. (line 7)',
    ],
    ['other text', { kind: 'not-xml', message: 'No.', html: false }, '200 · not XML', 'No. The text'],
  ])('says what else came, and what to do: %s', (_, reading, label, words) => {
    const found = verdict(200, reading);
    expect(found?.label).toBe(label);
    expect(found?.tone).not.toBe('good');
    expect(found?.explanation?.text).toContain(words);
  });

  it.each<ResponseReading>([
    { kind: 'unknown-body', name: 'x' },
    { kind: 'other-xml', name: 'x' },
    { kind: 'empty' },
    { kind: 'not-xml', message: 'No.', html: true },
  ])('explains the status first where that says more ($kind)', (reading) => {
    const found = verdict(302, reading, { location: 'https://else/' });
    expect(found).toMatchObject({ tone: 'bad', label: '302' });
    expect(found?.explanation?.text).toContain('https://else/');
  });

  it.each<Failure>([
    { kind: 'refused', reason: 'target-not-allowed', message: '' },
    { kind: 'timed-out', limit: 60_000 },
    { kind: 'unreachable', message: '' },
    { kind: 'broken-off', message: '' },
    { kind: 'no-proxy' },
  ])('is bad when there is no answer, and says why ($kind)', (failure) => {
    const found = judge(ended(failure));
    expect(found?.tone).toBe('bad');
    expect(found?.label).toBe(found?.explanation?.title.toLowerCase());
  });

  it('is quiet when the user stopped it', () => {
    expect(judge(ended({ kind: 'cancelled' }))).toMatchObject({ tone: 'quiet', label: 'cancelled' });
  });
});

describe('The status line', () => {
  it.each([
    [0.4, 0, '0 ms · 0 B'],
    [999, 999, '999 ms · 999 B'],
    [999.6, 999_960, '1.0 s · 1.0 MB'],
    [1000, 1000, '1.0 s · 1.0 kB'],
    [61_500, 5_250_000, '61.5 s · 5.3 MB'],
  ])('writes %d ms and %d bytes as %s', (milliseconds, bytes, text) => {
    expect(describeAnswer(answer({ milliseconds, bytes }))).toBe(`${text} · proxy → sandbox`);
  });

  it.each([
    ['proxy-to-host', 'proxy → host'],
    ['page-to-sandbox', 'sandbox in the page'],
  ] as const)('names the way %s', (route, words) => {
    expect(describeAnswer(answer({ route }))).toBe(`0 ms · 0 B · ${words}`);
  });
});
