import { describe, expect, it } from 'vitest';
import { explainFailure, explainStatus } from '#src/guide/outcomes';
import type { RefusalReason } from '#src/proxy/protocol';
import type { Failure } from '#src/transport/send';

/** Every reason; a new one in the protocol does not compile until it stands here too. */
const REASONS = Object.keys({
  'host-not-ours': true,
  'cross-origin': true,
  'method-not-allowed': true,
  'target-missing': true,
  'target-invalid': true,
  'target-has-credentials': true,
  'target-not-https': true,
  'target-not-allowed': true,
  'path-not-allowed': true,
  'get-only-wsdl': true,
  'content-type-not-allowed': true,
  'request-too-large': true,
  'request-timed-out': true,
  'too-many-calls': true,
  cancelled: true,
  'address-not-allowed': true,
  'name-not-found': true,
  'connection-failed': true,
  'tls-failed': true,
  'timed-out': true,
  'response-too-large': true,
  'response-invalid': true,
} satisfies Record<RefusalReason, true>);

const FAILURES: readonly Failure[] = [
  { kind: 'timed-out', limit: 60_000 },
  { kind: 'cancelled' },
  { kind: 'unreachable', message: '' },
  { kind: 'broken-off', message: '' },
  { kind: 'no-proxy' },
];

const refused = (reason: string, message = '') => explainFailure({ kind: 'refused', reason, message });

describe('A call without an answer is explained', () => {
  it.each(REASONS)('in words of its own when the proxy refuses with %s', (reason) => {
    const { title, text } = refused(reason, 'The proxy’s own sentence.');
    expect(title).toMatch(/^[A-Z]/);
    expect(text).toMatch(/^[A-Z].{10,}/);
    expect(text).not.toContain('The proxy’s own sentence.');
  });

  it('differently for each reason', () => {
    expect(new Set(REASONS.map((reason) => refused(reason).text)).size).toBe(REASONS.length);
  });

  it.each(['new-reason', 'constructor', '__proto__'])(
    'in the proxy’s words when the reason is %s',
    (reason) => {
      expect(refused(reason, 'Because.')).toEqual({ title: 'Refused by the proxy', text: 'Because.' });
    },
  );

  it('by the bare reason when the proxy says nothing else', () => {
    expect(refused('new-reason').text).toContain('new-reason');
  });

  it.each(FAILURES)('when it is $kind', (failure) => {
    const { title, text } = explainFailure(failure);
    expect(title).toMatch(/^[A-Z]/);
    expect(text).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('with the limit that was passed', () => {
    expect(explainFailure({ kind: 'timed-out', limit: 60_000 }).text).toContain('60 seconds');
  });

  it('differently for each kind of ending', () => {
    const titles = [...FAILURES.map(explainFailure), refused('cross-origin')].map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('without blaming the proxy when the host is at fault', () => {
    expect(refused('name-not-found').title).toContain('host');
    expect(refused('response-too-large').title).not.toContain('Refused');
  });
});

describe('A status without a SOAP answer is explained', () => {
  it.each([400, 401, 403, 404, 405, 410, 413, 415, 418, 429, 500, 502, 503])('for %i', (status) => {
    const { title, text } = explainStatus(status);
    expect(title).toContain(String(status));
    expect(text).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('with the address that a redirect points to', () => {
    expect(explainStatus(301, 'https://else/').text).toContain('https://else/');
    expect(explainStatus(308).text).toContain('another address');
  });
});
