import { describe, expect, it } from 'vitest';
import { authenticationIn, openWorkspace } from './open-workspace';

const endpoint = { name: 'Mine', url: 'https://host.example/soap', userId: 'someone_1', remember: false };

describe('An endpoint without a secret key in this tab', () => {
  it('gets its user id into the text, and never a signature', async () => {
    const { workspace } = openWorkspace();
    workspace.saveEndpoint({ ...endpoint, secretKey: '' });
    await expect.poll(() => authenticationIn(workspace.request.text).userId).toBe('someone_1');
    for (const act of [
      () => workspace.signNow(true),
      () => workspace.open('getLead'),
      () => workspace.request.reset(),
      () => workspace.request.rewrite(),
    ]) {
      await act();
      expect(authenticationIn(workspace.request.text)).toMatchObject({ userId: 'someone_1', signature: '' });
    }
    expect(workspace.unsignedReason).toContain('Mine has no secret key in this tab');
  });

  it('is signed for as soon as its key is typed: saving it is one act', async () => {
    const { workspace } = openWorkspace();
    workspace.saveEndpoint({ ...endpoint, secretKey: '' });
    workspace.saveEndpoint({ ...endpoint, secretKey: 'typed' }, workspace.endpoints.selected.id);
    await expect.poll(() => authenticationIn(workspace.request.text).signature).toMatch(/^[0-9a-f]{40}$/);
    expect(workspace.unsignedReason).toBeUndefined();
  });
});
