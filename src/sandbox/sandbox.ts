import type { Contract } from '../contract/contract';
import { answerCall, refuseEncoding, type ServiceHandler, type SoapExchange } from '../service/exchange';
import { Limits } from '../service/limits';
import type { ReadCall } from '../service/read-call';
import { readMessage, type ReadElsewhere, type ReadMessage } from '../service/read-message';
import { plain, XML_HEADERS } from '../service/responses';
import {
  answerWithoutCall,
  ServedVersions,
  versionSegment,
  type ServedVersion,
} from '../service/served-version';
import { readXmlBytes } from '../service/xml-body';
import { CallLog, type LogEntry } from './http/call-log';
import { damage, delay } from './http/damage';
import type { FaultOnPurpose } from './http/faults-on-purpose';
import {
  latencyOf,
  NO_FAULTS,
  planFaults,
  readFaultHeaders,
  type PlannedFaults,
} from './http/planned-faults';
import { runDueWork } from './operations/due-work';
import { handlerOf } from './operations/registry';
import { seedStore } from './seed/seed';
import { changeSettings, defaultSettings, type Settings, type SettingsChange } from './settings';
import { exportState, importState } from './state';
import { FIRST_INSTANT, LAST_INSTANT } from './store/state-part';
import type { Store } from './store/store';

/** What a sandbox is made of. */
export interface SandboxOptions {
  readonly contract: Contract;
  /** The WSDL that `?WSDL` serves, with this sandbox's address put in. */
  readonly wsdl: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Settings that differ from their defaults. */
  readonly settings?: SettingsChange;
  /** Numbers from 0 up to 1, for faults on purpose that hit a share of the calls. */
  readonly random: () => number;
  /** Reads a message for which this returns something, in another thread for one; all others are read here and now. */
  readonly readElsewhere?: ReadElsewhere;
  /** Gets an exception of a handler, which is a bug and which the client sees as fault 10001; by default the console does. */
  readonly onError?: (error: unknown) => void;
}

/** Whether a change that came from outside was made, or a sentence about why not. */
export type ChangeResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** A world from inside, for a face that is not SOAP. */
export interface SandboxInside {
  readonly contract: () => Contract;
  /** The world as it is by now. */
  readonly store: () => Store;
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
  /** What goes wrong with one call on purpose; orders for a number of calls are used up by it. */
  readonly plan: (operation: string | undefined, ordered: readonly FaultOnPurpose[]) => PlannedFaults;
  /** Puts a call into the log. */
  readonly remember: (entry: Parameters<CallLog['add']>[0], secrets: readonly string[]) => void;
  /** Gets an exception, which is a bug. */
  readonly onError: (error: unknown) => void;
}

