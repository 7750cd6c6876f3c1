/** Text that was made from the pasted text, with the way back. */
export interface Mapped {
  readonly text: string;
  /** The place in the pasted text that a place in this text came from, in UTF-16 units. */
  readonly at: (index: number) => number;
}

/** The pasted text, or the part of it that begins at `start`, as it stands. */
export function untouched(text: string, start = 0): Mapped {
  return { text, at: (index) => index + start };
}

/** A part of a mapped text. */
export function slice(source: Mapped, start: number, end: number): Mapped {
  return { text: source.text.slice(start, end), at: (index) => source.at(index + start) };
}

/** Puts together a new text from runs of an old one and replacements for other runs. */
export class Rewriting {
  readonly #source: Mapped;
  readonly #pieces: string[] = [];
  readonly #outs: number[] = [];
  readonly #ins: number[] = [];
  #length = 0;

  constructor(source: Mapped) {
    this.#source = source;
  }

  /** Takes over what stands from `start` to `end`. */
  keep(start: number, end: number): void {
    if (end > start) this.#add(this.#source.text.slice(start, end), start);
  }

  /** Puts `text` for what stands at `start`. */
  replace(text: string, start: number): void {
    if (text !== '') this.#add(text, start);
  }

  /** @param end where in the old text the new one ends. */
  finish(end: number): Mapped {
    const outs = [...this.#outs, this.#length];
    const ins = [...this.#ins, end];
    const source = this.#source;
    const at = (index: number) => {
      const segment = lastNotAfter(outs, index);
      return source.at((ins[segment] ?? 0) + index - (outs[segment] ?? 0));
    };
    return { text: this.#pieces.join(''), at };
  }

  #add(text: string, start: number): void {
    this.#pieces.push(text);
    this.#outs.push(this.#length);
    this.#ins.push(start);
    this.#length += text.length;
  }
}

function lastNotAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
