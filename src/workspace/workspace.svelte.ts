import type { Contract } from '../contract/contract';
import { operation as findOperation } from '../contract/contract';
import type { MissingFile, WsdlFile } from '../contract/wsdl/files';
import type { Context } from '../language/problem';
import type { ProxyDescription } from '../proxy/protocol';
import { authenticate, AUTHENTICATION_HEADER, type Authentication } from '../signature/sign';
import { w3cTimestamp } from '../text/timestamp';
import { httpDate } from '../transport/http-date';
import type { OutgoingCall, Outcome } from '../transport/send';
import type { AnswerService } from './answer-service';
import { AnswerState } from './answer.svelte';
import { CallSession } from './call.svelte';
import { Endpoints, SANDBOX, type Endpoint, type EndpointDraft } from './endpoints.svelte';
import { Evidence, type OwnSignature } from './evidence.svelte';
import type { KeptWork } from './kept/kept';
import type { LanguageService } from './language-service';
import { Preferences } from './preferences.svelte';
import { Problems } from './problems.svelte';
import { RequestState } from './request.svelte';
import type { PageRoute } from './route';
import type { SandboxControls } from '../sandbox/http/controls';
import { SandboxView } from './sandbox-view.svelte';
import { isSameUser, SignatureCheck, type KeyOf, type SignatureService } from './signature-check.svelte';
import { Stored, type StorageArea } from './stored';
import type { SupervisedWorker } from './supervised-worker.svelte';
import { tabWorkSchema, workWithoutSecrets, type TabWork } from './tab-work';
import { ViewState } from './view.svelte';

/** What the workspace needs from the world. */
export interface WorkspacePorts {
  readonly contract: Contract;
  readonly language: LanguageService;
  readonly signature: SignatureService;
  readonly answers: AnswerService;
  /** Those whose failures the page shows. */
  readonly workers?: readonly SupervisedWorker[];
  /** Of the sandbox that calls go to. */
  readonly sandboxControls: Promise<SandboxControls>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly send: (call: OutgoingCall, signal: AbortSignal) => Promise<Outcome>;
  /** The proxy of the server that the page came from, if it has one. */
  readonly proxy: Promise<ProxyDescription | undefined>;
  readonly storage?: () => StorageArea;
  /** Keeps what belongs to this tab alone. */
  readonly tabStorage?: () => StorageArea;
  /** Fetches what keeps calls; the form is usable before. */
  readonly kept?: (workspace: Workspace) => Promise<KeptWork>;
}

/** Something that was removed, and what puts it back. */
export interface Removal {
  /** In a sentence. */
  readonly what: string;
  readonly putBack: () => void;
}

/** What came of another WSDL. */
export interface ContractLoad {
  /** Why it can't be used. */
  readonly problem?: string;
  readonly missing: readonly MissingFile[];
}

