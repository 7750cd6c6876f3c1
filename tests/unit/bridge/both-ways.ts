import { expect } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import type { Values } from '#src/envelope/values';
import { Bridge, type BridgeOptions, type CarriedCall } from '#src/bridge/bridge';
import type { HttpRequest } from '#src/rest/http';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { openRest } from '#src/sandbox/rest/rest-face';
import type { SandboxOptions } from '#src/sandbox/sandbox';
import { judgeAnswer, judgeRequest } from '../rest/openapi';
import {
  envelopeOf,
  NOW,
  post,
  readAnswer,
  sandboxAt,
  URL_3_1,
  type Answer,
  type Clock,
} from '../sandbox/requests';

/** The address under which the tests' bridges know their instance. */
export const INSTANCE = 'http://instance.example';

/** What both ways answered. */
export interface BothAnswers {
  readonly direct: Answer;
  readonly bridged: Answer;
}

/** Stands between a bridge and its instance: answers in its place, or goes on. */
export type Intercept = (asked: HttpRequest, goOn: () => Promise<Response>) => Promise<Response>;

/**
 * Two sandboxes that are alike: SOAP goes straight to the one, and through a bridge to the REST face of the other. Every call and
 * answer of the REST API is held against the vendor's OpenAPI documents. The clock stands still; whoever waits on purpose moves it.
 */
export function bothWays(
  { intercept = (_, goOn) => goOn(), ...options }: Partial<BridgeOptions> & { intercept?: Intercept } = {},
  sandboxOptions: Partial<SandboxOptions> = {},
  clock: Clock = { now: NOW },
) {
  const direct = sandboxAt(clock, sandboxOptions);
  const behind = sandboxAt(clock, sandboxOptions);
  const face = openRest(behind.sandbox);
  const flaws: string[] = [];
  /** Calls of the REST API, token calls among them: `GET /rest/v1/leads.json?…`. */
  const made: string[] = [];
  const carried: CarriedCall[] = [];
  const bridge = new Bridge({
    contract: marketo,
    wsdl: marketoWsdl,
    instance: {
      base: INSTANCE,
      identityBase: INSTANCE,
      clientId: DEMO_CLIENT_ID,
      clientSecret: DEMO_CLIENT_SECRET,
    },
    users: [{ userId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY }],
    now: () => clock.now,
    random: () => 0.5,
    wait: waitOn(clock),
    fetch: async (request) => {
      const asked = await requestOf(request);
      made.push(`${asked.method} ${asked.url.slice(INSTANCE.length)}`);
      flaws.push(...judgeRequest(asked));
      return intercept(asked, async () => {
        const response = await face(request, new URL(request.url).pathname);
        flaws.push(...judgeAnswer(asked, jsonOr(await response.clone().text())));
        return response;
      });
    },
    onCall: (call) => carried.push(call),
    onError: (error) => {
      throw error;
    },
    ...options,
    settings: {
      dailyQuota: null,
      rateCalls: null,
      concurrentCalls: null,
      restRate: 1_000_000,
      restConcurrency: 100,
      ...options.settings,
    },
  });
  const send = async (text: string): Promise<Answer> =>
    readAnswer(
      await bridge.handle(
        new Request(URL_3_1, { method: 'POST', body: text, headers: { 'Content-Type': 'text/xml' } }),
      ),
    );
  return {
    direct,
    behind,
    bridge,
    clock,
    made,
    carried,
    send,
    /** The leads of both worlds as they began. */
    leads: () => direct.sandbox.inside.store().leads.all(),
    /** Only through the bridge. */
    async viaBridge(name: string, values: Values, context?: Values): Promise<Answer> {
      const answer = await send(envelopeOf(name, values, clock.now, context));
      expect(flaws).toEqual([]);
      return answer;
    },
    /** A request of its own for each way, or for one of them. */
    async each(
      name: string,
      direct_: Values,
      bridged: Values,
      only?: keyof BothAnswers,
    ): Promise<BothAnswers> {
      const none = { status: 0, text: '', values: {} };
      const answers = {
        direct:
          only === 'bridged'
            ? none
            : await readAnswer(await post(direct.sandbox, envelopeOf(name, direct_, clock.now))),
        bridged: only === 'direct' ? none : await send(envelopeOf(name, bridged, clock.now)),
      };
      expect(flaws).toEqual([]);
      return answers;
    },
    async call(name: string, values: Values, context?: Values): Promise<BothAnswers> {
      const text = envelopeOf(name, values, clock.now, context);
      const answers = {
        direct: await readAnswer(await post(direct.sandbox, text)),
        bridged: await send(text),
      };
      expect(flaws).toEqual([]);
      return answers;
    },
    /** Calls both ways, and holds the answers against each other to the letter. */
    async same(name: string, values: Values, context?: Values): Promise<Answer> {
      const answers = await this.call(name, values, context);
      expect(answers.bridged.text).toEqual(answers.direct.text);
      return answers.direct;
    },
  };
}

/** Waits that end when they are called off; one that nobody can call off moves the clock and is over. */
export function waitOn(clock: Clock): BridgeOptions['wait'] {
  return (milliseconds, signal) =>
    new Promise((resolve) => {
      if (!signal) {
        clock.now += milliseconds;
        resolve();
      } else if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
}

/** Time that stands still until nobody has anything to do, and then goes on to the next thing that somebody waits for. */
export function virtualTime(clock: Clock) {
  const timers = new Set<{ readonly at: number; readonly fire: () => void }>();
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    wait: ((milliseconds, signal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted) return resolve();
        const timer = { at: clock.now + milliseconds, fire: () => end() };
        const end = () => {
          timers.delete(timer);
          resolve();
        };
        timers.add(timer);
        signal?.addEventListener('abort', end, { once: true });
      })) as BridgeOptions['wait'],
    /** How many waits are under way. */
    waiting: () => timers.size,
    /** Lets time go on until the work is done. */
    async until<T>(work: Promise<T>): Promise<T> {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      for (let idle = 0; idle < 1_000; idle += 1) {
        for (let turns = 0; turns < 25 && !done; turns += 1) await turn();
        if (done) return work;
        const [first] = [...timers].sort((a, b) => a.at - b.at);
        if (!first) continue;
        clock.now = Math.max(clock.now, first.at);
        first.fire();
      }
      throw new Error('The work hangs.');
    },
  };
}

/** A request as the judge reads it. */
export async function requestOf(request: Request): Promise<HttpRequest> {
  const { method, url } = request;
  const body = await request.clone().text();
  const type = request.headers.get('content-type');
  return {
    method: method as HttpRequest['method'],
    url,
    headers: type === null ? [] : [['Content-Type', type]],
    ...(body === '' ? {} : { body }),
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
