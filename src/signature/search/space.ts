import { encodings, type Encoding } from './charset';
import { Ranked, weights, type Choice } from './choice';
import { constructions, type Construction } from './constructions';
import { digestLength, methods, type HashName, type Method } from './engine';
import { keyChoices, type KeyMaterial } from './keys';
import { matcher, type Matcher } from './match';
import { CandidateMessages, type Surplus } from './messages';
import { oddMessages } from './odd-messages';
import type { SignatureReading } from './output';
import { everyTimestamp, loneTimestamps, timestampChoices } from './timestamps';
import { userIdChoices } from './user-ids';

/** What the search starts from. */
export interface Facts {
  readonly timestamp: string;
  readonly userId: string;
  readonly secretKey: string;
  readonly otherAccounts: readonly string[];
  readonly surplus: readonly Surplus[];
}

/** Everything the search can combine: messages × encodings × keys × methods. */
export interface Space {
  readonly messages: CandidateMessages;
  readonly keys: Ranked<KeyMaterial>;
  readonly encodings: readonly Encoding[];
  readonly methods: readonly (Method & { readonly match: Matcher })[];
  readonly constructions: readonly (Construction & { readonly match: Matcher })[];
}

/** Lays out the space, without the methods whose digests cannot give the signature. */
export function layOut(facts: Facts, readings: readonly SignatureReading[]): Space {
  return {
    messages: messagesOf(facts, timestampChoices(facts.timestamp)),
    keys: new Ranked(keyChoices(facts.secretKey)),
    encodings,
    methods: methods.flatMap((method) => {
      const match = matchFor(method.hash, readings);
      return match ? [{ ...method, weight: method.weight + match.weight, match: match.match }] : [];
    }),
    constructions: [...constructions(facts)].flatMap((construction) => {
      const match = matchFor(construction.hash, readings);
      return match && match.weight === 0 ? [{ ...construction, match: match.match }] : [];
    }),
  };
}

/** The messages with every way that leads to each timestamp, not only the simplest. */
export function everyMessage(facts: Facts): CandidateMessages {
  return messagesOf(facts, everyTimestamp(facts.timestamp));
}

function messagesOf(
  { timestamp, userId, otherAccounts, surplus }: Facts,
  timestamps: readonly Choice<string>[],
) {
  return new CandidateMessages({
    timestamps,
    userIds: userIdChoices(userId, otherAccounts),
    surplus,
    whole: [...oddMessages(timestamp, userId)],
    lone: function* () {
      for (const { value, causes, weight } of loneTimestamps(timestamp)) {
        yield { value: value + userId, causes, weight };
      }
    },
  });
}

/** A longer digest than the service's can only give this signature after a cut: two mistakes at once. */
function matchFor(
  hash: HashName,
  readings: readonly SignatureReading[],
): { match: Matcher; weight: number } | null {
  const length = digestLength(hash);
  const match = matcher(readings, length);
  if (!match) return null;
  const whole = readings.some(({ digits }) => digits.length === 0 || digits.length === length * 2);
  return { match, weight: whole || hash === 'SHA-1' ? 0 : weights.common };
}
