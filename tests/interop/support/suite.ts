import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operation } from '../../../src/contract/contract';
import { marketo } from '../../../src/contract/marketo';
import { DEMO_USER_ID } from '../../../src/sandbox/demo';
import type { SnippetKind } from '../../../src/snippets/snippet';
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

    // Every program has a directory of its own, below one for its case.
    const path = ({ name, operation, case: which }: Program) =>
      work.file(name.endsWith('failing') ? 'failing' : which, name, kind.fileName(operation.name));
    const start = (program: Program, secret: string = CREDENTIALS.MARKETO_SECRET_KEY): Promise<Outcome> => {
      const [command, ...args] = runner.command(path(program), program);
      const env = { ...CREDENTIALS, MARKETO_SECRET_KEY: secret };
      return run(command, args, { cwd: work.path, env });
    };

    beforeAll(async () => {
      server = await startSandbox();
      all = programs(server, kind, cases);
      failing = failingProgram(server, kind);
      for (const program of [...all, failing]) {
        mkdirSync(dirname(path(program)), { recursive: true });
        writeFileSync(path(program), program.text);
      }
      await runner.prepare?.([...all, failing].map(path), work.path, server);
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

    it('is refused when it signs with another key', async () => {
      const outcome = await start(failing, 'another key');
      expect(outcome.code).not.toBe(0);
      expect(outcome.stderr).toContain('20014');
    });
  });
}

function failingProgram(server: SandboxServer, kind: SnippetKind): Program {
  const getLead = operation(marketo, 'getLead');
  if (!getLead) throw new Error('The contract has no getLead.');
  const endpoint = server.endpoint(`${kind.id}-failing`);
  const request = {
    contract: marketo,
    operation: getLead,
    values: { leadKey: { keyType: 'EMAIL', keyValue: 'nobody@example.com' } },
    headers: {},
    endpoint,
    userId: DEMO_USER_ID,
  };
  const snippet = kind.write(request);
  if (!snippet.ok) throw new Error(snippet.reason);
  return {
    operation: getLead,
    name: `${kind.id}-failing`,
    case: 'example',
    request,
    text: snippet.text,
    endpoint,
  };
}
