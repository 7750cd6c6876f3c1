import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { valueAt, withValueAt } from '#src/envelope/values';
import { RequestState } from '#src/workspace/request.svelte';
import { applyEdits } from '#src/xml/edits';
import { slowLanguage } from './world';

const signed = {
  mktowsUserId: 'user',
  requestSignature: 'ab',
  requestTimestamp: '2026-01-01T00:00:00+00:00',
};

function open(name: string, times: readonly number[] = [0]) {
  const state = new RequestState(marketo, slowLanguage(times), () => signed);
  state.open(name);
  return state;
}

describe('A request on the page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('opens with the operation’s example, in step', () => {
    const state = open('getLead');
    expect(state.form).toEqual({ kind: 'in-step' });
    expect(state.text).toContain('paramsGetLead>');
    expect(state.text).toContain('<mktowsUserId>user</mktowsUserId>');
    expect(state.values).toHaveProperty('leadKey.keyType');
  });

  it('stays as it is when there is no such operation', () => {
    const state = open('getLead');
    const { text } = state;
    state.open('getNothing');
    expect([state.text, state.document]).toEqual([text, 'getLead']);
  });

  it('writes what is typed in the form at once, as edits of the text', async () => {
    const state = open('getLead');
    state.fill(withValueAt(state.values, ['leadKey', 'keyValue'], 'x & y'));
    await vi.runAllTimersAsync();
    expect(state.text).toContain('<keyValue>x &amp; y</keyValue>');
    expect(state.change?.after).toBe(state.text);
    expect(applyEdits(state.change!.before, state.change!.edits)).toBe(state.text);
  });

  it('follows the text when typing pauses, and not before', async () => {
    const state = open('getLead');
    state.edit(state.text.replace(/<keyValue>.*<\/keyValue>/, '<keyValue>typed</keyValue>'));
    await vi.advanceTimersByTimeAsync(100);
    expect(valueAt(state.values, ['leadKey', 'keyValue'])).not.toBe('typed');
    await vi.advanceTimersByTimeAsync(100);
    expect(valueAt(state.values, ['leadKey', 'keyValue'])).toBe('typed');
  });

  it('says where a text can’t be read, and keeps what the form held', async () => {
    const state = open('getLead');
    const { values } = state;
    state.edit(state.text.replace('</leadKey>', ''));
    await vi.runAllTimersAsync();
    expect(state.form).toMatchObject({ kind: 'text-broken', line: expect.any(Number) as number });
    expect(state.values).toEqual(values);
  });

  it('names the Body of a text that is no request of the contract', async () => {
    const state = open('getLead');
    state.edit(state.text.replaceAll('paramsGetLead', 'getLead'));
    await vi.runAllTimersAsync();
    expect(state.form).toEqual({ kind: 'unknown-request', bodyName: 'getLead' });
    expect(state.operation?.name).toBe('getLead');
  });

  it('changes to the operation that the text holds', async () => {
    const state = open('getLead');
    state.edit(open('listMObjects').text);
    await vi.runAllTimersAsync();
    expect(state.operation?.name).toBe('listMObjects');
    expect(state.values).toEqual({});
    expect(state.document).toBe('getLead');
  });

  it('lists what only the text holds', async () => {
    const state = open('getLead');
    state.edit(state.text.replace('<leadKey>', '<!-- mine --><leadKey>'));
    await vi.runAllTimersAsync();
    expect(state.extras).toEqual([{ code: 'comment', path: [], what: 'mine' }]);
  });

  it('signs without touching the rest of the text', async () => {
    const state = open('getLead');
    const commented = state.text.replace('<leadKey>', '<!-- mine -->\r\n\t<leadKey>');
    state.edit(commented);
    expect(await settled(state.sign({ ...signed, requestSignature: 'cd' }))).toBeUndefined();
    expect(state.text).toBe(commented.replace('>ab<', '>cd<'));
    expect(state.headers.AuthenticationHeader).toMatchObject({ requestSignature: 'cd' });
  });

  it('signs what was typed while it was being signed', async () => {
    const state = open('getLead', [20]);
    const done = state.sign({ ...signed, requestSignature: 'cd' });
    await vi.advanceTimersByTimeAsync(5);
    state.edit(state.text.replace('<leadKey>', '<!-- late --><leadKey>'));
    expect(await settled(done)).toBeUndefined();
    expect(state.text).toContain('<!-- late -->');
    expect(state.text).toContain('>cd<');
  });

  it('says why a text can’t be signed, and leaves it alone', async () => {
    const state = open('getLead');
    state.edit('<broken');
    expect(await settled(state.sign(signed))).toMatch(/<broken/);
    expect(state.text).toBe('<broken');
  });
});

async function settled<T>(promise: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return promise;
}
