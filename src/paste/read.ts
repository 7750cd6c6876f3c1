import { readWireLog } from '../text/http';
import { untouched, type Mapped } from '../text/mapped';
import { looksLikeBatch, readBatch } from './batch';
import { looksLikeCurl, readCurl } from './curl';
import { readBareElements, readEnvelopes } from './envelopes';
import { looksLikeHttp, looksLikeHttpFile, readHttp, readHttpFile } from './http';
import { readJson } from './json';
import { withoutColours } from './layers';
import { libraryInWords, soapLibraryIn } from './library';
import { looksLikeXml, type Paste } from './message';
import { looksLikeSoapUi, readSoapUi } from './soapui';

/**
 * Says what a pasted text is and finds the messages in it, whatever they are wrapped in: an envelope, a cURL command, raw
 * HTTP, a file of requests, a program, a log. Each message keeps the way back to its place in the original. Any text is
 * fine: the worst is that nothing is found. The work grows with the text's length, not faster.
 */
export function readPaste(source: Mapped | string): Paste {
  const { text, layers } = withoutColours(typeof source === 'string' ? untouched(source) : source);
  const wire = readWireLog(text);
  const paste = readText(wire ?? text);
  const outer = [...layers, ...(wire ? (['line-marks'] as const) : [])];
  if (outer.length === 0) return paste;
  return { ...paste, messages: paste.messages.map((one) => ({ ...one, layers: [...outer, ...one.layers] })) };
}

const UNKNOWN: Paste = { kind: 'unknown', messages: [], leftOut: [] };

/** Strings within strings within strings are read, and no deeper ones. */
const DEEPEST = 3;

function readText(source: Mapped, depth = 0): Paste {
  const { text } = source;
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    const inner = (part: Mapped) => (depth < DEEPEST ? readText(part, depth + 1) : UNKNOWN);
    const found = readJson(source, inner);
    if (found) return found;
  }
  if (looksLikeXml(text)) {
    if (looksLikeSoapUi(text)) return readSoapUi(source);
    const found = readEnvelopes(source) ?? readBareElements(source);
    if (found) return found;
  }
  if (looksLikeBatch(text)) return readBatch(source);
  if (looksLikeCurl(text)) {
    const found = readCurl(source);
    if (found.messages.length > 0) return found;
  }
  if (looksLikeHttp(text)) return readHttp(source);
  if (looksLikeHttpFile(text)) return readHttpFile(source);
  return readEnvelopes(source) ?? readBareElements(source) ?? withoutMessage(text);
}

/** Nothing was found; a program of a SOAP library at least says why. */
function withoutMessage(text: string): Paste {
  const library = soapLibraryIn(text.slice(0, 200_000));
  return library === undefined
    ? UNKNOWN
    : { kind: 'library', messages: [], leftOut: [libraryInWords(library)] };
}
