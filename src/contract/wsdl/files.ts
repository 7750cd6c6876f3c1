import { parseXml, type XmlElement, type XmlProblem } from '../../xml/parse';
import { plainTree } from '../../xml/plain-tree';
import { attribute, childrenNamed, elements } from '../../xml/tree';
import { XSD } from '../contract';
import type { Gaps } from '../gaps';
import { chameleon } from './chameleon';
import { Definitions } from './definitions';
import { fileName, resolveLocation, wholeName } from './locations';
import { WSDL } from './names';

/** A file of a WSDL. */
export interface WsdlFile {
  /** Its URL, or its path: what other files name it by. */
  readonly name: string;
  readonly text: string;
}

/** A file that others name and that is not there. */
export interface MissingFile {
  /** As it is written. */
  readonly location: string;
  /** Its whole name, where it is looked for: a URL when the file that names it has one. */
  readonly name: string;
  /** The name of the first file that names it. */
  readonly by: string;
}

/** The files of a WSDL as far as they belong together. */
export interface JoinedFiles {
  readonly definitions: Definitions;
  readonly schemas: readonly XmlElement[];
  readonly missing: readonly MissingFile[];
}

/** Why there is nothing to join. */
export interface Unreadable {
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

interface Parsed {
  readonly name: string;
  /** As `wholeName` and `fileName` have it. */
  readonly whole: string;
  readonly last: string;
  readonly root: XmlElement | undefined;
  readonly problem?: XmlProblem;
  /** Lines that stand above the declaration. */
  readonly above: number;
}

/**
 * Reads the files and joins those that the first WSDL among them needs, by location and by namespace. Each step says how much
 * is done, from 0 to 1.
 */
export function* joinFiles(
  files: readonly WsdlFile[],
  gaps: Gaps,
): Generator<number, JoinedFiles | Unreadable> {
  const parsed: Parsed[] = [];
  for (const file of files) {
    yield parsed.length / files.length;
    parsed.push(parseFile(file));
  }
  const wsdls = parsed.filter(({ root }) => root && isWsdl(root));
  if (wsdls.length === 0) return noWsdl(parsed);
  return new Joiner(parsed, gaps).join(mainOf(wsdls));
}

function parseFile({ name, text }: WsdlFile): Parsed {
  // Servers put blank lines before the declaration, and XML forbids it; what they mean is plain.
  const [blank = ''] = /^[ \t\r\n]+(?=<\?xml)/.exec(text) ?? [];
  const above = blank.split('\n').length - 1;
  const names = { name, whole: wholeName(name), last: fileName(name) };
  const words = text.slice(blank.length);
  const plain = plainTree(words);
  if (plain) return { ...names, root: plain, above };
  const result = parseXml(words);
  return result.ok
    ? { ...names, root: result.root, above }
    : { ...names, root: undefined, problem: result.problem, above };
}

function isWsdl({ name, namespace }: XmlElement): boolean {
  return name === 'definitions' && namespace === WSDL;
}

function isSchema({ name, namespace }: XmlElement): boolean {
  return name === 'schema' && namespace === XSD;
}

/** Of several the one that no other imports, and that has a service. */
function mainOf(wsdls: readonly Parsed[]): Parsed {
  const has = (name: string) => (file: Parsed) =>
    file.root !== undefined && childrenNamed(file.root, name, WSDL).length > 0;
  const imported = new Set(
    wsdls.flatMap(({ name, root }) =>
      root ? childrenNamed(root, 'import', WSDL).map((node) => locationOf(node, 'location', name)) : [],
    ),
  );
  const free = wsdls.filter(({ whole }) => !imported.has(whole));
  const found = [has('service'), has('binding'), () => true].flatMap((test) => [
    ...free.filter(test),
    ...wsdls.filter(test),
  ]);
  return found[0] as Parsed;
}

function locationOf(node: XmlElement, name: string, by: string): string {
  return resolveLocation(by, attribute(node, name) ?? '');
}

function noWsdl(parsed: readonly Parsed[]): Unreadable {
  const [only] = parsed;
  if (!only) return { problem: 'There is no file.' };
  const broken = parsed.find(({ problem }) => problem);
  if (parsed.length > 1 && !broken)
    return { problem: `None of the ${parsed.length} files is the definitions of a WSDL 1.1.` };
  const { root, problem, above, name } = broken ?? only;
  if (!problem) return { problem: otherDocument(root as XmlElement) };
  const what =
    parsed.length > 1
      ? `None of the files is a WSDL, and ${name} can’t be read`
      : 'This is not a WSDL that can be read';
  const { message, line, column } = problem;
  return { problem: `${what}: ${message}`, line: line === undefined ? undefined : line + above, column };
}

function otherDocument({ name, namespace }: XmlElement): string {
  if (name === 'description' && namespace === 'http://www.w3.org/ns/wsdl')
    return 'The document is a WSDL 2.0; only WSDL 1.1 is read here.';
  if (name === 'schema' && namespace === XSD)
    return 'The document is an XML Schema; a WSDL that holds it is needed.';
  return `The document is a ${name}, not the definitions of a WSDL 1.1.`;
}

/** A reference to a file that was not found; whether it matters shows once everything is joined. */
interface Unresolved extends MissingFile {
  readonly kind: 'wsdl' | 'schema';
  /** That of an import. */
  readonly namespace?: string;
}

class Joiner {
  readonly #files: readonly Parsed[];
  readonly #gaps: Gaps;
  readonly #roots: XmlElement[] = [];
  readonly #schemas: XmlElement[] = [];
  readonly #unresolved: Unresolved[] = [];
  /** What is joined already: a file, and for what lends itself the namespace that it has there. */
  readonly #seen = new Set<string>();

