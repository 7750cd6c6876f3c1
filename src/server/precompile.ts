import { fileURLToPath } from 'node:url';
import { uneval } from 'devalue';
import { runnerImport, type Plugin } from 'vite';

const MARKETO = fileURLToPath(new URL('../contract/marketo.ts', import.meta.url));

/**
 * A build holds the contract as data instead of the WSDL with a reader: the page starts with less to load and nothing to
 * parse. What the module exports is the same; `contract.ts` says what it means.
 */
export function precompileContract(): Plugin {
  return {
    name: 'precompile-contract',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      return id.split('?', 1)[0] === MARKETO ? (compiled ??= compile()) : null;
    },
  };
}

/** The page and its workers are built apart; the contract is read once for all of them. */
let compiled: Promise<string> | undefined;

async function compile(): Promise<string> {
  const { module } = await runnerImport<Record<string, unknown>>(MARKETO, {
    configFile: false,
    logLevel: 'error',
  });
  return Object.entries(module)
    .map(([name, value]) => `export const ${name} = ${uneval(withoutUndefined(value))};`)
    .join('\n');
}

/** The same data without fields that are undefined, which would only be loaded. What is shared stays shared. */
function withoutUndefined(value: unknown, done = new Map<object, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  if (!isPlain && !Array.isArray(value)) return value;
  if (done.has(value)) return done.get(value);
  const copy = (isPlain ? Object.create(prototype as object | null) : []) as Record<string, unknown>;
  done.set(value, copy);
  for (const [name, content] of Object.entries(value)) {
    if (content !== undefined) copy[name] = withoutUndefined(content, done);
  }
  return copy;
}
