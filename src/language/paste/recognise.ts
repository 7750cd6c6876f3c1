import { looksLikeCurl, readCurl } from './curl';
import { readEnvelopes } from './envelopes';
import { looksLikeHttp, looksLikeHttpFile, readHttp, readHttpFile } from './http';
import { readJson } from './json';
import { looksLikeXml, type Recognised } from './pasted';
import { looksLikeSoapUi, readSoapUi } from './soapui';

/** Longer texts are not looked at, in UTF-16 code units. */
const LONGEST = 20_000_000;

/**
 * Says what a pasted text is and takes the requests out of it: an envelope, cURL commands, raw HTTP, an `.http` file, a
 * HAR file, a SoapUI project or a Postman collection. Bodies stay as they are, prefixes and all; what is not taken over
 * is listed. Any text is fine: the worst is that nothing is recognised.
 */
export function recognise(text: string): Recognised {
  if (text.length > LONGEST) {
    return { kind: 'unknown', requests: [], leftOut: ['The text is longer than 20 million characters.'] };
  }
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{')) {
    const found = readJson(text);
    if (found) return found;
  }
  if (looksLikeXml(text)) {
    if (looksLikeSoapUi(text)) return readSoapUi(text);
    const found = readEnvelopes(text);
    if (found) return found;
  }
  if (looksLikeCurl(text)) return readCurl(text);
  if (looksLikeHttp(text)) return readHttp(text);
  if (looksLikeHttpFile(text)) return readHttpFile(text);
  return readEnvelopes(text) ?? { kind: 'unknown', requests: [], leftOut: [] };
}
