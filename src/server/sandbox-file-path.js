import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where a build writes the sandbox that runs by itself, below the project's root. */
const FILE = join('build', 'marketo-soap-sandbox.mjs');

/** The same as an absolute path. */
export const SANDBOX_FILE = join(ROOT, FILE);

/** The folders of `src` that are in it. */
export const SANDBOX_FOLDERS = [
  'text',
  'xml',
  'proxy',
  'paste',
  'contract',
  'signature',
  'envelope',
  'service',
  'sandbox',
  'server',
];

/**
 * The file that a build has made of the sandbox; undefined when there is none, or when a source has changed since.
 *
 * @param {string} root the project's root
 * @returns {string | undefined} an absolute path
 */
export function currentSandboxFile(root = ROOT) {
  const file = join(root, FILE);
  const built = statSync(file, { throwIfNoEntry: false });
  if (!built) return undefined;
  const sources = SANDBOX_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'src', folder), { recursive: true, withFileTypes: true }),
  );
  const isOlder = sources.some((entry) => {
    if (!entry.isFile()) return false;
    // Node 20 calls it `path`.
    const { mtimeMs } = statSync(join(entry.parentPath ?? entry.path, entry.name));
    return mtimeMs > built.mtimeMs;
  });
  const lock = statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false });
  return isOlder || (lock && lock.mtimeMs > built.mtimeMs) ? undefined : file;
}
