import type { OperationName, RequestValues } from '../../contract/mktows-types';
import type {
  CallEnd,
  CallOptions,
  Kept,
  Recipe,
  RecipeStep,
  StepContext,
  StepEnd,
  StepFindings,
} from './recipe';

/** What running needs from the world. */
export interface RecipePorts {
  /** Signs, sends and reads one request; never rejects. */
  readonly call: <Name extends OperationName>(
    call: RecipeCall<Name>,
    signal: AbortSignal,
  ) => Promise<CallEnd<Name>>;
  readonly now: () => number;
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** One call on its way out. */
export interface RecipeCall<Name extends OperationName> extends CallOptions {
  readonly step: string;
  readonly operation: Name;
  readonly values: RequestValues[Name];
}

/** How a step stands. `old`: it is done, and a step before it has run again since. */
export type StepPhase = 'waiting' | 'running' | 'done' | 'failed' | 'stopped' | 'old';

export interface StepState {
  readonly phase: StepPhase;
  /** Calls that have ended. */
  readonly calls: number;
  readonly findings: StepFindings;
  /** Why it failed, in a sentence. */
  readonly message?: string;
  /** The fault's code. */
  readonly code?: string;
}

const UNTOUCHED: StepState = { phase: 'waiting', calls: 0, findings: {} };

/** A recipe that runs, stops, and runs again from any step whose values are there. What came is kept until it runs again. */
export class RecipeRun {
  readonly recipe: Recipe;
  readonly #ports: RecipePorts;
  readonly #onchange: () => void;
  readonly #states = new Map<string, StepState>();
  #run: AbortController | undefined;

  /** @param onchange called after each change of `states` or `running`. */
  constructor(recipe: Recipe, ports: RecipePorts, onchange: () => void = () => {}) {
    this.recipe = recipe;
    this.#ports = ports;
    this.#onchange = onchange;
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  state(step: string): StepState {
    return this.#states.get(step) ?? UNTOUCHED;
  }

  /** Whether what the step needs is there: it may be run from here. */
  canRunFrom(step: string): boolean {
    const index = this.recipe.steps.findIndex(({ id }) => id === step);
    if (index < 0) return false;
    const kept = this.#keptBefore(index);
    return (this.recipe.steps[index]?.takes ?? []).every((name) => Object.hasOwn(kept, name));
  }

  /**
   * Runs all steps, or those from one on. Ends when they are done, when one fails, or when it is stopped.
   *
   * @param inputs what the reader typed, by the inputs' ids.
   */
  async run(inputs: Readonly<Record<string, string>>, from?: string): Promise<void> {
    if (this.#run) return;
    const start = from === undefined ? 0 : this.recipe.steps.findIndex(({ id }) => id === from);
    if (start < 0 || (from !== undefined && !this.canRunFrom(from))) return;
    const run = (this.#run = new AbortController());
    for (const { id } of this.recipe.steps.slice(start)) {
      const state = this.state(id);
      if (from === undefined) this.#states.delete(id);
      else if (state.phase !== 'waiting') this.#states.set(id, { ...state, phase: 'old' });
    }
    this.#onchange();
    for (const [index, step] of this.recipe.steps.entries()) {
      if (index < start) continue;
      const went = await this.#step(step, this.#keptBefore(index), inputs, run.signal);
      if (!went) break;
    }
    this.#run = undefined;
    this.#onchange();
  }

  /** Ends the run; the call under way is given up, and what came stays. */
  stop() {
    this.#run?.abort();
  }

  async #step(
    step: RecipeStep,
    kept: Kept,
    inputs: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (signal.aborted) return false;
    this.#states.set(step.id, { ...UNTOUCHED, phase: 'running' });
    this.#onchange();
    const end = await step.run(this.#context(step, kept, inputs, signal));
    const { calls, findings: told } = this.state(step.id);
    const { keep, facts, table, measure } = end;
    const findings = { ...told, ...defined({ keep, facts, table, measure }) };
    this.#states.set(step.id, { calls, findings, ...phaseOf(end, signal.aborted) });
    this.#onchange();
    return end.ok && !signal.aborted;
  }

  #context(
    step: RecipeStep,
    kept: Kept,
    inputs: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): StepContext {
    const { now, clock, sleep } = this.#ports;
    const change = (change: (state: StepState) => StepState) => {
      this.#states.set(step.id, change(this.state(step.id)));
      this.#onchange();
    };
    return {
      inputs,
      kept,
      now,
      clock,
      sleep: (milliseconds) => (signal.aborted ? Promise.resolve() : sleep(milliseconds, signal)),
      call: async (operation, values, options) => {
        if (signal.aborted) return STOPPED;
        const end = await this.#ports.call({ step: step.id, operation, values, ...options }, signal);
        if (signal.aborted) return STOPPED;
        change((state) => ({ ...state, calls: state.calls + 1 }));
        return end;
      },
      tell: (findings) =>
        change((state) => ({ ...state, findings: { ...state.findings, ...defined(findings) } })),
    };
  }

  /** What the steps before this one handed on. */
  #keptBefore(index: number): Kept {
    return Object.assign(
      {},
      ...this.recipe.steps.slice(0, index).map(({ id }) => this.state(id).findings.keep ?? {}),
    ) as Kept;
  }
}

const STOPPED = { ok: false, message: 'It was stopped.' } as const;

function phaseOf(end: StepEnd, stopped: boolean): Pick<StepState, 'phase' | 'message' | 'code'> {
  if (end.ok) return { phase: 'done' };
  if (stopped) return { phase: 'stopped', message: STOPPED.message };
  return { phase: 'failed', message: end.message, code: end.code };
}

function defined(findings: StepFindings): StepFindings {
  return Object.fromEntries(Object.entries(findings).filter(([, value]) => value !== undefined));
}
