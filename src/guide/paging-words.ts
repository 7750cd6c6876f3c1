import type { Contract, Operation } from '../contract/contract';
import { pagingOf } from '../contract/paging';

/** How to fetch every page, a step each; undefined for an operation that answers at once. */
export function pagingSteps(contract: Contract, operation: Operation): readonly string[] | undefined {
  const paging = pagingOf(contract, operation);
  if (!paging) return undefined;
  const given = paging.resultField.join(' / ');
  const sign = paging.more.path.join(' / ');
  const position = paging.requestField.name;
  return [
    `Send the first request without a position: leave ${position} ${paging.requestField.minOccurs > 0 ? 'without an offset' : 'out'}.`,
    `Take ${given} from the answer and put it into ${position} of the next request, ${
      paging.complex ? 'child by child' : 'character by character'
    } as it came. Everything else stays the same, the selector and the filters too.`,
    paging.more.kind === 'flag'
      ? `Stop when ${sign} is false.`
      : `Stop when ${sign} is 0. More than 0 means that there is another page, and not always how many records.`,
  ];
}
