// The signature debugger's longest way: a signature that nothing explains, so that everything is tried.
//   node src/server/run.js tests/bench/diagnose.ts
import { createHmac, randomBytes } from 'node:crypto';
import { diagnose } from '#src/signature/diagnose';

const ROUNDS = 40;
const OTHER_USER_ID = 'demo17_1_809934544BFABAE58E5D27';
const MESSAGE = `2013-06-09T14:04:54-08:00${OTHER_USER_ID}`;

/** A whole request with everything that the search can use: endpoint, operation, body, another account. */
function request(): string {
  const hex = (size: number) => randomBytes(size).toString('hex');
  const second = new Date(1_700_000_000_000 + randomBytes(4).readUInt32LE()).toISOString().slice(0, 19);
  return `POST /soap/mktows/3_1 HTTP/1.1
Host: 123-abc-456.mktoapi.example
SOAPAction: "http://www.marketo.com/mktows/getLead"

<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/">
<SOAP-ENV:Header><ns1:AuthenticationHeader><mktowsUserId>demo_1_${hex(11)}</mktowsUserId>
<requestSignature>${hex(20)}</requestSignature><requestTimestamp>${second}-08:00</requestTimestamp>
</ns1:AuthenticationHeader></SOAP-ENV:Header><SOAP-ENV:Body>
<ns1:paramsGetLead><leadKey><keyType>EMAIL</keyType><keyValue>a@b.example</keyValue></leadKey></ns1:paramsGetLead>
</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/** What was measured: medians and the slowest, in milliseconds. */
export interface Measured {
  readonly calculations: number;
  readonly search: readonly number[];
  /** Processor time of the search, which other programs on a busy machine do not lengthen. */
  readonly processor: readonly number[];
  readonly native: readonly number[];
}

/** Measures the whole search and, in turn with it, as many HMACs of Node's own crypto. */
export async function run(): Promise<Measured> {
  const search: number[] = [];
  const processor: number[] = [];
  const native: number[] = [];
  let calculations = 0;
  for (let round = -3; round < ROUNDS; round += 1) {
    const key = randomBytes(10).toString('hex');
    const input = request();
    const before = process.cpuUsage();
    const start = performance.now();
    const { verdict, tried } = await diagnose(input, key, { userIds: [OTHER_USER_ID] });
    const searched = performance.now();
    const used = process.cpuUsage(before);
    if (verdict !== 'unexplained') throw new Error('A random signature must not be explained.');
    calculations = tried.calculations;
    for (let count = 0; count < calculations; count += 1) createHmac('sha1', key).update(MESSAGE).digest();
    const end = performance.now();
    if (round < 0) continue;
    search.push(searched - start);
    processor.push((used.user + used.system) / 1_000);
    native.push(end - searched);
  }
  return { calculations, search, processor, native };
}

function shown(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `median ${sorted[sorted.length >> 1]?.toFixed(1)} ms, slowest ${sorted.at(-1)?.toFixed(1)} ms`;
}

/** Runs the bench and prints it. */
export default async function main(): Promise<void> {
  const { calculations, search, processor, native } = await run();
  console.log(`diagnose, nothing found, ${calculations} calculations: ${shown(search)} (${ROUNDS} runs)`);
  console.log(`  of it processor time: ${shown(processor)}`);
  console.log(`node:crypto, ${calculations} HMAC-SHA1 of one message: ${shown(native)}`);
}
