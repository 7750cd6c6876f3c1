import { describe, expect, it } from 'vitest';
import type { ResponseReading } from '#src/response/read';
import type { Answer, OutgoingCall, Outcome } from '#src/transport/send';
import { CallSession } from '#src/workspace/call.svelte';
import { promised } from './world';

const call = (body: string): OutgoingCall => ({ target: { kind: 'sandbox' }, body, soapAction: '' });
const answer = (text: string): Answer => ({
  kind: 'answered',
  status: 200,
  contentType: 'text/xml',
  text,
  bytes: text.length,
  milliseconds: 1,
  route: 'page-to-sandbox',
});

/** A session whose answers and readings come when the test lets them. */
function session() {
  const sends: { signal: AbortSignal; end: (outcome: Outcome) => void }[] = [];
  const reads: ((reading: ResponseReading) => void)[] = [];
  let now = 0;
  const calls = new CallSession({
    send(_, signal) {
      const { promise, keep } = promised<Outcome>();
      sends.push({ signal, end: keep });
      return promise;
    },
    read() {
      const { promise, keep } = promised<ResponseReading>();
      reads.push(keep);
      return promise;
    },
    now: () => ++now,
  });
  return { calls, sends, reads };
}

/** Lets everything that is ready go on. */
const turn = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

describe('A call', () => {
  it('is under way until its answer comes, and the reading may come later', async () => {
    const { calls, sends, reads } = session();
    expect(calls.state).toEqual({ kind: 'idle' });
    const done = calls.send(call('a'));
    expect(calls.state).toEqual({ kind: 'sending', call: call('a'), started: 1 });
    sends[0]!.end(answer('<a/>'));
    await turn();
    expect(calls.state).toEqual({ kind: 'ended', call: call('a'), outcome: answer('<a/>'), ended: 2 });
    reads[0]!({ kind: 'other-xml', name: 'a' });
    await done;
    expect(calls.state).toMatchObject({ ended: 2, reading: { kind: 'other-xml', name: 'a' } });
  });

  it('has nothing to read without an answer', async () => {
    const { calls, sends, reads } = session();
    const done = calls.send(call('a'));
    sends[0]!.end({ kind: 'timed-out', limit: 60_000 });
    await done;
    expect(calls.state).toMatchObject({ kind: 'ended', outcome: { kind: 'timed-out' } });
    expect(reads).toEqual([]);
  });

  it('is given up when the next one is sent, and its late answer changes nothing', async () => {
    const { calls, sends, reads } = session();
    const first = calls.send(call('first'));
    const second = calls.send(call('second'));
    expect(sends[0]!.signal.aborted).toBe(true);
    expect(sends[1]!.signal.aborted).toBe(false);
    sends[1]!.end(answer('<new/>'));
    await turn();
    sends[0]!.end(answer('<old/>'));
    await first;
    reads[0]!({ kind: 'empty' });
    await second;
    expect(calls.state).toMatchObject({ call: { body: 'second' }, outcome: { text: '<new/>' } });
  });

  it('is not overwritten by the reading of an older answer', async () => {
    const { calls, sends, reads } = session();
    const first = calls.send(call('first'));
    sends[0]!.end(answer('<old/>'));
    await turn();
    void calls.send(call('second'));
    reads[0]!({ kind: 'empty' });
    await first;
    expect(calls.state).toMatchObject({ kind: 'sending', call: { body: 'second' } });
  });

  it('ends as cancelled when it is cancelled', async () => {
    const { calls, sends } = session();
    const done = calls.send(call('a'));
    calls.cancel();
    expect(sends[0]!.signal.aborted).toBe(true);
    sends[0]!.end({ kind: 'cancelled' });
    await done;
    expect(calls.state).toMatchObject({ kind: 'ended', outcome: { kind: 'cancelled' } });
  });

  it('keeps its answer when it is cancelled too late', async () => {
    const { calls, sends, reads } = session();
    const done = calls.send(call('a'));
    sends[0]!.end(answer('<a/>'));
    await turn();
    calls.cancel();
    reads[0]!({ kind: 'empty' });
    await done;
    expect(calls.state).toMatchObject({ outcome: { kind: 'answered' }, reading: { kind: 'empty' } });
  });

  it('leaves no trace when it is cleared, whatever still comes', async () => {
    const { calls, sends } = session();
    const done = calls.send(call('a'));
    calls.clear();
    expect(sends[0]!.signal.aborted).toBe(true);
    sends[0]!.end(answer('<a/>'));
    await done;
    expect(calls.state).toEqual({ kind: 'idle' });
  });
});
