import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { debianWsdls } from './support/debian-wsdls';

/** What a test needs to run a language: its commands and libraries, and whether they are there. */
export interface Runtime {
  readonly name: string;
  /** Looked for when it is first asked. */
  readonly found: boolean;
}

/** Whether a command runs and succeeds. */
function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

function once<T>(look: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: look() }).value;
}

function runtime(name: string, look: () => boolean): Runtime {
  const found = once(look);
  return {
    name,
    get found() {
      return found();
    },
  };
}

/** Debian's Python packages belong to its own interpreter; another one may come first in the path. */
function pythonWith(module: string): () => string | undefined {
  return once(() =>
    ['/usr/bin/python3', 'python3'].find((python) => works(python, '-c', `import ${module}`)),
  );
}

/** The Python that has zeep; undefined when none has. */
export const pythonZeep = pythonWith('zeep');
/** The Python that has requests; undefined when none has. */
export const pythonRequests = pythonWith('requests');

/** JAX-WS's runtime as Debian has it; its manifest names the jars that it needs. */
export const JAXWS_JAR = '/usr/share/java/jaxws-rt.jar';
/** What the vendor's Java program writes hexadecimal digits with. */
export const CODEC_JAR = '/usr/share/java/commons-codec.jar';

const hasJdk = () => works('javac', '-version') && works('java', '-version');
const hasPhp = (...extensions: string[]) =>
  extensions.every((name) => works('php', '-r', `exit(extension_loaded('${name}') ? 0 : 1);`));

/** The runtimes of these tests. Where `CI` is set, none may be missing. */
export const runtimes = {
  bash: runtime(
    'bash with curl, openssl and xmllint',
    () =>
      ['bash', 'curl', 'xmllint'].every((command) => works(command, '--version')) &&
      works('openssl', 'version'),
  ),
  phpSoap: runtime('PHP with soap', () => hasPhp('soap')),
  phpCurl: runtime('PHP with curl and dom', () => hasPhp('curl', 'dom')),
  guzzle: runtime(
    'PHP with Guzzle',
    () => hasPhp('dom') && works('php', '-r', "exit(@include('GuzzleHttp/autoload.php') ? 0 : 1);"),
  ),
  zeep: runtime('Python with zeep', () => pythonZeep() !== undefined),
  requests: runtime('Python with requests', () => pythonRequests() !== undefined),
  ruby: runtime('Ruby with rexml', () => works('ruby', '-rrexml/document', '-ropenssl', '-e', '0')),
  java: runtime('a JDK', hasJdk),
  jaxws: runtime(
    'JAX-WS with wsimport',
    () => existsSync(JAXWS_JAR) && works('wsimport', '-version') && hasJdk(),
  ),
  codec: runtime('Apache Commons Codec', () => existsSync(CODEC_JAR)),
  mono: runtime("Mono's C# compiler", () => works('mcs', '--version') && works('mono', '--version')),
  go: runtime('Go', () => works('go', 'version')),
  wsdls: runtime('the WSDL files of soap4r', () => debianWsdls().has('ruby-soap4r')),
  perl: runtime('Perl with SOAP::Lite', () => works('perl', '-MSOAP::Lite', '-e', '1')),
} satisfies Record<string, Runtime>;
