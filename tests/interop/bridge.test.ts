import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CarriedCall } from '#src/bridge/bridge';
import { readBridgeSettings } from '#src/bridge/settings';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import type { Worlds } from '#src/sandbox/worlds';
import { bridgeService } from '#src/server/bridge-service';
import { createWorlds } from '#src/server/create-worlds';
import { toListener, type Handler } from '#src/server/http-handler';
import { CREDENTIALS } from './sandbox-server';
import { storyClients } from './support/story-clients';

/** A handler over HTTP, on a port of its own. */
async function serve(handler: Handler) {
  const server = createServer((incoming, outgoing) => void toListener(handler)(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { base, close };
}

describe('a real SOAP client that signs for itself, with the bridge in the place of the service', () => {
  const calls: CarriedCall[] = [];
  let instance: Awaited<ReturnType<typeof serve>>;
  let bridges: Record<string, Awaited<ReturnType<typeof serve>>> = {};
  let worlds: Worlds;

  beforeAll(async () => {
    worlds = createWorlds({ settings: { rateCalls: null, dailyQuota: null, concurrentCalls: null } });
    instance = await serve(worlds.handle);
    for (const { name } of storyClients) {
      // A world for each, so that none sees what another did.
      const base = `${instance.base}/w/${name}`;
      const settings = readBridgeSettings({
        restRate: 10_000,
        rateCalls: null,
        concurrentCalls: null,
        counts: 'exact',
      });
      if (!settings.ok) throw new Error(settings.message);
      const { handle } = bridgeService(
        {
          instance: {
            base,
            identityBase: base,
            clientId: DEMO_CLIENT_ID,
            clientSecret: DEMO_CLIENT_SECRET,
          },
          users: [{ userId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY }],
          settings: settings.settings,
          calls: 100,
          dryRun: false,
        },
        () => true,
        undefined,
        (call) => calls.push(call),
      );
      bridges = { ...bridges, [name]: await serve(handle) };
    }
  });
  afterAll(async () => {
    await Promise.all([instance, ...Object.values(bridges)].map(({ close }) => close()));
  });

  for (const { name, runtime, start } of storyClients) {
    it.runIf(runtime.found || process.env.CI)(
      `${name} creates a lead, reads it back, adds it to a list, pages to the end and names a fault`,
      async () => {
        const endpoint = `${bridges[name]?.base}/soap/mktows/3_1`;
        const env = {
          ...CREDENTIALS,
          MARKETO_ENDPOINT: endpoint,
          STORY_EMAIL: `story.${name}@example.com`,
        };
        const outcome = await start(endpoint, env);
        expect(outcome.code, outcome.stderr).toBe(0);
        const told = JSON.parse(outcome.stdout) as { readonly leads: number };
        expect(told.leads).toBeGreaterThan(2500);
        expect(told).toEqual({
          status: 'CREATED',
          sameId: true,
          firstName: 'Zoë & <Co> "日本" 😀',
          added: true,
          member: true,
          pages: Math.ceil(told.leads / 500),
          leads: told.leads,
          different: told.leads,
          fault: '20103',
        });
        expect(new Set(calls.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
      },
    );
  }
});