  constructor(files: readonly Parsed[], gaps: Gaps) {
    this.#files = files;
    this.#gaps = gaps;
  }

  join(main: Parsed): JoinedFiles {
    this.#wsdl(main);
    const namespaces = new Set(this.#schemas.map(targetOf));
    const missing = this.#unresolved.filter(
      ({ kind, namespace }) => kind === 'wsdl' || namespace === undefined || !namespaces.has(namespace),
    );
    for (const { kind, location } of missing)
      this.#gaps.add(
        'external-import',
        kind === 'wsdl'
          ? `The WSDL ${location} is in another file, which is not fetched.`
          : `The schema ${location} is in another file, which is not fetched: its types are missing here.`,
      );
    for (const { name, root } of this.#files)
      if (root && isWsdl(root) && !this.#roots.includes(root))
        this.#gaps.add('several-ports', `The file ${name} is another WSDL than is offered here.`);
    return {
      definitions: new Definitions(this.#roots),
      schemas: this.#schemas,
      missing: distinct(missing.filter(({ location }) => location !== '')),
    };
  }

  #wsdl({ name, whole, root }: Parsed) {
    if (!root || this.#seen.has(whole)) return;
    this.#seen.add(whole);
    this.#roots.push(root);
    for (const types of childrenNamed(root, 'types', WSDL))
      for (const schema of elements(types)) {
        if (isSchema(schema)) this.#schema(schema, name);
        else if (schema.name === 'schema')
          this.#gaps.add(
            'old-schema',
            `A schema is written in ${schema.namespace}, a draft that is not read; ${XSD} is.`,
          );
      }
    for (const node of childrenNamed(root, 'import', WSDL)) this.#import(node, name);
  }

  #import(node: XmlElement, by: string) {
    const namespace = attribute(node, 'namespace');
    const location = attribute(node, 'location') ?? '';
    const found = this.#find(by, location, namespace, () => true);
    if (!found?.root) {
      const name = location === '' ? '' : resolveLocation(by, location);
      this.#unresolved.push({ kind: 'wsdl', location: location || (namespace ?? ''), name, by });
    } else if (isWsdl(found.root)) this.#wsdl(found);
    else this.#schemaFile(found, namespace ?? '');
  }

  /** @param namespace that which a schema without one takes from the one that includes it. */
  #schemaFile({ name, whole, root }: Parsed, namespace: string) {
    if (!root || !isSchema(root)) return;
    const own = targetOf(root);
    const key = `${whole} ${own || namespace}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#schema(own === '' && namespace !== '' ? chameleon(root, namespace) : root, name);
  }

  #schema(schema: XmlElement, by: string) {
    this.#schemas.push(schema);
    const namespace = targetOf(schema);
    for (const node of elements(schema)) {
      if (node.namespace !== XSD) continue;
      if (node.name === 'import') this.#schemaImport(node, by);
      else if (node.name === 'include' || node.name === 'redefine') this.#include(node, namespace, by);
    }
  }

  #schemaImport(node: XmlElement, by: string) {
    const namespace = attribute(node, 'namespace') ?? '';
    const location = attribute(node, 'schemaLocation') ?? '';
    const fits = (root: XmlElement) => isSchema(root) && targetOf(root) === namespace;
    const found = this.#find(by, location, namespace, fits);
    if (found) this.#schemaFile(found, '');
    else if (location !== '') {
      const name = resolveLocation(by, location);
      this.#unresolved.push({ kind: 'schema', location, name, by, namespace });
    }
  }

  #include(node: XmlElement, namespace: string, by: string) {
    const location = attribute(node, 'schemaLocation') ?? '';
    const fits = (root: XmlElement) => isSchema(root) && ['', namespace].includes(targetOf(root));
    const found = this.#find(by, location, undefined, fits);
    if (found) this.#schemaFile(found, namespace);
    else if (location !== '')
      this.#unresolved.push({ kind: 'schema', location, name: resolveLocation(by, location), by });
  }

  /** By its whole name, by its last part, and for an import by the namespace that it declares. */
  #find(
    by: string,
    location: string,
    namespace: string | undefined,
    fits: (root: XmlElement) => boolean,
  ): Parsed | undefined {
    const usable = this.#files.filter(({ root }) => root && (isWsdl(root) || isSchema(root)) && fits(root));
    const wanted = location === '' ? undefined : resolveLocation(by, location);
    const last = wanted === undefined ? '' : fileName(wanted);
    return (
      usable.find(({ whole }) => whole === wanted) ??
      usable.find((file) => last !== '' && file.last === last) ??
      usable.find(
        ({ name, root }) => namespace !== undefined && root && targetOf(root) === namespace && name !== by,
      )
    );
  }
}

function targetOf(root: XmlElement): string {
  return attribute(root, 'targetNamespace') ?? '';
}

function distinct(missing: readonly MissingFile[]): MissingFile[] {
  const found = new Map<string, MissingFile>();
  for (const { location, name, by } of missing)
    if (!found.has(name || location)) found.set(name || location, { location, name, by });
  return [...found.values()];
}
