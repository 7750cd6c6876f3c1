/** Takes what is written, piece by piece; a piece is one line unless a value has line ends of its own. */
export interface Sink {
  /** What each piece has to end with. */
  readonly end: string;
  add(piece: string): void;
  /** One piece in three parts. */
  add3(start: string, text: string, end: string): void;
  /** What a piece of work adds, as one text without the last line end; it is not taken yet. */
  aside(work: () => void): string;
}

/** One text: a long message is several times faster this way than from its lines. */
export class TextSink implements Sink {
  readonly end = '\n';
  #text = '';

  /** Everything in one text, with what goes around it. */
  textBetween(start: string, end: string): string {
    return start + this.#text + end;
  }

  add(piece: string) {
    this.#text += piece;
  }

  add3(start: string, text: string, end: string) {
    this.#text = this.#text + start + text + end;
  }

  aside(work: () => void): string {
    const before = this.#text;
    this.#text = '';
    work();
    const added = this.#text.slice(0, -this.end.length);
    this.#text = before;
    return added;
  }
}

/** Its lines, for those who put them into another text. */
export class LineSink implements Sink {
  readonly end = '';
  lines: string[] = [];

  add(piece: string) {
    this.lines.push(piece);
  }

  add3(start: string, text: string, end: string) {
    this.lines.push(start + text + end);
  }

  aside(work: () => void): string {
    const before = this.lines;
    this.lines = [];
    work();
    const added = this.lines.join('\n');
    this.lines = before;
    return added;
  }
}

/** An element's tags at one depth, with the indentation and the line end that belong to them. */
export interface Tags {
  /** As far as the attributes. */
  readonly start: string;
  /** Before a text. */
  readonly open: string;
  /** Before child elements. */
  readonly openLine: string;
  /** After a text. */
  readonly close: string;
  /** After child elements. */
  readonly closeLine: string;
  /** An element without content. */
  readonly empty: string;
}

/** Makes each element's tags once: a long message repeats a few of them thousands of times. */
export class TagTable {
  readonly #end: string;
  readonly #made = new Map<string, Tags[]>();

  constructor(end: string) {
    this.#end = end;
  }

  /** @param depth two blanks each. */
  get(name: string, depth: number): Tags {
    let atDepths = this.#made.get(name);
    if (!atDepths) this.#made.set(name, (atDepths = []));
    return (atDepths[depth] ??= this.#make(name, '  '.repeat(depth)));
  }

  #make(name: string, indent: string): Tags {
    return {
      start: flat(indent, '<', name),
      open: flat(indent, '<', name, '>'),
      openLine: flat(indent, '<', name, '>', this.#end),
      close: flat('</', name, '>', this.#end),
      closeLine: flat(indent, '</', name, '>', this.#end),
      empty: flat(indent, '<', name, '/>', this.#end),
    };
  }
}

/** Engines keep added strings as trees; these are put into long texts so often that they have to be leaves. */
function flat(...parts: string[]): string {
  return parts.join('');
}
