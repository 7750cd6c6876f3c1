import { operation as findOperation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import type { OperationName, ResultContents } from '#src/contract/mktows-types';
import { writeRequest } from '#src/envelope/write';
import type { Values } from '#src/envelope/values';
import type { CallEnd } from '#src/guide/recipes/recipe';
import type { RecipeCall, RecipePorts } from '#src/guide/recipes/run-recipe';
import { authenticationOf, post, readAnswer, sandboxAt } from '../../sandbox/requests';

/** Ports that sign, and send to a sandbox whose clock moves only when a recipe waits or is answered late. */
export function inSandbox(
  world = sandboxAt(),
): RecipePorts & { readonly calls: RecipeCall<OperationName>[] } {
  const calls: RecipeCall<OperationName>[] = [];
  const call = async <Name extends OperationName>(
    asked: RecipeCall<Name>,
    signal: AbortSignal,
  ): Promise<CallEnd<Name>> => {
    calls.push(asked);
    signal.throwIfAborted();
    const operation = findOperation(marketo, asked.operation);
    if (!operation) throw new Error(`There is no ${asked.operation}.`);
    const written = writeRequest(marketo, {
      operation,
      values: asked.values as Values,
      headers: { AuthenticationHeader: authenticationOf(world.clock.now) },
    });
    if (!written.ok) return { ok: false, message: written.problems[0]?.message ?? '' };
    const answer = await readAnswer(await post(world.sandbox, written.text));
    if (answer.code !== undefined) return { ok: false, code: answer.code, message: answer.message ?? '' };
    return { ok: true, values: answer.values as ResultContents[Name], bytes: answer.text.length };
  };
  const sleep = (milliseconds: number) => {
    world.clock.now += milliseconds;
    return Promise.resolve();
  };
  return { call, now: () => world.clock.now, clock: () => world.clock.now, sleep, calls };
}
