import { writeRequest } from '../../envelope/write';
import { fileStem, frozenNote } from '../about';
import { refusalOf } from '../plan';
import type { Snippet, SnippetKind, SnippetOptions, SnippetRequest } from '../snippet';
import { AUTHENTICATION } from '../template';

/** What stands where a signature would, when there is none. */
const UNSIGNED =
  'It is not signed: put timestamp and signature in the places of REQUEST_TIMESTAMP and REQUEST_SIGNATURE.';

/** A request as an envelope, with the signature that is given or with words in its place. */
export function envelopeText(request: SnippetRequest, { frozen }: SnippetOptions = {}): Snippet {
  const refusal = refusalOf(request);
  if (refusal) return { ok: false, reason: refusal };
  const written = writeRequest(request.contract, {
    operation: request.operation,
    values: request.values,
    headers: {
      ...request.headers,
      [AUTHENTICATION]: {
        ...request.headers[AUTHENTICATION],
        mktowsUserId: request.userId,
        requestSignature: frozen?.requestSignature ?? 'REQUEST_SIGNATURE',
        requestTimestamp: frozen?.requestTimestamp ?? 'REQUEST_TIMESTAMP',
      },
    },
  });
  if (!written.ok) return { ok: false, reason: written.problems.map((problem) => problem.message).join(' ') };
  return { ok: true, text: written.text, notes: [frozen ? frozenNote(frozen) : UNSIGNED] };
}

/** An envelope without the white space between its elements and without the XML declaration, which UTF-8 doesn't need. */
export function minify(envelope: string): string {
  const body = envelope.replace(/^<\?xml[^>]*\?>\s*/, '');
  // Between a start tag and a start tag, or after an end tag, white space is layout; elsewhere it is a value.
  return body.replace(/(<[^/](?:[^>]*[^/])?>)\s+(?=<[^/])/g, '$1').replace(/(<\/[^>]*>|\/>)\s+/g, '$1');
}

const shared = {
  language: 'xml',
  stack: 'Envelope',
  needs: 'nothing.',
  verified: true,
  signs: false,
  pages: false,
} as const;

const address = (kind: string) => `POST ${kind} as text/xml; charset=utf-8 to the endpoint.`;

/** The envelope as the page writes it. */
export const envelopeRaw: SnippetKind = {
  ...shared,
  id: 'envelope',
  label: 'Envelope',
  fileName: (operation) => `${fileStem(operation)}.xml`,
  run: () => address('this'),
  write: envelopeText,
};

/** The envelope on one line. */
export const envelopeMinified: SnippetKind = {
  ...shared,
  id: 'envelope-minified',
  label: 'Envelope, minified',
  fileName: (operation) => `${fileStem(operation)}.min.xml`,
  run: () => address('this'),
  write(request, options) {
    const envelope = envelopeText(request, options);
    return envelope.ok ? { ...envelope, text: minify(envelope.text) } : envelope;
  },
};
