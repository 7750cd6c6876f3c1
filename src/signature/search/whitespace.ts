import type { Cause, SignatureInput } from '../cause';
import { mistake, product, right, weights, type Choice } from './choice';

const added: readonly (readonly [characters: string, after: number, before: number])[] = [
  ['\n', weights.common, weights.rare],
  [' ', weights.common, weights.rare],
  ['\r\n', weights.rare, weights.rare],
  ['\t', weights.rare, weights.rare],
  ['\u00a0', weights.rare, weights.rare],
  ['\ufeff', weights.rare, weights.rare],
  ['\r', weights.far, weights.alone],
  ['\0', weights.far, weights.alone],
  ['\u200b', weights.far, weights.far],
];

/** What can stand around a value when it is signed: the text that comes before it and the text that comes after. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** White space and byte order marks that slip in before or after the value named, or both. */
export function surroundings(where: SignatureInput): Choice<Surroundings>[] {
  const cause = (side: 'before' | 'after', characters: string): Cause => {
    return { code: 'whitespace-added', where, side, characters };
  };
  const before = added.map(([characters, , weight]) =>
    mistake(characters, cause('before', characters), weight),
  );
  const after = added.map(([characters, weight]) => mistake(characters, cause('after', characters), weight));
  return product([right(''), ...before], [right(''), ...after], (first, last) => {
    return { before: first, after: last };
  });
}
