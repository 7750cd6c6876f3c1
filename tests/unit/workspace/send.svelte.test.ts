import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { withValueAt } from '#src/envelope/values';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { sign } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { directLanguageService } from '#src/workspace/direct-language';
import { authenticationIn, NOW, openWorkspace } from './open-workspace';

const own = { name: 'Mine', url: 'https://host/soap', userId: 'me', secretKey: 'my-key', remember: false };

describe('Send', () => {
  it('signs for the moment of sending', async () => {
    let now = NOW;
    const { workspace, calls } = openWorkspace({ now: () => now });
    now += 3_600_000;
    await workspace.send();
    const { userId, signature, timestamp } = authenticationIn(calls[0]!.body);
    expect(timestamp).toBe(w3cTimestamp(now));
    expect(userId).toBe(DEMO_USER_ID);
    expect(signature).toBe(sign(timestamp, DEMO_USER_ID, DEMO_SECRET_KEY));
  });

  it('sends byte for byte what then stands in the text', async () => {
    const { workspace, calls } = openWorkspace();
    const mine = workspace.request.text.replace('<leadSelector', '<!-- é\t\r\n -->\n\n<odd/><leadSelector');
    workspace.request.edit(mine);
    await workspace.send();
    expect(calls[0]!.body).toBe(workspace.request.text);
    expect(calls[0]!.body).toContain('<!-- é\t\r\n -->\n\n<odd/><leadSelector');
  });

  it('sends what was typed in the form just before', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.request.fill(withValueAt(workspace.request.values, ['batchSize'], '77'));
    await workspace.send();
    expect(calls[0]!.body).toContain('<batchSize>77</batchSize>');
  });

  it('leaves the text alone when signing is switched off', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.preferences.signOnSend = false;
    const mine = workspace.request.text.replace(/<requestSignature>.*<\/requestSignature>/, '<x>&#65;</x>');
    workspace.request.edit(mine);
    await workspace.send();
    expect(calls[0]!.body).toBe(mine);
    expect(workspace.notice).toBe('');
  });

  it('sends a text that can’t be signed as it stands, and says so', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.request.edit('no envelope');
    await workspace.send();
    expect(calls[0]!.body).toBe('no envelope');
    expect(workspace.notice).toMatch(/^Sent unsigned, as it stands: \S/);
    await workspace.request.synchronise();
  });

  it('sends nothing when the endpoint has no secret key in this tab, and says what to do', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.endpoints.save({ ...own, secretKey: '' });
    await workspace.send();
    expect(calls).toEqual([]);
    expect(workspace.notice).toMatch(/^Mine has no secret key/);
    workspace.preferences.signOnSend = false;
    await workspace.send();
    expect(calls).toHaveLength(1);
    expect(workspace.notice).toBe('');
  });

  it('names the operation that the text holds as SOAPAction', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.open('getLead');
    const text = workspace.request.text.replaceAll('paramsGetLead', 'paramsGetLeadActivity');
    workspace.request.edit(text);
    await workspace.send();
    const known = marketo.operations.find(({ name }) => name === 'getLeadActivity');
    expect(calls[0]!.soapAction).toBe(known!.soapAction);
  });

  it('goes to the chosen endpoint, signed for its user', async () => {
    const { workspace, calls } = openWorkspace();
    await workspace.send();
    workspace.endpoints.save(own);
    await workspace.send();
    expect(calls.map(({ target }) => target)).toEqual([
      { kind: 'sandbox' },
      { kind: 'host', url: 'https://host/soap' },
    ]);
    const { userId, signature, timestamp } = authenticationIn(calls[1]!.body);
    expect([userId, signature]).toEqual(['me', sign(timestamp, 'me', 'my-key')]);
  });

  it('never carries one endpoint’s signature to another that is chosen meanwhile', async () => {
    const direct = directLanguageService(marketo);
    let interrupt = () => {};
    const { workspace, calls } = openWorkspace({
      language: {
        ...direct,
        authenticate: async (text, authentication) => {
          interrupt();
          return direct.authenticate(text, authentication);
        },
      },
    });
    workspace.endpoints.save(own, 'mine');
    interrupt = () => {
      interrupt = () => {};
      workspace.chooseEndpoint('sandbox');
    };
    await workspace.send();
    expect(calls).toHaveLength(1);
    expect(calls[0]!.target).toEqual({ kind: 'sandbox' });
    expect(authenticationIn(calls[0]!.body).userId).toBe(DEMO_USER_ID);
  });
});
