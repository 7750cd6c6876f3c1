import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The WSDL files of the Debian packages that are installed, by package. A file that a slim system left out is not among
 * them; nor is any on a system that is no Debian.
 */
export function debianWsdls(): Map<string, string[]> {
  const { stdout } = spawnSync('dpkg-query', ['--search', '*.wsdl'], { encoding: 'utf8', timeout: 60_000 });
  const found = new Map<string, string[]>();
  for (const line of (stdout ?? '').split('\n')) {
    const [, name, path] = /^([^\s:]+)(?::\w+)?: (\/.*\.wsdl)$/.exec(line) ?? [];
    if (!name || !path || !existsSync(path)) continue;
    found.set(name, [...(found.get(name) ?? []), path].sort());
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
