import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withValueAt } from '#src/envelope/values';
import { openWorkspace } from './open-workspace';

const SECRET = 'zq-secret-key-7193';
const own = { name: 'Mine', url: 'https://host/soap', userId: 'me', secretKey: SECRET, remember: false };

type World = ReturnType<typeof openWorkspace>;

/** Everything that a user can do in the workspace. */
const ACTIONS: Readonly<Record<string, (world: World) => unknown>> = {
  'save an endpoint': ({ workspace }) => workspace.endpoints.save(own, 'mine'),
  'rename it': ({ workspace }) => workspace.endpoints.save({ ...own, name: 'Renamed' }, 'mine'),
  'save another one': ({ workspace }) => workspace.endpoints.save(own, 'other'),
  'choose it': ({ workspace }) => workspace.chooseEndpoint('mine'),
  'choose the sandbox': ({ workspace }) => workspace.chooseEndpoint('sandbox'),
  'delete it': ({ workspace }) => workspace.removeEndpoint('mine'),
  'put it back': ({ workspace }) => workspace.undo?.putBack(),
  'sign now': ({ workspace }) => workspace.signNow(true),
  send: ({ workspace }) => workspace.send(),
  'switch signing': ({ workspace: { preferences } }) => (preferences.signOnSend = !preferences.signOnSend),
  'open another operation': ({ workspace }) => workspace.open('getLead'),
  'open an operation without a signature': ({ workspace }) => workspace.open('listMObjects'),
  'type in the form': ({ workspace: { request } }) =>
    request.fill(withValueAt(request.values, ['batchSize'], '7')),
  'type in the text': ({ workspace: { request } }) => request.edit(`${request.text}<!-- typed -->`),
  'break the text': ({ workspace: { request } }) => request.edit('<'),
  reset: ({ workspace: { request } }) => request.reset(),
};

const actions = fc.array(fc.constantFrom(...Object.keys(ACTIONS)), { maxLength: 12 });

describe('A secret key that is not to be remembered', () => {
  it('is in no call, in no text and never on the device, whatever the user does', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (names) => {
        const world = openWorkspace();
        for (const name of ['save an endpoint', 'send', ...names, 'send']) await ACTIONS[name]!(world);
        const { workspace, calls, storage } = world;
        await workspace.request.synchronise();
        expect(calls.length).toBeGreaterThan(0);
        expect(JSON.stringify(calls)).not.toContain(SECRET);
        expect(JSON.stringify([...storage.written, ...storage.kept])).not.toContain(SECRET);
        expect(workspace.request.text + workspace.notice).not.toContain(SECRET);
        expect(JSON.stringify([workspace.call.state, workspace.endpoints.all])).not.toContain(SECRET);
      }),
      { numRuns: 60 },
    );
  });
});

describe('A secret key that is remembered', () => {
  it('is on the device in one place, and in no call', async () => {
    const { workspace, calls, storage } = openWorkspace();
    workspace.endpoints.save({ ...own, remember: true }, 'mine');
    await workspace.send();
    expect(calls).toHaveLength(1);
    expect(JSON.stringify(calls)).not.toContain(SECRET);
    const holders = [...storage.kept].filter(([, value]) => value.includes(SECRET)).map(([key]) => key);
    expect(holders).toEqual(['marketo-soap-playground/endpoints']);
  });
});
