import type { LogEntry } from './call-log';
import type { ChangeResult } from '../sandbox';
import type { Settings, SettingsChange } from '../settings';

/** The settings as they are shown: the secrets can be set, and never read. */
export type ShownSettings = Omit<Settings, 'secretKey' | 'clientSecret'>;

/** What the user of a sandbox can do with it, whether it runs in this thread, in a worker or in a server. */
export interface SandboxControls {
  settings(): Promise<ShownSettings>;
  /** Changes some settings, or none when one of them is not right. */
  configure(change: SettingsChange): Promise<ChangeResult>;
  /** Back to the seed. */
  reset(): Promise<void>;
  /** The state of the world as JSON. */
  exportState(): Promise<string>;
  /** Replaces the world by an exported one; a text that is none changes nothing. */
  importState(text: string): Promise<ChangeResult>;
  /** The last calls, newest last. */
  log(): Promise<readonly LogEntry[]>;
  clearLog(): Promise<void>;
}

/** The path below which the controls are reached over HTTP. */
export const CONTROL_PATH = '/sandbox/';
/** A header that every request to the controls carries, so that no foreign website can send one without being asked first (CORS). */
export const CONTROL_HEADER = 'X-Sandbox-Control';
