import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { pagingOf } from '#src/contract/paging';
import { exampleValues } from '#src/envelope/example';
import { withValueAt, type Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { DEMO_USER_ID } from '#src/sandbox/demo';
import { w3cTimestamp } from '#src/text/timestamp';
import type { SnippetKind, SnippetRequest } from '#src/snippets/snippet';
import type { Recorded, SandboxServer } from '../sandbox-server';
import { POSITION_TEXT } from './answers';
import { canonical, type Tolerance } from './canonical';
import { hostileHeaders, hostileValues, type Variant } from './hostile';
import type { Outcome } from './run';

/** Where a program is sent: values that provoke, or the page's example. */
export type Case = Variant | 'example';

/** One program: what it is written from, its text, and the name under which its requests are recorded. */
export interface Program {
  readonly operation: Operation;
  readonly name: string;
  readonly case: Case;
  /** Where its file goes: two programs for one operation may define the same class. */
  readonly folder: string;
  readonly request: SnippetRequest;
  readonly text: string;
  readonly endpoint: string;
}

/** Every program of a kind for every operation. Hostile ones talk to the recorder, examples to the sandbox. */
export function programs(server: SandboxServer, kind: SnippetKind, cases: readonly Case[]): Program[] {
  return cases.flatMap((which) =>
    marketo.operations.map((operation) => {
      const name = `${kind.id}-${operation.name}-${which}`;
      const endpoint = which === 'example' ? server.endpoint(name) : server.recorder(name);
      const request = requestFor(operation, which, endpoint);
      const snippet = kind.write(request);
      if (!snippet.ok) throw new Error(`${name}: ${snippet.reason}`);
      return { operation, name, case: which, folder: which, request, text: snippet.text, endpoint };
    }),
  );
}

/** The page's example. Of the changes of all leads only the latest, since every program here pages to the end. */
function exampleOf(operation: Operation): Values {
  const values = exampleValues(marketo, operation);
  if (operation.name !== 'getLeadChanges') return values;
  const lastWeek = w3cTimestamp(Date.now() - 7 * 24 * 60 * 60_000);
  return withValueAt(values, ['startPosition', 'oldestCreatedAt'], lastWeek);
}

/** The request of one program. */
export function requestFor(operation: Operation, which: Case, endpoint: string): SnippetRequest {
  const example = which === 'example';
  return {
    contract: marketo,
    operation,
    values: example ? exampleOf(operation) : hostileValues(marketo, operation, which),
    headers: example ? {} : hostileHeaders(operation),
    endpoint,
    userId: DEMO_USER_ID,
  };
}

/** Asserts that a program ran well and sent what the page's own envelope says, signed, page after page. */
export function expectSame(
  server: SandboxServer,
  program: Program,
  outcome: Outcome,
  tolerance: Tolerance = {},
): void {
  expect(outcome, `${program.name}\n${outcome.stderr}\n${outcome.stdout.slice(0, 2000)}`).toMatchObject({
    code: 0,
  });
  expectRecorded(server, program, { tolerance });
}

/** Asserts what arrived from a program; `pages` when it sends fewer requests than the recorder has pages. */
export function expectRecorded(
  server: SandboxServer,
  program: Program,
  { tolerance = {}, pages }: { readonly tolerance?: Tolerance; readonly pages?: number } = {},
): void {
  const recorded = server.recorded(program.name);
  // The sandbox has as many pages as it has; the recorder has two.
  const wanted = expectedRequests(program.request).slice(0, program.case === 'example' ? 1 : pages);
  expect(recorded.length, program.name).toBeGreaterThanOrEqual(wanted.length);
  if (program.case !== 'example') expect(recorded, program.name).toHaveLength(wanted.length);
  recorded.forEach((request, index) => {
    expect(request.signed, `${program.name}: signature of request ${index + 1}`).toBe(true);
    if (program.case === 'example') expect(request.verdict, program.name).toBe('ok');
    expectHttp(program.operation, request);
    const expected = wanted[index];
    if (expected === undefined) return;
    const [sent, same] = [request.body, expected].map((text) => canonical(marketo, text, tolerance));
    // A position goes back as it came, and some programs leave out what was nil in it, which says the same.
    expect(index === 0 ? sent : withoutNil(sent), program.name).toEqual(
      index === 0 ? same : withoutNil(same),
    );
  });
}

function withoutNil(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (_, value: unknown) => value ?? undefined));
}

function expectHttp(operation: Operation, { headers }: Recorded): void {
  expect(headers.get('content-type')).toMatch(/^text\/xml; ?charset="?utf-8"?/i);
  expect(headers.get('soapaction')?.replace(/^"|"$/g, '')).toBe(operation.soapAction);
}

/** The envelopes that the page would send: the request, and the one for the recorder's second page. */
function expectedRequests(request: SnippetRequest): string[] {
  const paging = pagingOf(marketo, request.operation);
  const position: Values | string = paging?.complex
    ? { latestCreatedAt: '2013-08-02T15:47:06-07:00', offset: POSITION_TEXT }
    : POSITION_TEXT;
  const second = paging && withValueAt(request.values, [paging.requestField.name], position);
  return [request.values, ...(second ? [second] : [])].map((values) => envelopeOf(request, values));
}

function envelopeOf({ contract, operation, headers, userId }: SnippetRequest, values: Values): string {
  const authentication = {
    ...headers.AuthenticationHeader,
    mktowsUserId: userId,
    requestSignature: '',
    requestTimestamp: '',
  };
  const written = writeRequest(contract, {
    operation,
    values,
    headers: { ...headers, AuthenticationHeader: authentication },
  });
  if (!written.ok) throw new Error(written.problems.map(({ message }) => message).join(' '));
  return written.text;
}

/** A new directory for programs; `remove` takes it away with all that is in it. */
export function workDirectory(): {
  readonly path: string;
  readonly file: (...parts: string[]) => string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'marketo-interop-'));
  return {
    path,
    file: (...parts) => join(path, ...parts),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
