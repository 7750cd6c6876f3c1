import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SANDBOX = join('build', 'marketo-soap-sandbox.mjs');
const SERVICES = join('build', 'services.cjs');
const PAGE = join('build', 'page.json');

/** Where a build writes the sandbox that runs by itself; an absolute path. */
export const SANDBOX_FILE = join(ROOT, SANDBOX);

/** Where `npm run build:bridge` writes the bridge that runs by itself; an absolute path. */
export const BRIDGE_FILE = join(ROOT, 'build', 'marketo-soap-bridge.mjs');

/** Where a build writes what `vite preview` answers beside the page, so that it starts without compiling; an absolute path. */
export const SERVICES_FILE = join(ROOT, SERVICES);

/** Where a build of the page says, when it is done, with which settings it was made; an absolute path. */
export const PAGE_FILE = join(ROOT, PAGE);

/** The folders of `src` that are in the sandbox and in the services. */
export const SANDBOX_FOLDERS = [
  'text',
  'xml',
  'proxy',
  'paste',
  'contract',
  'signature',
  'envelope',
  'rest',
  'service',
  'sandbox',
  'server',
];

const SANDBOX_SOURCES = [...SANDBOX_FOLDERS.map((folder) => join('src', folder)), 'package-lock.json'];

/** What a build of the page is made from, besides the packages that the lock file names. */
export const PAGE_SOURCES = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

/**
 * The settings that `npm start` builds with; a build with others, such as one for a path on a server, is not what it serves.
 *
 * @param {string} root the project's root
 */
export function settingsOfStart(root = ROOT) {
  return { base: './', mode: 'production', isProduction: true, outDir: join(root, 'dist') };
}

/**
 * The file that a build has made of the sandbox; undefined when there is none, or when a source has changed since.
 *
 * @param {string} root the project's root
 * @returns {string | undefined} an absolute path
 */
export function currentSandboxFile(root = ROOT) {
  return current(root, SANDBOX, SANDBOX_SOURCES);
}

/**
 * The file that a build has made of the proxy and the sandbox for `vite preview`; undefined as for the sandbox.
 *
 * @param {string} root the project's root
 * @returns {string | undefined} an absolute path
 */
export function currentServicesFile(root = ROOT) {
  return current(root, SERVICES, SANDBOX_SOURCES);
}

/**
 * Whether `dist` holds what `npm start` would build.
 *
 * @param {string} root the project's root
 */
export function isPageCurrent(root = ROOT) {
  const settings = settingsOfStart(root);
  if (!existsSync(join(settings.outDir, 'index.html'))) return false;
  const file = current(root, PAGE, PAGE_SOURCES);
  return file !== undefined && readFileSync(file, 'utf8') === JSON.stringify(settings);
}

/**
 * @param {string} root
 * @param {string} path of what was built
 * @param {readonly string[]} sources files and folders, below the root too
 * @returns {string | undefined} its absolute path, when it is there and not older than any of the sources
 */
function current(root, path, sources) {
  const file = join(root, path);
  const built = statSync(file, { throwIfNoEntry: false });
  if (!built) return undefined;
  return sources.some((source) => isNewer(join(root, source), built.mtimeMs)) ? undefined : file;
}

/**
 * A folder's own time changes when something in it goes or gets another name.
 *
 * @param {string} path
 * @param {number} time in milliseconds
 * @returns {boolean}
 */
function isNewer(path, time) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  if (found.mtimeMs > time) return true;
  return found.isDirectory() && readdirSync(path).some((entry) => isNewer(join(path, entry), time));
}
