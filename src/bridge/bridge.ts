import type { Contract } from '../contract/contract';
import type { OperationName, RequestValues } from '../contract/mktows-types';
import { textValue } from '../envelope/contents';
import {
  answerCallLater,
  refuseEncoding,
  type LaterServiceHandler,
  type SoapExchange,
} from '../service/exchange';
import { fault } from '../service/fault';
import { Limits } from '../service/limits';
import type { ReadCall } from '../service/read-call';
import { readMessage, type ReadElsewhere } from '../service/read-message';
import { plain, XML_HEADERS } from '../service/responses';
import {
  answerWithoutCall,
  ServedVersions,
  versionSegment,
  type ServedVersion,
} from '../service/served-version';
import { readXmlBytes } from '../service/xml-body';
import { dryRun, type DryRun } from './dry-run';
import { InstanceFacts } from './instance/facts';
import type { HttpWays } from './instance/http-sender';
import { MarketoInstance, type MadeCall } from './instance/marketo-instance';
import { RestCalls } from './instance/rest-calls';
import type { InstanceAccess } from './instance/token-keeper';
import { KeyedLocks } from './keyed-locks';
import type { BridgeMemory } from './operation';
import { bridgeHandlerOf } from './operations/registry';
import { Positions, type PositionKey } from './positions';
import { readBridgeSettings, type BridgeSettings, type BridgeSettingsChange } from './settings';

/** A SOAP user of old clients. */
export interface BridgeUser {
  readonly userId: string;
  readonly secretKey: string;
}

/** What a bridge is made of. */
export interface BridgeOptions extends HttpWays {
  readonly contract: Contract;
  /** The WSDL that `?WSDL` serves, with the bridge's address put in. */
  readonly wsdl: string;
  readonly instance: InstanceAccess;
  /** Who may call; one at least. */
  readonly users: readonly BridgeUser[];
  /** Settings that differ from their defaults. */
  readonly settings?: BridgeSettingsChange;
  /** The keys of stream positions, the one that signs first; by default one is made of the secrets that the bridge has. */
  readonly positionKeys?: readonly PositionKey[];
  /** Answers with the REST calls that a request would make, as JSON, and makes none. */
  readonly dryRun?: boolean;
  /** Keeps what outlasts a call; by default this bridge's own memory. */
  readonly memory?: BridgeMemory;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** Reads a message for which this returns something, in another thread for one; all others are read here and now. */
  readonly readElsewhere?: ReadElsewhere;
  /** Gets every call when it is over. */
  readonly onCall?: (call: CarriedCall) => void;
  /** Gets an exception of a handler, which is a bug and which the client sees as fault 10001; by default the console does. */
  readonly onError?: (error: unknown) => void;
}

/** One SOAP call for the log and the figures, without personal data. */
export interface CarriedCall {
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  readonly operation?: string;
  /** Of HTTP. */
  readonly status: number;
  /** The code of the fault, when the answer is one. */
  readonly code?: string;
  readonly verdict: SoapExchange['verdict'];
  /** In milliseconds. */
  readonly duration: number;
  /** Bytes of the request and of the answer. */
  readonly received: number;
  readonly sent: number;
  readonly rest: readonly MadeCall[];
  /** What was left out of the request. */
  readonly notes: readonly string[];
}

/** A bridge: SOAP requests in, calls of the REST API out. */
export class Bridge {
  readonly #options: BridgeOptions;
  readonly #settings: BridgeSettings;
  readonly #versions: ServedVersions;
  readonly #instance: MarketoInstance;
  readonly #facts: InstanceFacts;
  readonly #positions: Positions;
  readonly #locks = new KeyedLocks();
  readonly #memory: BridgeMemory;
  readonly #users: ReadonlyMap<string, BridgeUser & { readonly limits: Limits }>;

  /** @throws TypeError when a setting is not right, or nobody may call. */
  constructor(options: BridgeOptions) {
    const read = readBridgeSettings(options.settings ?? {});
    if (!read.ok) throw new TypeError(read.message);
    const [first] = options.users;
    if (!first) throw new TypeError('A bridge needs a SOAP user.');
    const { settings } = read;
    this.#options = options;
    this.#settings = settings;
    this.#versions = new ServedVersions(options.contract, options.wsdl);
    const limits = { concurrent: settings.restConcurrency, rate: settings.restRate, span: 20_000 };
    this.#instance = new MarketoInstance(options.instance, limits, options);
    this.#facts = new InstanceFacts(options.now);
    const own = { id: 'own', secret: `${options.instance.clientSecret}\n${first.secretKey}` };
    const keys = options.positionKeys ?? [own];
    this.#positions = new Positions(keys, options.instance.base, settings.positionLife, options.now);
    this.#memory = options.memory ?? memoryOfProcess();
    this.#users = new Map(options.users.map((user) => [user.userId, { ...user, limits: new Limits() }]));
  }

  /** Figures about the REST API: calls under way and waiting, tokens fetched. */
  get figures(): MarketoInstance['figures'] {
    return this.#instance.figures;
  }

