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
import { expectSame, programs, workDirectory, type Case, type Program } from './snippets';

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

    // Every program has a directory of its own, below its folder.
    const path = ({ name, operation, folder }: Program) =>
      work.file(folder, name, kind.fileName(operation.name));
    const start = (program: Program, secret: string = CREDENTIALS.MARKETO_SECRET_KEY): Promise<Outcome> => {
      const [command, ...args] = runner.command(path(program), program);
      const env = { ...CREDENTIALS, MARKETO_SECRET_KEY: secret };
      return run(command, args, { cwd: work.path, env });
    };

    beforeAll(async () => {
      server = await startSandbox();
      all = programs(server, kind, cases);
      failing = failingProgram(server, kind);
      frozen = frozenProgram(server, kind);
      const every = [...all, failing, frozen];
      for (const program of every) {
        mkdirSync(dirname(path(program)), { recursive: true });
        writeFileSync(path(program), program.text);
      }
      await runner.prepare?.(every.map(path), work.path, server);
    });
    afterAll(async () => {
      await server.close();
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
      const outcome = await start(frozen, '');
      expectSame(server, frozen, outcome, runner.tolerance);
      const arrived = server
        .recorded(frozen.name)
        .map(({ body }) => /<requestSignature[^>]*>(.*?)</.exec(body)?.[1]);
      expect(frozen.text).toContain(arrived[0]);
    });

    it('is refused when it signs with another key', async () => {
      const outcome = await start(failing, 'another key');
      expect(outcome.code).not.toBe(0);
      expect(outcome.stderr).toContain('20014');
    });
  });
}

/** Asks for a lead that does not exist. */
function failingProgram(server: SandboxServer, kind: SnippetKind): Program {
  const values = { leadKey: { keyType: 'EMAIL', keyValue: 'nobody@example.com' } };
  return program(server, kind, 'failing', 'getLead', values, {});
}

/** Has a fresh signature in it, and needs no key. */
function frozenProgram(server: SandboxServer, kind: SnippetKind): Program {
  const user = { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY };
  const values = {
    leadSelector: { $type: 'StaticListSelector', staticListName: 'Empty List' },
    batchSize: '10',
  };
  const options = { frozen: authenticate(user, w3cTimestamp(Date.now())) };
  return program(server, kind, 'frozen', 'getMultipleLeads', values, options);
}

function program(
  server: SandboxServer,
  kind: SnippetKind,
  folder: string,
  operationName: string,
  values: Values,
  options: SnippetOptions,
): Program {
  const found = operation(marketo, operationName);
  if (!found) throw new Error(`The contract has no ${operationName}.`);
  const name = `${kind.id}-${folder}`;
  const endpoint = server.endpoint(name);
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
  return { operation: found, name, case: 'example', folder, request, text: snippet.text, endpoint };
}
