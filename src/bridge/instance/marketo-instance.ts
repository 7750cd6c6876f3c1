import { restOperation, type RestOperationId } from '../../rest/catalog';
import type { CallBody, Parameter, RestCall } from '../../rest/equivalent';
import { writeCall, type HttpRequest } from '../../rest/http';
import { isFault, type SoapFault } from '../../service/fault';
import { FairQueue, type QueueLimits } from './fair-queue';
import { sendOnce } from './http-sender';
import type { RestProblem, Sent } from './problem';
import { RestFault, soapCodeOf } from './rest-fault';
import { mayBeDone, reactTo } from './retry';
import { refusedToken, TokenKeeper, type InstanceAccess, type KeeperWays } from './token-keeper';

/** One call of the REST API as an operation describes it. */
export interface RestCallRequest {
  readonly operation: RestOperationId;
  /** The variables of the path. */
  readonly path?: RestCall['path'];
  /** Those that are undefined are left out. */
  readonly query?: readonly (Parameter | undefined)[];
  readonly body?: CallBody;
  /** A GET whose question is its JSON body. */
  readonly asGet?: boolean;
}

/** One call as the log and the figures have it: nothing of what was sent or came back. */
export interface MadeCall {
  readonly operation: RestOperationId;
  /** The service's code or the status of HTTP, when it failed; `unsent` and `lost` where there is neither. */
  readonly failure?: string;
  /** In milliseconds. */
  readonly duration: number;
}

/** For whom calls are made, and within which time. */
export interface RestClient {
  /** The line in which its calls wait. */
  readonly user: string;
  /** Milliseconds since 1970; after it no call begins, and no read goes on. */
  readonly deadline: number;
  /** Gets every call that was made. */
  readonly onCall: (call: MadeCall) => void;
}

/** How long a call may take where the vendor's pages name no time, in seconds. */
const USUAL_SECONDS = 30;
/** A write is not begun with less time than this left, in milliseconds. */
const LEAST_FOR_WRITE = 10_000;

/** One Marketo instance, whose token and limits all calls share. Only the configured addresses are ever called. */
export class MarketoInstance {
  readonly #access: InstanceAccess;
  readonly #ways: KeeperWays;
  readonly #keeper: TokenKeeper;
  readonly #queue: FairQueue;

  constructor(access: InstanceAccess, limits: QueueLimits, ways: KeeperWays) {
    this.#access = access;
    this.#ways = ways;
    this.#keeper = new TokenKeeper(access, ways);
    this.#queue = new FairQueue(limits, ways.now, ways.wait);
  }

  /** Figures for whoever runs the bridge. */
  get figures(): { readonly underWay: number; readonly waiting: number; readonly tokens: number } {
    return { ...this.#queue.length, tokens: this.#keeper.fetched };
  }

  /**
   * Makes one call, again where that may help and can do no harm: a write never goes twice when it may have been carried out.
   *
   * @returns the JSON of an answer that says success, or the fault that means the same.
   */
  async call(asked: RestCallRequest, client: RestClient): Promise<unknown> {
    const { method, seconds = USUAL_SECONDS } = restOperation(asked.operation);
    const isWrite = method !== 'GET';
    const { now, random, wait } = this.#ways;
    const failures = new Map<string, number>();
    let refused: string | undefined;
    for (let tries = 1; ; tries += 1) {
      const end = await this.#queue.enter(client.user, this.#left(client, isWrite));
      if (!end) return tooLate(isWrite);
      let sent: Sent;
      let token: string | SoapFault;
      try {
        token = await this.#token(client);
        if (isFault(token)) return token;
        if (token === refused) {
          this.#keeper.pause();
          return refusedToken();
        }
        const left = this.#left(client, isWrite);
        if (left <= 0) return tooLate(isWrite);
        // What is written is waited for even when the client is gone, so that its outcome is known.
        const patience = isWrite ? seconds * 1_000 : Math.min(seconds * 1_000, left);
        const begun = now();
        sent = await sendOnce(this.#write(asked, token), this.#ways, patience);
        client.onCall({
          operation: asked.operation,
          failure: sent.ok ? undefined : (sent.problem.code ?? sent.problem.kind),
          duration: now() - begun,
        });
      } finally {
        end();
      }
      if (sent.ok) return sent.json;
      const { problem } = sent;
      const name = problem.code ?? problem.kind;
      const same = (failures.get(name) ?? 0) + 1;
      failures.set(name, same);
      const reaction = reactTo(problem, isWrite, { tries, same, random: random() });
      if (reaction.kind === 'token') {
        this.#keeper.refuse(token);
        if (refused !== undefined) {
          this.#keeper.pause();
          return refusedToken();
        }
        refused = token;
        continue;
      }
      if (reaction.kind === 'give-up' || reaction.delay >= this.#left(client, isWrite)) {
        return this.#faultOf(problem, isWrite, token);
      }
      await wait(reaction.delay);
    }
  }

  /** A token is waited for no longer than there is time. */
  async #token({ deadline }: RestClient): Promise<string | SoapFault> {
    const over = new AbortController();
    const late = this.#ways
      .wait(Math.max(deadline - this.#ways.now(), 0), over.signal)
      .then(() => new RestFault('10001', 'Marketo gave the bridge no token in time', {}));
    try {
      return await Promise.race([this.#keeper.take(), late]);
    } finally {
      over.abort();
    }
  }

  #left({ deadline }: RestClient, isWrite: boolean): number {
    return deadline - this.#ways.now() - (isWrite ? LEAST_FOR_WRITE : 0);
  }

  #write({ operation, path = {}, query = [], body, asGet }: RestCallRequest, token: string): HttpRequest {
    const parameters = query.filter((one) => one !== undefined);
    const call = { id: operation, about: '', operation, path, query: parameters, body, asGet };
    return writeCall(call, { base: this.#access.base, token }, () => []);
  }

  #faultOf(problem: RestProblem, isWrite: boolean, token: string): RestFault {
    const { kind, code } = problem;
    const about = problem.requestId === undefined ? '' : `, request ${this.#clean(problem.requestId, token)}`;
    const said = this.#clean(problem.message, token);
    if (isWrite && mayBeDone(problem)) {
      const sentence = `The write may have been carried out: ${said} (REST API${about})`;
      return new RestFault('10001', sentence, problem, true);
    }
    if (kind === 'refused') {
      return new RestFault(soapCodeOf(code ?? ''), `${said} (REST API ${code}${about})`, problem);
    }
    if (code === '429') return new RestFault('20023', 'The REST API takes no more calls for now', problem);
    if (code === '413')
      return new RestFault('20110', 'The request is larger than the REST API takes', problem);
    const fault = kind === 'http' && code?.startsWith('4') ? '20011' : '10001';
    return new RestFault(fault, `The REST API failed: ${said}${about}`, problem);
  }

  /** A text of the service without what nobody may see, and no longer than a sentence. */
  #clean(text: string, token: string): string {
    const short = text.slice(0, 500);
    return [token, this.#access.clientSecret, this.#access.clientId]
      .filter((secret) => secret !== '')
      .reduce((rest, secret) => rest.replaceAll(secret, '…'), short);
  }
}

function tooLate(isWrite: boolean): RestFault {
  const sentence = isWrite
    ? 'There was no time left for the write, and it was not begun'
    : 'The calls to the REST API took longer than the bridge waits';
  return new RestFault('20023', sentence, {});
}
