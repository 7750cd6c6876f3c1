import * as v from 'valibot';

/**
 * An area of the store as a part of the exported state. What a part dumps has to be plain JSON; what it loads has passed
 * its schema and is put over a world that was made anew from the same seed and time.
 */
export interface StatePart<State = unknown> {
  readonly schema: v.GenericSchema<unknown, State>;
  dump(): unknown;
  load(state: State): void;
}

/** A positive whole number that fits the contract's `xs:int`. */
export const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));

/** The beginning of the year 2000, in milliseconds since 1970: the sandbox's clock shows no earlier time. */
export const FIRST_INSTANT = 946_684_800_000;

/** The beginning of the year 2200, in milliseconds since 1970: the sandbox's world ends here. */
export const LAST_INSTANT = 7_258_118_400_000;

/** Milliseconds since 1970: every date that can be written. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT));
