import { fileStem } from '../about';
import type { SnippetKind } from '../snippet';
import { envelopeText } from './envelope';

/** The bytes of an HTTP/1.1 request, head and body. */
export const rawHttp: SnippetKind = {
  id: 'raw-http',
  language: 'http',
  label: 'Raw HTTP',
  stack: 'Envelope',
  needs: 'something that sends bytes, such as nc or openssl s_client.',
  verified: true,
  signs: false,
  pages: false,
  fileName: (operation) => `${fileStem(operation)}.http.txt`,
  run: (operation) => `nc HOST PORT < ${fileStem(operation)}.http.txt`,
  write(request, options) {
    if (!URL.canParse(request.endpoint)) return { ok: false, reason: 'The endpoint is no URL.' };
    const envelope = envelopeText(request, options);
    if (!envelope.ok) return envelope;
    const url = new URL(request.endpoint);
    const head = [
      `POST ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      `Content-Type: text/xml; charset=utf-8`,
      `Content-Length: ${new TextEncoder().encode(envelope.text).length}`,
      `SOAPAction: "${request.operation.soapAction}"`,
      `Connection: close`,
    ];
    const length =
      'Content-Length counts the bytes of the body as it stands here, with line feeds alone; the head has CR LF.';
    return {
      ok: true,
      text: `${head.join('\r\n')}\r\n\r\n${envelope.text}`,
      notes: [...envelope.notes, length],
    };
  },
};
