/** Text that was made from a longer or escaped one, with the way back. */
export interface Mapped {
  readonly text: string;
  /** The place in the original that a place in this text came from, in UTF-16 units. */
  readonly at: (index: number) => number;
}

/** A text as it stands, or the part of a longer one that begins at `start`. */
export function untouched(text: string, start = 0): Mapped {
  return { text, at: (index) => index + start };
}

/** A part of a mapped text. */
export function slice(source: Mapped, start: number, end = source.text.length): Mapped {
  if (start === 0 && end >= source.text.length) return source;
  return { text: source.text.slice(start, end), at: (index) => source.at(index + start) };
}

/** Mapped texts one after the other. */
export function join(parts: readonly Mapped[], between = ''): Mapped {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const out = new Rewriting(untouched(''));
  parts.forEach((part, index) => {
    if (index > 0) out.replace(between, 0);
    out.insert(part);
  });
  return out.finish(0);
}

interface Run {
  /** Where the run begins in the new text, and in the text that it comes from. */
  readonly out: number;
  readonly from: Mapped;
  readonly start: number;
}

/** Puts together a new text from runs of an old one, runs of other texts, and replacements. */
export class Rewriting {
  readonly #source: Mapped;
  readonly #pieces: string[] = [];
  readonly #runs: Run[] = [];
  #length = 0;
  /** Where the last run that was kept ends in the old text; -1 after anything else. */
  #kept = -1;

  constructor(source: Mapped) {
    this.#source = source;
  }

  /** How long the new text is so far. */
  get length(): number {
    return this.#length;
  }

  /** Takes over what stands from `start` to `end`. */
  keep(start: number, end: number): void {
    if (end <= start) return;
    if (this.#kept !== start) this.#runs.push({ out: this.#length, from: this.#source, start });
    this.#add(this.#source.text.slice(start, end));
    this.#kept = end;
  }

  /** Puts `text` for what stands at `start`. */
  replace(text: string, start: number): void {
    if (text === '') return;
    this.#runs.push({ out: this.#length, from: this.#source, start });
    this.#add(text);
  }

  /** Puts in a text that has its own way back. */
  insert(part: Mapped): void {
    if (part.text === '') return;
    this.#runs.push({ out: this.#length, from: part, start: 0 });
    this.#add(part.text);
  }

  /** @param end where in the old text the new one ends. */
  finish(end: number): Mapped {
    const runs = [...this.#runs];
    const length = this.#length;
    const last: Run = { out: length, from: this.#source, start: end };
    const at = (index: number) => {
      const run = index >= length ? last : runs[lastNotAfter(runs, index)];
      return run ? run.from.at(run.start + index - run.out) : this.#source.at(end);
    };
    return { text: this.#pieces.join(''), at };
  }

  #add(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    this.#kept = -1;
  }
}

/**
 * Replaces what `at` finds at each place of a mark.
 *
 * @param at says for a place what stands there: its text and its length in the original; null when it is to stay.
 */
export function rewrite(
  source: Mapped,
  mark: string,
  at: (text: string, index: number) => readonly [text: string, length: number] | null,
): Mapped {
  const { text } = source;
  const out = new Rewriting(source);
  let kept = 0;
  for (let index = text.indexOf(mark); index >= 0;) {
    const found = at(text, index);
    if (found) {
      out.keep(kept, index);
      out.replace(found[0], index);
      kept = index + found[1];
    }
    index = text.indexOf(mark, index + (found?.[1] ?? 1));
  }
  if (kept === 0) return source;
  out.keep(kept, text.length);
  return out.finish(text.length);
}

/** Replaces each match of a global expression by what `by` makes of it; undefined leaves it. */
export function replaceMatches(
  source: Mapped,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string | Mapped | undefined,
): Mapped {
  const out = new Rewriting(source);
  let kept = 0;
  for (const match of source.text.matchAll(pattern)) {
    const text = by(match);
    if (text === undefined) continue;
    out.keep(kept, match.index);
    if (typeof text === 'string') out.replace(text, match.index);
    else out.insert(text);
    kept = match.index + match[0].length;
  }
  if (kept === 0) return source;
  out.keep(kept, source.text.length);
  return out.finish(source.text.length);
}

function lastNotAfter(runs: readonly Run[], index: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.out ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
