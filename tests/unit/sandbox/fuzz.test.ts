import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import type { Sandbox } from '#src/sandbox/sandbox';
import { parseXml } from '#src/xml/parse';
import { attributeList, envelopeOf, NOW, post, sandboxAt } from './requests';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Mostly one of the values that work, now and then one that does not. */
const mostly = (good: readonly string[], ...bad: string[]) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );

const keyType = mostly(['IDNUM', 'EMAIL', 'COOKIE', 'LEADOWNEREMAIL', 'SFDCLEADID'], 'NONE', '');
const keyValue = mostly(['2', '67508', 'rufus@marketo.com', 'shared.mailbox@harborfoods.example'], '', 'x');
const leadKey = fc.oneof(
  fc.constantFrom({ keyType: 'IDNUM', keyValue: '2' }, { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' }),
  fc.record({ keyType, keyValue }),
);
const batchSize = mostly(['1', '3'], '0', '-5', 'x');
const date = mostly(['2026-03-01T00:00:00Z', '2026-03-09T00:00:00-08:00'], '', 'x', '2013-08-01T00:00:00Z');
const position = mostly(['', 'id:1100005:os:7:rc:1'], 'x', 'id:1:os:1:rc:1', 'id:9999999:os:1:rc:0');
const leadSelector: fc.Arbitrary<Values> = fc.oneof(
  fc.record({
    $type: fc.constant('LeadKeySelector'),
    keyType,
    keyValues: fc.record({ stringItem: fc.array(keyValue, { minLength: 1, maxLength: 4 }) }),
  }),
  fc.record({
    $type: fc.constant('StaticListSelector'),
    staticListName: fc.constantFrom('Newsletter', 'SMSProgram.listForTesting', 'None'),
  }),
  fc.record({ $type: fc.constant('LastUpdateAtSelector'), oldestUpdatedAt: date, latestUpdatedAt: date }),
);
const startPosition = fc.record({
  oldestCreatedAt: date,
  latestCreatedAt: date,
  offset: mostly(['', '0'], '1', 'ID:20000007', 'ID:x', 'x'),
});
const activityType = fc.array(mostly(['VisitWebpage', 'NewLead'], 'Nothing'), {
  minLength: 1,
  maxLength: 2,
});
const activityFilter = fc.oneof(
  fc.constant({}),
  fc.record({ includeTypes: fc.record({ activityType }) }),
  fc.record({ includeTypes: fc.record({ activityType }), excludeTypes: fc.record({ activityType }) }),
);

type Request = readonly [operation: string, values: Values];
const ask = (operation: string, values: fc.Arbitrary<Values>): fc.Arbitrary<Request> =>
  values.map((content) => [operation, content] as const);

/** Requests that ask and change nothing. */
const reading = fc.oneof(
  ask('getLead', fc.record({ leadKey })),
  ask('getMultipleLeads', fc.record({ leadSelector, batchSize, streamPosition: position })),
  ask('getLeadActivity', fc.record({ leadKey, batchSize, startPosition, activityFilter })),
  ask('getLeadChanges', fc.record({ leadSelector, batchSize, startPosition, activityFilter })),
  ask(
    'getImportToListStatus',
    fc.record({ programName: mostly(['Trav-Demo-Program'], 'x'), listName: mostly(['Trav-Test-List'], 'x') }),
  ),
);

const listKey = { keyType: 'MKTOLISTNAME', keyValue: 'Empty List' };
const leadRecord: fc.Arbitrary<Values> = fc.record({
  Id: fc.constantFrom('67508', '999', ''),
  Email: keyValue,
  leadAttributeList: fc
    .constantFrom('FirstName', 'LeadScore', 'pants')
    .map((name) => attributeList({ [name]: 'x' })),
});

/** Requests that may change something. */
const writing = fc.oneof(
  ask('syncLead', fc.record({ leadRecord, returnLead: fc.constantFrom('true', 'x') })),
  ask(
    'syncMultipleLeads',
    fc.record({
      leadRecordList: fc.record({ leadRecord: fc.array(leadRecord, { minLength: 1, maxLength: 3 }) }),
    }),
  ),
  ask(
    'listOperation',
    fc.record({
      listOperation: fc.constantFrom('ADDTOLIST', 'REMOVEFROMLIST', 'CLEARLIST'),
      listKey: fc.constantFrom(listKey, { ...listKey, keyValue: 'x' }),
      listMemberList: fc.record({ leadKey: fc.array(leadKey, { minLength: 1, maxLength: 3 }) }),
      strict: fc.constantFrom('true', 'false'),
    }),
  ),
  ask(
    'mergeLeads',
    fc.record({
      winningLeadKeyList: keyValue.map((IDNUM) => attributeList({ IDNUM })),
      losingLeadKeyLists: fc.record({
        keyList: fc.array(
          keyValue.map((IDNUM) => attributeList({ IDNUM })),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    }),
  ),
);

const nonsense = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '<',
    '>',
    '&',
    '</',
    '<!--',
    ']]>',
    '<![CDATA[',
    '<?',
    '&#0;',
    '&lt;',
    '<!DOCTYPE a>',
    ' xsi:nil="true"',
    'xmlns=""',
    '\u0000',
    '<a/>',
  ),
);

/** The same text with something done to it in one place, mostly after the header. */
function mutated(requests: fc.Arbitrary<Request>): fc.Arbitrary<string> {
  return fc
    .tuple(
      requests.map(([operation, values]) => envelopeOf(operation, values, NOW)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.nat(40),
      nonsense,
      fc.constantFrom('delete', 'insert', 'replace', 'repeat', 'cut'),
    )
    .map(([text, share, length, insert, how]) => {
      const at = Math.floor(text.length * share);
      const piece = text.slice(at, at + length);
      if (how === 'cut') return text.slice(0, at);
      const middle = { delete: '', insert: insert + piece, replace: insert, repeat: piece + piece }[how];
      return text.slice(0, at) + middle + text.slice(at + length);
    });
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Uint8Array.from(array));
const harmless: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  { weight: 3, arbitrary: reading.map(([operation, values]) => envelopeOf(operation, values, NOW)) },
  { weight: 5, arbitrary: mutated(reading) },
  { weight: 1, arbitrary: bytes },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  // An operation that changes something, by somebody who may not.
  {
    weight: 1,
    arbitrary: writing.map(([operation, values]) => envelopeOf(operation, values, NOW - 86_400_000)),
  },
);

/** Sends a text; the answer has to be well-formed SOAP, or an HTTP error with a sentence. */
async function send(sandbox: Sandbox, body: string | Uint8Array<ArrayBuffer>): Promise<number> {
  const response = await post(sandbox, body);
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('text/xml')) {
    const parsed = parseXml(text);
    expect(parsed.ok && parsed.root.name).toBe('Envelope');
    expect(text.includes('<code>10001</code>'), 'a bug in a handler').toBe(false);
    expect([200, 500]).toContain(response.status);
    expect(text.includes('SOAP-ENV:Fault>')).toBe(response.status === 500);
  } else {
    expect([400, 413, 415]).toContain(response.status);
    expect(text).toMatch(/^[A-Z].*\.\n$/);
  }
  return response.status;
}

describe('whatever is sent', () => {
  test('ten thousand requests get clean answers, change nothing, and leave no memory behind', async () => {
    const { sandbox } = sandboxAt();
    const before = sandbox.exportState();
    const heap: number[] = [];
    const statuses = new Map<number, number>();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(harmless, async (body) => {
        const status = await send(sandbox, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        runs += 1;
        if (runs % 2_500 === 0) {
          collectGarbage();
          heap.push(process.memoryUsage().heapUsed);
        }
      }),
      { numRuns: 10_000, endOnFailure: true },
    );
    expect(sandbox.exportState()).toBe(before);
    // Both kinds were really among them.
    expect(statuses.get(200)).toBeGreaterThan(1_000);
    expect(statuses.get(500)).toBeGreaterThan(2_000);
    const [first = 0] = heap;
    expect(Math.max(...heap) - first).toBeLessThan(16 * 1024 * 1024);
  }, 240_000);

  test('a request that is refused has changed nothing', async () => {
    const { sandbox } = sandboxAt();
    let before = sandbox.exportState();
    let refused = 0;
    const requests = fc.oneof(
      writing.map(([operation, values]) => envelopeOf(operation, values, NOW)),
      mutated(writing),
    );
    await fc.assert(
      fc.asyncProperty(requests, async (body) => {
        const status = await send(sandbox, body);
        const after = sandbox.exportState();
        if (status !== 200) {
          expect(after).toBe(before);
          refused += 1;
        }
        before = after;
      }),
      { numRuns: 400, endOnFailure: true },
    );
    expect(refused).toBeGreaterThan(100);
  }, 120_000);
});
