import type { RepeatedTag, Tags } from './tags';

/** Takes what is written: markup and values in turn. */
export interface Sink {
  tag(tag: RepeatedTag): void;
  /** A value or anything else that is not repeated, as it stands. */
  text(text: string): void;
  /** An element with nothing but a text. */
  element(tags: Tags, text: string): void;
  /** What a piece of work adds, as one text without the last line end; it is not taken yet. */
  aside(work: () => void): string;
}

/** Markup longer than this is not kept as one piece: rows of empty elements would go on for ever. */
const LONG = 400;

/** One text: a long message is several times faster this way than from its lines. */
export class TextSink implements Sink {
  #text = '';
  /** Markup that still waits for what follows. */
  #markup = '';

  /** Everything in one text, with what goes around it. */
  textBetween(start: string, end: string): string {
    return start + this.#text + this.#markup + end;
  }

  tag(tag: RepeatedTag) {
    this.#markup = tag.after(this.#markup);
    if (this.#markup.length > LONG) this.text('');
  }

  text(text: string) {
    this.#text = this.#text + this.#markup + text;
    this.#markup = '';
  }

  element(tags: Tags, text: string) {
    this.#text = this.#text + tags.open.after(this.#markup) + text;
    this.#markup = tags.close.whole;
  }

  aside(work: () => void): string {
    const [text, markup] = [this.#text, this.#markup];
    this.#text = '';
    this.#markup = '';
    work();
    const added = (this.#text + this.#markup).slice(0, -1);
    this.#text = text;
    this.#markup = markup;
    return added;
  }
}

/** Keeps nothing: for those who only ask what stands in the way. */
export const noSink: Sink = {
  tag() {},
  text() {},
  element() {},
  aside(work) {
    work();
    return '';
  },
};

/** Its lines, for those who put them into another text; a value's own line ends are none of theirs. */
export class LineSink implements Sink {
  lines: string[] = [];
  #line = '';

  tag(tag: RepeatedTag) {
    this.#line += tag.text;
    if (!tag.endsLine) return;
    this.lines.push(this.#line);
    this.#line = '';
  }

  text(text: string) {
    this.#line += text;
  }

  element(tags: Tags, text: string) {
    this.lines.push(this.#line + tags.open.text + text + tags.close.text);
    this.#line = '';
  }

  aside(work: () => void): string {
    const [lines, line] = [this.lines, this.#line];
    this.lines = [];
    this.#line = '';
    work();
    const added = this.lines.join('\n');
    this.lines = lines;
    this.#line = line;
    return added;
  }
}
