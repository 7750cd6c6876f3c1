import { shownSettings } from './control';
import type { Levers } from './levers';
import type { Sandbox } from './service';

/** The levers of a sandbox in this very thread. */
export function localLevers(sandbox: Sandbox): Levers {
  return {
    settings: async () => shownSettings(sandbox),
    configure: async (change) => sandbox.configure(change),
    reset: async () => sandbox.reset(),
    exportState: async () => sandbox.exportState(),
    importState: async (text) => sandbox.importState(text),
    log: async () => sandbox.log(),
    clearLog: async () => sandbox.clearLog(),
  };
}
