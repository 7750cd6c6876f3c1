import type { CallState } from '../../workspace/call.svelte';

/** A word for a call that went wrong, for the tab of a pane that is not shown; undefined for every other. */
export function answerMark(state: CallState): string | undefined {
  if (state.kind !== 'ended' || state.outcome.kind === 'cancelled') return undefined;
  const { outcome, reading } = state;
  if (outcome.kind !== 'answered') return 'failed';
  if (reading?.kind === 'fault') return `${outcome.status} · ${reading.code ?? 'fault'}`;
  return outcome.status >= 400 ? `${outcome.status}` : undefined;
}
