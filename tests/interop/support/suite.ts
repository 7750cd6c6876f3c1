import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import type { Values } from '#src/envelope/values';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import type { SnippetKind, SnippetOptions } from '#src/snippets/snippet';
import type { Runtime } from '../runtimes';
import { CREDENTIALS, startSandbox, type SandboxServer } from '../sandbox-server';
import type { Tolerance } from './canonical';
import { run, type Outcome } from './run';
import { expectRecorded, expectSame, programs, workDirectory, type Case, type Program } from './snippets';
import {
  FAULT_MESSAGE,
  startTrouble,
  TROUBLES,
  type Extent,
  type Trouble,
  type TroubledServer,
} from './trouble';

/** How a kind's programs are run. */
export interface Runner {
  readonly kind: SnippetKind;
  readonly runtime: Runtime;
  /** The command and its arguments for a program that was written to this file. */
  readonly command: (file: string, program: Program) => readonly [command: string, ...args: string[]];
  /** Compiles all programs, where a language needs that; called once, when all of them are written. */
  readonly prepare?: (files: readonly string[], directory: string, server: SandboxServer) => Promise<void>;
  readonly cases?: readonly Case[];
  readonly tolerance?: Tolerance;
  /** What the runtime itself writes to the error stream of each program. */
  readonly noise?: RegExp;
}

/**
 * Runs what a kind writes for all operations: with hostile values against the recorder, which pages once, and with the
 * page's examples against the sandbox. Then one that has to fail.
 */
