import { encodings, type Encoding } from './charset';
import { Ranked, weights } from './choice';
import { digestLength, methods, type HashName, type Method } from './engine';
import { keyChoices, type KeyMaterial } from './keys';
import { matcher, type Matcher } from './match';
import { CandidateMessages, type Surplus } from './messages';
import type { SignatureReading } from './output';
import { everyTimestamp, timestampChoices } from './timestamps';
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
}

/** Lays out the space, without the methods whose digests cannot give the signature. */
export function layOut(facts: Facts, readings: readonly SignatureReading[]): Space {
  return {
    messages: new CandidateMessages({
      timestamps: timestampChoices(facts.timestamp),
      userIds: userIdChoices(facts.userId, facts.otherAccounts),
      surplus: facts.surplus,
    }),
    keys: new Ranked(keyChoices(facts.secretKey)),
    encodings,
    methods: methods.flatMap((method) => {
      const match = matchFor(method.hash, readings);
      return match ? [{ ...method, weight: method.weight + match.weight, match: match.match }] : [];
    }),
  };
}

/** The messages with every way that leads to each timestamp, not only the simplest. */
export function everyMessage(facts: Facts): CandidateMessages {
  return new CandidateMessages({
    timestamps: everyTimestamp(facts.timestamp),
    userIds: userIdChoices(facts.userId, facts.otherAccounts),
    surplus: facts.surplus,
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
