import { marketo, marketoWsdl } from '../contract/marketo';
import { createSandbox } from '../sandbox/sandbox';
import type { SettingsChange } from '../sandbox/settings';
import type { ReadElsewhere } from '../service/read-message';
import { DEFAULT_WORLDS, Worlds } from '../sandbox/worlds';

/** What the sandboxes of a server begin with. */
export interface ServerWorlds {
  readonly settings?: SettingsChange;
  /** How many named worlds there may be at once. */
  readonly limit?: number;
  /** The thread that reads what is large. */
  readonly readElsewhere?: ReadElsewhere;
}

/** The sandboxes of a server, with Marketo's contract, the system's clock and errors to the console. */
export function createWorlds({ settings, limit = DEFAULT_WORLDS, readElsewhere }: ServerWorlds = {}): Worlds {
  return new Worlds({
    limit,
    create: () =>
      createSandbox({
        contract: marketo,
        wsdl: marketoWsdl,
        now: () => Date.now(),
        random: Math.random,
        settings,
        readElsewhere,
        onError: (error) => console.error(error),
      }),
  });
}
