import { operation as findOperation } from '../../contract/contract';
import { exampleValues } from '../../envelope/example';
import { writeRequest } from '../../envelope/write';
import type { OutgoingCall } from '../../transport/send';
import { ANSWER_VIEWS } from '../answer.svelte';
import type { CallState } from '../call.svelte';
import type { StorageArea } from '../stored';
import { INSPECTOR_TABS } from '../view.svelte';
import type { Workspace } from '../workspace.svelte';
import { comparable } from './comparable';
import type { CallEnding, HistoryEntry } from './entry';
import { CallHistory } from './history.svelte';
import type { HistoryStore } from './history-store';
import { LastAnswers } from './last-answers';
import type { Shared } from './share';
import { summarise } from './summary';
import { whenOf } from './times';

/** What keeping needs from the world. */
export interface KeptPorts {
  readonly store: HistoryStore;
  /** Tells the other tabs that the history has changed. */
  readonly tell?: () => void;
  readonly tabStorage?: () => StorageArea;
  /** Makes ids: a number from 0 to below 1. */
  readonly random: () => number;
}

type EndedCall = Extract<CallState, { kind: 'ended' }>;

/** What is kept of a workspace's calls, and how it comes back. */
export class KeptWork {
  readonly #workspace: Workspace;
  readonly #ports: KeptPorts;
  readonly history: CallHistory;
  readonly #lastAnswers: LastAnswers;
  /** What the calls of this page are kept as. */
  readonly #entries = new WeakMap<OutgoingCall, Promise<HistoryEntry>>();

  constructor(workspace: Workspace, ports: KeptPorts) {
    this.#workspace = workspace;
    this.#ports = ports;
    this.history = new CallHistory({ ...ports, secretKeys: () => workspace.secretKeys });
    this.#lastAnswers = new LastAnswers(ports.tabStorage);
  }

