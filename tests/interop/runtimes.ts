import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a test needs to run a language: its commands, and whether they are there. */
export interface Runtime {
  readonly name: string;
  readonly found: boolean;
}

/** Whether a command runs and succeeds. */
function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

/** Debian's Python packages belong to its own interpreter; another one may come first in the path. */
const pythons = ['/usr/bin/python3', 'python3'];

function pythonWith(...modules: string[]): string | undefined {
  return pythons.find((python) => works(python, '-c', `import ${modules.join(', ')}`));
}

/** The Python that has zeep; undefined when none has. */
export const pythonZeep = pythonWith('zeep');
/** The Python that has requests; undefined when none has. */
export const pythonRequests = pythonWith('requests');

/** JAX-WS's runtime as Debian has it; its manifest names the jars that it needs. */
export const JAXWS_JAR = '/usr/share/java/jaxws-rt.jar';
/** What the vendor's Java program writes hexadecimal digits with. */
export const CODEC_JAR = '/usr/share/java/commons-codec.jar';

/** The runtimes, each looked for once. */
export const runtimes = {
  bash: runtime(
    'bash with curl and openssl',
    () => ['bash', 'curl'].every((command) => works(command, '--version')) && works('openssl', 'version'),
  ),
  phpSoap: runtime('PHP with soap', () => works('php', '-r', "exit(extension_loaded('soap') ? 0 : 1);")),
  phpCurl: runtime('PHP with curl and dom', () =>
    works('php', '-r', "exit(extension_loaded('curl') && extension_loaded('dom') ? 0 : 1);"),
  ),
  zeep: runtime('Python with zeep', () => pythonZeep !== undefined),
  requests: runtime('Python with requests', () => pythonRequests !== undefined),
  ruby: runtime('Ruby with rexml', () => works('ruby', '-rrexml/document', '-ropenssl', '-e', '0')),
  java: runtime('a JDK', () => works('javac', '-version') && works('java', '-version')),
  jaxws: runtime(
    'JAX-WS with wsimport',
    () => existsSync(JAXWS_JAR) && works('wsimport', '-version') && works('javac', '-version'),
  ),
  codec: runtime('Apache Commons Codec', () => existsSync(CODEC_JAR)),
  mono: runtime("Mono's C# compiler", () => works('mcs', '--version') && works('mono', '--version')),
  go: runtime('Go', () => works('go', 'version')),
  perl: runtime('Perl with SOAP::Lite', () => works('perl', '-MSOAP::Lite', '-e', '1')),
} satisfies Record<string, Runtime>;

function runtime(name: string, look: () => boolean): Runtime {
  return { name, found: look() };
}

/** The runtimes that are missing. Where `CI` is set, none may be. */
export function missingRuntimes(): string[] {
  return Object.values(runtimes)
    .filter(({ found }) => !found)
    .map(({ name }) => name);
}
