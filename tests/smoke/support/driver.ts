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
  /** Types a text on the keyboard, wherever the focus is. */
  type(text: string): Promise<void>;
  press(key: Key, held?: 'Control' | 'Meta'): Promise<void>;
  /** Makes the window's inside this large, or as near to it as the window can be. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export type Key = 'Enter' | 'Escape' | 'Home' | 'End' | 'Backspace' | 'Space' | 'a';

/** A browser that these tests run in. */
export interface Browser {
  readonly name: string;
  /** What is not installed, as a sentence's end; undefined when all is there. */
  missing(): string | undefined;
  start(): Promise<Driver>;
}
