/** What the page can be told to do by name. */
export type CommandId =
  | 'send'
  | 'next-page'
  | 'sign'
  | 'check'
  | 'problems'
  | 'code'
  | 'history'
  | 'compare'
  | 'share'
  | 'support-bundle'
  | 'sandbox'
  | 'contents'
  | 'tour'
  | 'reset-example'
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system';

/** A command in one language. */
export interface CommandWords {
  readonly title: string;
  /** The keys that do the same; Ctrl stands for Cmd on a Mac. */
  readonly keys?: string;
  /** Other words for it. */
  readonly also: string;
}
