import { describe, expect, it } from 'vitest';
import { openWorkspace } from './open-workspace';
import { blockedStorage, MemoryStorage } from './world';

const SECRET = 'Ke<y>/with&signs+"1"';

async function reloaded(tab: MemoryStorage) {
  const { workspace } = openWorkspace({ tabStorage: () => tab });
  await workspace.request.synchronise();
  return workspace;
}

describe('A tab’s work', () => {
  it('is there after a reload: every text as it was, the open operation, the inspector, what Check was given', async () => {
    const tab = new MemoryStorage();
    const { workspace } = openWorkspace({ tabStorage: () => tab });
    workspace.request.edit(`${workspace.request.text}<!-- mine -->`);
    workspace.open('syncLead');
    workspace.request.edit('<broken>&');
    workspace.checkSignature('some envelope', '');
    workspace.keepWork();

    const again = await reloaded(tab);
    expect(again.request.document).toBe('syncLead');
    expect(again.request.text).toBe('<broken>&');
    expect(again.request.form.kind).toBe('text-broken');
    expect([again.view.tab, again.view.signature, again.view.inspectorOpen]).toEqual([
      'signature',
      'check',
      true,
    ]);
    expect(again.check.input).toBe('some envelope');
    again.open('getMultipleLeads');
    expect(again.request.text).toContain('<!-- mine -->');
    again.keepWork();
    expect((await reloaded(tab)).request.text).toContain('<!-- mine -->');
  });

  it('is kept without any text that holds a secret key, in whatever form', () => {
    const bytes = Buffer.from(SECRET);
    const forms = [
      SECRET,
      encodeURIComponent(SECRET),
      JSON.stringify(SECRET),
      bytes.toString('base64'),
      bytes.toString('hex').toUpperCase(),
      SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ];
    for (const form of forms) {
      const tab = new MemoryStorage();
      const { workspace } = openWorkspace({ tabStorage: () => tab });
      workspace.request.edit(`<!-- ${form} -->`);
      workspace.checkSignature(`key = ${form}`, SECRET);
      workspace.keepWork();
      expect(tab.text).not.toContain(form);
      expect(tab.text).not.toContain(JSON.stringify(form).slice(1, -1));
    }
  });

  it('that can not be kept is said, and the page works on', () => {
    const { workspace } = openWorkspace({ tabStorage: blockedStorage });
    workspace.keepWork();
    expect(workspace.workKept).toBe(false);
    workspace.open('getLead');
    expect(workspace.request.text).toContain('paramsGetLead');
  });

  it('begins anew when what was kept is damaged', () => {
    const tab = new MemoryStorage();
    for (const kept of ['{', '{"open":7}', '{"open":"nothing","texts":[["a"]]}', '[]']) {
      tab.kept.set('marketo-soap-playground/tab', kept);
      expect(openWorkspace({ tabStorage: () => tab }).workspace.request.document).toBe('getMultipleLeads');
    }
  });
});
