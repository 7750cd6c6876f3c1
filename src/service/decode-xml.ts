/** The text of an XML document, or a sentence without a full stop about what is wrong with its encoding. */
export type DecodedXml =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** The encodings that are read, by the names that IANA and clients use, with the platform's name for each. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  iso8859_1: 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
};

/**
 * Decodes the bytes of an XML document. The charset of the content type goes before the encoding of the XML declaration
 * (RFC 7303, section 3); without both it is UTF-8. UTF-16 is not read (our choice, as for what a service of its time took),
 * and bytes that call themselves UTF-16 in a declaration that is none are refused whatever the content type says, as the
 * service's XML reader did (XML 1.0, section 4.3.3).
 *
 * @param charset the `charset` of the content type, when it has one.
 */
export function decodeXml(bytes: Uint8Array, charset: string | undefined): DecodedXml {
  const declared = declaredEncoding(bytes);
  const wide = [charset, declared].find((label) => label !== undefined && WIDE.test(label));
  if (wide !== undefined) {
    return { ok: false, message: `The message is labelled ${printable(wide)}: send UTF-8` };
  }
  const label = (charset ?? declared ?? 'utf-8').toLowerCase();
  const name = Object.hasOwn(ENCODINGS, label) ? ENCODINGS[label] : undefined;
  if (name === undefined) {
    return { ok: false, message: `The charset ${printable(label)} is not one that is read here: send UTF-8` };
  }
  try {
    return { ok: true, text: new TextDecoder(name, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, message: `The bytes of the message are not ${name.toUpperCase()}` };
  }
}

/** Labels of encodings whose characters have two or four bytes. */
const WIDE = /^(utf-?16|utf-?32|ucs-?[24])/i;

/** The encoding that an XML declaration names, as far as it can be read byte by byte. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
}

/** A label, fit for an answer. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
