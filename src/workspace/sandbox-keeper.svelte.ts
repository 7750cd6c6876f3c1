import type { LogEntry } from '../sandbox/http/call-log';
import type { SandboxControls, ShownSettings } from '../sandbox/http/controls';
import type { SettingsChange } from '../sandbox/settings';

/** The sandbox as its keeper sees it: settings, weather, the log of calls. */
export class SandboxKeeper {
  readonly #levers: Promise<SandboxControls>;
  settings: ShownSettings | undefined = $state.raw();
  /** Newest first. */
  log: readonly LogEntry[] = $state.raw([]);
  /** What was not taken, or that the sandbox does not answer. */
  problem = $state('');
  /** What was done last. */
  done = $state('');

  constructor(levers: Promise<SandboxControls>) {
    this.#levers = levers;
  }

  /** Asks the sandbox how things are. */
  async refresh(): Promise<void> {
    await this.#attempt('', async (levers) => {
      this.settings = await levers.settings();
      this.log = [...(await levers.log())].reverse();
    });
  }

  async configure(change: SettingsChange, done = 'Set.'): Promise<void> {
    await this.#attempt(done, (levers) => levers.configure(change));
    await this.#look();
  }

  async reset(): Promise<void> {
    await this.#attempt('The sandbox is as it was at the beginning.', (levers) => levers.reset());
    await this.#look();
  }

  async clearLog(): Promise<void> {
    await this.#attempt('The log is empty.', (levers) => levers.clearLog());
    await this.#look();
  }

  /** The world as JSON; undefined when it could not be had. */
  async exportState(): Promise<string | undefined> {
    let text: string | undefined;
    await this.#attempt('', async (levers) => {
      text = await levers.exportState();
    });
    return text;
  }

  async importState(text: string): Promise<void> {
    await this.#attempt('The sandbox holds the imported state.', (levers) => levers.importState(text));
    await this.#look();
  }

  /** Looks without touching the words about what was done. */
  async #look() {
    const { problem, done } = this;
    await this.refresh();
    this.problem ||= problem;
    this.done = done;
  }

  async #attempt(done: string, work: (levers: SandboxControls) => Promise<unknown>): Promise<void> {
    try {
      const result = await work(await this.#levers);
      const refused = isTaken(result) && !result.ok;
      this.problem = refused ? result.message : '';
      this.done = refused ? '' : done;
    } catch {
      this.problem = 'The sandbox does not answer. Start the playground again with npm start.';
      this.done = '';
    }
  }
}

function isTaken(value: unknown): value is { ok: true } | { ok: false; message: string } {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
