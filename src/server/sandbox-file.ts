import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { precompileContract } from './precompile';
import { BRIDGE_FILE, SANDBOX_FILE, SERVICES_FILE } from './built-files.js';

/** Each build of the page also writes the sandbox as one file that runs with Node alone, and the services for `vite preview`. */
export function sandboxFile(): Plugin {
  return {
    name: 'sandbox-file',
    apply: 'build',
    closeBundle: {
      sequential: true,
      async handler() {
        await buildSandboxFile();
        await buildForNode('./handlers.ts', SERVICES_FILE, 'cjs');
      },
    },
  };
}

/**
 * Writes the sandbox with everything it needs, as a module that Node 20 and newer run as it is.
 *
 * @param file an absolute path.
 */
export function buildSandboxFile(file: string = SANDBOX_FILE): Promise<void> {
  return buildForNode('./sandbox-alone.ts', file, 'es');
}

/**
 * Writes the bridge in the same way.
 *
 * @param file an absolute path.
 */
export function buildBridgeFile(file: string = BRIDGE_FILE): Promise<void> {
  return buildForNode('./bridge-alone.ts', file, 'es');
}

async function buildForNode(entry: string, file: string, format: 'es' | 'cjs'): Promise<void> {
  const started = new Date();
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [precompileContract(), licences()],
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(entry, import.meta.url)),
      target: 'node20.19',
      outDir: dirname(file),
      emptyOutDir: false,
      minify: true,
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: { entryFileNames: basename(file), codeSplitting: false, format },
      },
    },
  });
  // A source that changed while it was built is newer than what was built.
  utimesSync(file, started, started);
}

/** The licences of the project and of the packages in a bundle, at its top: they go with every copy. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const folders = new Set(
          Object.keys(chunk.modules).flatMap(
            (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? [],
          ),
        );
        const root = fileURLToPath(new URL('../..', import.meta.url));
        const notices = [root, ...[...folders].sort()].map(notice);
        chunk.code = `/*!\n${notices.join('\n\n').replaceAll('*/', '* /')}\n*/\n${chunk.code}`;
      }
    },
  };
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${name} ${version} (${license ?? 'see its licence'})${text}`;
}
