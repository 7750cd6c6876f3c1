import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { pagingOf } from '#src/contract/paging';
import { readRequest } from '#src/envelope/read';
import { DEMO_SECRET_KEY } from '#src/sandbox/demo';
import { snippetKind, snippetKinds } from '#src/snippets/index';
import { minify } from '#src/snippets/kinds/envelope';
import type { SnippetKind, SnippetOptions } from '#src/snippets/snippet';
import { ENDPOINT, FROZEN, named, requestOf, USER_ID } from './requests';

const programs = snippetKinds.filter(({ stack }) => stack === 'SOAP library' || stack === 'Plain HTTP');

function write(kind: SnippetKind, operation: string, options?: SnippetOptions): string {
  const snippet = kind.write(requestOf(operation), options);
  if (!snippet.ok) throw new Error(`${kind.id}, ${operation}: ${snippet.reason}`);
  return snippet.text;
}

describe('the kinds of snippet', () => {
  it('have ids of their own, and say what they need and how they are run', () => {
    expect(new Set(snippetKinds.map(({ id }) => id)).size).toBe(snippetKinds.length);
    expect(new Set(snippetKinds.map(({ label }) => label)).size).toBe(snippetKinds.length);
    for (const kind of snippetKinds) {
      expect(kind.needs, kind.id).toMatch(/\.$/);
      expect(kind.run('getLead'), kind.id).not.toBe('');
      expect(snippetKind(kind.id)).toBe(kind);
    }
    expect(snippetKind('cobol')).toBeUndefined();
  });

  it('cover every language as SOAP library and as plain HTTP where both make sense', () => {
    const covered = programs.map(({ language, stack }) => `${language}: ${stack}`);
    for (const language of ['php', 'java', 'ruby', 'python', 'javascript']) {
      expect(covered).toContain(`${language}: SOAP library`);
      expect(covered).toContain(`${language}: Plain HTTP`);
    }
    for (const language of ['shell', 'csharp', 'go', 'powershell'])
      expect(covered).toContain(`${language}: Plain HTTP`);
  });

  it('give every download a proper file name', () => {
    for (const kind of snippetKinds) {
      for (const { name } of marketo.operations)
        expect(kind.fileName(name), kind.id).toMatch(/^[A-Za-z]+[\w.-]*\.\w+$/);
      expect(kind.fileName('../../etc/passwd x'), kind.id).not.toMatch(/[/ ]/);
    }
  });

  it('say which of them no test runs', () => {
    const unverified = snippetKinds.filter(({ verified }) => verified !== true);
    expect(unverified.map(({ id }) => id)).toEqual([
      'java-jakarta',
      'ruby-savon',
      'csharp-wcf',
      'powershell',
      'powershell-5',
      'windows-cmd',
      'literal-powershell',
      'http-file',
      'postman',
      'soapui',
    ]);
    for (const { verified } of unverified) expect(verified).toMatch(/test/);
  });
});