export function snippetSuite(runner: Runner): void {
  const { kind, runtime, cases = ['full', 'example'] } = runner;
  describe.runIf(runtime.found || process.env.CI)(kind.label, () => {
    const work = workDirectory();
    let server: SandboxServer;
    let all: readonly Program[] = [];
    let failing: Program;
    let frozen: Program;
    let short: Program;
    let hasty: Program;
    let troubled: TroubledServer;

    // Every program has a directory of its own, below its folder.
    const path = ({ name, operation, folder }: Program) =>
      work.file(folder, name, kind.fileName(operation.name));
    const start = (program: Program, env: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
      const [command, ...args] = runner.command(path(program), program);
      return run(command, args, { cwd: work.path, env: { ...CREDENTIALS, ...env } });
    };

    beforeAll(async () => {
      server = await startSandbox();
      all = programs(server, kind, cases);
      failing = failingProgram(server, kind);
      frozen = frozenProgram(server, kind);
      short = shortProgram(server, kind);
      hasty = hastyProgram(server, kind);
      troubled = await startTrouble();
      const every = [...all, failing, frozen, short, hasty];
      for (const program of every) {
        mkdirSync(dirname(path(program)), { recursive: true });
        writeFileSync(path(program), program.text);
      }
      await runner.prepare?.(every.map(path), work.path, server);
    });
    afterAll(async () => {
      await server.close();
      await troubled.close();
      work.remove();
    });

    for (const which of cases) {
      for (const { name } of marketo.operations) {
        it(`${name} sends the same values, signed (${which})`, async () => {
          const program = all.find((one) => one.operation.name === name && one.case === which);
          if (!program) throw new Error(`There is no program for ${name}.`);
          expectSame(server, program, await start(program), runner.tolerance);
        });
      }
    }

    it('prints a fault with its code and fails', async () => {
      const outcome = await start(failing);
      expect(outcome.code).not.toBe(0);
      expect(outcome.stderr).toContain('20103');
      expect(outcome.stderr).toContain('nobody@example.com');
    });

    it('sends a frozen signature as it is, without a key', async () => {
      const outcome = await start(frozen, { MARKETO_SECRET_KEY: '' });
      expectSame(server, frozen, outcome, runner.tolerance);
      const arrived = server
        .recorded(frozen.name)
        .map(({ body }) => /<requestSignature[^>]*>(.*?)</.exec(body)?.[1]);
      expect(frozen.text).toContain(arrived[0]);
    });

    it('is refused when it signs with another key', async () => {
      const outcome = await start(failing, { MARKETO_SECRET_KEY: 'another key' });
      expect(outcome.code).not.toBe(0);
      expect(outcome.stderr).toContain('20014');
    });

    it('asks for one page where that is wanted', async () => {
      const outcome = await start(short);
      expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
      expectRecorded(server, short, { tolerance: runner.tolerance, pages: 1 });
    });

    const extents: readonly Extent[] = kind.stack === 'SOAP library' ? ['call', 'all'] : ['call'];
    for (const trouble of Object.keys(TROUBLES) as Trouble[]) {
      for (const extent of trouble === 'fault' ? extents.slice(0, 1) : extents) {
        it(`says in one sentence that it met ${TROUBLES[trouble]}${extent === 'all' ? ', for the WSDL too' : ''}`, async () => {
          const begun = performance.now();
          const outcome = await start(hasty, { MARKETO_ENDPOINT: troubled.endpoint(trouble, extent) });
          const told = outcome.stderr.replace(runner.noise ?? '', '').trimEnd();
          const text = outcome.stderr + outcome.stdout;
          expect(outcome.code, text).toBeGreaterThan(0);
          expect(told.split('\n'), text).toHaveLength(1);
          expect(told.length, text).toBeLessThan(400);
          expect(outcome.stdout, text).toBe('');
          expect(told).toMatch(trouble === 'fault' ? `Fault 20103: ${FAULT_MESSAGE}` : /\w+ .*\w+/);
          expect(told).not.toMatch(/undefined|\bnull\b|\[object|Exception:| at \S+ line \d/);
          if (trouble === 'text' && extent === 'call') expect(told).toMatch(/502|Bad gateway/i);
          // Far below the minute that it would wait for somebody else.
          expect(performance.now() - begun).toBeLessThan(30_000);
        });
      }
    }
  });
}

/** Asks for one page of an operation that has more. */
function shortProgram(server: SandboxServer, kind: SnippetKind): Program {
  return program(server, kind, 'short', 'getMultipleLeads', BATCH, { onePage: true }, server.recorder);
}

/** Pages, and waits for two seconds. */
function hastyProgram(server: SandboxServer, kind: SnippetKind): Program {
  return program(server, kind, 'hasty', 'getMultipleLeads', BATCH, { timeout: 2 });
}

const BATCH: Values = {
  leadSelector: { $type: 'StaticListSelector', staticListName: 'Empty List' },
  batchSize: '10',
};

/** Asks for a lead that does not exist. */
function failingProgram(server: SandboxServer, kind: SnippetKind): Program {
  const values = { leadKey: { keyType: 'EMAIL', keyValue: 'nobody@example.com' } };
  return program(server, kind, 'failing', 'getLead', values, {});
}

/** Has a fresh signature in it, and needs no key. */
function frozenProgram(server: SandboxServer, kind: SnippetKind): Program {
  const user = { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY };
  const options = { frozen: authenticate(user, w3cTimestamp(Date.now())) };
  return program(server, kind, 'frozen', 'getMultipleLeads', BATCH, options);
}

function program(
  server: SandboxServer,
  kind: SnippetKind,
  folder: string,
  operationName: string,
  values: Values,
  options: SnippetOptions,
  at = server.endpoint,
): Program {
  const found = operation(marketo, operationName);
  if (!found) throw new Error(`The contract has no ${operationName}.`);
  const name = `${kind.id}-${folder}`;
  const endpoint = at(name);
  const request = {
    contract: marketo,
    operation: found,
    values,
    headers: {},
    endpoint,
    userId: DEMO_USER_ID,
  };
  const snippet = kind.write(request, options);
  if (!snippet.ok) throw new Error(snippet.reason);
  const which = at === server.recorder ? 'full' : 'example';
  return { operation: found, name, case: which, folder, request, text: snippet.text, endpoint };
}
