import { describe, expect, test } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import { handlerOf } from '#src/sandbox/operations/registry';
import { createJudge } from '../xsd';
import { call, envelopeOf, NOW, sandboxAt } from './requests';

const judge = createJudge(marketoWsdl);
const answered = marketo.operations.filter(({ name }) => handlerOf(name));

describe('the schema as the judge', () => {
  test('it finds fault with a message that is not valid', () => {
    const message = envelopeOf('getLead', exampleValues(marketo, answered[0]!), NOW);
    expect(judge(message)).toEqual([]);
    expect(judge(message.replace('<keyType>', '<keyKind>').replace('</keyType>', '</keyKind>'))).not.toEqual(
      [],
    );
    expect(judge(message.replace('>EMAIL<', '>MAIL<'))).not.toEqual([]);
    expect(judge(message.replace('</keyType>', ''))).not.toEqual([]);
  });

  test.each(answered.map(({ name }) => name))('the example of %s gets a valid success', async (name) => {
    const operation = marketo.operations.find((candidate) => candidate.name === name)!;
    const values = exampleValues(marketo, operation);
    const world = sandboxAt();
    const answer = await call(world, name, values);
    expect(answer.message).toBeUndefined();
    expect(answer.status).toBe(200);
    expect(judge(answer.text)).toEqual([]);
    expect(judge(envelopeOf(name, values, NOW))).toEqual([]);
  });
});

test('a record is written alike wherever it stands and however often', async () => {
  const leadKey = { keyType: 'IDNUM', keyValue: '67508' };
  const read = async (world: ReturnType<typeof sandboxAt>) =>
    (await call(world, 'getLead', { leadKey })).text;
  const sync = async (world: ReturnType<typeof sandboxAt>) =>
    (await call(world, 'syncLead', { leadRecord: { Id: '67508' }, returnLead: 'true' })).text;
  const [one, other] = [sandboxAt(), sandboxAt()];
  const [readFirst, thenSynced, readAgain] = [await read(one), await sync(one), await read(one)];
  const [syncedFirst, thenRead] = [await sync(other), await read(other)];
  expect([readAgain, thenRead]).toEqual([readFirst, readFirst]);
  expect(thenSynced).toBe(syncedFirst);
  expect(readFirst).toContain('\n          <leadRecord>\n            <Id>67508</Id>\n');
  expect(thenSynced).toContain('\n        <leadRecord>\n          <Id>67508</Id>\n');
});
