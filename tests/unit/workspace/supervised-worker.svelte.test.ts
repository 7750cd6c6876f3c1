import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { languageClient } from '#src/workspace/language-client';
import { SupervisedWorker, WorkerUnavailable } from '#src/workspace/supervised-worker.svelte';

/** A worker that never answers, and whose fate the test decides. */
class SilentWorker extends EventTarget {
  ended = false;
  postMessage() {}
  terminate() {
    this.ended = true;
  }
  start(lock?: string) {
    this.dispatchEvent(new MessageEvent('message', { data: { started: true, lock } }));
  }
}

function supervise() {
  const spawned: SilentWorker[] = [];
  /** Grants of locks that were asked for, by name. */
  const locks = new Map<string, () => void>();
  const worker = new SupervisedWorker(
    { name: 'The helper', without: 'Everything else works.' },
    {
      patience: 1000,
      locks: {
        request: ((name: string, _: LockOptions, granted: () => void) =>
          new Promise<void>(() => locks.set(name, granted))) as unknown as LockManager['request'],
      },
      spawn: () => {
        const made = new SilentWorker();
        spawned.push(made);
        return made as unknown as Worker;
      },
    },
  );
  return { worker, spawned, locks };
}

describe('A supervised worker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is made when it is first needed, once', () => {
    const { worker, spawned } = supervise();
    expect([worker.status, spawned.length]).toEqual(['idle', 0]);
    worker.start();
    worker.start();
    spawned[0]?.start();
    expect([worker.status, spawned.length]).toEqual(['running', 1]);
  });

  it.each([
    [
      'an error while it loads',
      'could not be loaded',
      (one: SilentWorker) => one.dispatchEvent(new Event('error')),
    ],
    ['no sign of life for too long', 'could not be loaded', () => vi.advanceTimersByTime(1001)],
    [
      'an error later',
      'has stopped',
      (one: SilentWorker) => {
        one.start();
        one.dispatchEvent(new Event('error'));
      },
    ],
    [
      'a message that can’t be read',
      'has stopped',
      (one: SilentWorker) => {
        one.start();
        one.dispatchEvent(new Event('messageerror'));
      },
    ],
    [
      'its lock being free',
      'has stopped',
      (one: SilentWorker, locks: Map<string, () => void>) => {
        one.start('a lock');
        locks.get('a lock')?.();
      },
    ],
  ])('fails by %s: who waits is told, and the next question, too', async (_, words, happen) => {
    const { worker, spawned, locks } = supervise();
    worker.start();
    const waiting = worker.answered(new Promise(() => undefined));
    happen(spawned[0]!, locks);
    await expect(waiting).rejects.toThrow(WorkerUnavailable);
    expect(worker.status).toBe('failed');
    expect(worker.problem).toContain(words);
    expect(spawned[0]?.ended).toBe(true);
    expect(() => worker.start()).toThrow(WorkerUnavailable);
  });

  it('is started anew by retry, and says so', () => {
    const { worker, spawned } = supervise();
    const changes: string[] = [];
    worker.onchange(() => changes.push(worker.status));
    worker.start();
    spawned[0]?.dispatchEvent(new Event('error'));
    worker.retry();
    spawned[1]?.start();
    expect(changes).toEqual(['failed', 'starting']);
    expect([worker.status, worker.problem, spawned.length]).toEqual(['running', '', 2]);
  });

  it('lets the language service answer in words instead of rejecting', async () => {
    const { worker, spawned } = supervise();
    const language = languageClient(worker);
    const questions = [
      language.readRequest('<a/>'),
      language.revise('<a/>', { operation: 'getLead', values: {}, headers: {} }),
      language.check('<a/>', {}),
      language.readResponse('<a/>'),
      language.recognise('<a/>'),
      language.complete('<a/>', 1, {}),
      language.loadContract('<a/>'),
    ];
    spawned[0]?.dispatchEvent(new Event('error'));
    const message = 'The helper could not be loaded.';
    expect(await Promise.all(questions)).toEqual([
      { ok: false, unread: true, message },
      { ok: false, reason: 'unavailable', message },
      undefined,
      undefined,
      undefined,
      [],
      { ok: false, message },
    ]);
  });
});
