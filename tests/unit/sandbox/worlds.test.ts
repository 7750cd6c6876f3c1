import { describe, expect, test } from 'vitest';
import { readWorldPath } from '#src/sandbox/world-path';
import { Worlds } from '#src/sandbox/worlds';
import { envelopeOf, NOW, readAnswer, sandboxAt } from './requests';

const ORIGIN = 'http://127.0.0.1:8573';
const CONTROL = { 'X-Sandbox-Control': '1' };

function worlds(limit = 3) {
  const created: string[] = [];
  const handler = new Worlds({
    limit,
    create: (name) => {
      created.push(name);
      return sandboxAt().sandbox;
    },
  }).handle;
  const send = (path: string, init: RequestInit = {}) => handler(new Request(ORIGIN + path, init));
  const soap = async (world: string, name: string, values: Parameters<typeof envelopeOf>[1]) =>
    readAnswer(
      await send(`${world}/soap/mktows/3_1`, {
        method: 'POST',
        body: envelopeOf(name, values, NOW),
        headers: { 'Content-Type': 'text/xml' },
      }),
    );
  const has = async (world: string, email: string) =>
    (await soap(world, 'getLead', { leadKey: { keyType: 'EMAIL', keyValue: email } })).code === undefined;
  const add = (world: string, email: string) =>
    soap(world, 'syncLead', { leadRecord: { Email: email }, returnLead: 'false' });
  return { created, send, soap, has, add };
}

describe('worlds in one process', () => {
  test('each has its own leads, and the one without a name is one of them', async () => {
    const { add, has, created } = worlds();
    await add('/w/red', 'a@example.com');
    await add('', 'b@example.com');
    expect(await has('/w/red', 'a@example.com')).toBe(true);
    expect(await has('/w/red', 'b@example.com')).toBe(false);
    expect(await has('/w/blue', 'a@example.com')).toBe(false);
    expect(await has('', 'a@example.com')).toBe(false);
    expect(created).toEqual(['red', '', 'blue']);
  });

  test('?WSDL gives the address of the world that was asked, in every version', async () => {
    const { send } = worlds();
    for (const path of ['/w/red/soap/mktows/3_1', '/w/blue-2/soap/mktows/2_2', '/soap/mktows/3_1']) {
      expect(await (await send(`${path}?WSDL`)).text()).toContain(`location="${ORIGIN}${path}"`);
    }
  });

  test('a reset, a fault on purpose, a setting and the log of one leave the others alone', async () => {
    const { send, add, has, soap } = worlds();
    await add('/w/red', 'a@example.com');
    await add('/w/blue', 'a@example.com');
    const order = { faultsOnPurpose: [{ kind: 'fault', code: '20023' }], secretKey: 'another' };
    const changed = await send('/w/red/sandbox/settings', {
      method: 'PATCH',
      headers: CONTROL,
      body: JSON.stringify(order),
    });
    expect(changed.status).toBe(200);
    const key = { leadKey: { keyType: 'EMAIL', keyValue: 'a@example.com' } };
    expect((await soap('/w/red', 'getLead', key)).code).toBe('20023');
    expect((await soap('/w/blue', 'getLead', key)).code).toBeUndefined();

    const log = async (world: string) =>
      ((await (await send(`${world}/sandbox/log`, { headers: CONTROL })).json()) as unknown[]).length;
    expect([await log('/w/red'), await log('/w/blue'), await log('')]).toEqual([2, 2, 0]);

    expect((await send('/w/blue/sandbox/reset', { method: 'POST', headers: CONTROL })).status).toBe(204);
    expect(await has('/w/blue', 'a@example.com')).toBe(false);
    const calm = { faultsOnPurpose: [], secretKey: '27272727aa' };
    await send('/w/red/sandbox/settings', { method: 'PATCH', headers: CONTROL, body: JSON.stringify(calm) });
    expect(await has('/w/red', 'a@example.com')).toBe(true);
  });

  test('there are no more than allowed, and one that is ended makes room and begins anew', async () => {
    const { send, add, has } = worlds(2);
    await add('/w/a', 'a@example.com');
    await add('/w/b', 'a@example.com');
    await add('', 'a@example.com');
    const refused = await send('/w/c/soap/mktows/3_1?WSDL');
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('2 worlds already');

    const end = (world: string, headers: Record<string, string>) =>
      send(`${world}/sandbox/world`, { method: 'DELETE', headers });
    expect((await end('/w/a', {})).status).toBe(403);
    expect((await end('/w/a', CONTROL)).status).toBe(204);
    expect((await end('/w/a', CONTROL)).status).toBe(404);
    expect((await end('', CONTROL)).status).toBe(404);
    expect((await send('/w/c/soap/mktows/3_1?WSDL')).status).toBe(200);
    expect((await end('/w/c', CONTROL)).status).toBe(204);
    expect(await has('/w/a', 'a@example.com')).toBe(false);
    expect(await has('/w/b', 'a@example.com')).toBe(true);
  });

  test.each([
    ['/w/red/elsewhere', 404, '/w/NAME/soap/mktows/3_1'],
    ['/w/red', 404, '/w/NAME/soap/mktows/3_1'],
    ['/w//soap/mktows/3_1', 404, 'letters, digits'],
    ['/w/-x/soap/mktows/3_1', 404, 'letters, digits'],
    ['/w/a%2Fb/soap/mktows/3_1', 404, 'letters, digits'],
    [`/w/${'x'.repeat(65)}/soap/mktows/3_1`, 404, 'letters, digits'],
    ['/w/w/w/red/soap/mktows/3_1', 404, '/w/NAME/soap/mktows/3_1'],
  ])('%s is none: %i', async (path, status, words) => {
    const { send, created } = worlds();
    const answer = await send(path);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(words)]);
    expect(created).toEqual([]);
  });

  test('names that objects have by themselves are names', async () => {
    const { add, has } = worlds(3);
    for (const name of ['constructor', 'toString', 'w']) {
      expect(await has(`/w/${name}`, 'a@example.com')).toBe(false);
      await add(`/w/${name}`, 'a@example.com');
      expect(await has(`/w/${name}`, 'a@example.com')).toBe(true);
    }
  });

  test('a path is taken apart into the world and what comes after it', () => {
    expect(readWorldPath('/w/red/rest/v1/leads.json')).toEqual({ world: 'red', path: '/rest/v1/leads.json' });
    expect(readWorldPath('/rest/v1/leads.json')).toEqual({ world: '', path: '/rest/v1/leads.json' });
    expect(readWorldPath('/w/red')).toEqual({ world: 'red', path: '/' });
  });
});
