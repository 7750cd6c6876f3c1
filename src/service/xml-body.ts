import { MAX_REQUEST, readBody } from '../proxy/body';

/** A request's text, or what is wrong with it. `encoding` is a fault (20018), everything else a plain HTTP error. */
export type XmlBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: 'encoding'; readonly message: string }
  | { readonly ok: false; readonly problem: 'http'; readonly status: number; readonly message: string };

const XML_TYPES = new Set(['text/xml', 'application/xml']);

/**
 * Reads a request's body as XML text. SOAP 1.1 (section 6) sends `text/xml`; `application/xml` and no type at all are
 * taken as well. The text has to be UTF-8, whatever the type says (US-ASCII is a part of it).
 */
export async function readXmlBody(request: Request): Promise<XmlBody> {
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
  const body = await readBody(request, MAX_REQUEST);
  if (!body.ok) {
    return body.problem === 'too-large'
      ? http(413, `The request is larger than ${MAX_REQUEST} bytes.`)
      : http(400, 'The request broke off before its end.');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') {
    return { ok: false, problem: 'encoding', message: `The charset ${printable(charset)} is not UTF-8` };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(body.bytes) };
  } catch {
    return { ok: false, problem: 'encoding', message: 'The bytes of the message are not UTF-8' };
  }
}

function http(status: number, message: string): XmlBody {
  return { ok: false, problem: 'http', status, message };
}

/** A header's text, fit for an answer. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