  /** Keeps a call that has ended. */
  record(document: string, state: EndedCall) {
    const { call, outcome, ended } = state;
    const { body, ...rest } = call;
    const { operation, values } = summarise(body, this.#workspace.request.contract);
    const endpoint = this.#workspace.endpointOf(call);
    const entry = this.history.add(
      {
        id: this.#newId(ended),
        time: ended,
        document,
        operation: operation ?? document,
        endpoint: { id: endpoint.id, name: endpoint.name },
        call: rest,
        summary: values,
        result: '',
        ending: endingOf(state),
      },
      outcome.kind === 'answered' ? { request: body, answer: outcome.text } : { request: body },
    );
    this.#entries.set(call, entry);
    void entry.then(({ id }) => this.#lastAnswers.keep(document, id));
  }

  /** The rows of a call's answer have been counted. */
  async counted(call: OutgoingCall, words: string) {
    const entry = await this.#entries.get(call);
    if (entry && words !== '' && words !== entry.result)
      await this.history.update(entry.id, { result: words });
  }

  /** Puts the answers that were there when the page was left beside their requests. */
  async restoreAnswers(): Promise<void> {
    for (const [document, id] of this.#lastAnswers.all) {
      const state = await this.#stateOf(id);
      if (state?.kind === 'ended' && state.kept?.cutAt === undefined)
        this.#workspace.call.restore(document, state);
    }
  }

  /** Shows a call in the panes as it was: its request's text and its answer. @returns false when it is gone. */
  async reopen(entry: HistoryEntry): Promise<boolean> {
    const texts = await this.history.texts(entry.id);
    if (!texts) return false;
    const state = await this.#stateOf(entry.id);
    const when = whenOf(entry.time, this.#workspace.now());
    this.#take(entry.document, texts.request, `Opened ${entry.name || entry.operation} of ${when}.`, state);
    return true;
  }

  /** Shows what a link holds. @returns false when its operation is none of this contract. */
  open({ operation, text, view }: Shared): boolean {
    if (!findOperation(this.#workspace.request.contract, operation)) return false;
    this.#take(operation, text, `Opened ${operation} from a link.`, undefined);
    for (const part of (view ?? '').split(',')) {
      const tab = INSPECTOR_TABS.find((one) => one === part);
      const answerView = ANSWER_VIEWS.find((one) => one === part);
      if (tab) this.#workspace.view.openTab(tab);
      if (answerView) this.#workspace.answer.choose(operation, answerView);
    }
    return true;
  }

  /** What is open, for a link: the inspector's tab, and the way to look at answers. */
  get view(): string {
    const { view, answer, request } = this.#workspace;
    return [...(view.inspectorOpen ? [view.tab] : []), answer.viewOf(request.document)].join(',');
  }

  /** The example of an operation, signed as the open request is; empty when there is none. */
  exampleText(name: string): string {
    const { request } = this.#workspace;
    const operation = findOperation(request.contract, name);
    if (!operation) return '';
    const values = exampleValues(request.contract, operation);
    const written = writeRequest(request.contract, { operation, values, headers: request.headers });
    return written.ok ? written.text : '';
  }

  /** Puts a text, and its answer, into the panes. What stood there comes back by *Undo*, and stays in the history. */
  #take(document: string, text: string, what: string, state: CallState | undefined) {
    const workspace = this.#workspace;
    const opened = workspace.request.document;
    if (findOperation(workspace.request.contract, document)) workspace.open(document);
    const own = workspace.request.document;
    const before = { text: workspace.request.text, state: workspace.call.state };
    if (text !== before.text) this.#keepUnsent(own, before.text);
    workspace.request.replace(text);
    if (state) workspace.call.put(state);
    workspace.undo = {
      what,
      putBack: () => {
        workspace.open(own);
        workspace.request.replace(before.text);
        // A call that was under way then has ended meanwhile; the history has it.
        if (state && before.state.kind !== 'sending') workspace.call.put(before.state);
        workspace.open(opened);
        workspace.undo = undefined;
      },
    };
  }

  /** A text that was worked on and never sent is kept in the history before another one takes its place. */
  #keepUnsent(document: string, text: string) {
    const { call, endpoints, request, now } = this.#workspace;
    const alike = (other: string) => sameWork(text, other);
    const sent = call.state.kind === 'idle' ? undefined : call.state.call.body;
    if (text.trim() === '' || (sent !== undefined && alike(sent)) || alike(this.exampleText(document)))
      return;
    const time = now();
    const { operation, values } = summarise(text, request.contract);
    void this.history.add(
      {
        id: this.#newId(time),
        time,
        document,
        operation: operation ?? document,
        endpoint: { id: endpoints.selected.id, name: endpoints.selected.name },
        call: { target: { kind: 'sandbox' }, soapAction: '' },
        summary: values,
        result: '',
        ending: { kind: 'unsent' },
      },
      { request: text },
    );
  }

  async #stateOf(id: string): Promise<CallState | undefined> {
    const entry = (await this.history.ready()).find((one) => one.id === id);
    const texts = entry && (await this.history.texts(id));
    if (!entry || !texts || entry.ending.kind === 'unsent') return undefined;
    const { ending } = entry;
    const call: OutgoingCall = { ...entry.call, body: texts.request };
    this.#entries.set(call, Promise.resolve(entry));
    if (ending.kind === 'failed')
      return { kind: 'ended', call, outcome: ending.failure, ended: entry.time, kept: {} };
    const outcome = { ...ending.answer, text: texts.answer ?? '' };
    const { cutAt } = ending;
    // What was cut can't be read again; all else is read anew, since values are not kept apart from the text.
    return cutAt === undefined
      ? { kind: 'ended', call, outcome, ended: entry.time, kept: {} }
      : { kind: 'ended', call, outcome, ended: entry.time, reading: ending.reading, kept: { cutAt } };
  }

  #newId(time: number): string {
    return `${time.toString(36)}-${this.#ports.random().toString(36).slice(2, 10)}`;
  }
}

function endingOf({ outcome, reading }: EndedCall): CallEnding {
  if (outcome.kind !== 'answered') return { kind: 'failed', failure: outcome };
  const { text: _, ...answer } = outcome;
  const own = reading?.kind === 'success' ? { ...reading, values: {} } : reading;
  return { kind: 'answered', answer, ...(own ? { reading: own } : {}) };
}

/** Whether two texts are the same but for what signing changes. */
function sameWork(one: string, other: string): boolean {
  const ignored = { timestamp: true, signature: true, attributeOrder: false };
  return one === other || comparable(one, ignored) === comparable(other, ignored);
}
