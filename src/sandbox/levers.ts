import type { LogEntry } from './call-log';
import type { Taken } from './service';
import type { Settings, SettingsChange } from './settings';

/** The settings as they are shown: the secret key can be set, and never read. */
export type ShownSettings = Omit<Settings, 'secretKey'>;

/** What the keeper of a sandbox can do with it, wherever the sandbox runs. */
export interface Levers {
  settings(): Promise<ShownSettings>;
  /** Changes some settings, or none when one of them is not right. */
  configure(change: SettingsChange): Promise<Taken>;
  /** Back to the seed. */
  reset(): Promise<void>;
  /** The state of the world as JSON. */
  exportState(): Promise<string>;
  /** Replaces the world by an exported one; a text that is none changes nothing. */
  importState(text: string): Promise<Taken>;
  /** The last calls, newest last. */
  log(): Promise<readonly LogEntry[]>;
  clearLog(): Promise<void>;
}

/** Where the levers are reached over HTTP. */
export const CONTROL_PATH = '/sandbox/';
/** Every request to the levers carries it, so that no foreign website can send one without being asked first (CORS). */
export const CONTROL_HEADER = 'X-Sandbox-Control';
