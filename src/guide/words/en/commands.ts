import type { CommandId, CommandWords } from '../command-words';

/** The English names of the page's commands. */
export const commandWords: Readonly<Record<CommandId, CommandWords>> = {
  send: { title: 'Send the request', keys: 'Ctrl Enter', also: 'call run post submit' },
  'next-page': { title: 'Next page of the answer', keys: 'Ctrl Shift Enter', also: 'more paging position' },
  sign: { title: 'See how the signature is made', also: 'sign HMAC SHA1 timestamp' },
  check: { title: 'Check a signature that failed', also: 'debug diagnose verify 20014 wrong key' },
  problems: { title: 'Show the problems of the request', also: 'errors warnings advice lint fix' },
  code: { title: 'Show the request as code', also: 'snippet PHP Java Python Ruby C# Node curl' },
  history: { title: 'History of the calls', also: 'earlier sent before again pinned undo past log' },
  compare: { title: 'Compare two requests or answers', also: 'diff difference versus against changed' },
  share: { title: 'Share the request as a link', also: 'send colleague URL address copy' },
  'support-bundle': {
    title: 'Make a support bundle: one file for whoever helps',
    also: 'export report bug help problem environment save',
  },
  sandbox: {
    title: 'Set up the sandbox: faults on purpose, data, calls',
    also: 'settings latency delay drop reset export import state log clock',
  },
  contents: { title: 'Contents of the guide', also: 'help manual documentation recipes' },
  tour: { title: 'Take the first steps: a short tour', also: 'tutorial learn begin new introduction' },
  'reset-example': { title: 'Reset the request to its example', also: 'clear start again' },
  'theme-light': { title: 'Theme: light', also: 'appearance colours bright' },
  'theme-dark': { title: 'Theme: dark', also: 'appearance colours night' },
  'theme-system': { title: 'Theme: as the system', also: 'appearance colours automatic' },
};
