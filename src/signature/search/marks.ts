import type { Cause, OutputMarks } from '../cause';
import { plainLookAlikes } from '../look-alikes';

/** A signature's text without what stands around or between it, and what that was. */
export interface Undressed {
  readonly text: string;
  readonly causes: readonly Cause[];
}

const wrappings: readonly (readonly [marks: OutputMarks, pattern: RegExp])[] = [
  ['python-bytes', /^b'([^']*)'$/],
  ['python-bytes', /^b"([^"]*)"$/],
  ['quotes', /^"([^"]*)"$/],
  ['quotes', /^'([^']*)'$/],
  ['sha1=', /^sha1=(.*)$/],
  ['0x', /^0[xX](.*)$/],
];

/** What commands print along with a digest. */
const printed: readonly (readonly [marks: OutputMarks, pattern: RegExp])[] = [
  [
    'openssl',
    /^(?:[A-Za-z][\w./-]{1,23})?\s?\([^()\r\n]{0,256}\)\s?=\s{0,2}([0-9A-Fa-f][0-9A-Fa-f:]{15,255})$/,
  ],
  ['file-name', /^\\?([0-9A-Fa-f]{16,256})\s{1,2}(?![0-9A-Fa-f\s]+$)[ *]?\S[^\r\n]{0,255}$/],
  ['buffer', /^<Buffer ([0-9a-f]{2}(?: [0-9a-f]{2}){15,63})>$/],
];

const between: readonly (readonly [marks: OutputMarks, mark: string, pattern: RegExp])[] = [
  ['dashes', '-', /^[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2})+$/],
  ['colons', ':', /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+$/],
  ['spaces', ' ', /^[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2})+$/],
];

/** Takes off white space, percent encoding, quotes, prefixes and the marks between bytes, in this order. */
export function undress(signature: string): Undressed {
  const causes: Cause[] = [];
  let text = signature.trim();
  const plain = plainLookAlikes(text);
  if (plain !== text) {
    causes.push({ code: 'look-alikes', where: 'signature' });
    text = plain;
  }
  for (const [marks, pattern] of printed) {
    const inner = pattern.exec(text)?.[1];
    if (inner === undefined) continue;
    causes.push({ code: 'output-marked', marks });
    text = marks === 'buffer' ? inner.replaceAll(' ', '') : inner;
    break;
  }
  const dashed = between.find(([, , pattern]) => pattern.test(text));
  const isSpaced = /\s/.test(text) && dashed?.[0] !== 'spaces';
  if (isSpaced || (plain === signature.trim() && plain !== signature))
    causes.push({ code: 'output-whitespace' });
  if (dashed) {
    causes.push({ code: 'output-marked', marks: dashed[0] });
    return { text: text.replaceAll(dashed[1], ''), causes };
  }
  text = text.replaceAll(/\s/g, '');
  if (/%(?:2[BbFf]|3[Dd])/.test(text)) {
    causes.push({ code: 'output-marked', marks: 'percent-encoded' });
    text = text
      .replaceAll(/%2[Bb]/g, '+')
      .replaceAll(/%2[Ff]/g, '/')
      .replaceAll(/%3[Dd]/g, '=');
  }
  for (const [marks, pattern] of wrappings) {
    const inner = pattern.exec(text)?.[1];
    if (inner === undefined) continue;
    causes.push({ code: 'output-marked', marks });
    text = inner;
    break;
  }
  return { text, causes };
}