describe('every snippet of every operation', () => {
  it('never holds the secret key, signed as it runs or frozen', () => {
    for (const kind of snippetKinds) {
      for (const { name } of marketo.operations) {
        for (const options of [{}, { frozen: FROZEN }]) {
          expect(write(kind, name, options).includes(DEMO_SECRET_KEY), `${kind.id}, ${name}`).toBe(false);
        }
      }
    }
  });

  it('says how it is run with a key that is published, so that it runs as it was copied', () => {
    const options = { publishedKey: DEMO_SECRET_KEY };
    for (const kind of snippetKinds.filter(({ signs }) => signs)) {
      const lines = write(kind, 'getLead', options).split(/\n|\\n/);
      const run = lines.filter((line) => line.includes(DEMO_SECRET_KEY));
      expect(run, kind.id).toHaveLength(1);
      expect(run[0], kind.id).toMatch(/Run: .*MARKETO_SECRET_KEY ?= ?'?27272727aa/);
      // A key with something that a shell takes otherwise is no published one.
      expect(write(kind, 'getLead', { publishedKey: "a'; rm -r $x" }), kind.id).not.toContain('rm -r');
    }
  });

  it('is the same each time it is written', () => {
    for (const kind of snippetKinds) {
      for (const { name } of marketo.operations) expect(write(kind, name)).toBe(write(kind, name));
    }
  });

  it('ends with one line end, and has no blanks at the end of its lines', () => {
    for (const kind of programs) {
      for (const { name } of marketo.operations) {
        const text = write(kind, name);
        expect(text, kind.id).toMatch(/[^\n]\n$/);
        expect(text.match(/[ \t]+\n/g), `${kind.id}, ${name}`).toBeNull();
        expect(text, `${kind.id}, ${name}`).not.toMatch(/\n\n\n\n/);
      }
    }
  });
});

describe('a program', () => {
  for (const kind of programs) {
    it(`${kind.label} says what it does, reads its secret from the environment and names the rule`, () => {
      const text = write(kind, 'getMultipleLeads');
      expect(text).toContain("Calls getMultipleLeads of Marketo's SOAP API (a batch of leads).");
      expect(text).toContain('MARKETO_SECRET_KEY');
      expect(text).toContain('MARKETO_USER_ID');
      expect(text).toContain('MARKETO_ENDPOINT');
      expect(text).toContain(ENDPOINT);
      expect(text).toContain(USER_ID);
      expect(text).toContain('HMAC-SHA1 with the secret key over timestamp + user id');
    });

    it(`${kind.label} pages exactly where the operation does`, () => {
      for (const operation of marketo.operations) {
        const pages = /Page after page/.test(write(kind, operation.name));
        expect(pages, operation.name).toBe(pagingOf(marketo, operation) !== undefined);
      }
    });

    it(`${kind.label}, frozen, keeps the signature and says when it dies, without asking for a key`, () => {
      const text = write(kind, 'getLead', { frozen: FROZEN });
      expect(text).toContain(FROZEN.requestSignature);
      expect(text).toContain(FROZEN.requestTimestamp);
      expect(text).toContain('never published');
      expect(text).toContain('60 minutes');
      expect(text).not.toContain('MARKETO_SECRET_KEY');
      expect(text).not.toContain('MARKETO_USER_ID');
    });
  }

  it('has no signature in it unless it is frozen', () => {
    const headers = { AuthenticationHeader: { mktowsUserId: 'x', ...FROZEN } };
    for (const kind of snippetKinds) {
      const snippet = kind.write(requestOf('getLead', undefined, headers));
      expect(snippet.ok && snippet.text.includes(FROZEN.requestSignature), kind.id).toBe(false);
    }
  });
});

describe('a program without the paging loop', () => {
  it('is shorter, asks for the same first page and says that it is one page', () => {
    const operations = marketo.operations.filter((one) => pagingOf(marketo, one));
    expect(operations.length).toBeGreaterThan(2);
    for (const kind of snippetKinds.filter(({ pages }) => pages)) {
      for (const { name } of operations) {
        const [short, long] = [write(kind, name, { onePage: true }), write(kind, name)];
        expect(short.length, kind.id).toBeLessThan(long.length);
        expect(short, kind.id).not.toContain('Page after page');
        expect(short, kind.id).toContain('It asks for one page.');
      }
      // An operation that answers at once is written the same either way.
      expect(write(kind, 'getLead', { onePage: true }), kind.id).toBe(write(kind, 'getLead'));
    }
  });
});

describe('a key', () => {
  it('is an argument of no program that others can list', () => {
    for (const kind of programs) {
      for (const line of write(kind, 'getLead')
        .split('\n')
        .filter((one) => /openssl|curl /.test(one)))
        expect(line, kind.id).not.toMatch(/-hmac|secret_key"? *\)|-macopt|--key/);
    }
  });

  it('is signed with under Jakarta as it is under JAX-WS, by the same program', () => {
    for (const { name } of marketo.operations) {
      const classOf = (id: string) => {
        const kind = snippetKind(id);
        const text = kind ? write(kind, name) : '';
        return text
          .slice(text.indexOf('\nimport '))
          .replaceAll('jakarta.xml', 'javax.xml')
          .replace(/\n.*receiveTimeout.*/, '');
      };
      expect(classOf('java-jakarta')).toBe(classOf('java-jaxws'));
    }
  });
});

describe('a script for Windows', () => {
  it('is ASCII for PowerShell 5.1 and cmd, whatever the values are', () => {
    const values = { leadKey: { keyType: 'EMAIL', keyValue: 'Zoë 日本 😀 “q” \u2028' } };
    const snippet = snippetKind('powershell-5')?.write(requestOf('getLead', values));
    if (!snippet?.ok) throw new Error('not written');
    expect(snippet.text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(snippet.text).toContain('Zo&#235; &#26085;');
    // The batch file's commands are ASCII, and what stands behind them is read as UTF-8.
    const batch = snippetKind('windows-cmd')?.write(requestOf('getLead', values));
    if (!batch?.ok) throw new Error('not written');
    const [commands = '', envelope = ''] = batch.text.split('\r\n:envelope\r\n');
    expect(commands).toMatch(/^[\r\n\x20-\x7e]*$/);
    const read = readRequest(envelope.replaceAll('\r\n', '\n'), marketo);
    expect(read.ok && read.request.values).toEqual(values);
  });
});

describe('an envelope alone', () => {
  it('carries the frozen signature, or words in its place and a note', () => {
    const kind = snippetKind('envelope');
    const frozen = kind?.write(requestOf('getLead'), { frozen: FROZEN });
    expect(frozen?.ok && frozen.text).toContain(
      `<requestSignature>${FROZEN.requestSignature}</requestSignature>`,
    );
    expect(frozen?.ok && frozen.notes.join()).toContain('never published');
    const unsigned = kind?.write(requestOf('getLead'));
    expect(unsigned?.ok && unsigned.text).toContain('<requestSignature>REQUEST_SIGNATURE</requestSignature>');
    expect(unsigned?.ok && unsigned.notes.join()).toContain('not signed');
  });

  it('minified, has one line and the same values, white space in values included', () => {
    const kind = snippetKind('envelope');
    const values = { leadKey: { keyType: 'EMAIL', keyValue: ' a <b> ' } };
    const snippet = kind?.write(requestOf('getLead', values));
    if (!snippet?.ok) throw new Error('not written');
    const short = minify(snippet.text);
    expect(short).not.toMatch(/\n|> +</);
    const read = readRequest(short, marketo);
    expect(read.ok && read.request.values).toEqual(values);
    expect(minify('<a>\n <b>  </b>\n <c/>\n</a>\n')).toBe('<a><b>  </b><c/></a>');
  });

  it('as raw HTTP, counts its bytes, and needs an endpoint that is a URL', () => {
    const kind = snippetKind('raw-http');
    const snippet = kind?.write(requestOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'é😀' } }));
    if (!snippet?.ok) throw new Error('not written');
    const [head = '', body = ''] = snippet.text.split('\r\n\r\n');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(head.split('\r\n')[0]).toBe('POST /soap/mktows/3_1 HTTP/1.1');
    expect(head).toContain('Host: 127.0.0.1:5173');
    expect(kind?.write({ ...requestOf('getLead'), endpoint: 'nowhere' })).toEqual({
      ok: false,
      reason: 'The endpoint is no URL.',
    });
  });
});