/** Everything the page holds, and what can be done with it. */
export class Workspace {
  readonly preferences: Preferences;
  readonly endpoints: Endpoints;
  readonly problems: Problems;
  request: RequestState = $state.raw() as RequestState;
  readonly call: CallSession;
  readonly answer: AnswerState;
  readonly #marketo: Contract;
  readonly #send: WorkspacePorts['send'];
  readonly check: SignatureCheck;
  readonly signature: SignatureService;
  readonly evidence: Evidence;
  readonly sandbox: SandboxView;
  readonly view = new ViewState();
  readonly workers: readonly SupervisedWorker[];
  readonly now: () => number;
  readonly language: LanguageService;
  /** The endpoint that the last call went to. */
  #called = SANDBOX.id;
  readonly #tabWork: Stored<TabWork | undefined>;
  /** False when the browser keeps nothing of this tab's work. */
  workKept = $state(true);
  readonly #ports: WorkspacePorts;
  #keptLoading: Promise<KeptWork | undefined> | undefined;
  /** The calls that were kept; undefined until what keeps them is there. */
  kept: KeptWork | undefined = $state.raw();
  /** The timestamp of the last call, as it stood in the header. */
  #lastTimestamp: string | undefined;
  /** Those of the calls before. */
  #sentTimestamps: readonly string[] = $state.raw([]);
  /** undefined until the answer is there; null without a proxy. */
  proxy: ProxyDescription | null | undefined = $state.raw();
  /** The last thing that was removed and can be put back. */
  undo: Removal | undefined = $state.raw();
  /** Why the last Send went out unsigned, or did not go out. */
  notice = $state('');

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
    this.now = ports.now;
    this.#send = ports.send;
    this.language = ports.language;
    this.preferences = new Preferences(ports.storage);
    this.endpoints = new Endpoints(ports.storage);
    this.#marketo = ports.contract;
    this.problems = new Problems(ports.language, () => this.context);
    this.request = new RequestState(ports.contract, ports.language, () => this.authentication());
    this.call = new CallSession({
      send: ports.send,
      read: (text) => ports.language.summariseResponse(text),
      now: ports.now,
      onended: (request, state) => void this.loadKept().then((kept) => kept?.record(request, state)),
    });
    this.sandbox = new SandboxView(ports.sandboxControls);
    this.answer = new AnswerState({
      service: ports.answers,
      dispatch: (call, signal) => this.#dispatch(call, signal),
      storage: ports.storage,
      oncount: (call, words) => void this.kept?.counted(call, words),
    });
    this.signature = ports.signature;
    this.evidence = new Evidence((text) => ports.signature.read(text));
    this.check = new SignatureCheck(
      ports.signature,
      () => ({
        now: ports.now(),
        userIds: this.endpoints.all.map(({ userId }) => userId),
        endpoint: this.endpoints.selected.url || undefined,
      }),
      (userId) => this.keyOf(userId),
    );
    this.workers = ports.workers ?? [];
    for (const worker of this.workers) worker.onchange(() => this.#catchUp());
    void ports.proxy.then((found) => (this.proxy = found ?? null));
    this.#tabWork = new Stored<TabWork | undefined>('tab', tabWorkSchema, undefined, ports.tabStorage);
    const work = this.#tabWork.read();
    if (work) this.#resume(work);
    const known = findOperation(ports.contract, work?.open ?? this.preferences.operation);
    this.request.open((known ?? ports.contract.operations[0])?.name ?? '');
    this.call.show(this.request.document);
  }

  /** Opens an operation in form and editor. */
  open(name: string) {
    this.request.open(name);
    this.call.show(this.request.document);
    if (this.isMarketo) this.preferences.operation = name;
    this.view.guidePage = undefined;
    this.notice = '';
  }

  /** Goes where an address leads; one that leads nowhere lets the guide follow the open operation again. */
  follow(route: PageRoute | undefined) {
    if (route?.kind === 'guide') {
      this.view.visitGuide(route.page);
      return;
    }
    this.view.guidePage = undefined;
    if (!route) return;
    if (route.kind === 'shared') {
      void this.#openShared(route.hash);
      return;
    }
    if (findOperation(this.request.contract, route.operation)) this.open(route.operation);
    if (route.tab) this.view.openTab(route.tab);
  }

