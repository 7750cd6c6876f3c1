import { trimXml } from '../../text/white-space';

/** Where files that are not in any folder are taken to be. */
const NOWHERE = 'file:///';

/** The whole name of a file that another one names: by its URL, or by its path from a common folder. */
export function resolveLocation(base: string, location: string): string {
  const path = trimXml(location).replaceAll('\\', '/');
  if (isAbsolute(path)) return path;
  const from = wholeName(base);
  return URL.canParse(path, from) ? new URL(path, from).href : path;
}

/** A file's name as it is compared. */
export function wholeName(name: string): string {
  const path = name.replaceAll('\\', '/');
  if (isAbsolute(path)) return new URL(path).href;
  // What means something in a URL may stand in the name of a file.
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return new URL(escaped, NOWHERE).href;
}

/** The last part of a name, without what is asked of it: `types.xsd`. */
export function fileName(name: string): string {
  const path = wholeName(name).replace(/[?#].*$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last).toLowerCase();
  } catch {
    return last.toLowerCase();
  }
}

/** True for what can be fetched, or is named by more than a path. */
function isAbsolute(path: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(path) && URL.canParse(path);
}
