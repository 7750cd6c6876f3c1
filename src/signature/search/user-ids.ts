import { plainLookAlikes } from '../look-alikes';
import { distinct, mistake, product, right, weights, type Choice } from './choice';
import { surroundings } from './whitespace';

/** More accounts than anyone keeps at hand; the bound holds the search's length. */
const mostAccounts = 20;

/** Everything that may have been signed where the service signs the header's user id as it stands. */
export function userIdChoices(header: string, otherAccounts: readonly string[]): Choice<string>[] {
  const ids: Choice<string>[] = [right(header)];
  const trimmed = header.trim();
  if (trimmed !== header) {
    ids.push(mistake(trimmed, { code: 'whitespace-trimmed', where: 'user-id' }, weights.common));
  }
  const plain = plainLookAlikes(header);
  if (plain !== header && plain !== trimmed) {
    ids.push(mistake(plain, { code: 'look-alikes', where: 'user-id' }, weights.common));
  }
  for (const userId of otherAccounts.slice(0, mostAccounts)) {
    if (userId !== header) ids.push(mistake(userId, { code: 'other-user-id', userId }, weights.common));
  }
  const cases: Choice<(id: string) => string>[] = [
    right((id) => id),
    mistake(
      (id) => id.toLowerCase(),
      { code: 'letter-case', where: 'user-id', letters: 'lower' },
      weights.common,
    ),
    mistake(
      (id) => id.toUpperCase(),
      { code: 'letter-case', where: 'user-id', letters: 'upper' },
      weights.common,
    ),
  ];
  const written = product(ids, cases, (id, change) => change(id));
  const around = product(written, surroundings('user-id'), (id, { before, after }) => before + id + after);
  return distinct(around, (id) => id);
}
