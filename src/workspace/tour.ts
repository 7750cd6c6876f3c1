import type { TourStep } from '../guide/words/tour-words';
import type { Workspace } from './workspace.svelte';

/**
 * Whether the reader has done what a step asks for.
 *
 * @param since when the step began, in milliseconds since 1970: a call before it counts for nothing.
 */
export function isStepDone(step: TourStep, workspace: Workspace, since: number): boolean {
  const { view } = workspace;
  const shows = (tab: typeof view.tab) =>
    view.tab === tab && (view.inspectorOpen || view.pane === 'inspector');
  switch (step) {
    case 'send':
    case 'mend':
      return answered(workspace, since) === 200;
    case 'sign':
      return shows('signature') && view.signature === 'sign';
    case 'break':
      return answered(workspace, since) === '20014';
    case 'check':
      return shows('signature') && view.signature === 'check' && workspace.check.state.kind === 'judged';
    case 'copy':
      return shows('code');
  }
}

/** What came back since then: a status, or a fault's code; undefined while nothing has. */
function answered({ call }: Workspace, since: number): number | string | undefined {
  const { state } = call;
  if (state.kind !== 'ended' || state.ended < since || state.outcome.kind !== 'answered') return undefined;
  if (state.reading?.kind === 'fault') return state.reading.code;
  return state.reading ? state.outcome.status : undefined;
}