  async #openShared(hash: string): Promise<void> {
    const kept = await this.loadKept();
    const message = kept
      ? await kept.openShared(hash)
      : 'A part of the page did not load. Reload the page, then open the link once more.';
    if (message !== undefined) this.view.dialog = { kind: 'link', message };
  }

  /** The address of what is shown. */
  get route(): PageRoute {
    const { tab, inspectorOpen, guidePage } = this.view;
    if (guidePage !== undefined && tab === 'guide' && inspectorOpen)
      return { kind: 'guide', page: guidePage };
    return {
      kind: 'operation',
      operation: this.request.document,
      ...(inspectorOpen ? { tab } : {}),
    };
  }

  /** Chooses an endpoint; its user id is signed into the request when requests are signed on send. */
  chooseEndpoint(id: string) {
    this.endpoints.select(id);
    void this.#signFresh();
  }

  /** Adds an endpoint, or changes the one with that id; it is chosen, and the request is signed for it anew. */
  saveEndpoint(draft: EndpointDraft, id?: string) {
    this.endpoints.save(draft, id);
    void this.#signFresh();
    // A key that is known from now on may stand in what was kept before.
    void this.loadKept().then((kept) => kept?.history.scrub(this.secretKeys));
  }

  /** Forgets an endpoint, with a way back. */
  removeEndpoint(id: string) {
    const name = this.endpoints.all.find((endpoint) => endpoint.id === id)?.name ?? '';
    const putBack = this.endpoints.remove(id);
    this.undo = {
      what: `Deleted ${name}.`,
      putBack: () => {
        putBack();
        this.undo = undefined;
      },
    };
  }

  dismissUndo() {
    this.undo = undefined;
  }

  /**
   * Renews timestamp and signature in the text for the chosen endpoint.
   *
   * @param asked even if requests are not signed on send.
   */
  async signNow(asked = false): Promise<void> {
    if (!(asked ? this.signs : this.signsOnSend)) return;
    this.notice = (await this.request.sign(this.authentication())) ?? '';
  }

  /** What came from elsewhere with a signature that may be evidence: unanswered, it is a question. */
  get ownSignature(): OwnSignature | undefined {
    return this.evidence.of(this.request.document, this.request.text);
  }

  /** Whether Send renews timestamp and signature. */
  get signsOnSend(): boolean {
    return this.preferences.signOnSend && this.signs && !this.ownSignature;
  }

  /** Signs on send from now on, or not; what may be evidence is given up then. */
  set signsOnSend(on: boolean) {
    if (on) this.evidence.release(this.request.document);
    this.preferences.signOnSend = on;
  }

  /** Puts a text that came from elsewhere in the place of the request's. */
  takeIn(text: string) {
    this.request.replace(text);
    void this.considerEvidence();
  }

  /** Looks whether the request, part of which has just come from elsewhere, may be evidence. */
  considerEvidence(): Promise<void> {
    return this.evidence.consider(this.request.document, this.request.text, this.#signer);
  }

  get #signer() {
    const { selected } = this.endpoints;
    return { mktowsUserId: selected.userId, secretKey: this.endpoints.secretKey(selected) };
  }

  /** Sends what may be evidence without touching it. */
  sendAsItIs(): Promise<void> {
    this.evidence.answer(this.request.document);
    return this.send();
  }

  /** Gives the request a signature of the chosen endpoint. */
  signAnew(): Promise<void> {
    this.signsOnSend = true;
    return this.signNow(true);
  }

  /** Another endpoint may be the one whose signature the request has. */
  async #signFresh(): Promise<void> {
    if (this.ownSignature && !this.ownSignature.isAnswered) await this.considerEvidence();
    await this.signNow();
  }

  /** Why this request can't be signed; undefined when it can, or need not be. */
  get unsignedReason(): string | undefined {
    const { selected } = this.endpoints;
    if (!this.signs || this.endpoints.secretKey(selected) !== '') return undefined;
    return `${selected.name} has no secret key in this tab, so the signature stays empty: open the endpoint and type the key, or switch off “Sign on send”.`;
  }

  /** Judges a request's signature, as it stands, in the inspector; with the key of the endpoint that it names, unless given. */
  checkSignature(text: string, secretKey = '') {
    this.check.take(text, secretKey);
    this.view.showCheck();
  }

  /** The key of that user, where an endpoint has it: that of the last call before the chosen one before the others. */
  keyOf(userId: string): KeyOf | undefined {
    const { all, selected } = this.endpoints;
    const called = all.filter(({ id }) => id === this.#called);
    return [...called, selected, ...all]
      .filter((endpoint) => isSameUser(endpoint.userId, userId))
      .map((endpoint) => ({ secretKey: this.endpoints.secretKey(endpoint), userId: endpoint.userId }))
      .find(({ secretKey }) => secretKey !== '');
  }

  /** Judges the request that the last answer is about. */
  checkLastCall() {
    const { state } = this.call;
    if (state.kind !== 'idle') this.checkSignature(state.call.body);
  }

  /** The endpoint that a call went to; the chosen one when it is gone. */
  endpointOf({ target }: Pick<OutgoingCall, 'target'>): Endpoint {
    const { all, selected } = this.endpoints;
    const fits = ({ id, url }: Endpoint) =>
      target.kind === 'sandbox' ? id === SANDBOX.id : id !== SANDBOX.id && url === target.url;
    return all.find((one) => one.id === this.#called && fits(one)) ?? all.find(fits) ?? selected;
  }

  /** Fetches what keeps calls. @returns undefined when it does not come. */
  loadKept(): Promise<KeptWork | undefined> {
    this.#keptLoading ??= Promise.resolve(this.#ports.kept?.(this)).then(
      (kept) => (this.kept = kept),
      () => (this.#keptLoading = undefined),
    );
    return this.#keptLoading;
  }

  /** What is known of clocks: the last answer's date, and the timestamps that went out before. */
  get clockFacts() {
    const { state } = this.call;
    const date = state.kind === 'ended' && state.outcome.kind === 'answered' ? state.outcome.date : undefined;
    const lastAnswer =
      state.kind === 'ended' && date !== undefined
        ? { date: httpDate(date), receivedAt: state.ended }
        : undefined;
    return { lastAnswer, history: this.#sentTimestamps };
  }

  /** What the page knows beyond the request's text. */
  get context(): Context {
    const now = this.now();
    return {
      userId: this.endpoints.selected.userId,
      now,
      timestamp: w3cTimestamp(now),
      signOnSend: this.signsOnSend,
    };
  }

  /** Whether the page works with Marketo's own contract. */
  get isMarketo(): boolean {
    return this.request.contract === this.#marketo;
  }

  /** Makes every fix that has one right answer; the editor can undo them together. */
  async fixAll(): Promise<number> {
    const before = this.request.text;
    const { text, fixed } = await this.language.fixAll(before, this.context);
    if (fixed > 0 && this.request.text === before) this.request.replace(text);
    return fixed;
  }

  /**
   * Works with another WSDL from now on, in one file or several.
   *
   * @returns why it can't, if so, and everything stays as it was then; and the files that it names and that were not given.
   */
  async loadContract(wsdl: string | readonly WsdlFile[]): Promise<ContractLoad> {
    const result = await this.language.loadContract(wsdl);
    if (!result.ok) return { problem: result.message, missing: result.missing ?? [] };
    await this.answer.service.useContract(result.contract);
    this.#adopt(result.contract);
    return { missing: result.missing ?? [] };
  }

  /** Goes back to Marketo's contract, and to the operation that was open last. */
  async resetContract(): Promise<void> {
    await this.language.resetContract();
    await this.answer.service.useContract(undefined);
    this.#adopt(this.#marketo);
  }

  #adopt(contract: Contract) {
    this.request = new RequestState(contract, this.language, () => this.authentication());
    const known = findOperation(contract, this.preferences.operation);
    this.request.open((known ?? contract.operations[0])?.name ?? '');
    this.call.clear();
    this.call.show(this.request.document);
    this.view.guidePage = undefined;
    this.notice = '';
  }

  /** Whether requests of this operation carry Marketo's signature at all. */
  get signs(): boolean {
    return this.request.operation?.headers.some(({ name }) => name === AUTHENTICATION_HEADER) ?? false;
  }

  /** Signs if that is switched on, and sends the text as it then stands. */
  send = async (): Promise<void> => {
    this.notice = '';
    await Promise.all([this.request.synchronise(), this.evidence.considered]);
    if (this.ownSignature && !this.ownSignature.isAnswered && this.signs && this.preferences.signOnSend) {
      this.view.visitQuestion();
      return;
    }
    let selected: Endpoint;
    do {
      selected = this.endpoints.selected;
      if (!(await this.#signFor(selected))) return;
      // Another endpoint may have been chosen while this one's signature was put into the text.
    } while (selected !== this.endpoints.selected);
    const earlier = this.#lastTimestamp;
    if (earlier !== undefined) this.#sentTimestamps = [...this.#sentTimestamps.slice(-99), earlier];
    const header = this.request.headers[AUTHENTICATION_HEADER];
    this.#lastTimestamp = typeof header?.requestTimestamp === 'string' ? header.requestTimestamp : undefined;
    this.#called = selected.id;
    await this.call.send(this.callOf(this.request.text, this.request.operation?.soapAction ?? ''));
  };

  /** A call to the chosen endpoint. @param headers only for the sandbox: those that begin with `X-Sandbox-`. */
  callOf(body: string, soapAction: string, headers?: OutgoingCall['headers']): OutgoingCall {
    const { selected } = this.endpoints;
    const target =
      selected.id === SANDBOX.id
        ? ({ kind: 'sandbox' } as const)
        : ({ kind: 'host', url: selected.url } as const);
    return { target, body, soapAction, ...(headers ? { headers } : {}) };
  }

  /** Sends a call as it stands; request, answer and form stay what they are. */
  sendBeside(call: OutgoingCall, signal: AbortSignal): Promise<Outcome> {
    return this.#send(call, signal);
  }

  /** Shows a call that was made beside the request, and its answer, in the panes; the text that stood there can be undone to. */
  showCall({
    operation,
    call,
    outcome,
    ended,
  }: {
    operation: string;
    call: OutgoingCall;
    outcome: Outcome;
    ended: number;
  }) {
    if (this.request.operation?.name !== operation) this.open(operation);
    this.request.replace(call.body);
    this.call.put({ kind: 'ended', call, outcome, ended });
    this.view.showPanes();
    this.view.pane = 'answer';
  }

  /** Asks for the page after the last answer: its position goes into the request's text, which is then sent. */
  nextPage = async (): Promise<void> => {
    const { reading } = this.answer;
    const next = this.answer.takeNext();
    if (next === undefined || !reading?.rows.operation) return;
    if (this.request.operation?.name !== reading.rows.operation) this.open(reading.rows.operation);
    this.request.replace(next);
    await this.send();
  };

  /** Sends a further request to where the last call went, signed if that is switched on; form and text stay as they are. */
  async #dispatch(call: OutgoingCall, signal: AbortSignal): Promise<Outcome> {
    const endpoint = this.endpointOf(call);
    const secretKey = this.endpoints.secretKey(endpoint);
    if (!this.signsOnSend || secretKey === '') return this.#send(call, signal);
    const user = { mktowsUserId: endpoint.userId, secretKey };
    const signed = await this.language.authenticate(call.body, authenticate(user, w3cTimestamp(this.now())));
    return this.#send(signed.ok ? { ...call, body: signed.text } : call, signal);
  }

  /** Signs if that is switched on. @returns false when the call may not go out. */
  async #signFor(endpoint: Endpoint): Promise<boolean> {
    if (!this.signsOnSend) return true;
    if (this.endpoints.secretKey(endpoint) === '') {
      this.notice = this.unsignedReason ?? '';
      return false;
    }
    const problem = await this.request.sign(this.authentication());
    this.notice = problem ? `Sent unsigned, as it stands: ${problem}` : '';
    return true;
  }

  /** Keeps the tab's work for the page after a reload. Another WSDL's is not kept, since the WSDL is not. */
  keepWork() {
    if (!this.isMarketo) return;
    const { tab, inspectorOpen, signature, column } = this.view;
    const texts = this.request.texts.map(([name, text]): [string, string] => [name, text]);
    const ownSignatures = this.evidence.held.map(([name, own]): [string, boolean] => [name, own.isAnswered]);
    const open = this.request.document;
    const work = { open, texts, tab, inspectorOpen, signature, column, ownSignatures };
    this.workKept = this.#tabWork.write(
      workWithoutSecrets({ ...work, checked: this.check.input }, this.secretKeys),
    );
  }

  /** Keys that are never kept, shared or exported; the sandbox's is public. What is typed into *Check* may be half a key. */
  get secretKeys(): readonly string[] {
    const own = this.endpoints.all.filter(({ id }) => id !== SANDBOX.id);
    const checked = this.check.secretKey;
    return [...own.map((one) => this.endpoints.secretKey(one)), ...(checked.length < 8 ? [] : [checked])];
  }

  #resume({ texts, tab, inspectorOpen, signature, column, checked, ownSignatures }: TabWork) {
    this.request.remember(texts);
    for (const [name, isAnswered] of ownSignatures) {
      const text = texts.find(([document]) => document === name)?.[1];
      if (text !== undefined) void this.evidence.consider(name, text, this.#signer, isAnswered);
    }
    if (inspectorOpen) this.view.openTab(tab);
    this.view.signature = signature;
    this.view.column = column;
    if (checked) this.check.take(checked, '');
  }

  /** What could not be done while a worker was failed is done now. */
  #catchUp() {
    void this.request.synchronise();
    this.problems.look(this.request.text);
    void this.call.read();
    this.check.repeat();
  }

  /** The header's values for the chosen endpoint. Without its key, nothing is signed: the signature stays empty. */
  authentication(): Authentication {
    const { selected } = this.endpoints;
    const secretKey = this.endpoints.secretKey(selected);
    const mktowsUserId = selected.userId;
    const requestTimestamp = w3cTimestamp(this.now());
    if (secretKey === '') return { mktowsUserId, requestSignature: '', requestTimestamp };
    return authenticate({ mktowsUserId, secretKey }, requestTimestamp);
  }
}
