import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClientAsync, type Client } from 'soap';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { operation as findOperation } from '#src/contract/contract';
import type { Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { compare } from './measure';

const USER = { mktowsUserId: 'demo17_1_809934544BFABAE58E5D27', secretKey: '27272727aa' };
const LEADS = 100;
const ATTRIBUTES = 10;

/** Writing the signed envelope of 100 leads, against the client of node-soap doing the same. */
export async function run() {
  const operation = findOperation(marketo, 'syncMultipleLeads');
  if (!operation) throw new Error('The contract has no syncMultipleLeads.');
  const values = leads();
  const header = () => ({ AuthenticationHeader: { ...authenticate(USER, w3cTimestamp(Date.now())) } });
  const ours = () => {
    const written = writeRequest(marketo, { operation, values, headers: header() });
    if (!written.ok) throw new Error(written.problems[0]?.message);
    return encoded(written.text);
  };
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'mktows.wsdl');
    writeFileSync(file, marketoWsdl);
    let sent = 0;
    const client = await createClientAsync(file, {
      httpClient: recorder((data) => (sent = encoded(data))) as never,
    });
    const theirs = async () => {
      client.clearSoapHeaders();
      client.addSoapHeader(header(), '', 'tns', marketo.targetNamespace);
      await call(client, values);
    };
    await theirs();
    const rates = await compare({ ours, 'node-soap': theirs });
    console.log(`\nWriting the signed envelope of ${LEADS} leads with ${ATTRIBUTES} attributes each`);
    console.log(`  ours       ${rate(rates.ours)} envelopes/s   ${(ours() / 1000).toFixed(0)} kB`);
    console.log(`  node-soap  ${rate(rates['node-soap'])} envelopes/s   ${(sent / 1000).toFixed(0)} kB`);
    console.log(
      `  ratio      ${((rates.ours ?? 0) / (rates['node-soap'] ?? 1)).toFixed(1)} ×  (goal: at least 10 ×)`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const wire = Buffer.alloc(1_000_000);

/**
 * Puts a text on the wire, as UTF-8, and gives its length in bytes: a text that nobody reads may not even have been put
 * together. The buffer is there already, so that neither side is measured by what new memory costs.
 */
function encoded(text: string): number {
  return wire.write(text);
}

function leads(): Values {
  return {
    leadRecordList: {
      leadRecord: Array.from({ length: LEADS }, (_, lead) => ({
        Email: `lead${lead}@example.com`,
        leadAttributeList: {
          attribute: Array.from({ length: ATTRIBUTES }, (_, index) => ({
            attrName: `Field${index}`,
            attrValue: `Value ${index} of lead ${lead} & <company>`,
          })),
        },
      })),
    },
    dedupEnabled: 'true',
  };
}

const ANSWER =
  '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/"><SOAP-ENV:Body><ns1:successSyncMultipleLeads><result><syncStatusList/></result></ns1:successSyncMultipleLeads></SOAP-ENV:Body></SOAP-ENV:Envelope>';

/** Takes the envelope instead of sending it, and gives the smallest answer. */
function recorder(record: (data: string) => void) {
  return {
    request(_url: string, data: string, callback: (error: unknown, response: unknown, body: string) => void) {
      record(data);
      const response = { status: 200, statusCode: 200, headers: {}, data: ANSWER };
      callback(null, response, ANSWER);
      return response;
    },
  };
}

function call(client: Client, values: Values): Promise<unknown> {
  return (
    client as unknown as { syncMultipleLeadsAsync(values: Values): Promise<unknown> }
  ).syncMultipleLeadsAsync(values);
}

function rate(value: number | undefined): string {
  return Math.round(value ?? 0)
    .toLocaleString('en')
    .padStart(8);
}
