/** What a test does with a browser: the little that all three are asked for, each in its own protocol. */
export interface Driver {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /**
   * Runs a function in the page. It may use nothing from outside itself; what goes in and out is plain data.
   *
   * @returns what it returns, undefined as null.
   */
  run<I, O>(inPage: (input: I) => O, input: I): Promise<O>;
  /** Clicks with the mouse, at a place in the window given in CSS pixels. */
  click(x: number, y: number): Promise<void>;
  /** Presses the mouse at one place, moves to another, and lets go there. */
  drag(from: Point, to: Point): Promise<void>;
  /** Types a text on the keyboard, wherever the focus is. */
  type(text: string): Promise<void>;
  press(key: Key, held?: 'Control' | 'Meta'): Promise<void>;
  /**
   * Opens a page in a window of this size, however narrow: until the next `open`, everything happens there. A browser whose
   * windows can't be so narrow shows it in a frame.
   */
  openNarrow(url: string, width: number, height: number): Promise<void>;
  /** Makes the window's inside this large, or as near to it as the window can be. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** A place in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Key =
  'Enter' | 'Escape' | 'Home' | 'End' | 'Backspace' | 'Space' | 'ArrowUp' | 'ArrowRight' | 'a';

/** A browser that these tests run in. */
export interface Browser {
  readonly name: string;
  /** What is not installed, as a sentence's end; undefined when all is there. */
  missing(): string | undefined;
  start(): Promise<Driver>;
}
