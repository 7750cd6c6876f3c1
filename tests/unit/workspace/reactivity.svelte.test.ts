// @vitest-environment jsdom
// Without a document the runes are compiled for a server, where nothing reacts.
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { withValueAt } from '#src/envelope/values';
import { CallSession } from '#src/workspace/call.svelte';
import { directLanguageService } from '#src/workspace/direct-language';
import { Endpoints } from '#src/workspace/endpoints.svelte';
import { Preferences } from '#src/workspace/preferences.svelte';
import { RequestState } from '#src/workspace/request.svelte';
import { MemoryStorage } from './world';

const signed = {
  mktowsUserId: 'user',
  requestSignature: 'ab',
  requestTimestamp: '2026-01-01T00:00:00+00:00',
};

/** Everything that an effect saw, from the first look to the end of the work. */
async function watch<T>(look: () => T, work: () => unknown): Promise<T[]> {
  const seen: T[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(look()));
  });
  flushSync();
  await work();
  flushSync();
  stop();
  return seen;
}

describe('An effect', () => {
  it('sees the text of a request when the form is typed in', async () => {
    const request = new RequestState(marketo, directLanguageService(marketo), () => signed);
    request.open('getLead');
    const seen = await watch(
      () => /<keyValue>(.*)<\/keyValue>/.exec(request.text)?.[1],
      async () => {
        request.fill(withValueAt(request.values, ['leadKey', 'keyValue'], 'seen'));
        await request.synchronise();
      },
    );
    expect(seen.at(-1)).toBe('seen');
    expect(seen).toHaveLength(2);
  });

  it('sees the form when the text is typed in', async () => {
    const request = new RequestState(marketo, directLanguageService(marketo), () => signed);
    request.open('getLead');
    const seen = await watch(
      () => request.form.kind,
      async () => {
        request.edit('<broken');
        await request.synchronise();
      },
    );
    expect(seen).toEqual(['in-step', 'text-broken']);
  });

  it('sees a call from beginning to end', async () => {
    const session = new CallSession({
      send: async () => ({ kind: 'cancelled' }),
      read: async () => ({ kind: 'empty' }),
      now: () => 0,
    });
    const seen = await watch(
      () => session.state.kind,
      async () => {
        const done = session.send({ target: { kind: 'sandbox' }, body: '', soapAction: '' });
        flushSync();
        await done;
      },
    );
    expect(seen).toEqual(['idle', 'sending', 'ended']);
  });

  it('sees another secret key of the same endpoint', async () => {
    const endpoints = new Endpoints(() => new MemoryStorage());
    const draft = { name: 'Mine', url: 'https://host/', userId: 'u', secretKey: 'one', remember: false };
    endpoints.save(draft, 'mine');
    const seen = await watch(
      () => endpoints.secretKey(endpoints.selected),
      () => endpoints.save({ ...draft, secretKey: 'two' }, 'mine'),
    );
    expect(seen).toEqual(['one', 'two']);
  });

  it('sees a preference change', async () => {
    const preferences = new Preferences(() => new MemoryStorage());
    const seen = await watch(
      () => preferences.theme,
      () => (preferences.theme = 'dark'),
    );
    expect(seen).toEqual(['system', 'dark']);
  });
});
