import type { XmlElement } from '../../xml/parse';
import { attribute } from '../../xml/tree';
import type { ChoiceBranch } from '../contract';
import { trimXml } from '../../text/white-space';

/** How often a particle may stand, one after the other; `Infinity` for `unbounded`. */
export interface Times {
  readonly min: number;
  readonly max: number;
}

/** How often something may stand all in all, and what may stand beside it. */
export interface Occurrence extends Times {
  readonly branches: readonly ChoiceBranch[];
  /** Set in an `xs:all` and in groups that repeat. */
  readonly anyOrder?: number;
}

/** Once, whatever else there is. */
export const ONCE: Occurrence = { min: 1, max: 1, branches: [] };

/** How often a particle may stand, all in all, in a group that may itself repeat. */
export function occurrenceIn(outer: Occurrence, { min, max }: Times): Occurrence {
  return {
    ...outer,
    // A group that has to stand twice still asks for its members once only: a list is not told how long to be.
    min: Math.min(outer.min, 1) * min,
    max: outer.max * max,
  };
}

/** What a particle says of itself; once where it says nothing that makes sense. */
export function ownOccurrence(node: XmlElement): Times {
  const least = Number(trimXml(attribute(node, 'minOccurs') ?? '1'));
  const most = trimXml(attribute(node, 'maxOccurs') ?? '1');
  const max = most === 'unbounded' ? Infinity : Number(most);
  const min = Number.isInteger(least) && least >= 0 ? least : 1;
  return { min, max: Number.isNaN(max) || max < 0 ? Math.max(min, 1) : max };
}
