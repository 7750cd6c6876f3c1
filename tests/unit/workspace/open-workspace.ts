import { marketo, marketoWsdl } from '#src/contract/marketo';
import { localControls } from '#src/sandbox/http/local-controls';
import { createSandbox } from '#src/sandbox/sandbox';
import { extract } from '#src/signature/extract';
import type { OutgoingCall, Outcome } from '#src/transport/send';
import { directAnswers } from '#src/workspace/direct-answers';
import { directLanguageService } from '#src/workspace/direct-language';
import { Workspace, type WorkspacePorts } from '#src/workspace/workspace.svelte';
import { MemoryStorage } from './world';

/** The moment at which everything in a workspace's test happens, until the test moves it. */
export const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);

/** A workspace of a world that the test holds in its hands; `calls` is what went out. */
export function openWorkspace(ports: Partial<WorkspacePorts> = {}) {
  const calls: OutgoingCall[] = [];
  const storage = new MemoryStorage();
  const workspace = new Workspace({
    contract: marketo,
    language: directLanguageService(marketo),
    answers: directAnswers(marketo),
    signature: { diagnose: async () => undefined, read: async (text) => extract(text) },
    sandboxControls: Promise.resolve(
      localControls(
        createSandbox({ contract: marketo, wsdl: marketoWsdl, now: () => NOW, random: Math.random }),
      ),
    ),
    now: () => NOW,
    proxy: Promise.resolve(undefined),
    storage: () => storage,
    send: async (call): Promise<Outcome> => {
      calls.push(call);
      return { kind: 'cancelled' };
    },
    ...ports,
  });
  return { workspace, calls, storage };
}

/** What the authentication header of a text holds. */
export function authenticationIn(text: string) {
  const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  return {
    userId: part('mktowsUserId'),
    signature: part('requestSignature'),
    timestamp: part('requestTimestamp'),
  };
}
