import type { Path } from '../envelope/values';
import type { TextRange } from '../xml/placed';
import type { Fix } from '../xml/flaw';
import type { Problem } from './problem';
import type { ProblemCode } from './problem-codes';

/** More problems than this are not listed. */
const ENOUGH = 500;

/** What may go with a problem. */
export interface Details {
  readonly path?: Path;
  readonly fixes?: readonly (Fix | undefined)[];
}

/** Collects problems. */
export class Report {
  readonly #problems: Problem[] = [];

  error(code: ProblemCode, range: TextRange, message: string, details: Details = {}) {
    this.#add('error', code, range, message, details);
  }

  advice(code: ProblemCode, range: TextRange, message: string, details: Details = {}) {
    this.#add('advice', code, range, message, details);
  }

  /** In the order of the text; errors before advice at one place. */
  sorted(): Problem[] {
    const rank = (problem: Problem) => (problem.severity === 'error' ? 0 : 1);
    return [...this.#problems].sort(
      (a, b) => a.range.start - b.range.start || rank(a) - rank(b) || a.range.end - b.range.end,
    );
  }

  #add(
    severity: Problem['severity'],
    code: ProblemCode,
    { start, end }: TextRange,
    message: string,
    details: Details,
  ) {
    if (this.#problems.length >= ENOUGH) return;
    const fixes = (details.fixes ?? []).filter((one): one is Fix => one !== undefined);
    this.#problems.push({ code, severity, message, range: { start, end }, path: details.path, fixes });
  }
}
