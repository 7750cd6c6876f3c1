import { memberOf } from '../../rest/run';
import { writeCall } from '../../rest/http';
import { isFault, type SoapFault } from '../../service/fault';
import { sendOnce, type HttpWays } from './http-sender';
import { RestFault } from './rest-fault';
import { reactTo } from './retry';

/** What the bridge shows at the identity service. */
export interface InstanceAccess {
  /** Without a slash at its end: `https://123-ABC-456.mktorest.com`; `/rest` and `/bulk` follow it. */
  readonly base: string;
  /** Without a slash at its end; `/identity` is not part of it, and it is the same as `base` in most cases. */
  readonly identityBase: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a keeper needs beside the access. */
export interface KeeperWays extends HttpWays {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** A token is not used in the last bit of its life, in milliseconds: a call would arrive after its end. */
const LAST_BIT = 2_000;
/** How long a call for a token may take, in milliseconds. */
const PATIENCE = 30_000;
/** How long nothing is tried after the service has refused a fresh token, in milliseconds. */
const PAUSE = 30_000;
const TRIES = 3;

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly end: number;
}

/**
 * Keeps the one token of all calls. Asking again before a token's end gives the same one with the seconds that are left (vendor's
 * page), so that it is used until then; whoever comes in its last bit waits for the next.
 */
export class TokenKeeper {
  readonly #access: InstanceAccess;
  readonly #ways: KeeperWays;
  #token: Token | undefined;
  #pending: Promise<Token | SoapFault> | undefined;
  #pausedUntil = 0;
  /** How many were fetched. */
  fetched = 0;

  constructor(access: InstanceAccess, ways: KeeperWays) {
    this.#access = access;
    this.#ways = ways;
  }

  /** A token that is good for a call right now; callers at the same time share one fetch. */
  async take(): Promise<string | SoapFault> {
    const { now } = this.#ways;
    if (now() < this.#pausedUntil) return refusedToken();
    if (this.#token && now() < this.#token.end - LAST_BIT) return this.#token.text;
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = undefined;
    });
    const token = await this.#pending;
    return isFault(token) ? token : token.text;
  }

  /** The service has refused a token: it is not used again. */
  refuse(text: string): void {
    if (this.#token?.text === text) this.#token = undefined;
  }

  /** The service has refused even a fresh token: nothing is tried for a while. */
  pause(): void {
    this.#pausedUntil = this.#ways.now() + PAUSE;
  }

  async #fetch(): Promise<Token | SoapFault> {
    for (;;) {
      const token = await this.#ask();
      if (isFault(token)) return token;
      const left = token.end - this.#ways.now();
      if (left > LAST_BIT) {
        this.#token = token;
        return token;
      }
      await this.#ways.wait(Math.max(left, 0) + 100);
    }
  }

  async #ask(): Promise<Token | SoapFault> {
    const { identityBase, clientId, clientSecret } = this.#access;
    const request = writeCall(
      {
        id: 'access',
        about: '',
        operation: 'identityUsingGET',
        path: {},
        query: [
          { name: 'grant_type', value: 'client_credentials' },
          { name: 'client_id', value: clientId },
          { name: 'client_secret', value: clientSecret },
        ],
      },
      { base: identityBase },
      () => [],
    );
    for (let tries = 1; ; tries += 1) {
      const since = this.#ways.now();
      const sent = await sendOnce(request, this.#ways, PATIENCE);
      if (sent.ok) {
        const text = memberOf(sent.json, 'access_token');
        const seconds = memberOf(sent.json, 'expires_in');
        if (typeof text === 'string' && text !== '' && typeof seconds === 'number') {
          this.fetched += 1;
          return { text, end: since + seconds * 1_000 };
        }
        return new RestFault('20011', 'Marketo gave the bridge no token', {});
      }
      const { problem } = sent;
      const reaction = reactTo(problem, false, { tries, same: tries, random: this.#ways.random() });
      if (reaction.kind === 'again' && tries < TRIES) {
        await this.#ways.wait(reaction.delay);
      } else if (problem.kind === 'http' && problem.code?.startsWith('4')) {
        this.pause();
        return new RestFault('20011', 'Marketo refused the client id or secret of the bridge', problem);
      } else {
        return new RestFault(
          '10001',
          `Marketo gave the bridge no token: ${problem.kind === 'unsent' ? problem.message : 'its identity service failed'}`,
          problem,
        );
      }
    }
  }
}

/** The fault after a fresh token was refused. */
export function refusedToken(): SoapFault {
  return new RestFault('20011', 'Marketo refused the token of the bridge', { code: '601' });
}
