/** A file's text, and how its bytes were read. */
export interface DecodedFile {
  readonly text: string;
  /** As the platform names it, such as `utf-8` or `windows-1252`. */
  readonly encoding: string;
  /** Set when bytes could not be read and stand as U+FFFD. */
  readonly isDamaged: boolean;
}

/**
 * Decodes a file by its byte order mark, else by its XML declaration (XML 1.0, appendix F), else as UTF-8. A file that is
 * no UTF-8 and declares nothing is read as windows-1252, in which any bytes are text.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const marked = byMark(bytes);
  const declared = marked ? undefined : declaredEncoding(bytes);
  const encoding = marked ?? declared ?? 'utf-8';
  const strict = decode(bytes, encoding, true);
  if (strict !== undefined) return { text: strict, encoding, isDamaged: false };
  if (!marked && (declared === undefined || declared === 'utf-8')) {
    const text = decode(bytes, 'windows-1252', true);
    if (text !== undefined) return { text, encoding: 'windows-1252', isDamaged: false };
  }
  return { text: decode(bytes, encoding, false) ?? '', encoding, isDamaged: true };
}

/** What a user should know of a file whose bytes could not all be read; empty for one that was read whole. */
export function damageInWords({ text, encoding, isDamaged }: DecodedFile): string {
  if (!isDamaged) return '';
  const count = text.match(/\ufffd/g)?.length ?? 0;
  return (
    `The file is not what it says: ${count === 1 ? 'one place is' : `${count} places are`} no ${encoding} and stand${count === 1 ? 's' : ''} as \ufffd. ` +
    'Save it in that encoding, or correct the declaration in its first line.'
  );
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark shows by the zero bytes beside its first `<`. */
function byMark([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second === 0x3c && third === 0 && fourth !== 0 ? 'utf-16be' : undefined;
}

/** What the declaration says, as far as the platform knows it; UTF-16 it can't be, or the declaration were not readable. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 400));
  const name = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
  if (name === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(name);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return undefined;
  }
}
