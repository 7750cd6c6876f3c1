import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODEC_JAR, JAXWS_JAR, pythonZeep, runtimes } from './runtimes';
import { CREDENTIALS, startSandbox, type SandboxServer } from './sandbox-server';
import { run, type Outcome } from './support/run';
import { workDirectory } from './support/snippets';
import { makeStubs } from './support/stubs';

/** The vendor's page with its sample programs; not part of this project, and not always at hand. */
const PAGE = new URL('../../../shared/reference/seeds/getMultipleLeads.fr.md', import.meta.url);
const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';

const php = ['-d', 'soap.wsdl_cache_enabled=0', '-d', 'display_errors=stderr'];
const work = workDirectory();
const file = (path: string) => fileURLToPath(new URL(`clients/${path}`, import.meta.url));

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox();
});
afterAll(async () => {
  await server.close();
  work.remove();
});

/** The members of SMSProgram.listForTesting that the documentation names, among some 150. */
const DOCUMENTED_MEMBERS = [65835, 67508, 1089965];

function environment(name: string): Record<string, string> {
  return { ...CREDENTIALS, MARKETO_ENDPOINT: server.endpoint(name) };
}

function expectListForTesting(name: string, { code, stdout, stderr }: Outcome): void {
  expect(code, stderr).toBe(0);
  for (const id of DOCUMENTED_MEMBERS) expect(stdout).toMatch(new RegExp(`(?<!\\d)${id}(?!\\d)`));
  expect(stdout).toContain('formtest1@marketo.com');
  expect(server.recorded(name).map(({ verdict }) => verdict)).toEqual(['ok']);
}

/** The program of that language on the vendor's page. */
function sample(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(page)?.[1] ?? '';
}

/** Replaces exactly one place, so that a page that says something else is noticed. */
function replaceOnce(source: string, old: string, replacement: string): string {
  expect(source.split(old), old).toHaveLength(2);
  return source.replace(old, () => replacement);
}

describe('code written for the retired service, against the sandbox', () => {
  it.runIf(page !== '' && (runtimes.phpSoap.found || process.env.CI))(
    "runs the vendor's PHP program with only its CHANGE ME lines filled in, and the object that PHP 8 insists on",
    async () => {
      const name = 'documented-php';
      const { MARKETO_USER_ID, MARKETO_SECRET_KEY } = CREDENTIALS;
      let program = sample('php');
      program = replaceOnce(
        program,
        '$marketoSoapEndPoint    = ""',
        `$marketoSoapEndPoint    = "${server.endpoint(name)}"`,
      );
      program = replaceOnce(
        program,
        '$marketoUserId      = ""',
        `$marketoUserId      = "${MARKETO_USER_ID}"`,
      );
      program = replaceOnce(
        program,
        '$marketoSecretKey   = ""',
        `$marketoSecretKey   = "${MARKETO_SECRET_KEY}"`,
      );
      const first = '$params->leadSelector = $leadSelSoap;';
      program = replaceOnce(program, first, `$params = new stdClass();\n${first}`);
      writeFileSync(work.file('documented.php'), program);
      expectListForTesting(name, await run('php', [...php, work.file('documented.php')]));
    },
  );

  it.runIf(runtimes.phpSoap.found || process.env.CI)('runs PHP of the same shape', async () => {
    const env = environment('shape-php');
    expectListForTesting(
      'shape-php',
      await run('php', [...php, file('php-soapclient/list-for-testing.php')], { env }),
    );
  });

  it.runIf(runtimes.zeep.found || process.env.CI)('runs the same call with zeep', async () => {
    const env = environment('shape-zeep');
    const outcome = await run(pythonZeep() ?? 'python3', [file('python-zeep/list-for-testing.py')], { env });
    expectListForTesting('shape-zeep', outcome);
    expect(outcome.stdout.trim().split('\n')).toHaveLength(100);
  });

  it('runs the same call with node-soap', async () => {
    const env = environment('shape-node');
    const outcome = await run(process.execPath, [file('node-soap/list-for-testing.mjs')], { env });
    expectListForTesting('shape-node', outcome);
    expect(outcome.stdout.trim().split('\n')).toHaveLength(100);
  });

  it.runIf(page !== '' && ((runtimes.jaxws.found && runtimes.codec.found) || process.env.CI))(
    "runs the vendor's Java program with only its CHANGE ME lines filled in, on stubs shaped as it expects them",
    async () => {
      const name = 'documented-java';
      let program = sample('java');
      program = replaceOnce(program, '"CHANGE ME" + "?WSDL"', `"${server.endpoint(name)}" + "?WSDL"`);
      program = replaceOnce(
        program,
        'marketoUserId = "CHANGE ME"',
        `marketoUserId = "${CREDENTIALS.MARKETO_USER_ID}"`,
      );
      program = replaceOnce(
        program,
        'marketoSecretKey = "CHANGE ME"',
        `marketoSecretKey = "${CREDENTIALS.MARKETO_SECRET_KEY}"`,
      );
      const source = work.file('GetMultipleLeads.java');
      writeFileSync(source, program);
      const stubs = work.file('stubs');
      mkdirSync(stubs);
      const bindings = work.file('bindings.xml');
      writeFileSync(bindings, vendorBindings(`${server.endpoint(name)}?WSDL`));
      await makeStubs(server.endpoint(name), stubs, {
        package: 'com.marketo.mktows',
        bindings: [bindings],
        // The program marshals the answer by itself, which takes a class that knows its element.
        rootElements: { SuccessGetMultipleLeads: 'successGetMultipleLeads' },
      });
      const path = [stubs, work.path, JAXWS_JAR, CODEC_JAR].join(':');
      const compiled = await run('javac', ['-cp', path, '-d', work.path, source]);
      expect(compiled, compiled.stderr).toMatchObject({ code: 0 });
      const outcome = await run('java', ['-cp', path, 'GetMultipleLeads']);
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(outcome.stderr).not.toContain('Exception');
      // It asks for two leads by e-mail address, and for three attributes.
      expect(outcome.stdout).toContain('<returnCount>2</returnCount>');
      expect(outcome.stdout).toContain('<attrValue>FnameForm1</attrValue>');
      expect(outcome.stdout).toContain('<attrValue>Joe</attrValue>');
      expect(server.recorded(name).map(({ verdict }) => verdict)).toEqual(['ok']);
    },
  );
});

/** What makes stubs like the ones that the vendor's program was written for: the header's class, and plural lists. */
function vendorBindings(wsdl: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<jaxws:bindings wsdlLocation="${wsdl}" xmlns:jaxws="http://java.sun.com/xml/ns/jaxws"
    xmlns:jaxb="http://java.sun.com/xml/ns/jaxb" xmlns:xs="http://www.w3.org/2001/XMLSchema" jaxb:version="2.1">
  <jaxws:bindings node="//xs:complexType[@name='AuthenticationHeaderInfo']">
    <jaxb:class name="AuthenticationHeader"/>
  </jaxws:bindings>
  <jaxws:bindings node="//xs:complexType[@name='ArrayOfString']//xs:element[@name='stringItem']">
    <jaxb:property name="stringItems"/>
  </jaxws:bindings>
</jaxws:bindings>
`;
}