  /** Answers any request: SOAP, `?WSDL`, or a plain HTTP error with a sentence. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const segment = versionSegment(url.pathname);
    if (segment === undefined) {
      return plain(404, 'There is nothing here. The service is at /soap/mktows/3_1.');
    }
    const version = this.#versions.of(segment);
    return answerWithoutCall(request, url, version) ?? this.#call(request, version);
  }

  async #call(request: Request, version: ServedVersion): Promise<Response> {
    const at = this.#options.now();
    const body = await readXmlBytes(request);
    if (!body.ok) {
      this.#tell({
        at,
        status: body.status,
        verdict: 'unchecked',
        received: 0,
        sent: 0,
        rest: [],
        notes: [],
      });
      return plain(body.status, body.message);
    }
    const inferTypes = this.#settings.untypedSelector === 'infer';
    const read =
      (await this.#options.readElsewhere?.(body, version.older, inferTypes)) ??
      readMessage(body, version.contract, inferTypes);
    const rest: MadeCall[] = [];
    const notes: string[] = [];
    if (this.#options.dryRun && 'ok' in read.call && read.call.ok) {
      const planned = await this.#plan(read.call, version);
      if (planned) return planned;
    }
    const outcome =
      'encoding' in read.call
        ? refuseEncoding(read.call.message)
        : await this.#answer(read.call, version, rest, notes);
    if (outcome.error !== undefined) (this.#options.onError ?? console.error)(outcome.error);
    const bytes = encoder.encode(outcome.text);
    this.#tell({
      at,
      operation: outcome.operation,
      status: outcome.status,
      code: outcome.fault && (outcome.fault.code ?? 'MustUnderstand'),
      verdict: outcome.verdict,
      received: body.bytes.byteLength,
      sent: bytes.byteLength,
      rest,
      notes,
    });
    return new Response(bytes, { status: outcome.status, headers: XML_HEADERS });
  }

  #answer(call: ReadCall, version: ServedVersion, rest: MadeCall[], notes: string[]): Promise<SoapExchange> {
    return this.#serve(call, version, (operation, user, now) =>
      this.#handlerOf(operation, user, now, rest, notes),
    );
  }

  /** Checks who calls and how often, and lets a handler do the rest. */
  async #serve(
    call: ReadCall,
    { contract, older }: ServedVersion,
    handlerOf: (operation: string, user: string, now: number) => LaterServiceHandler | undefined,
  ): Promise<SoapExchange> {
    const now = this.#options.now();
    const named = call.ok ? textValue(call.headers.AuthenticationHeader?.mktowsUserId) : undefined;
    const [anyone] = this.#users.values();
    // A user that nobody knows is held against one that is known, and so is a wrong user.
    const user = this.#users.get(named ?? '') ?? anyone;
    if (!user) throw new Error('A bridge needs a SOAP user.');
    const end = user.limits.begin();
    try {
      return await answerCallLater(call, {
        contract,
        older: older !== undefined,
        credentials: { ...user, timestampWindow: this.#settings.timestampWindow },
        now,
        handlerOf: (operation) => handlerOf(operation, user.userId, now),
        deniedOperations: this.#settings.deniedOperations,
        admit: () => user.limits.admit(this.#settings, now),
      });
    } finally {
      end();
    }
  }

  /** The calls that a request would make; undefined for one that is refused before. */
  async #plan(call: ReadCall & { readonly ok: true }, version: ServedVersion): Promise<Response | undefined> {
    let plan: DryRun | undefined;
    await this.#serve(call, version, () => (asked) => {
      plan = dryRun(asked.operation.name, asked.values, call.headers, this.#options.instance.base);
      return Promise.resolve(fault('20011', 'This was a dry run'));
    });
    return plan && Response.json(plan);
  }

  #handlerOf(
    operation: string,
    user: string,
    now: number,
    made: MadeCall[],
    notes: string[],
  ): LaterServiceHandler | undefined {
    const handler = bridgeHandlerOf(operation);
    if (!handler) return undefined;
    const client = {
      user,
      deadline: now + this.#settings.budget,
      onCall: (call: MadeCall) => void made.push(call),
    };
    const rest = new RestCalls(this.#instance, client);
    return (call) =>
      handler({
        ...call,
        values: call.values as RequestValues[OperationName],
        user,
        rest,
        facts: this.#facts,
        positions: this.#positions,
        locks: this.#locks,
        memory: this.#memory,
        settings: this.#settings,
        note: (sentence) => void (notes.includes(sentence) || notes.push(sentence)),
      });
  }

  #tell(call: Omit<CarriedCall, 'duration'>): void {
    this.#options.onCall?.({ ...call, duration: this.#options.now() - call.at });
  }
}

/** Makes a bridge. It calls nobody before the first authentic request comes. */
export function createBridge(options: BridgeOptions): (request: Request) => Promise<Response> {
  const bridge = new Bridge(options);
  return (request) => bridge.handle(request);
}

/** The most texts that a process keeps; the oldest goes first. */
const MOST_KEPT = 10_000;

function memoryOfProcess(): BridgeMemory {
  const texts = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(texts.get(key)),
    set: (key, value) => {
      texts.delete(key);
      texts.set(key, value);
      const [oldest] = texts.keys();
      if (texts.size > MOST_KEPT && oldest !== undefined) texts.delete(oldest);
      return Promise.resolve();
    },
  };
}

const encoder = new TextEncoder();