describe('what a kind can not express', () => {
  it('is refused by every kind where XML can not carry it', () => {
    for (const kind of snippetKinds) {
      const snippet = kind.write(requestOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: '\u0000' } }));
      expect(snippet.ok ? '' : snippet.reason, kind.id).toContain('leadKey.keyValue');
    }
  });

  it('is refused by every kind where the operation takes no signature', () => {
    const operation = { ...named('getLead'), headers: [] };
    for (const kind of snippetKinds) {
      const snippet = kind.write({ ...requestOf('getLead'), operation });
      expect(snippet.ok ? '' : snippet.reason, kind.id).toContain('getLead takes no AuthenticationHeader');
    }
  });

  it('is refused by the libraries that know types, and sent as it stands by plain HTTP', () => {
    const request = requestOf('getMultipleLeads', { batchSize: 'many' });
    const strict = ['php-soapclient', 'java-jaxws', 'java-jakarta', 'python-zeep', 'csharp-wcf'];
    for (const kind of snippetKinds) {
      const snippet = kind.write(request);
      if (strict.includes(kind.id)) expect(snippet.ok ? '' : snippet.reason).toContain('batchSize is "many"');
      else expect(snippet.ok && snippet.text, kind.id).toContain('many');
    }
  });

  it("is cut into pieces for Java where a literal would be longer than a class file's constant", () => {
    const keyValue = 'x'.repeat(140_000);
    for (const id of ['java-http', 'java-jaxws', 'literal-java']) {
      const snippet = snippetKind(id)?.write(
        requestOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue } }),
      );
      if (!snippet?.ok) throw new Error(id);
      const literals = snippet.text.match(/"""[^]*?"""|"(?:[^"\\\n]|\\.)*"/g) ?? [];
      expect(Math.max(...literals.map(({ length }) => length)), id).toBeLessThan(65_535);
      expect(snippet.text.match(/x{50,}/g)?.join(''), id).toHaveLength(140_000);
    }
  });

  it('is said by the batch file, which has no way to write some characters', () => {
    const snippet = snippetKind('windows-cmd')?.write({ ...requestOf('getLead'), userId: 'Zoë' });
    expect(snippet?.ok === false && snippet.reason).toContain('batch file');
  });

  it("is said in a note where a tool can't turn pages", () => {
    for (const id of ['http-file', 'soapui']) {
      const snippet = snippetKind(id)?.write(requestOf('getMultipleLeads'));
      expect(snippet?.ok && snippet.notes).toContain('It asks for one page.');
    }
  });
});
