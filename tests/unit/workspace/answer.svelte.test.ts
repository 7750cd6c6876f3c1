import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { AnswerState } from '#src/workspace/answer.svelte';
import type { CallState } from '#src/workspace/call.svelte';
import { directAnswers } from '#src/workspace/direct-answers';
import { MARKETO_FAULT, SUCCESS } from '../response/messages';
import { envelopeOf, NOW } from '../sandbox/requests';
import { MemoryStorage } from './world';

const body = envelopeOf('getMultipleLeads', { batchSize: '1' }, NOW);

function ended(text: string): CallState {
  const outcome = {
    kind: 'answered',
    status: 200,
    contentType: 'text/xml',
    text,
    bytes: text.length,
    milliseconds: 1,
    route: 'proxy-to-sandbox',
  } as const;
  return { kind: 'ended', call: { target: { kind: 'sandbox' }, body, soapAction: '' }, outcome, ended: NOW };
}

function open(storage = new MemoryStorage()) {
  const ports = {
    service: directAnswers(marketo),
    dispatch: async () => ({ kind: 'cancelled' }) as const,
    storage: () => storage,
  };
  return { answer: new AnswerState(ports), storage };
}

describe('the last answer as rows', () => {
  it('has a table once it has been read, also for somebody who looked before', async () => {
    const { answer } = open();
    expect([answer.table, answer.count]).toEqual([undefined, '']);
    answer.look(ended(SUCCESS));
    expect(answer.isReading).toBe(true);
    await expect.poll(() => answer.table?.count).toBe(1);
    expect(answer.count).toBe('1 lead');
    expect(answer.isReading).toBe(false);
  });

  it('goes away with a new call, and a late reading does not bring it back', async () => {
    const { answer } = open();
    answer.look(ended(SUCCESS));
    answer.look(ended(MARKETO_FAULT));
    await expect.poll(() => answer.reading?.rows.body).toBe('Fault');
    expect(answer.table?.count).toBe(0);
    answer.look({ kind: 'idle' });
    expect([answer.table, answer.reading]).toEqual([undefined, undefined]);
  });

  it('remembers for each operation how it was looked at', () => {
    const { answer, storage } = open();
    answer.choose('getLead', 'table');
    answer.choose('getTags', 'json');
    const again = open(storage).answer;
    expect(['getLead', 'getTags', 'syncLead', 'constructor'].map((name) => again.viewOf(name))).toEqual([
      'table',
      'json',
      'xml',
      'xml',
    ]);
  });
});
