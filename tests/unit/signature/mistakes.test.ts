import { describe, expect, test } from 'vitest';
import type { Cause } from '#src/signature/cause';
import { diagnose } from '#src/signature/diagnose';
import { loners, mistakes, otherUserId, type Mistake } from './catalogue';
import { envelopeOf, facts as usual, variants, type Facts } from './facts';
import { make } from './mistakes';
import type { Made } from './outputs';
import { random } from './random';

const asText = (causes: readonly Cause[]) => causes.map((cause) => JSON.stringify(sorted(cause))).sort();

function sorted(cause: Cause) {
  return Object.fromEntries(Object.entries(cause).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the mistakes make of the facts; null when that is no wrong signature. */
function planted(causes: readonly Cause[], facts: Facts): Made | null {
  const made = make(facts, causes);
  return made && made.signature !== make(facts, [])?.signature ? made : null;
}

async function judged(facts: Facts, made: Made) {
  const options = { endpoint: facts.endpoint, userIds: [otherUserId] };
  return diagnose(envelopeOf(facts, made.signature), facts.secretKey, options);
}

type Answer = 'exactly' | 'the same bytes';

/**
 * The causes found must be those planted. Where they differ, they must be no more of them, and made by hand they must
 * feed the same bytes to the same algorithm and give the same signature: then nobody could tell the two apart.
 */
function compare(facts: Facts, made: Made, causes: readonly Cause[]): Answer {
  if (asText(causes).join() === asText(made.causes).join()) return 'exactly';
  const again = make(facts, causes);
  expect(again, JSON.stringify(causes)).not.toBeNull();
  expect([again?.signature, again?.calculation]).toEqual([made.signature, made.calculation]);
  expect(causes.length, JSON.stringify([causes, made.causes])).toBeLessThanOrEqual(made.causes.length);
  return 'the same bytes';
}

const name = (cause: Cause) => JSON.stringify(cause);

describe('A single mistake is named', () => {
  test.each([...mistakes, ...loners].map((mistake) => [name(mistake.cause), mistake] as const))(
    '%s',
    async (_, mistake) => {
      for (const facts of variants) {
        const made = planted([mistake.cause], facts);
        if (!made) continue;
        const { verdict, causes, alternatives } = await judged(facts, made);
        expect(verdict).toBe('explained');
        expect(causes).toHaveLength(1);
        if ([causes, ...alternatives].map((answer) => compare(facts, made, answer)).includes('exactly'))
          return;
      }
      expect.fail('Under none of the facts was the mistake named exactly.');
    },
  );
});

test(
  '300 random pairs of mistakes are named, or what makes the very same bytes',
  { timeout: 300_000 },
  async () => {
    const next = random(20140);
    const answers: Answer[] = [];
    const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
    while (answers.length < 300) {
      const first: Mistake = pick(mistakes);
      const second: Mistake = pick(mistakes.filter(({ slot }) => slot !== first.slot));
      const facts = pick(variants);
      const made = planted([first.cause, second.cause], facts);
      if (!made) continue;
      const { verdict, causes } = await judged(facts, made);
      expect(verdict, JSON.stringify([made.causes, facts])).toBe('explained');
      answers.push(compare(facts, made, causes));
    }
    expect(answers.filter((answer) => answer === 'exactly').length).toBeGreaterThan(225);
  },
);

test.each<readonly Cause[]>([
  [
    { code: 'order' },
    { code: 'separator', separator: ':' },
    { code: 'whitespace-added', where: 'secret-key', side: 'after', characters: '\n' },
  ],
  [
    { code: 'timestamp-form', form: 'z', offset: null },
    { code: 'letter-case', where: 'user-id', letters: 'lower' },
    { code: 'plain-hash', key: 'last' },
  ],
  [
    { code: 'order' },
    { code: 'key-form', form: 'base64-decoded' },
    { code: 'charset', where: 'both', charset: 'utf-16le' },
  ],
  [
    { code: 'order' },
    { code: 'hash', hash: 'SHA-256' },
    { code: 'output-encoding', encoding: 'base64', padded: true },
  ],
])('Three common mistakes together are named: %j', async (...causes) => {
  const made = make(usual, causes);
  if (!made) throw new Error('These mistakes fit together.');
  const diagnosis = await judged(usual, made);
  expect(compare(usual, made, diagnosis.causes)).toBeTypeOf('string');
  expect(diagnosis.causes.length).toBe(causes.length);
});
