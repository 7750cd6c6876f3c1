import { MAX_REQUEST, readBody } from '../proxy/body';
import { decodeXml } from './decode-xml';
import { CONTENT_CODINGS, unpack, type ContentCoding } from './unpack';

/** A request's text, or what is wrong with it. `encoding` is a fault (20018), everything else a plain HTTP error. */
export type XmlBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: 'encoding'; readonly message: string }
  | { readonly ok: false; readonly problem: 'http'; readonly status: number; readonly message: string };

/** A request's bytes with what is said about their encoding, or a plain HTTP error. */
export type XmlBytes =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly charset: string | undefined }
  | { readonly ok: false; readonly status: number; readonly message: string };

const XML_TYPES = new Set(['text/xml', 'application/xml']);

/** Reads a request's body as XML text: its bytes as `readXmlBytes` has them, decoded by `decodeXml`. */
export async function readXmlBody(request: Request): Promise<XmlBody> {
  const body = await readXmlBytes(request);
  if (!body.ok) return { ...body, problem: 'http' };
  const decoded = decodeXml(body.bytes, body.charset);
  return decoded.ok ? decoded : { ok: false, problem: 'encoding', message: decoded.message };
}

/**
 * Reads the bytes of a request that is XML. SOAP 1.1 (section 6) sends `text/xml`; `application/xml` and no type at all are
 * accepted as well. A body packed by gzip or deflate is unpacked.
 */
export async function readXmlBytes(request: Request): Promise<XmlBytes> {
  const type = request.headers.get('content-type') ?? '';
  const media = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (media === 'application/soap+xml') {
    return http(
      415,
      'This is the content type of SOAP 1.2. The service speaks SOAP 1.1: send text/xml; charset=utf-8.',
    );
  }
  if (media !== '' && !XML_TYPES.has(media)) {
    return http(415, `The content type ${printable(media)} is not XML: send text/xml; charset=utf-8.`);
  }
  const coding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (coding !== '' && coding !== 'identity' && !isContentCoding(coding)) {
    return http(
      415,
      `The content encoding ${printable(coding)} is not read here: send gzip, deflate or none.`,
    );
  }
  const sent = await readBody(request, MAX_REQUEST);
  const body =
    sent.ok && isContentCoding(coding) ? await unpack(sent.bytes, coding, MAX_REQUEST, request.signal) : sent;
  if (!body.ok) {
    if (body.problem === 'too-large') return http(413, `The request is larger than ${MAX_REQUEST} bytes.`);
    return sent.ok
      ? http(400, `The body is not packed by ${coding}, as its Content-Encoding has it.`)
      : http(400, 'The request broke off before its end.');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1];
  return { ok: true, bytes: body.bytes, charset };
}

function isContentCoding(text: string): text is ContentCoding {
  return (CONTENT_CODINGS as readonly string[]).includes(text);
}

function http(status: number, message: string): XmlBytes {
  return { ok: false, status, message };
}

/** A header's text, fit for an answer. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
