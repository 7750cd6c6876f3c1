import { describe, expect, it } from 'vitest';
import { DEMO_USER_ID } from '#src/sandbox/demo';
import { PROTOCOL_VERSION, PROXY_NAME, type ProxyDescription } from '#src/proxy/protocol';
import { authenticationIn, openWorkspace } from './open-workspace';
import { MemoryStorage, promised } from './world';

const own = { name: 'Mine', url: 'https://host/soap', userId: 'me', secretKey: 'my-key', remember: false };

describe('The workspace', () => {
  it('opens the operation that was open last', () => {
    const storage = new MemoryStorage();
    openWorkspace({ storage: () => storage }).workspace.open('getLead');
    expect(openWorkspace({ storage: () => storage }).workspace.request.document).toBe('getLead');
  });

  it('opens the first operation when the last one is none of this contract', () => {
    const storage = new MemoryStorage();
    openWorkspace({ storage: () => storage }).workspace.preferences.operation = 'getNothing';
    const { preferences, request } = openWorkspace({ storage: () => storage }).workspace;
    expect(preferences.operation).toBe('getNothing');
    expect(request.document).toBe(request.contract.operations[0]!.name);
  });

  it('shows the chosen endpoint’s user in the text', async () => {
    const { workspace } = openWorkspace();
    workspace.endpoints.save(own, 'mine');
    await workspace.signNow();
    expect(authenticationIn(workspace.request.text).userId).toBe('me');
    workspace.chooseEndpoint('sandbox');
    await workspace.signNow();
    expect(authenticationIn(workspace.request.text).userId).toBe(DEMO_USER_ID);
  });

  it('leaves the text alone when an endpoint is chosen and signing is switched off', async () => {
    const { workspace } = openWorkspace();
    workspace.preferences.signOnSend = false;
    workspace.endpoints.save(own, 'mine');
    const { text } = workspace.request;
    workspace.chooseEndpoint('sandbox');
    await workspace.signNow();
    expect(workspace.request.text).toBe(text);
    await workspace.signNow(true);
    expect(workspace.request.text).toContain(DEMO_USER_ID);
  });

  it('offers to put a deleted endpoint back', () => {
    const { workspace } = openWorkspace();
    workspace.endpoints.save(own, 'mine');
    workspace.removeEndpoint('mine');
    expect(workspace.undo?.what).toBe('Deleted Mine.');
    expect(workspace.endpoints.selected.name).toBe('Sandbox');
    workspace.undo?.putBack();
    expect(workspace.undo).toBeUndefined();
    expect(workspace.endpoints.selected.name).toBe('Mine');
  });

  it('stops offering when it is told to', () => {
    const { workspace } = openWorkspace();
    workspace.endpoints.save(own, 'mine');
    workspace.removeEndpoint('mine');
    workspace.dismissUndo();
    expect(workspace.undo).toBeUndefined();
  });

  it('knows only later whether there is a proxy', async () => {
    const description: ProxyDescription = {
      proxy: PROXY_NAME,
      protocol: PROTOCOL_VERSION,
      upstreams: ['sandbox'],
      allow: [],
      limits: { requestBytes: 1, responseBytes: 1, totalMilliseconds: 1, concurrency: 1 },
    };
    for (const found of [description, undefined]) {
      const { promise, keep } = promised<ProxyDescription | undefined>();
      const { workspace } = openWorkspace({ proxy: promise });
      expect(workspace.proxy).toBeUndefined();
      keep(found);
      await promise;
      expect(workspace.proxy).toBe(found ?? null);
    }
  });
});
