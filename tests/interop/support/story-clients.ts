import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JAXWS_JAR, pythonZeep, runtimes, type Runtime } from '../runtimes';
import { run, type Outcome } from './run';
import { workDirectory } from './snippets';
import { makeStubs } from './stubs';

/** A SOAP stack with a program that tells the story and a function that runs it. */
export interface StoryClient {
  readonly name: string;
  readonly runtime: Runtime;
  readonly start: (endpoint: string, env: Record<string, string>) => Promise<Outcome>;
}

const file = (path: string) => fileURLToPath(new URL(`../clients/${path}`, import.meta.url));
const noCache = ['-d', 'soap.wsdl_cache_enabled=0', '-d', 'display_errors=stderr'];

/** Every client that tells the story: it creates a lead, reads it back, adds it to a list, pages to the end and names a fault. */
export const storyClients: readonly StoryClient[] = [
  {
    name: 'php-soapclient',
    runtime: runtimes.phpSoap,
    start: (_endpoint, env) => run('php', [...noCache, file('php-soapclient/story.php')], { env }),
  },
  {
    name: 'python-zeep',
    runtime: runtimes.zeep,
    start: (_endpoint, env) => run(pythonZeep() ?? 'python3', [file('python-zeep/story.py')], { env }),
  },
  {
    name: 'node-soap',
    runtime: { name: 'Node', found: true },
    start: (_endpoint, env) => run(process.execPath, [file('node-soap/story.mjs')], { env }),
  },
  { name: 'java-jaxws', runtime: runtimes.jaxws, start: startJava },
  {
    name: 'perl-soap-lite',
    runtime: runtimes.perl,
    start: (_endpoint, env) => run('perl', [file('perl-soap-lite/story.pl')], { env }),
  },
  {
    name: 'curl-openssl',
    runtime: runtimes.bash,
    start: (_endpoint, env) => run('bash', [file('curl-openssl/story.sh')], { env }),
  },
];

async function startJava(endpoint: string, env: Record<string, string>): Promise<Outcome> {
  const work = workDirectory();
  try {
    await makeStubs(endpoint, work.file('stubs'), { package: 'com.example.marketo' });
    const source = work.file('Story.java');
    copyFileSync(file('java-jaxws/Story.java'), source);
    const path = [work.file('stubs'), work.path, JAXWS_JAR].join(':');
    const compiled = await run('javac', ['-cp', path, '-d', work.path, source]);
    return compiled.code === 0 ? await run('java', ['-cp', path, 'Story'], { env }) : compiled;
  } finally {
    work.remove();
  }
}
