import { createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { httpFile } from '#src/snippets/kinds/http-file';
import { postman } from '#src/snippets/kinds/postman';
import { soapUi } from '#src/snippets/kinds/soapui';
import type { SnippetKind, SnippetOptions } from '#src/snippets/snippet';
import { parseXml, type XmlElement } from '#src/xml/parse';
import { attribute, elements, text } from '#src/xml/tree';
import { startSandbox, type SandboxServer } from '../sandbox-server';
import { expectRecorded, requestFor } from '../support/snippets';

// None of these tools can be had here. Stand-ins for what they provide run the scripts that they would run, and fill in
// their variables the way they document it.

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox();
});
afterAll(() => server.close());

const hmac = (message: string, key: string) => createHmac('sha1', key).update(message).digest('hex');

function fill(source: string, opening: string, values: ReadonlyMap<string, string>): string {
  const close = opening === '${' ? '}' : '}}';
  let filled = source;
  for (const [name, value] of values) filled = filled.replaceAll(`${opening}${name}${close}`, value);
  expect(filled, 'a variable is left').not.toContain(opening);
  return filled;
}

async function post(endpoint: string, headers: Record<string, string>, body: string): Promise<Response> {
  return fetch(endpoint, { method: 'POST', headers, body });
}

describe(postman.label, () => {
  interface Collection {
    readonly variable: readonly { key: string; value: string }[];
    readonly item: readonly {
      name: string;
      event: readonly { listen: string; script: { exec: readonly string[] } }[];
      request: { header: readonly { key: string; value: string }[]; body: { raw: string }; url: string };
    }[];
  }

  /** Sends as Postman does, until the test script asks for nothing more; returns the names of failed tests. */
  async function play(collection: Collection): Promise<string[]> {
    const variables = new Map(collection.variable.map(({ key, value }) => [key, value]));
    const scope = {
      get: (name: string) => variables.get(name),
      set: (name: string, value: string) => variables.set(name, value),
    };
    const failures: string[] = [];
    const [item] = collection.item;
    let next = item?.name;
    while (item && next === item.name) {
      next = undefined;
      const pm: Record<string, unknown> = {
        environment: new Map([['MARKETO_SECRET_KEY', DEMO_SECRET_KEY]]),
        variables: scope,
        collectionVariables: scope,
        info: { requestName: item.name },
        execution: { setNextRequest: (name: string) => (next = name) },
        test: (name: string, check: () => void) => {
          try {
            check();
          } catch (error) {
            failures.push(`${name}: ${String(error)}`);
          }
        },
      };
      const CryptoJS = { HmacSHA1: hmac };
      const script = (listen: string) =>
        item.event.find((event) => event.listen === listen)?.script.exec.join('\n') ?? '';
      runInNewContext(script('prerequest'), { pm, CryptoJS });
      const headers = Object.fromEntries(item.request.header.map(({ key, value }) => [key, value]));
      const body = fill(item.request.body.raw, '{{', variables);
      const response = await post(fill(item.request.url, '{{', variables), headers, body);
      const answer = await response.text();
      pm.response = { code: response.status, text: () => answer };
      runInNewContext(script('test'), { pm });
    }
    return failures;
  }

  everyOperation(postman, async (snippet) => {
    expect(await play(JSON.parse(snippet) as Collection)).toEqual([]);
  });

  it('names the fault that an answer is', async () => {
    const getLead = marketo.operations[0];
    if (!getLead) throw new Error('The contract is empty.');
    const request = requestFor(getLead, 'full', server.endpoint('postman-fault'));
    const values = { leadKey: { keyType: 'EMAIL', keyValue: 'nobody@example.com' } };
    const snippet = postman.write({ ...request, values });
    if (!snippet.ok) throw new Error(snippet.reason);
    const failures = await play(JSON.parse(snippet.text) as Collection);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain('Fault 20103');
  });
});

describe(httpFile.label, () => {
  everyOperation(httpFile, async (snippet) => {
    const [, script = '', sent = ''] = /< \{%\n(.*?)\n%\}\n(.*)/s.exec(snippet) ?? [];
    const variables = new Map<string, string>();
    const request = {
      environment: new Map([['MARKETO_SECRET_KEY', DEMO_SECRET_KEY]]),
      variables: variables,
    };
    const crypto = {
      hmac: {
        sha1: () => ({
          withTextSecret: (key: string) => ({
            updateWithText: (message: string) => ({ digest: () => ({ toHex: () => hmac(message, key) }) }),
          }),
        }),
      },
    };
    runInNewContext(script, { request, crypto });
    await sendHttpFile(fill(sent, '{{', variables));
  });
});

describe(`${httpFile.label}, frozen`, () => {
  everyOperation(
    httpFile,
    async (snippet) => {
      await sendHttpFile(snippet.slice(snippet.indexOf('\nPOST ') + 1));
    },
    true,
  );
});

async function sendHttpFile(source: string): Promise<void> {
  const [head = '', ...body] = source.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)) as [string, string][]);
  const response = await post(first.replace('POST ', ''), headers, body.join('\n\n'));
  expect(response.status).toBe(200);
}

describe(soapUi.label, () => {
  everyOperation(soapUi, async (snippet) => {
    const parsed = parseXml(snippet);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const all = descendants(parsed.root);
    const properties = new Map(
      all
        .filter(({ name }) => name === 'property')
        .map((one) => elements(one).map(text) as [string, string])
        .map(([name, value]) => [`#Project#${name}`, value]),
    );
    const find = (name: string) => text(all.find((element) => element.name === name) ?? parsed.root);
    expect(find('script')).toContain("System.getenv('MARKETO_SECRET_KEY')");
    const timestamp = w3cTimestamp(Date.now());
    properties.set('#TestCase#timestamp', timestamp);
    properties.set('#TestCase#signature', hmac(timestamp + DEMO_USER_ID, DEMO_SECRET_KEY));
    const fragment = parseXml(find('setting'));
    const entry = fragment.ok ? elements(fragment.root)[0] : undefined;
    const action = entry ? attribute(entry, 'value') : undefined;
    const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: action ?? '' };
    const response = await post(
      fill(find('endpoint'), '${', properties),
      headers,
      fill(find('request'), '${', properties),
    );
    expect(response.status).toBe(200);
  });
});

function descendants(element: XmlElement): XmlElement[] {
  return [element, ...elements(element).flatMap(descendants)];
}

/** Every operation with hostile values, sent by `play` to the recorder. */
function everyOperation(kind: SnippetKind, play: (snippet: string) => Promise<void>, frozen = false): void {
  for (const operation of marketo.operations) {
    it(`${operation.name} sends the same values, signed`, async () => {
      const name = `${kind.id}-${operation.name}-${frozen}`;
      const endpoint = server.recorder(name);
      const request = requestFor(operation, 'full', endpoint);
      const user = { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY };
      const options: SnippetOptions = frozen ? { frozen: authenticate(user, w3cTimestamp(Date.now())) } : {};
      const snippet = kind.write(request, options);
      if (!snippet.ok) throw new Error(snippet.reason);
      await play(snippet.text);
      const program = {
        operation,
        name,
        case: 'full',
        folder: 'full',
        request,
        text: snippet.text,
        endpoint,
      } as const;
      expectRecorded(server, program, { pages: kind === postman ? 2 : 1 });
    });
  }
}
