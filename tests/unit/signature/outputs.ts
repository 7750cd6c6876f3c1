import type { Cause } from '#src/signature/cause';

/** A signature made with mistakes, and the bytes that went into it. */
export interface Made {
  readonly signature: string;
  /** What was computed over what, for telling two ways to the same bytes. */
  readonly calculation: string;
  /** The mistakes made, with the lengths that a cut turned out to have. */
  readonly causes: readonly Cause[];
}

export type Of<C extends Cause['code']> = Extract<Cause, { code: C }>;

/** Writes a digest as a program with these mistakes would; null where they do not fit together. */
export function writeOut(digest: Buffer, calculation: string, causes: readonly Cause[]): Made | null {
  const made: Cause[] = [];
  let text = digest.toString('hex');
  for (const cause of causes) {
    if (cause.code !== 'output-case') continue;
    text = text.toUpperCase();
  }
  for (const cause of causes) {
    if (cause.code === 'output-zeros-lost') {
      text =
        cause.from === 'number'
          ? text.replace(/^0+/, '')
          : [...digest].map((byte) => byte.toString(16)).join('');
    } else if (cause.code === 'output-encoding') text = encoded(digest, text, cause);
  }
  for (const cause of causes) {
    if (cause.code === 'output-truncated') {
      // Of a digest written at twice or four times its length, these few characters tell too little to claim anything.
      if (/of-hex|signed/.test(find(causes)?.encoding ?? '') && cause.characters < 40) return null;
      const of = text.length;
      const characters = Math.min(cause.characters, of);
      text = cause.kept === 'first' ? text.slice(0, characters) : text.slice(of - characters);
      made.push({ ...cause, of, characters });
    } else made.push(cause);
  }
  for (const cause of causes) {
    // Marks between bytes stand in hex only.
    const betweenBytes = cause.code === 'output-marked' && /^(?:dashes|colons|spaces)$/.test(cause.marks);
    if (betweenBytes && find(causes)?.encoding.startsWith('base64')) return null;
    if (cause.code === 'output-marked') text = marked(text, cause.marks);
    else if (cause.code === 'output-whitespace') text = `${text}\n`;
  }
  return { signature: text, calculation, causes: made };
}

function find(causes: readonly Cause[]): Of<'output-encoding'> | undefined {
  return causes.find((cause): cause is Of<'output-encoding'> => cause.code === 'output-encoding');
}

function encoded(digest: Buffer, hex: string, { encoding, padded }: Of<'output-encoding'>): string {
  const padding = (text: string) => (padded ? text : text.replace(/=+$/, ''));
  const url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
  switch (encoding) {
    case 'base64':
      return padding(digest.toString('base64'));
    case 'base64url':
      return padding(url(digest.toString('base64')));
    case 'base64-of-hex':
      return padding(Buffer.from(hex).toString('base64'));
    case 'base64url-of-hex':
      return padding(url(Buffer.from(hex).toString('base64')));
    case 'hex-of-hex':
      return Buffer.from(hex).toString('hex');
    case 'signed-bytes':
      return [...new Int8Array(digest)]
        .map((byte) => (byte < 0 ? byte + 2 ** 32 : byte).toString(16))
        .map((text) => (padded ? text.padStart(2, '0') : text))
        .join('');
    default:
      throw new Error(`${encoding} is made in made-by-hand.ts.`);
  }
}

function marked(text: string, marks: Of<'output-marked'>['marks']): string {
  const pairs = text.match(/../g) ?? [];
  switch (marks) {
    case 'dashes':
      return pairs.join('-');
    case 'colons':
      return pairs.join(':');
    case 'spaces':
      return pairs.join(' ');
    case 'quotes':
      return `"${text}"`;
    case 'python-bytes':
      return `b'${text}'`;
    case 'percent-encoded':
      return encodeURIComponent(text);
    default:
      return marks + text;
  }
}
