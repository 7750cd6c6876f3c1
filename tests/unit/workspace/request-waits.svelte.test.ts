import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { valueAt, withValueAt, type Path } from '#src/envelope/values';
import { RequestState } from '#src/workspace/request.svelte';
import { slowLanguage } from './world';

const KEY: Path = ['leadKey', 'keyValue'];
const signed = {
  mktowsUserId: 'user',
  requestSignature: 'ab',
  requestTimestamp: '2026-01-01T00:00:00+00:00',
};

function open(times: readonly number[] = [10]) {
  const state = new RequestState(marketo, slowLanguage(times), () => signed);
  state.open('getLead');
  const type = (value: string) => state.fill(withValueAt(state.values, KEY, value));
  return { state, type };
}

describe('What waits to be written', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is brought into the text as soon as the text is repaired', async () => {
    const { state, type } = open();
    const { text } = state;
    state.edit(`${text}<`);
    type('waiting');
    await vi.runAllTimersAsync();
    expect(state.form.kind).toBe('text-broken');
    state.edit(text.replace('<leadKey>', '<!-- repaired --><leadKey>'));
    await vi.runAllTimersAsync();
    expect(state.form.kind).toBe('in-step');
    expect(state.text).toContain('<!-- repaired -->');
    expect(state.text).toContain('<keyValue>waiting</keyValue>');
  });

  it('is still there when another operation was opened and left again', async () => {
    const { state, type } = open([500]);
    type('waiting');
    state.open('listMObjects');
    await vi.runAllTimersAsync();
    expect(state.text).not.toContain('waiting');
    state.open('getLead');
    expect(valueAt(state.values, KEY)).toBe('waiting');
    await vi.runAllTimersAsync();
    expect(state.text).toContain('<keyValue>waiting</keyValue>');
  });

  it('is still there when it waited for a broken text and another operation was opened', async () => {
    const { state, type } = open();
    const { text } = state;
    state.edit(`${text}<`);
    type('waiting');
    state.open('listMObjects');
    await vi.runAllTimersAsync();
    expect(state.operation?.name).toBe('listMObjects');
    state.open('getLead');
    await vi.runAllTimersAsync();
    expect([state.text, state.form.kind]).toEqual([`${text}<`, 'text-broken']);
    state.edit(text);
    await vi.runAllTimersAsync();
    expect(state.text).toContain('<keyValue>waiting</keyValue>');
  });

  it('is named when XML can’t carry it, and written once that is mended', async () => {
    const { state, type } = open();
    const { text } = state;
    type('bell \u0007');
    await vi.runAllTimersAsync();
    expect(state.form).toMatchObject({
      kind: 'values-refused',
      message: expect.stringContaining('leadKey.keyValue') as string,
    });
    expect(state.text).toBe(text);
    type('mended');
    await vi.runAllTimersAsync();
    expect(state.form).toEqual({ kind: 'in-step' });
    expect(state.text).toContain('<keyValue>mended</keyValue>');
  });

  it('is written although something unwritable was typed just before', async () => {
    const { state, type } = open();
    type('bell \u0007');
    await vi.advanceTimersByTimeAsync(5);
    type('mended');
    await vi.runAllTimersAsync();
    expect(state.form).toEqual({ kind: 'in-step' });
    expect(state.text).toContain('<keyValue>mended</keyValue>');
  });

  it('gives way to a text of another operation', async () => {
    const { state, type } = open();
    type('waiting');
    state.edit(state.text.replace('GetLead', 'ListMObjects').replace('GetLead', 'ListMObjects'));
    await vi.runAllTimersAsync();
    expect(state.operation?.name).toBe('listMObjects');
    expect(state.values).toEqual({});
    expect(state.text).not.toContain('waiting');
  });

  it('is thrown away with everything else when the example is asked for', async () => {
    const { state, type } = open();
    const { text } = state;
    state.edit(`${text}<`);
    type('waiting');
    state.reset();
    await vi.runAllTimersAsync();
    expect([state.text, state.form.kind]).toEqual([text, 'in-step']);
    expect(state.change).toMatchObject({ before: `${text}<`, after: text });
  });

  it('is all that a text written anew from the form holds', async () => {
    const { state, type } = open();
    state.edit('<broken');
    await vi.runAllTimersAsync();
    type('kept');
    state.rewrite();
    await vi.runAllTimersAsync();
    expect(state.form).toEqual({ kind: 'in-step' });
    expect(state.text).toContain('<keyValue>kept</keyValue>');
    expect(state.change).toMatchObject({ before: '<broken', after: state.text });
  });

  it('takes header fields as well, and removes a header that is given up', async () => {
    const { state } = open();
    state.open('getMultipleLeads');
    const workspace = marketo.operations.find(({ headers }) => headers.length > 1);
    state.open(workspace!.name);
    state.fillHeader('MktowsContextHeader', { targetWorkspace: 'West' });
    await vi.runAllTimersAsync();
    expect(state.text).toContain('<targetWorkspace>West</targetWorkspace>');
    state.fillHeader('MktowsContextHeader', undefined);
    await vi.runAllTimersAsync();
    expect(state.text).not.toContain('targetWorkspace');
    expect(state.text).toContain('<mktowsUserId>user</mktowsUserId>');
  });
});
