import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { envelopeMinified, envelopeRaw } from '#src/snippets/kinds/envelope';
import { rawHttp } from '#src/snippets/kinds/raw-http';
import type { SnippetKind } from '#src/snippets/snippet';
import { startSandbox, type SandboxServer } from '../sandbox-server';
import { expectRecorded, requestFor } from '../support/snippets';

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox();
});
afterAll(() => server.close());

const send: Record<string, (text: string, endpoint: string, action: string) => Promise<string>> = {
  [envelopeRaw.id]: post,
  [envelopeMinified.id]: post,
  [rawHttp.id]: (text, endpoint) => bytes(text, new URL(endpoint)),
};

for (const kind of [envelopeRaw, envelopeMinified, rawHttp] satisfies SnippetKind[]) {
  describe(kind.label, () => {
    for (const operation of marketo.operations) {
      it(`${operation.name} arrives with the same values and the frozen signature`, async () => {
        const name = `${kind.id}-${operation.name}`;
        const endpoint = server.recorder(name);
        const request = requestFor(operation, 'full', endpoint);
        const frozen = authenticate(
          { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY },
          w3cTimestamp(Date.now()),
        );
        const snippet = kind.write(request, { frozen });
        if (!snippet.ok) throw new Error(snippet.reason);
        const answer = await send[kind.id]?.(snippet.text, endpoint, operation.soapAction);
        expect(answer).toContain('Envelope');
        // Nothing turns pages here.
        expectRecorded(
          server,
          { operation, name, case: 'full', folder: 'full', request, text: snippet.text, endpoint },
          { pages: 1 },
        );
      });
    }
  });
}

async function post(body: string, endpoint: string, action: string): Promise<string> {
  const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${action}"` };
  const response = await fetch(endpoint, { method: 'POST', headers, body });
  return response.text();
}

function bytes(text: string, { hostname, port }: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
