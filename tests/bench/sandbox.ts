// The sandbox against a node-soap server, in one run: node src/server/run.js tests/bench/sandbox.ts
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listen } from 'soap';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { isValues, type Value, type Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { authenticationOf } from '../unit/sandbox/requests';
import { completeResult } from '#src/service/complete-result';
import { leadRecord } from '#src/sandbox/operations/leads/records';
import { select } from '#src/sandbox/operations/leads/select';
import { seedStore } from '#src/sandbox/seed/seed';
import { createSandbox } from '#src/sandbox/sandbox';
import { toListener } from '#src/server/http-handler';

const SERVERS = ['sandbox', 'node-soap'] as const;
type ServerName = (typeof SERVERS)[number];

const PATH = '/soap/mktows/3_1';
const LIST = 'All Leads';
const PAGE = 100;
const ROUNDS = 4;
/** Milliseconds of each round, and calls at once. */
const ROUND_TIME = 3_000;
const TOGETHER = 4;

/** What was measured for one server: the median over the rounds. */
export interface Measured {
  readonly server: ServerName;
  readonly requestsPerSecond: number;
  /** Size of the first page, in bytes. */
  readonly bytes: number;
}

/** Measures pages of 100 leads from both servers, the rounds interleaved. Takes about half a minute. */
export async function run(): Promise<readonly Measured[]> {
  const children = new Map<ServerName, { child: ChildProcess; port: number }>();
  for (const server of SERVERS) children.set(server, await start(server));
  try {
    const rates = new Map(SERVERS.map((server) => [server, [] as number[]]));
    const bytes = new Map<ServerName, number>();
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const server of SERVERS) {
        const { port } = children.get(server)!;
        const result = await load(port, round < 0 ? 1_000 : ROUND_TIME);
        bytes.set(server, result.bytes);
        if (round >= 0) rates.get(server)!.push(result.rate);
      }
    }
    return SERVERS.map((server) => ({
      server,
      requestsPerSecond: median(rates.get(server)!),
      bytes: bytes.get(server)!,
    }));
  } finally {
    for (const { child } of children.values()) child.kill();
  }
}

/** Several clients at once, each walking through the list page by page. */
async function load(port: number, duration: number): Promise<{ rate: number; bytes: number }> {
  const agent = new http.Agent({ keepAlive: true });
  const from = performance.now();
  let calls = 0;
  let bytes = 0;
  const client = async () => {
    let position = '';
    while (performance.now() - from < duration) {
      const answer = await post(port, agent, requestFor(position));
      const text = answer.toString();
      if (!text.includes('returnCount>100<') && !text.includes('remainingCount>0<')) {
        throw new Error(`An answer without leads: ${text.slice(0, 500)}`);
      }
      calls += 1;
      bytes ||= answer.length;
      position = /newStreamPosition>([^<]*)</.exec(text)?.[1] ?? '';
      if (text.includes('remainingCount>0<')) position = '';
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, client));
  const rate = (calls / (performance.now() - from)) * 1_000;
  agent.destroy();
  return { rate, bytes };
}

function requestFor(position: string): string {
  const written = writeRequest(marketo, {
    operation: marketo.operations.find(({ name }) => name === 'getMultipleLeads')!,
    values: {
      leadSelector: { $type: 'StaticListSelector', staticListName: LIST },
      streamPosition: position,
      batchSize: String(PAGE),
    },
    headers: { AuthenticationHeader: authenticationOf(Date.now()) },
  });
  if (!written.ok) throw new Error(written.problems[0]?.message);
  return written.text;
}

function post(port: number, agent: http.Agent, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      SOAPAction: '"http://www.marketo.com/mktows/getMultipleLeads"',
    };
    const options = { host: '127.0.0.1', port, method: 'POST', path: PATH, headers, agent };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Each server has a process of its own, so that it shares no event loop with the client. */
async function start(name: ServerName): Promise<{ child: ChildProcess; port: number }> {
  const runner = fileURLToPath(new URL('../../src/server/run.js', import.meta.url));
  const child = fork(runner, [fileURLToPath(import.meta.url), 'serve', name]);
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

async function serve(name: string): Promise<void> {
  const server = name === 'sandbox' ? serveSandbox() : serveNodeSoap();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
}

function serveSandbox(): http.Server {
  const settings = { dailyQuota: null, rateCalls: null, concurrentCalls: null };
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: Date.now,
    random: Math.random,
    settings,
  });
  return http.createServer(toListener((request) => sandbox.handle(request)));
}

/**
 * The same leads from memory, as plain objects made beforehand; nothing is authenticated. That is less work than the
 * sandbox has.
 */
function serveNodeSoap(): http.Server {
  const store = seedStore(1, Date.now());
  const leads = select(store, { by: 'list', name: LIST }, Date.now()).map((lead) =>
    asNodeSoap(completeResult(marketo, { kind: 'complex', name: 'LeadRecord' }, leadRecord(marketo, lead))),
  );
  const getMultipleLeads = ({ streamPosition }: { streamPosition?: string }) => {
    const offset = Number(streamPosition) || 0;
    const leadRecord = leads.slice(offset, offset + PAGE);
    const end = offset + leadRecord.length;
    return {
      result: {
        returnCount: leadRecord.length,
        remainingCount: leads.length - end,
        newStreamPosition: String(end),
        leadRecordList: { leadRecord },
      },
    };
  };
  const server = http.createServer((_, response) => response.writeHead(404).end());
  const { name: service, port } = marketo.service;
  listen(server, PATH, { [service]: { [port]: { getMultipleLeads } } }, marketoWsdl);
  return server;
}

/** Values in node-soap's form: nil is an attribute there. */
function asNodeSoap(value: Value | undefined): unknown {
  if (value === null) return { attributes: { 'xsi:nil': true } };
  if (Array.isArray(value)) return value.map(asNodeSoap);
  if (!isValues(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Values).map(([name, content]) => [name, asNodeSoap(content)]),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Runs the bench and prints it, or serves one of its parts when started as a child of itself. */
export default async function main(): Promise<void> {
  const [, , mode, name = ''] = process.argv;
  if (mode === 'serve') return serve(name);
  const from = performance.now();
  const results = await run();
  const soap = results.find(({ server }) => server === 'node-soap')!;
  console.log(`\ngetMultipleLeads, ${PAGE} leads a page`);
  console.table(
    Object.fromEntries(
      results.map(({ server, requestsPerSecond, bytes }) => [
        server,
        {
          'requests/s': requestsPerSecond.toFixed(0),
          'against node-soap': (requestsPerSecond / soap.requestsPerSecond).toFixed(1),
          'KB a page': (bytes / 1_024).toFixed(0),
        },
      ]),
    ),
  );
  console.log(`${((performance.now() - from) / 1_000).toFixed(0)} s`);
}
