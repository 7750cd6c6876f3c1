import http from 'node:http';
import { text } from 'node:stream/consumers';
import { envelopeOf } from '../unit/sandbox/requests';

/** What many clients met. */
export interface LoadResult {
  readonly calls: number;
  /** What was wrong with an answer, a sentence for each call; empty when nothing was lost. */
  readonly lost: readonly string[];
  /** Milliseconds from sending to the last byte. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Clients at once, each with a connection of its own and a lead of its own: it writes a number to the lead, reads it back, and
 * expects what it wrote.
 *
 * @param until milliseconds, or a number of calls over all clients.
 */
export async function load(
  endpoint: string,
  clients: number,
  until:
    { readonly milliseconds: number } | { readonly calls: number; readonly onCall?: (call: number) => void },
): Promise<LoadResult> {
  const times: number[] = [];
  const lost: string[] = [];
  const from = performance.now();
  let begun = 0;
  const isOver = () =>
    'milliseconds' in until ? performance.now() - from > until.milliseconds : begun >= until.calls;

  const client = async (number: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const email = `client${number}@example.com`;
    const leadKey = { keyType: 'EMAIL', keyValue: email };
    const call = async (name: string, values: Parameters<typeof envelopeOf>[1], expected: string) => {
      const number = (begun += 1);
      const body = envelopeOf(name, values, Date.now());
      const sent = performance.now();
      try {
        const answer = await post(endpoint, agent, body);
        times.push(performance.now() - sent);
        if (!answer.includes(expected))
          lost.push(`${email}: ${name} without ${expected}: ${answer.slice(0, 300)}`);
      } catch (error) {
        lost.push(`${email}: ${name}: ${String(error)}`);
      }
      if ('calls' in until) until.onCall?.(number);
    };
    for (let round = 0; !isOver(); round += 1) {
      // The same few values again and again: what is stored does not grow, whereas a world of its own would.
      const value = `Title ${number}-${round}`;
      if (round === 0 || 'milliseconds' in until) {
        const attribute = [{ attrName: 'Title', attrValue: value }];
        const leadRecord = { Email: email, leadAttributeList: { attribute } };
        await call('syncLead', { leadRecord, returnLead: 'false' }, '<status>');
        await call('getLead', { leadKey }, `<attrValue>${value}</attrValue>`);
      } else await call('getLead', { leadKey }, `<attrValue>Title ${number}-0</attrValue>`);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { calls: begun, lost, p50: at(0.5), p99: at(0.99) };
}

function post(endpoint: string, agent: http.Agent, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(endpoint, { method: 'POST', agent, headers }, (incoming) => {
      text(incoming).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
