import { SvelteMap } from 'svelte/reactivity';
import { operation as findOperation } from '../contract/contract';
import type { OperationName, ResultContents } from '../contract/mktows-types';
import type { Values } from '../envelope/values';
import { writeRequest } from '../envelope/write';
import { explainFailure } from '../guide/outcomes';
import type { CallEnd, OrderedLatency, Recipe } from '../guide/recipes/recipe';
import { RecipeRun, type RecipeCall, type StepState } from '../guide/recipes/run-recipe';
import { FAULT_HEADERS } from '../sandbox/http/planned-faults';
import { AUTHENTICATION_HEADER } from '../signature/sign';
import type { OutgoingCall, Outcome } from '../transport/send';
import { SANDBOX } from './endpoints.svelte';
import type { Workspace } from './workspace.svelte';

/** The last call of a step, to be looked at in the panes. */
export interface SeenCall {
  readonly operation: string;
  readonly call: OutgoingCall;
  readonly outcome: Outcome;
  /** Milliseconds since 1970. */
  readonly ended: number;
}

/** A recipe on the page: what was typed, how far it is, and the last call of each step. */
export class RecipeView {
  readonly recipe: Recipe;
  readonly #workspace: Workspace;
  readonly #run: RecipeRun;
  readonly #seen = new SvelteMap<string, SeenCall>();
  /** Counts changes of the run, which is no rune by itself. */
  #changes = $state(0);
  inputs: Record<string, string> = $state({});

  constructor(recipe: Recipe, workspace: Workspace) {
    this.recipe = recipe;
    this.#workspace = workspace;
    this.inputs = Object.fromEntries(recipe.inputs.map(({ id, initial }) => [id, initial(workspace.now())]));
    this.#run = new RecipeRun(
      recipe,
      {
        call: (call, signal) => this.#call(call, signal),
        now: workspace.now,
        clock: () => performance.now(),
        sleep,
      },
      () => (this.#changes += 1),
    );
  }

  get running(): boolean {
    void this.#changes;
    return this.#run.running;
  }

  state(step: string): StepState {
    void this.#changes;
    return this.#run.state(step);
  }

  canRunFrom(step: string): boolean {
    void this.#changes;
    return this.#run.canRunFrom(step);
  }

  /** The last call of a step; undefined before there was one. */
  seen(step: string): SeenCall | undefined {
    return this.#seen.get(step);
  }

  /** What is wrong with what was typed, by the inputs' ids. */
  get problems(): Readonly<Record<string, string>> {
    const problems: Record<string, string> = {};
    for (const { id, kind, least, most } of this.recipe.inputs) {
      const typed = this.inputs[id] ?? '';
      if (kind !== 'number') continue;
      const value = Number(typed);
      if (typed.trim() === '' || Number.isNaN(value)) problems[id] = 'A number is needed.';
      else if (least !== undefined && value < least) problems[id] = `At least ${least}.`;
      else if (most !== undefined && value > most) problems[id] = `At most ${most}.`;
    }
    return problems;
  }

  /** Why it should not run without a question: it changes data, or makes many calls, elsewhere than in the sandbox. */
  get warning(): string | undefined {
    const { selected } = this.#workspace.endpoints;
    if (selected.id === SANDBOX.id) return undefined;
    if (this.recipe.writes) return `This changes data at ${selected.name}, which is not the sandbox.`;
    if (this.recipe.many)
      return `This makes many calls to ${selected.name}, and they count against its limits: 100 in 20 seconds and 10,000 a day.`;
    return undefined;
  }

  async run(from?: string): Promise<void> {
    if (Object.keys(this.problems).length > 0) return;
    await this.#run.run({ ...this.inputs }, from);
  }

  stop() {
    this.#run.stop();
  }

  async #call<Name extends OperationName>(
    { step, operation: name, values, latency }: RecipeCall<Name>,
    signal: AbortSignal,
  ): Promise<CallEnd<Name>> {
    const workspace = this.#workspace;
    const { contract } = workspace.request;
    const operation = findOperation(contract, name);
    if (!operation) return { ok: false, message: `The loaded WSDL has no ${name}: go back to Marketo’s.` };
    const unsigned = workspace.unsignedReason;
    if (unsigned) return { ok: false, message: unsigned };
    const written = writeRequest(contract, {
      operation,
      values: values as Values,
      headers: { [AUTHENTICATION_HEADER]: { ...workspace.authentication() } },
    });
    if (!written.ok) return { ok: false, message: written.problems[0]?.message ?? '' };
    const call = workspace.callOf(written.text, operation.soapAction, latency && headersOf(latency));
    const outcome = await workspace.sendBeside(call, signal);
    this.#seen.set(step, { operation: name, call, outcome, ended: workspace.now() });
    if (outcome.kind !== 'answered') return { ok: false, message: explainFailure(outcome).text };
    const reading = await workspace.language.readResponse(outcome.text);
    if (reading?.kind === 'success' && reading.operation === name)
      return { ok: true, values: reading.values as ResultContents[Name], bytes: outcome.bytes };
    if (reading?.kind === 'fault')
      return { ok: false, code: reading.code, message: reading.message ?? reading.faultstring };
    return {
      ok: false,
      message: reading ? 'The answer is none to this operation.' : 'The answer could not be read.',
    };
  }
}

function headersOf({ perCall, perRow, perKilobyte }: OrderedLatency): Record<string, string> {
  return {
    [FAULT_HEADERS.latency]: String(perCall),
    [FAULT_HEADERS.latencyPerRow]: String(perRow),
    [FAULT_HEADERS.latencyPerKilobyte]: String(perKilobyte),
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
