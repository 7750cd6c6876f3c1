import type { LogEntry } from '../sandbox/http/call-log';
import type { SandboxControls, ShownSettings } from '../sandbox/http/controls';
import type { SettingsChange } from '../sandbox/settings';
import { WorkerUnavailable } from './supervised-worker.svelte';

/** The sandbox as the page shows it: settings, faults on purpose, the log of calls. */
export class SandboxView {
  readonly #controls: Promise<SandboxControls>;
  settings: ShownSettings | undefined = $state.raw();
  /** Newest first. */
  log: readonly LogEntry[] = $state.raw([]);
  /** What was not taken, or that the sandbox does not answer. */
  problem = $state('');
  /** What was done last. */
  done = $state('');

  constructor(controls: Promise<SandboxControls>) {
    this.#controls = controls;
  }

  /** Asks the sandbox how things are. */
  async refresh(): Promise<void> {
    await this.#attempt('', async (controls) => {
      this.settings = await controls.settings();
      this.log = [...(await controls.log())].reverse();
    });
  }

  /** Whether what went wrong with a call was ordered: the log has that very request, with that status (0: no answer). */
  async wasOrdered(request: string, status: number): Promise<boolean> {
    const log = await (await this.#controls).log().catch(() => []);
    const entry = log.slice(-10).findLast((one) => one.status === status && isBeginningOf(one, request));
    return entry?.ordered === true;
  }

  async configure(change: SettingsChange, done = 'Set.'): Promise<void> {
    await this.#attempt(done, (controls) => controls.configure(change));
    await this.#look();
  }

  async reset(): Promise<void> {
    await this.#attempt('The sandbox is as it was at the beginning.', (controls) => controls.reset());
    await this.#look();
  }

  async clearLog(): Promise<void> {
    await this.#attempt('The log is empty.', (controls) => controls.clearLog());
    await this.#look();
  }

  /** What the sandbox holds, as JSON; undefined when it could not be had. */
  async exportState(): Promise<string | undefined> {
    let text: string | undefined;
    await this.#attempt('', async (controls) => {
      text = await controls.exportState();
    });
    return text;
  }

  async importState(text: string): Promise<void> {
    await this.#attempt('The sandbox holds the imported state.', (controls) => controls.importState(text));
    await this.#look();
  }

  /** Looks without touching the words about what was done. */
  async #look() {
    const { problem, done } = this;
    await this.refresh();
    this.problem ||= problem;
    this.done = done;
  }

  async #attempt(done: string, work: (controls: SandboxControls) => Promise<unknown>): Promise<void> {
    try {
      const result = await work(await this.#controls);
      const refused = isOutcome(result) && !result.ok;
      this.problem = refused ? result.message : '';
      this.done = refused ? '' : done;
    } catch (error) {
      this.problem =
        error instanceof WorkerUnavailable
          ? error.message
          : 'The sandbox does not answer. Start the playground again with npm start.';
      this.done = '';
    }
  }
}

function isOutcome(value: unknown): value is { ok: true } | { ok: false; message: string } {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

/** Whether a logged call is that request: the log has its beginning, with dots in place of the signature. */
function isBeginningOf({ request, requestLength }: LogEntry, text: string): boolean {
  if (requestLength !== text.length) return false;
  const [before = '', after = ''] = request.split('•••');
  return text.startsWith(before) && text.includes(after);
}
