import type { OutgoingCall } from '../../transport/send';
import type { CallState } from '../call.svelte';
import type { HistoryEntry, HistoryTexts } from './entry';

/** A call that has ended, as the page holds it. */
export type EndedCall = Extract<CallState, { kind: 'ended' }>;

/** A kept call as the page holds calls; undefined for what was never sent. Without its texts it is good for a glance only. */
export function endedCall(
  { call, ending, time }: HistoryEntry,
  texts: HistoryTexts = { request: '' },
): EndedCall | undefined {
  const outgoing: OutgoingCall = { ...call, body: texts.request };
  const common = { kind: 'ended', call: outgoing, ended: time } as const;
  if (ending.kind === 'unsent') return undefined;
  if (ending.kind === 'failed') return { ...common, outcome: ending.failure, kept: {} };
  const { answer, reading, cutAt } = ending;
  const outcome = { ...answer, text: texts.answer ?? '' };
  return {
    ...common,
    outcome,
    ...(reading ? { reading } : {}),
    kept: cutAt === undefined ? {} : { cutAt },
  };
}
