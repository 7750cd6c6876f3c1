import { shownSettings } from './control-handler';
import type { SandboxControls } from './controls';
import type { Sandbox } from '../sandbox';

/** The controls of a sandbox in the same thread. */
export function localControls(sandbox: Sandbox): SandboxControls {
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