/** The stand-in service: an address that SOAP clients call, and controls for whoever runs it. */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #limits = new Limits();
  readonly #log = new CallLog();
  readonly #versions: ServedVersions;
  #settings: Settings;
  #epoch: number;
  #store: Store | undefined;

  /** @throws TypeError when a setting is not right. */
  constructor(options: SandboxOptions) {
    const result = changeSettings(defaultSettings(), options.settings ?? {});
    if (!result.ok) throw new TypeError(result.message);
    this.#options = options;
    this.#versions = new ServedVersions(options.contract, options.wsdl);
    this.#settings = result.settings;
    this.#epoch = this.#now();
  }

  /**
   * Answers any request: SOAP, `?WSDL`, or a plain HTTP error with a sentence. Where the user ordered a dropped
   * connection, the answer is `Response.error()`.
   */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const segment = versionSegment(url.pathname);
    if (segment === undefined) {
      return plain(404, 'There is nothing here. The service is at /soap/mktows/3_1.');
    }
    const version = this.#versions.of(segment);
    const other = answerWithoutCall(request, url, version);
    if (other) return other;
    const end = this.#limits.begin();
    try {
      return await this.#call(request, version);
    } finally {
      end();
    }
  }

  /** All settings, with the secret key. */
  settings(): Settings {
    return this.#settings;
  }

  /** Changes some settings, or none when one of them is not right. Another seed takes effect with the next reset. */
  configure(change: SettingsChange): ChangeResult {
    const result = changeSettings(this.#settings, change);
    if (!result.ok) return result;
    this.#settings = result.settings;
    return { ok: true };
  }

  /** Back to the seed: the world begins anew at this moment. Settings stay; what was counted against limits is forgotten. */
  reset(): void {
    this.#epoch = this.#now();
    this.#store = undefined;
    this.#limits.reset();
  }

  /** The state of the world as JSON, without settings. */
  exportState(): string {
    return exportState(this.#world());
  }

  /** Replaces the world by an exported one. A text that is none changes nothing. */
  importState(text: string): ChangeResult {
    const result = importState(text);
    if (!result.ok) return result;
    this.#store = result.store;
    this.#epoch = result.store.epoch;
    return { ok: true };
  }

  /** The last calls, newest last. */
  log(): readonly LogEntry[] {
    return this.#log.entries();
  }

  clearLog(): void {
    this.#log.clear();
  }

  /** What another face than SOAP needs of the same world. */
  readonly inside: SandboxInside = {
    contract: () => this.#options.contract,
    store: () => this.#world(),
    now: () => this.#now(),
    random: () => this.#options.random(),
    plan: (operation, ordered) => this.#plan(operation, ordered),
    remember: (entry, secrets) => this.#log.add(entry, [...secrets, this.#settings.secretKey]),
    onError: (error) => (this.#options.onError ?? console.error)(error),
  };

  async #call(request: Request, version: ServedVersion): Promise<Response> {
    const at = this.#now();
    const ordered = readFaultHeaders(request.headers);
    if (typeof ordered === 'string') return this.#refuse(at, 400, ordered);
    const body = await readXmlBytes(request);
    if (!body.ok) return this.#refuse(at, body.status, body.message);

    const inferTypes = this.#settings.choices.untypedSelector === 'infer';
    const read =
      (await this.#options.readElsewhere?.(body, version.older, inferTypes)) ??
      readMessage(body, version.contract, inferTypes);
    let plan: PlannedFaults = NO_FAULTS;
    const outcome =
      'encoding' in read.call
        ? refuseEncoding(read.call.message)
        : this.#answer(read.call, version, (operation) => {
            plan = this.#plan(operation, ordered);
            return plan.fault;
          });
    if (outcome.error !== undefined) (this.#options.onError ?? console.error)(outcome.error);
    // Bytes, because a platform takes its time to encode a long text by itself.
    const bytes = encoder.encode(outcome.text);
    await delay(latencyOf(plan, outcome.text, bytes.byteLength), request.signal);
    const answer = new Response(bytes, {
      status: outcome.status,
      headers: XML_HEADERS,
    });
    const response = damage(answer, outcome.text, plan);
    const isOrdered = plan.fault !== undefined || plan.damage !== undefined;
    this.#remember(at, read, outcome, response.status, isOrdered);
    return response;
  }

  #answer(
    call: ReadCall,
    { contract, older }: ServedVersion,
    ordered: (operation: string | undefined) => PlannedFaults['fault'],
  ): SoapExchange {
    const now = this.#now();
    return answerCall(call, {
      contract,
      older: older !== undefined,
      credentials: this.#settings,
      now,
      handlerOf: (operation) => this.#handlerOf(operation),
      deniedOperations: this.#settings.deniedOperations,
      admit: () => this.#limits.admit(this.#settings, now),
      ordered,
    });
  }

  #handlerOf(operation: string): ServiceHandler | undefined {
    const handler = handlerOf(operation);
    return handler && ((call) => handler({ ...call, store: this.#world(), settings: this.#settings }));
  }

  /** What goes wrong with one call on purpose: by its own headers, and by the settings. */
  #plan(operation: string | undefined, ordered: readonly FaultOnPurpose[]): PlannedFaults {
    const standing = this.#settings.faultsOnPurpose;
    const { plan, left } = planFaults([...ordered, ...standing], operation, this.#options.random);
    const faultsOnPurpose = left.filter((order) => !ordered.includes(order));
    if (
      faultsOnPurpose.length !== standing.length ||
      faultsOnPurpose.some((order, index) => order !== standing[index])
    ) {
      this.#settings = { ...this.#settings, faultsOnPurpose };
    }
    return plan;
  }

  /** The world as it is by now. */
  #world(): Store {
    this.#store ??= seedStore(this.#settings.seed, this.#epoch);
    runDueWork(this.#store, this.#now());
    return this.#store;
  }

  #remember(at: number, read: ReadMessage, outcome: SoapExchange, status: number, ordered: boolean): void {
    const { operation, verdict, age, fault, text } = outcome;
    this.#log.add(
      {
        at,
        operation,
        verdict,
        age,
        status,
        ordered,
        code: fault?.code,
        message: fault?.message,
        request: read.start,
        requestLength: read.length,
        answer: text,
      },
      [this.#settings.secretKey],
    );
  }

  /** An HTTP error for what is no SOAP request at all. */
  #refuse(at: number, status: number, message: string): Response {
    this.#log.add({ at, verdict: 'unchecked', status, message, request: '', answer: message }, []);
    return plain(status, message);
  }

  #now(): number {
    // Whole, and within what can be written: dates of the world come from here.
    const now = Math.floor(this.#options.now() + this.#settings.clockOffset);
    return Math.min(Math.max(now, FIRST_INSTANT), LAST_INSTANT);
  }
}

/** Makes a sandbox. Its world is made when the first authentic request comes. */
export function createSandbox(options: SandboxOptions): Sandbox {
  return new Sandbox(options);
}

const encoder = new TextEncoder();
