import { expose } from 'comlink';
import { diagnose } from '../signature/diagnose';
import { extract } from '../signature/extract';
import type { SignatureService } from './signature-check.svelte';
import { announceStart } from './worker-life';

let running: AbortController | undefined;

const service: SignatureService = {
  async diagnose(input, secretKey, options) {
    // The search pauses now and then, so that the next keystroke gets in here and ends it.
    running?.abort();
    const run = (running = new AbortController());
    try {
      return await diagnose(input, secretKey, {
        ...options,
        signal: run.signal,
        clock: () => performance.now(),
      });
    } catch (error) {
      if (run.signal.aborted) return undefined;
      throw error;
    }
  },
  read: async (input) => extract(input),
};

expose(service);
announceStart(postMessage);
