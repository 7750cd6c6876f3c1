import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import ipaddr from 'ipaddr.js';
import type { InstanceAccess } from '../bridge/instance/token-keeper';
import type { BridgeUser } from '../bridge/bridge';
import { readBridgeSettings, type BridgeSettings } from '../bridge/settings';

/** What the bridge's server is started with. */
export interface BridgeServerOptions {
  readonly port: number;
  readonly host: string;
  readonly instance: InstanceAccess;
  readonly users: readonly BridgeUser[];
  readonly settings: BridgeSettings;
  /** Whether an address may call; any when nothing was said. */
  readonly mayCall: (address: string) => boolean;
  /** The most calls at once. */
  readonly calls: number;
  readonly dryRun: boolean;
  readonly log: boolean;
}

export const BRIDGE_USAGE = `Old SOAP clients of Marketo work again: their requests are carried out through the REST API.

Usage: npm run bridge -- [options]
       node marketo-soap-bridge.mjs [options]

  --rest URL               the instance, as Admin > Web Services shows it: https://123-ABC-456.mktorest.com/rest
  --identity URL           its identity service, where it is another address than that one's /identity
  --client-id ID           the client of a custom service in Admin > LaunchPoint
  --client-secret-file FILE  a file with its secret; or the variable BRIDGE_CLIENT_SECRET
  --user ID                the user id that the old clients send
  --key-file FILE          a file with the key that they sign with; or the variable BRIDGE_KEY
  --port NUMBER            port; 0 takes a free one (8574)
  --host ADDRESS           address to listen on (127.0.0.1: programs on this machine only). With another one, whoever reaches
                           the port may call: the key is all that protects your data, and without TLS in front, what is sent
                           can be read on its way
  --callers LIST           addresses and ranges that may call, with commas between: 10.0.0.0/8,192.168.1.7 (all)
  --window MINUTES|off     how old a request may be (60)
  --daily, --rate, --concurrent NUMBER|off
                           the SOAP service's own limits for the user: a day, in 20 seconds, at once (10000, 100, 10)
  --rest-rate NUMBER       calls of the REST API in 20 seconds (50; an instance allows 100 to everybody together)
  --rest-concurrent NUMBER calls of the REST API at once (5; an instance allows 10)
  --calls NUMBER           SOAP calls at once, waiting ones included (100)
  --settings FILE          a JSON file with the other settings, such as {"counts": "exact"}; see the README
  --dry-run                answers with the REST calls that a request would make, as JSON, and makes none
  --no-log                 no line of JSON for each call on standard error
  --help

Every option with a value can be given as an environment variable instead: BRIDGE_REST, BRIDGE_CLIENT_ID, BRIDGE_PORT and so on,
BRIDGE_CLIENT_SECRET and BRIDGE_KEY. An option goes before a variable. Secrets are read from variables and files only: what stands
on a command line can be read by everybody on the machine.`;

const NAMES = [
  'rest',
  'identity',
  'client-id',
  'client-secret-file',
  'user',
  'key-file',
  'port',
  'host',
  'callers',
  'window',
  'daily',
  'rate',
  'concurrent',
  'rest-rate',
  'rest-concurrent',
  'calls',
  'settings',
] as const;
type Name = (typeof NAMES)[number];

/**
 * Reads the command line, the environment and the files that they name.
 *
 * @returns the options, `'help'` when that was asked for, or else a sentence about what is wrong.
 */
export function readBridgeOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): BridgeServerOptions | 'help' | (string & {}) {
  try {
    return read(args, environment);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** A sentence about what is wrong. */
class Refusal extends Error {}

function read(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): BridgeServerOptions | 'help' {
  const given = parse(args);
  if (given.help === true) return 'help';
  const text = (name: Name): string | undefined => {
    const value = given[name] ?? environment[variableOf(name)];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const needed = (name: Name): string =>
    text(name) ?? refuse(`--${name} is missing: give it, or the variable ${variableOf(name)}.`);
  const secret = (file: Name, variable: string): string => {
    const path = text(file);
    const value = path === undefined ? environment[variable] : contentsOf(path).replace(/\r?\n$/, '');
    return value === undefined || value === ''
      ? refuse(`There is no secret: set the variable ${variable}, or name a file with --${file}.`)
      : value;
  };
  const number = (name: Name, usual: number, least: number, most = 1_000_000): number => {
    const value = text(name);
    if (value === undefined) return usual;
    const read = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return read >= least && read <= most
      ? read
      : refuse(`--${name} is no number from ${least} to ${most}: ${value}`);
  };
  const orOff = (name: Name): number | null | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    return value === 'off' ? null : number(name, 0, 1);
  };

  const rest = baseOf('rest', needed('rest')).replace(/\/rest$/, '');
  const window = orOff('window');
  const settings = readBridgeSettings({
    ...settingsOf(text('settings')),
    ...defined({
      timestampWindow: typeof window === 'number' ? window * 60_000 : window,
      dailyQuota: orOff('daily'),
      rateCalls: orOff('rate'),
      concurrentCalls: orOff('concurrent'),
      restRate: text('rest-rate') === undefined ? undefined : number('rest-rate', 50, 1),
      restConcurrency: text('rest-concurrent') === undefined ? undefined : number('rest-concurrent', 5, 1),
    }),
  });
  if (!settings.ok) refuse(settings.message);
  return {
    port: number('port', 8_574, 0, 65_535),
    host: text('host') ?? '127.0.0.1',
    instance: {
      base: rest,
      identityBase: baseOf('identity', text('identity') ?? rest).replace(/\/identity$/, ''),
      clientId: needed('client-id'),
      clientSecret: secret('client-secret-file', 'BRIDGE_CLIENT_SECRET'),
    },
    users: [{ userId: needed('user'), secretKey: secret('key-file', 'BRIDGE_KEY') }],
    settings: settings.settings,
    mayCall: callersOf(text('callers')),
    calls: number('calls', 100, 1),
    dryRun: given['dry-run'] === true,
    log: given['no-log'] !== true,
  };
}

function parse(args: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  try {
    const texts = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]));
    const flag = { type: 'boolean' as const };
    const options = { ...texts, help: flag, 'dry-run': flag, 'no-log': flag };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function variableOf(name: string): string {
  return `BRIDGE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** An address without the slash at its end. Plain HTTP goes to this machine only: secrets and leads travel over it. */
function baseOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : refuse(`--${name} is no address: ${text}`);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    refuse(`--${name} has to begin with https:// unless it is on this machine: ${text}`);
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    refuse(`--${name} is an address without a query, a fragment and a user: ${text}`);
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function settingsOf(path: string | undefined): Record<string, unknown> {
  if (path === undefined) return {};
  try {
    const settings = JSON.parse(contentsOf(path)) as unknown;
    if (typeof settings === 'object' && settings !== null) return settings as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  return refuse(`The settings in ${path} are no JSON object.`);
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(`The file ${path} can't be read: ${error instanceof Error ? error.message : ''}`);
  }
}

function callersOf(list: string | undefined): (address: string) => boolean {
  if (list === undefined) return () => true;
  const ranges = list.split(',').map((entry) => {
    const text = entry.trim();
    if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
    if (!ipaddr.isValid(text))
      return refuse(`--callers has an entry that is no address and no range: ${text}`);
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128] as [typeof address, number];
  });
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return ranges.some((range) => address.kind() === range[0].kind() && address.match(range));
  };
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function refuse(sentence: string): never {
  throw new Refusal(sentence);
}
