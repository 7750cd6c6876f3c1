import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { JAXWS_JAR } from '../runtimes';
import { run } from './run';

/** What wsimport is to do beside the usual. */
export interface StubOptions {
  /** The stubs' package. */
  readonly package: string;
  /** Binding files. */
  readonly bindings?: readonly string[];
  /** Classes that are to know the element whose content they are, by class name. */
  readonly rootElements?: Readonly<Record<string, string>>;
}

/**
 * Makes and compiles JAX-WS stubs from a served WSDL.
 *
 * @param endpoint where the WSDL is served.
 * @param directory where the classes go; it is made.
 */
export async function makeStubs(endpoint: string, directory: string, options: StubOptions): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const bindings = (options.bindings ?? []).flatMap((file) => ['-b', file]);
  const named = ['-p', options.package, '-XadditionalHeaders', ...bindings];
  const stubs = await run('wsimport', [
    '-quiet',
    '-Xnocompile',
    '-s',
    directory,
    ...named,
    `${endpoint}?WSDL`,
  ]);
  expect(stubs, stubs.stdout + stubs.stderr).toMatchObject({ code: 0 });
  const sources = `${directory}/${options.package.replaceAll('.', '/')}`;
  for (const [type, element] of Object.entries(options.rootElements ?? {})) {
    const file = `${sources}/${type}.java`;
    const annotation = `@javax.xml.bind.annotation.XmlRootElement(name = "${element}")`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('public class', `${annotation}\npublic class`));
  }
  const compiled = await run('sh', [
    '-c',
    `javac -nowarn -cp "$1" -d "$2" "$3"/*.java`,
    'sh',
    JAXWS_JAR,
    directory,
    sources,
  ]);
  expect(compiled, compiled.stderr).toMatchObject({ code: 0 });
}
