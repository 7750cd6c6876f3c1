import type { MissingFile, WsdlFile } from '../contract/wsdl/files';
import { damageInWords, decodeFile } from '../text/decode-file';

/** A file as the browser gives it. */
export interface ChosenFile {
  readonly name: string;
  /** Within the folder that was chosen; empty for a file that was chosen alone. */
  readonly webkitRelativePath?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Files of a WSDL, and what is to be said of those that could not be had. */
export interface GatheredFiles {
  readonly files: readonly WsdlFile[];
  /** Sentences. */
  readonly problems: readonly string[];
}

/** No WSDL of human make has more files. */
const MOST_FILES = 1000;
/** More are not fetched. */
const MOST_FETCHED = 100;

/** What is read of a folder or an archive. */
function isPart(path: string): boolean {
  return /\.(?:wsdl|xsd|xml)$/i.test(path) && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(path);
}

/** Reads files, folders and zip archives that were chosen. Each name is the path within the folder or archive. */
export async function readChosen(chosen: readonly ChosenFile[]): Promise<GatheredFiles> {
  const files: WsdlFile[] = [];
  const problems: string[] = [];
  const add = (name: string, bytes: Uint8Array) => {
    if (files.length < MOST_FILES) files.push(decoded(name, bytes, problems));
  };
  for (const file of chosen) {
    const path = file.webkitRelativePath || file.name;
    const isInFolder = path.includes('/');
    if (isInFolder && !isPart(path)) continue;
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      problems.push(`${path} could not be read. Choose it again.`);
      continue;
    }
    if (!isZip(bytes)) {
      add(path, bytes);
      continue;
    }
    const { unzip } = await import('./unzip');
    const found = unzip(bytes, isPart);
    if ('problem' in found) problems.push(`${path} ${found.problem}`);
    else for (const [name, content] of found.files) add(name, content);
  }
  if (files.length === 0 && problems.length === 0)
    problems.push('There is no .wsdl, .xsd or .xml among these files.');
  return { files, problems };
}

/** A file as text; what is damaged in it is added to the problems. */
function decoded(name: string, bytes: Uint8Array, problems: string[]): WsdlFile {
  const file = decodeFile(bytes);
  if (file.isDamaged) problems.push(`${name}: ${damageInWords(file)}`);
  return { name, text: file.text };
}

/** By its first bytes: `PK`, then those of an entry or of an empty archive. */
function isZip([first, second, third, fourth]: Uint8Array): boolean {
  return (
    first === 0x50 && second === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
  );
}

/** What fetching a WSDL needs. */
export interface WsdlFetching {
  /** Fetches one URL; a sentence when it can't be had. */
  readonly fetchOne: (
    url: string,
    signal: AbortSignal,
  ) => Promise<{ bytes: Uint8Array } | { problem: string }>;
  readonly missingOf: (files: readonly WsdlFile[]) => Promise<readonly MissingFile[]>;
  /** Told before each further file. */
  readonly onprogress?: (fetched: number, next: string) => void;
  readonly signal: AbortSignal;
}

/** Fetches a WSDL and, one after the other, the files that it names by a URL; what can't be had is told and left out. */
export async function fetchWsdl(
  url: string,
  { fetchOne, missingOf, onprogress, signal }: WsdlFetching,
  given: readonly WsdlFile[] = [],
): Promise<GatheredFiles> {
  const files: WsdlFile[] = [...given];
  const problems: string[] = [];
  const tried = new Set<string>();
  let wanted: string[] = [url];
  while (wanted.length > 0 && tried.size < MOST_FETCHED) {
    for (const name of wanted) {
      if (tried.size >= MOST_FETCHED) break;
      tried.add(name);
      onprogress?.(files.length, name);
      const found = await fetchOne(name, signal);
      if (signal.aborted) return { files: given, problems: ['Fetching the WSDL was cancelled.'] };
      if ('bytes' in found) files.push(decoded(name, found.bytes, problems));
      else problems.push(files.length === 0 ? found.problem : `${name}: ${found.problem}`);
    }
    if (files.length === 0) break;
    const missing = await missingOf(files);
    wanted = missing.map(({ name }) => name).filter((name) => /^https?:/.test(name) && !tried.has(name));
  }
  return { files, problems };
}
