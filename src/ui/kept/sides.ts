import type { HistoryEntry } from '../../workspace/kept/entry';
import { secondOf } from '../../workspace/kept/times';
import type { Workspace } from '../../workspace/workspace.svelte';
import { verdictOf } from './glance';

/** A text that can be compared: `now:request`, `now:answer`, `now:example`, `pasted`, or `request:ID` and `answer:ID` of a call. */
export interface Side {
  readonly id: string;
  readonly label: string;
}

/** More calls than these are not listed. */
const MOST = 100;

/** What of the open request can be compared. */
export function presentSides(workspace: Workspace): readonly Side[] {
  const name = workspace.request.document;
  return [
    { id: 'now:request', label: `Request of ${name}, as it stands` },
    ...(answerNow(workspace) === undefined
      ? []
      : [{ id: 'now:answer', label: `Answer to ${name}, as shown` }]),
    { id: 'now:example', label: `Example of ${name}` },
    { id: 'pasted', label: 'Pasted text' },
  ];
}

/** What of the calls can be compared, the newest first. @param chosen ids that are listed however old they are. */
export function keptSides(entries: readonly HistoryEntry[], chosen: readonly string[]): readonly Side[] {
  const isChosen = ({ id }: HistoryEntry) => chosen.some((side) => side.endsWith(`:${id}`));
  return entries
    .filter((entry, index) => index < MOST || isChosen(entry))
    .flatMap((entry) => {
      const what = `${secondOf(entry.time)} ${entry.name || entry.operation}`;
      const request = { id: `request:${entry.id}`, label: `${what}, request` };
      const hasAnswer = entry.ending.kind === 'answered';
      const answer = { id: `answer:${entry.id}`, label: `${what}, answer ${verdictOf(entry).label}` };
      return hasAnswer ? [request, answer] : [request];
    });
}

/** The text of a side; undefined when it is not there any more, or is one that is pasted. */
export async function sideText(id: string, workspace: Workspace): Promise<string | undefined> {
  if (id === 'now:request') return workspace.request.text;
  if (id === 'now:answer') return answerNow(workspace);
  if (id === 'now:example') return workspace.kept?.exampleText(workspace.request.document);
  const [part, call = ''] = id.split(':');
  const texts = await workspace.kept?.history.texts(call);
  return part === 'answer' ? texts?.answer : texts?.request;
}

/** What one most likely wants to compare: the last request or answer before with the one that is shown. */
export function likelySides(
  workspace: Workspace,
  { before, after }: { readonly before?: string; readonly after?: string },
): { readonly before: string; readonly after: string } {
  const own = workspace.request.document;
  const part = (before ?? after)?.includes('answer') ? 'answer' : 'request';
  const hasAnswer = answerNow(workspace) !== undefined;
  const right = after ?? (part === 'answer' && hasAnswer ? 'now:answer' : 'now:request');
  const calls = (workspace.kept?.history.entries ?? []).filter(
    ({ document, ending }) => document === own && (part === 'request' || ending.kind === 'answered'),
  );
  // The newest call is the one whose answer is shown.
  const earlier = part === 'answer' ? calls[1] : calls[0];
  return { before: before ?? (earlier ? `${part}:${earlier.id}` : 'now:example'), after: right };
}

function answerNow({ call: { state } }: Workspace): string | undefined {
  return state.kind === 'ended' && state.outcome.kind === 'answered' ? state.outcome.text : undefined;
}
