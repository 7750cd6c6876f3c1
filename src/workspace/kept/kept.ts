import { operation as findOperation } from '../../contract/contract';
import { exampleValues } from '../../envelope/example';
import { writeRequest } from '../../envelope/write';
import type { OutgoingCall } from '../../transport/send';
import { ANSWER_VIEWS } from '../answer.svelte';
import type { StorageArea } from '../stored';
import { INSPECTOR_TABS } from '../view.svelte';
import type { Workspace } from '../workspace.svelte';
import { comparable } from './comparable';
import { endedCall, type EndedCall } from './ended-call';
import type { CallEnding, HistoryEntry } from './entry';
import { CallHistory } from './history.svelte';
import type { HistoryStore } from './history-store';
import { LastAnswers } from './last-answers';
import { readShareHash, shareHash } from './share';
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

const GONE = 'This call is not in the history any more: it was deleted, or has made room for others.';

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
      if (state && state.kept?.cutAt === undefined) this.#workspace.call.restore(document, state);
    }
  }

  /** Shows a call in the panes as it was: its request's text and its answer. @returns false when it is gone. */
  async reopen(entry: HistoryEntry): Promise<boolean> {
    const texts = await this.history.texts(entry.id);
    if (!texts) return false;
    const state = await this.#stateOf(entry.id);
    const when = whenOf(entry.time, this.#workspace.now());
    this.#take(entry.document, texts.request, `Opened ${entry.name || entry.operation} of ${when}.`, state);
    await this.#workspace.considerEvidence();
    return true;
  }

  /**
   * Sends the request of a call once more, to where it went: never to an endpoint that it was not written for.
   *
   * @returns why it was not sent; undefined when it was.
   */
  async sendAgain(entry: HistoryEntry): Promise<string | undefined> {
    const workspace = this.#workspace;
    const { all, selected } = workspace.endpoints;
    if (!all.some(({ id }) => id === entry.endpoint.id))
      return `Not sent: its endpoint, ${entry.endpoint.name}, is not there any more. Open it, choose an endpoint, and press Send.`;
    if (!(await this.reopen(entry))) return GONE;
    if (selected.id !== entry.endpoint.id) workspace.endpoints.select(entry.endpoint.id);
    await workspace.send();
    return undefined;
  }

  /** Takes calls out of the history, with a way back. @param what is said, such as “Deleted 3 calls.” */
  async remove(ids: readonly string[], what: string): Promise<void> {
    const putBack = await this.history.remove(ids);
    this.#workspace.undo = {
      what,
      putBack: () => {
        void putBack();
        this.#workspace.undo = undefined;
      },
    };
  }

  /** Shows what a link holds. @returns why it can't be shown, in a sentence; nothing has changed then. */
  async openShared(hash: string): Promise<string | undefined> {
    const read = await readShareHash(hash);
    if (!read.ok) return read.message;
    const workspace = this.#workspace;
    const { operation, text, view } = read.shared;
    if (!findOperation(workspace.request.contract, operation))
      return `It holds a request of ${operation}, which is no operation of the WSDL that is loaded here. Load the WSDL that it belongs to, then open the link once more.`;
    this.#take(operation, text, `Opened ${operation} from a link.`, undefined);
    for (const part of (view ?? '').split(',')) {
      const tab = INSPECTOR_TABS.find((one) => one === part);
      const answerView = ANSWER_VIEWS.find((one) => one === part);
      if (tab) workspace.view.openTab(tab);
      if (answerView) workspace.answer.choose(operation, answerView);
    }
    workspace.view.pane = 'request';
    await workspace.considerEvidence();
    await workspace.signNow();
    return undefined;
  }

  /** The hash of a link to what is open. */
  share(withIdentity: boolean): Promise<string> {
    const { request, secretKeys } = this.#workspace;
    const shared = { operation: request.document, text: request.text, view: this.view };
    return shareHash(shared, { secretKeys, withIdentity });
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
  #take(document: string, text: string, what: string, state: EndedCall | undefined) {
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

  async #stateOf(id: string): Promise<EndedCall | undefined> {
    const entry = (await this.history.ready()).find((one) => one.id === id);
    const texts = entry && (await this.history.texts(id));
    const state = texts && endedCall(entry, texts);
    if (!state) return undefined;
    this.#entries.set(state.call, Promise.resolve(entry));
    if (state.kept?.cutAt !== undefined) return state;
    // Read anew, since values are not kept apart from the text; what was cut can't be read again.
    const { reading: _, ...unread } = state;
    return unread;
  }

  #newId(time: number): string {
    return `${time.toString(36)}-${this.#ports.random().toString(36).slice(2, 10)}`;
  }
}

function endingOf({ outcome, reading }: EndedCall): CallEnding {
  if (outcome.kind !== 'answered') return { kind: 'failed', failure: outcome };
  const { text: _, ...answer } = outcome;
  return { kind: 'answered', answer, ...(reading ? { reading } : {}) };
}

/** Whether two texts are the same but for what signing changes. */
function sameWork(one: string, other: string): boolean {
  const ignored = { timestamp: true, signature: true, attributeOrder: false };
  return one === other || comparable(one, ignored) === comparable(other, ignored);
}
