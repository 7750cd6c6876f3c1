import type { Cause, OutputMarks } from '../cause';

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

const between: readonly (readonly [marks: OutputMarks, mark: string, pattern: RegExp])[] = [
  ['dashes', '-', /^[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2})+$/],
  ['colons', ':', /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+$/],
  ['spaces', ' ', /^[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2})+$/],
];

/** Takes off white space, percent encoding, quotes, prefixes and the marks between bytes, in this order. */
export function undress(signature: string): Undressed {
  const causes: Cause[] = [];
  let text = signature.trim();
  const dashed = between.find(([, , pattern]) => pattern.test(text));
  if (text !== signature || (/\s/.test(text) && dashed?.[0] !== 'spaces'))
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
