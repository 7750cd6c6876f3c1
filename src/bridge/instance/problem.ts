import { memberOf } from '../../rest/run';

/** What is wrong with how one call over HTTP ended. */
export interface RestProblem {
  /**
   * `refused` is an error that the service itself states; `http` another status than 200; `unsent` means that not a byte reached
   * the service; `lost` that nobody knows how far it came: no answer, half of one, or one that is no JSON.
   */
  readonly kind: 'refused' | 'http' | 'unsent' | 'lost';
  /** The service's code; the status of HTTP where there is none. */
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
  /** What `Retry-After` says, in milliseconds. */
  readonly after?: number;
}

/** What one call over HTTP came to. */
export type Sent =
  { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly problem: RestProblem };

/**
 * Reads an answer.
 *
 * @param after the header Retry-After.
 */
export function readRestAnswer(status: number, text: string, after: string | null): Sent {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Said below: an answer that is no JSON says nothing.
  }
  const requestId = textOf(memberOf(json, 'requestId'));
  const refused = firstError(json);
  if (refused) return bad({ kind: 'refused', requestId, ...refused });
  if (status !== 200) {
    const description = textOf(memberOf(json, 'error_description'));
    const message = `HTTP ${status}${description === undefined ? '' : `: ${description}`}`;
    return bad({ kind: 'http', code: String(status), message, requestId, after: milliseconds(after) });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return bad({ kind: 'lost', message: 'the answer is not the JSON that was expected' });
  }
  return { ok: true, json };
}

function bad(problem: RestProblem): Sent {
  return { ok: false, problem };
}

/** The first of an answer's errors; assets have an empty list of them on success. */
function firstError(json: unknown): { readonly code: string; readonly message: string } | undefined {
  const errors = memberOf(json, 'errors');
  const [error] = Array.isArray(errors) ? (errors as readonly unknown[]) : [];
  if (error === undefined && memberOf(json, 'success') !== false) return undefined;
  const code = memberOf(error, 'code');
  return {
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : '611',
    message: textOf(memberOf(error, 'message')) ?? 'no reason was given',
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function milliseconds(seconds: string | null): number | undefined {
  return seconds !== null && /^\d{1,4}$/.test(seconds.trim()) ? Number(seconds) * 1_000 : undefined;
}
