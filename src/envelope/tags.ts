/**
 * A piece of markup that a message repeats. Long messages are alternately markup and values, so neighbouring pieces are
 * put together before they reach the text: `after` remembers what it last stood behind.
 */
export class RepeatedTag {
  /** As it stands in its line. */
  readonly text: string;
  /** Whether its line ends with it. */
  readonly endsLine: boolean;
  /** With the end of its line. */
  readonly whole: string;
  // Two places: the first item of a list stands behind something else than those after it.
  #before = '';
  #joined: string;
  #otherBefore = '';
  #otherJoined: string;

  constructor(text: string, endsLine: boolean) {
    this.text = text;
    this.endsLine = endsLine;
    this.whole = endsLine ? flat(text, '\n') : text;
    this.#joined = this.whole;
    this.#otherJoined = this.whole;
  }

  /** The markup before it with this piece behind. */
  after(before: string): string {
    if (before === this.#before) return this.#joined;
    const [otherBefore, otherJoined] = [this.#otherBefore, this.#otherJoined];
    this.#otherBefore = this.#before;
    this.#otherJoined = this.#joined;
    this.#before = before;
    this.#joined = before === otherBefore ? otherJoined : flat(before, this.whole);
    return this.#joined;
  }
}

/** Behind attributes, where child elements follow. */
export const OPENED = new RepeatedTag('>', true);

/** Behind attributes, where nothing follows. */
export const EMPTIED = new RepeatedTag('/>', true);

/** Behind something that was written elsewhere. */
export const LINE_END = new RepeatedTag('', true);

/** An element's tags at one depth, with their indentation. */
export class Tags {
  /** As the tag says it, with its prefix. */
  readonly name: string;
  /** Two blanks each. */
  readonly depth: number;
  /** As far as the attributes. */
  readonly start: RepeatedTag;
  /** Before a text. */
  readonly open: RepeatedTag;
  /** Before child elements. */
  readonly openLine: RepeatedTag;
  /** After a text. */
  readonly close: RepeatedTag;
  /** After child elements. */
  readonly closeLine: RepeatedTag;
  /** An element without content. */
  readonly empty: RepeatedTag;

  constructor(name: string, depth: number) {
    this.name = name;
    this.depth = depth;
    const indent = '  '.repeat(depth);
    this.start = new RepeatedTag(flat(indent, '<', name), false);
    this.open = new RepeatedTag(flat(indent, '<', name, '>'), false);
    this.openLine = new RepeatedTag(flat(indent, '<', name, '>'), true);
    this.close = new RepeatedTag(flat('</', name, '>'), true);
    this.closeLine = new RepeatedTag(flat(indent, '</', name, '>'), true);
    this.empty = new RepeatedTag(flat(indent, '<', name, '/>'), true);
  }
}

/** Engines keep added strings as trees; these are put into long texts so often that they have to be leaves. */
function flat(...parts: string[]): string {
  return parts.join('');
}
