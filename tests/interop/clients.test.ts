import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { writeRequest } from '#src/envelope/write';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { CREDENTIALS, startSandbox, type SandboxServer } from './sandbox-server';
import { storyClients } from './support/story-clients';

describe('a real SOAP client that signs for itself', () => {
  let server: SandboxServer;
  beforeAll(async () => {
    server = await startSandbox();
  });
  afterAll(async () => {
    await server.close();
  });

  for (const { name, runtime, start } of storyClients) {
    it.runIf(runtime.found || process.env.CI)(
      `${name} creates a lead, reads it back, adds it to a list, pages to the end and names a fault`,
      async () => {
        // A new world for each, so that none sees what another did.
        server.sandbox.reset();
        const env = {
          ...CREDENTIALS,
          MARKETO_ENDPOINT: server.endpoint(name),
          STORY_EMAIL: `story.${name}@example.com`,
        };
        const outcome = await start(server.endpoint(name), env);
        expect(outcome.code, outcome.stderr).toBe(0);
        const told: unknown = JSON.parse(outcome.stdout);
        const leads = await listSize(server);
        expect(leads).toBeGreaterThan(2500);
        expect(told).toEqual({
          status: 'CREATED',
          sameId: true,
          firstName: 'Zoë & <Co> "日本" 😀',
          added: true,
          member: true,
          pages: Math.ceil(leads / 500),
          leads,
          different: leads,
          fault: '20103',
        });
        expect(new Set(server.recorded(name).map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
      },
    );
  }
});

/** How many members the list "All Leads" has: the one that the sandbox gives and those that it says remain. */
async function listSize(server: SandboxServer): Promise<number> {
  const getMultipleLeads = operation(marketo, 'getMultipleLeads');
  if (!getMultipleLeads) throw new Error('The contract has no getMultipleLeads.');
  const user = { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY };
  const written = writeRequest(marketo, {
    operation: getMultipleLeads,
    values: { leadSelector: { $type: 'StaticListSelector', staticListName: 'All Leads' }, batchSize: '1' },
    headers: { AuthenticationHeader: { ...authenticate(user, w3cTimestamp(Date.now())) } },
  });
  if (!written.ok) throw new Error('The request can not be written.');
  const headers = { 'Content-Type': 'text/xml; charset=utf-8' };
  const response = await fetch(server.endpoint('test'), { method: 'POST', headers, body: written.text });
  const remaining = /<remainingCount>(\d+)</.exec(await response.text())?.[1];
  return 1 + Number(remaining);
}
