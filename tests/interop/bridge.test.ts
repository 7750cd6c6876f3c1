import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CarriedCall } from '#src/bridge/bridge';
import { readBridgeSettings } from '#src/bridge/settings';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { bridgeService } from '#src/server/bridge-service';
import { CREDENTIALS } from './sandbox-server';
import { serveHandler, startSandboxOverRest } from './support/sandbox-over-rest';
import { storyClients } from './support/story-clients';

describe('a real SOAP client that signs for itself, with the bridge in the place of the service', () => {
  const calls: CarriedCall[] = [];
  type Served = Awaited<ReturnType<typeof serveHandler>>;
  let instance: Served;
  let bridges: Record<string, Served> = {};

  beforeAll(async () => {
    instance = await startSandboxOverRest();
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
      bridges = { ...bridges, [name]: await serveHandler(handle) };
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
