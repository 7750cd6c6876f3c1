import { describe, expect, it } from 'vitest';
import { authenticationIn, NOW, openWorkspace } from './open-workspace';
import { sign } from '#src/signature/sign';

/** A request that another account's program sent. */
function foreign(signature = '3c28263b1afb2ad95c98ebb592ed8e332403becf') {
  return `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/">
  <env:Header>
    <ns1:AuthenticationHeader>
      <mktowsUserId>acme1_0123456789ABCDEF01234567</mktowsUserId>
      <requestSignature>${signature}</requestSignature>
      <requestTimestamp>2026-02-28T09:15:32-08:00</requestTimestamp>
    </ns1:AuthenticationHeader>
  </env:Header>
  <env:Body>
    <!-- nightly job -->
    <ns1:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue>rufus@marketo.com</keyValue></leadKey></ns1:paramsGetLead>
  </env:Body>
</env:Envelope>`;
}

describe('A request that came with its own signature', () => {
  it('is not sent, and not a byte of it is changed, until its author says what becomes of it', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.takeIn(foreign());
    await workspace.send();
    expect(calls).toEqual([]);
    expect(workspace.view.questionAsked).toBe(true);
    expect(workspace.ownSignature).toMatchObject({
      why: 'other-user',
      userId: 'acme1_0123456789ABCDEF01234567',
    });
    expect(workspace.request.text).toBe(foreign());
    workspace.chooseEndpoint('sandbox');
    await workspace.evidence.considered;
    expect(workspace.request.text).toBe(foreign());
  });

  it('is sent as it is, now and the next time, when its author says so', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.takeIn(foreign());
    await workspace.evidence.considered;
    await workspace.sendAsItIs();
    await workspace.send();
    expect(calls.map(({ body }) => body)).toEqual([foreign(), foreign()]);
    expect(workspace.signsOnSend).toBe(false);
    expect(workspace.preferences.signOnSend).toBe(true);
  });

  it('is signed for the endpoint when its author says so, and nothing else in it changes', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.takeIn(foreign());
    await workspace.evidence.considered;
    await workspace.signAnew();
    await workspace.send();
    expect(authenticationIn(calls[0]?.body ?? '').userId).toBe('demo17_1_809934544BFABAE58E5D27');
    expect(calls[0]?.body).toContain('<!-- nightly job -->');
  });

  it('raises no question when it is the endpoint’s own and right', async () => {
    const { workspace, calls } = openWorkspace();
    const right = workspace.request.text;
    workspace.takeIn(right);
    await workspace.send();
    expect(calls).toHaveLength(1);
    expect(workspace.ownSignature).toBeUndefined();
  });

  it('raises one when the user is the endpoint’s and the signature is not right', async () => {
    const { workspace } = openWorkspace();
    workspace.takeIn(workspace.request.text.replace(/(?<=<requestSignature>)\w/, '_'));
    await workspace.evidence.considered;
    expect(workspace.ownSignature?.why).toBe('not-right');
  });

  it('belongs to its operation: another one is signed as ever, and the text without that signature too', async () => {
    const { workspace, calls } = openWorkspace();
    workspace.takeIn(foreign());
    await workspace.evidence.considered;
    workspace.open('getTags');
    await workspace.send();
    expect(authenticationIn(calls[0]?.body ?? '').userId).toBe('demo17_1_809934544BFABAE58E5D27');
    workspace.open('getMultipleLeads');
    expect(workspace.ownSignature).toBeDefined();
    workspace.request.reset();
    expect(workspace.ownSignature).toBeUndefined();
  });

  it('is still kept after a reload', async () => {
    const kept = new Map<string, string>();
    const tabStorage = () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    const { workspace } = openWorkspace({ tabStorage });
    workspace.takeIn(foreign());
    await workspace.evidence.considered;
    workspace.keepWork();
    const { workspace: again, calls } = openWorkspace({ tabStorage });
    await again.send();
    expect(calls).toEqual([]);
    expect(again.request.text).toBe(foreign());
  });
});

describe('Check', () => {
  const timestamp = new Date(NOW).toISOString();
  const settled = async (workspace: ReturnType<typeof openWorkspace>['workspace']) => {
    while (workspace.check.isBehind) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const service = () => {
    const keys: string[] = [];
    const base = openWorkspace({
      signature: {
        read: async (text) => (await import('#src/signature/extract')).extract(text),
        diagnose: async (input, secretKey, options) => {
          keys.push(secretKey);
          return (await import('#src/signature/diagnose')).diagnose(input, secretKey, options);
        },
      },
    });
    return { ...base, keys };
  };

  it('asks for the key of the user whom the request names, and judges nothing with the sandbox’s', async () => {
    const { workspace, keys } = service();
    workspace.checkSignature(foreign());
    await settled(workspace);
    expect(workspace.check.state).toEqual({ kind: 'key-needed', userId: 'acme1_0123456789ABCDEF01234567' });
    expect(keys).toEqual([]);
    workspace.check.secretKey = 'a key';
    expect(workspace.check.isBehind).toBe(true);
    await settled(workspace);
    expect(keys).toEqual(['a key']);
  });

  it('asks again when another user’s request takes the place of the sandbox’s, whose key it had', async () => {
    const { workspace, keys } = service();
    workspace.checkSignature(workspace.request.text);
    await settled(workspace);
    expect(workspace.check.state).toMatchObject({ kind: 'judged', diagnosis: { verdict: 'verified' } });
    workspace.check.input = foreign();
    expect(workspace.check.isBehind).toBe(true);
    await settled(workspace);
    expect(workspace.check.state.kind).toBe('key-needed');
    expect(keys).toHaveLength(1);
  });

  it('takes the key of the endpoint that has the request’s user, though another one is chosen', async () => {
    const { workspace } = service();
    const userId = 'acme1_0123456789ABCDEF01234567';
    const draft = {
      name: 'Acme',
      url: 'https://a.example/soap/mktows/3_1',
      userId,
      secretKey: 'k1',
      remember: false,
    };
    workspace.saveEndpoint(draft);
    workspace.chooseEndpoint('sandbox');
    const right = sign(timestamp, userId, 'k1');
    workspace.checkSignature(foreign(right).replace('2026-02-28T09:15:32-08:00', timestamp));
    await settled(workspace);
    expect(workspace.check.state).toMatchObject({ kind: 'judged', diagnosis: { verdict: 'verified' } });
  });
});
