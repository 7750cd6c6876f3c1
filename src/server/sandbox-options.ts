import { parseArgs } from 'node:util';
import { DEFAULT_WORLDS } from '../sandbox/worlds';
import { changeSettings, defaultSettings, type Settings } from '../sandbox/settings';

/** What the standalone server is started with. */
export interface SandboxServerOptions {
  readonly port: number;
  readonly host: string;
  readonly settings: Settings;
  /** How many named worlds there may be at once. */
  readonly worlds: number;
}

export const USAGE = `A stand-in for Marketo's SOAP API, without the playground.

Usage: npm run sandbox -- [options]
       node marketo-soap-sandbox.mjs [options]

  --port NUMBER          port; 0 takes a free one (8573)
  --host ADDRESS         address to listen on (127.0.0.1)
  --user ID              user id (the one of the vendor's samples)
  --key KEY              secret key (the one of the vendor's samples); SANDBOX_KEY keeps it out of the process list
  --window MINUTES|off   how old a request may be (60)
  --daily NUMBER|off     calls a day (10000)
  --rate NUMBER|off      calls in 20 seconds (100)
  --concurrent NUMBER|off  calls at once (10)
  --seed NUMBER          another beginning of the data (1)
  --worlds NUMBER        how many worlds /w/NAME/soap/mktows/3_1 may name, each with data of its own (100)
  --help

Every option can be given as an environment variable instead: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_USER, SANDBOX_KEY,
SANDBOX_WINDOW, SANDBOX_DAILY, SANDBOX_RATE, SANDBOX_CONCURRENT, SANDBOX_SEED, SANDBOX_WORLDS. An option goes before a variable.`;

const NAMES = [
  'port',
  'host',
  'user',
  'key',
  'window',
  'daily',
  'rate',
  'concurrent',
  'seed',
  'worlds',
] as const;
type Name = (typeof NAMES)[number];

/**
 * Reads the command line and the environment.
 *
 * @returns the options, `'help'` when that was asked for, or else a sentence about what is wrong.
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SandboxServerOptions | 'help' | (string & {}) {
  let given: Partial<Record<Name, string>>;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...(Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }])) as Record<
          Name,
          { type: 'string' }
        >),
        help: { type: 'boolean' },
      },
    });
    if (values.help) return 'help';
    given = values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const text = (name: Name) => given[name] ?? environment[`SANDBOX_${name.toUpperCase()}`];
  for (const name of ['key', 'host'] as const) {
    if (text(name) === '') return `--${name} is empty: give it a value, or leave it out.`;
  }
  const numbers = new Map<Name, number | null | undefined>();
  for (const name of ['port', 'window', 'daily', 'rate', 'concurrent', 'seed', 'worlds'] as const) {
    const value = text(name);
    const number = numberOf(
      value,
      name === 'window' || name === 'daily' || name === 'rate' || name === 'concurrent',
    );
    if (Number.isNaN(number)) return `--${name} is no number: ${value}`;
    numbers.set(name, number);
  }
  const port = numbers.get('port') ?? 8_573;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port is no port: ${port}`;
  const worlds = numbers.get('worlds') ?? DEFAULT_WORLDS;
  if (!Number.isInteger(worlds)) return `--worlds is no whole number: ${worlds}`;
  const window = numbers.get('window');
  const settings = changeSettings(defaultSettings(), {
    userId: text('user'),
    secretKey: text('key'),
    timestampWindow: typeof window === 'number' ? window * 60_000 : window,
    dailyQuota: numbers.get('daily'),
    rateCalls: numbers.get('rate'),
    concurrentCalls: numbers.get('concurrent'),
    seed: numbers.get('seed'),
  });
  if (!settings.ok) return settings.message;
  return { port, host: text('host') ?? '127.0.0.1', settings: settings.settings, worlds };
}

/** @returns undefined without a text, null for `off`, NaN for anything else that is no number. */
function numberOf(text: string | undefined, mayBeOff: boolean): number | null | undefined {
  if (text === undefined) return undefined;
  if (mayBeOff && text === 'off') return null;
  // Only as people write numbers: what else JavaScript reads as one (0x50, 1e3, blanks) is a slip.
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}
