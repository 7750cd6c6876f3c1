import { report } from '../../signature/report';
import { withoutIdentity } from '../../workspace/kept/anonymous';
import { endedCall } from '../../workspace/kept/ended-call';
import { supportBundle } from '../../workspace/kept/support-bundle';
import type { CallState } from '../../workspace/call.svelte';
import type { Workspace } from '../../workspace/workspace.svelte';
import { describeAnswer, judge } from '../answer/status';

interface Options {
  /** A call of the history; absent for what is open. */
  readonly call?: string;
  readonly withIdentity: boolean;
}

interface Source {
  readonly operation: string;
  readonly endpoint: string;
  readonly request: string;
  readonly state: CallState;
}

/** Makes the file that is given to whoever is asked for help. @returns undefined when the call is gone. */
export async function makeBundle(
  workspace: Workspace,
  { call, withIdentity }: Options,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const source = call === undefined ? sourceNow(workspace) : await sourceKept(workspace, call);
  if (!source) return undefined;
  const { operation, endpoint, request, state } = source;
  const made = workspace.now();
  const problems = await workspace.language.check(request, workspace.context);
  const outcome = state.kind === 'ended' ? state.outcome : undefined;
  const text = supportBundle(
    {
      made,
      operation,
      endpoint,
      isAnonymous: !withIdentity,
      request: withIdentity ? request : withoutIdentity(request),
      ...(outcome?.kind === 'answered'
        ? { answer: { ...outcome, route: describeAnswer(outcome).split(' · ').at(-1) ?? '' } }
        : {}),
      ...(outcome && outcome.kind !== 'answered' ? { failure: judge(state)?.explanation?.title } : {}),
      problems: (problems ?? []).map(
        ({ severity, message, range }) => `${severity}, line ${lineOf(request, range.start)}: ${message}`,
      ),
      verdict: withIdentity ? (await verdict(workspace, request)).split('\n').filter(Boolean) : ['Left out.'],
      environment: environment(workspace),
    },
    workspace.secretKeys,
  );
  const time = new Date(made).toISOString().slice(0, 19).replaceAll(':', '-');
  return { name: `marketo-soap-${operation}-${time}.md`, text };
}

function sourceNow({ call, request, endpoints }: Workspace): Source {
  const { state } = call;
  // The answer belongs to the text that was sent.
  const sent = state.kind === 'ended' ? state.call.body : request.text;
  const { name, url } = endpoints.selected;
  const endpoint = state.kind === 'ended' ? place(state.call.target) : url || name;
  return { operation: request.document, endpoint, request: sent, state };
}

async function sourceKept({ kept }: Workspace, id: string): Promise<Source | undefined> {
  const entry = kept?.history.entries.find((one) => one.id === id);
  const texts = entry && (await kept?.history.texts(id));
  if (!entry || !texts) return undefined;
  return {
    operation: entry.operation,
    endpoint: `${entry.endpoint.name}, ${place(entry.call.target)}`,
    request: texts.request,
    state: endedCall(entry, texts) ?? { kind: 'idle' },
  };
}

function place(target: { readonly kind: string; readonly url?: string }): string {
  return target.url ?? 'the sandbox';
}

/** The judgement of the signature, by the key that this tab has for its user. */
async function verdict(workspace: Workspace, request: string): Promise<string> {
  const { check, signature, endpoints } = workspace;
  if (check.state.kind === 'judged' && !check.isBehind && check.input === request)
    return report(check.state.diagnosis);
  // The worker does one check at a time, and the user's own comes first.
  if (check.isBehind) return 'Not checked: Check was busy with another text.';
  try {
    const { values } = await signature.read(request);
    const userId = values.mktowsUserId?.text ?? '';
    const key = workspace.keyOf(userId);
    if (!key)
      return userId === '' ? 'Not checked: there is none.' : `Not checked: this tab has no key of ${userId}.`;
    const userIds = endpoints.all.map((one) => one.userId);
    const diagnosis = await signature.diagnose(request, key.secretKey, { now: workspace.now(), userIds });
    return diagnosis ? report(diagnosis) : 'Not checked: Check was busy with another text.';
  } catch {
    return 'Not checked: the part of the page that does it has failed.';
  }
}

function environment(workspace: Workspace): readonly (readonly [name: string, value: string])[] {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return [
    ['Browser', navigator.userAgent],
    ['Languages', navigator.languages.join(', ')],
    ['Window', `${innerWidth} by ${innerHeight}, ${devicePixelRatio} device pixels each`],
    ['Time', `${new Date(workspace.now()).toISOString()}, zone ${timeZone}`],
    ['WSDL', workspace.isMarketo ? 'that of Marketo' : 'another one, loaded here'],
    ['Way out', workspace.proxy ? 'the development proxy' : 'none: the sandbox in the page'],
    ['Sign on send', workspace.signsOnSend ? 'on' : 'off'],
  ];
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
