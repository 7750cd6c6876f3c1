import { adviseKey, adviseSignature, adviseTimestamp, adviseUserId, type Advice } from './advice';
import type { Cause } from './cause';
import { extract, type Found, type Name } from './extract';
import { explanations } from './search/explain';
import { readSignature } from './search/output';
import { pauses } from './search/pause';
import { search } from './search/search';
import { layOut, type Facts } from './search/space';
import type { Surplus } from './search/messages';
import { sign, stringToSign } from './sign';

/** What the caller knows beside the pasted text. */
export interface DiagnoseOptions {
  /** Stops the search: the promise rejects with the signal's reason, as that of `fetch` does. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds that only grow, as `performance.now` gives them. With it the search lets other events run now and then,
   * one of which may abort the signal; without it the search goes through in one piece.
   */
  readonly clock?: () => number;
  /** Milliseconds since 1970, for advice about the timestamp; without it none depends on the clock. */
  readonly now?: number;
  /** User ids of other accounts, one of which may have been signed by mistake; the first 20 are tried. */
  readonly userIds?: readonly string[];
  /** The URL that the request goes to, when the text does not say. */
  readonly endpoint?: string;
}

/** A value that was taken instead of the one that the text names first. */
export interface ChosenReading {
  readonly name: Name;
  readonly taken: string;
  readonly instead: string;
}

/** How far the search went. */
export interface Tried {
  /** Distinct triples of algorithm, key bytes and message bytes that were computed. */
  readonly calculations: number;
  /** Whether the search was skipped because a value is far longer than any real one. */
  readonly skipped: boolean;
}

export interface Diagnosis {
  /**
   * `verified`: the signature is right. `explained`: `causes` together give exactly this signature. `unexplained`: nothing
   * that was tried gives it. `unreadable`: a value is missing, see `found.missing`.
   */
  readonly verdict: 'verified' | 'explained' | 'unexplained' | 'unreadable';
  /** What was done wrong; empty unless `explained`. */
  readonly causes: readonly Cause[];
  /** Other explanations with as many causes that make the very same bytes, the likelier first. */
  readonly alternatives: readonly (readonly Cause[])[];
  readonly found: Found;
  /** The values of which the text names several, where another than the likeliest is the one that verifies. */
  readonly chosen: readonly ChosenReading[];
  /** What the service signs: the timestamp and the user id as they stand in the header; null when unreadable. */
  readonly stringToSign: string | null;
  /** The text that was signed instead, when explained. */
  readonly signedText: string | null;
  /** The right signature under the key given: not for reports, since it is made from the key. */
  readonly expected: string | null;
  readonly tried: Tried;
  readonly advice: readonly Advice[];
}

/** Real user ids, timestamps and keys are a fraction of this long; hashing longer ones ten thousand times would take minutes. */
const longest = 1024;

/** Beyond this a body is not taken for part of what was signed. */
const longestBody = 32_768;

/**
 * Judges the signature in a pasted text: recomputes it and, if it differs, searches for the mistakes that make it.
 *
 * @param input an envelope, its header, a cURL command, raw HTTP, a log line, or the three values.
 * @param secretKey the Encryption Key as text; its UTF-8 bytes are the key.
 * @returns a diagnosis for any input; rejects only when `options.signal` is aborted.
 */
export async function diagnose(
  input: string,
  secretKey: string,
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  options.signal?.throwIfAborted();
  const first = extract(input);
  const found = verifying(first, secretKey);
  const { mktowsUserId: user, requestSignature: signature, requestTimestamp: timestamp } = found.values;
  const advice = adviceFor(found, secretKey, options.now);
  const unknown: Diagnosis = {
    verdict: 'unreadable',
    causes: [],
    alternatives: [],
    found,
    chosen: chosenReadings(first, found),
    stringToSign: timestamp && user ? stringToSign(timestamp.text, user.text) : null,
    signedText: null,
    expected: timestamp && user ? sign(timestamp.text, user.text, secretKey) : null,
    tried: { calculations: 0, skipped: false },
    advice,
  };
  if (!user || !timestamp || !signature) return unknown;
  if (signature.text === unknown.expected) {
    return { ...unknown, verdict: 'verified', tried: { calculations: 1, skipped: false } };
  }
  if (Math.max(user.text.length, timestamp.text.length, secretKey.length) > longest) {
    return { ...unknown, verdict: 'unexplained', tried: { calculations: 1, skipped: true } };
  }
  const facts: Facts = {
    timestamp: timestamp.text,
    userId: user.text,
    secretKey,
    otherAccounts: (options.userIds ?? []).filter((id) => id.length <= longest),
    surplus: [...surplusOf(found, options.endpoint ?? null)],
  };
  return { ...unknown, ...(await judge(facts, signature.text, options)) };
}

/** Where the text can be read in several ways, the way whose signature is right, if there is one. */
function verifying(found: Found, secretKey: string): Found {
  const readings = (name: Name) => {
    const value = found.values[name];
    return value ? [value, ...(found.others[name] ?? [])] : [];
  };
  for (const requestTimestamp of readings('requestTimestamp'))
    for (const mktowsUserId of readings('mktowsUserId')) {
      if (Math.max(requestTimestamp.text.length, mktowsUserId.text.length) > longest) continue;
      const right = sign(requestTimestamp.text, mktowsUserId.text, secretKey);
      const requestSignature = readings('requestSignature').find(({ text }) => text === right);
      if (requestSignature) return { ...found, values: { mktowsUserId, requestSignature, requestTimestamp } };
    }
  return found;
}

function chosenReadings({ values: first }: Found, { values }: Found): ChosenReading[] {
  return (['requestTimestamp', 'mktowsUserId', 'requestSignature'] as const).flatMap((name) => {
    const [instead, taken] = [first[name]?.text, values[name]?.text];
    return instead === undefined || taken === undefined || instead === taken
      ? []
      : [{ name, taken, instead }];
  });
}

async function judge(facts: Facts, signature: string, { clock, signal }: DiagnoseOptions) {
  const space = layOut(facts, readSignature(signature));
  const { hit, calculations } = await search(space, clock ? pauses(clock, signal) : () => undefined);
  const tried: Tried = { calculations, skipped: false };
  if (!hit) return { verdict: 'unexplained' as const, tried };
  const [causes = [], ...alternatives] = explanations(facts, hit);
  return { verdict: 'explained' as const, tried, causes, alternatives, signedText: hit.message.value };
}

function adviceFor(found: Found, secretKey: string, now: number | undefined): Advice[] {
  const { mktowsUserId: user, requestSignature: signature, requestTimestamp: timestamp } = found.values;
  return [
    ...(timestamp ? adviseTimestamp(timestamp.text, now) : []),
    ...(user ? adviseUserId(user.text) : []),
    ...(signature ? adviseSignature(signature.text) : []),
    ...adviseKey(secretKey, user?.text),
  ];
}

/** The request's other texts, in each form that some signing scheme includes. */
function* surplusOf(found: Found, given: string | null): Generator<Surplus> {
  const endpoint = (found.endpoint ?? given ?? '').slice(0, longest);
  if (endpoint !== '') yield { addition: { part: 'endpoint', form: 'url' }, text: endpoint };
  if (URL.canParse(endpoint)) {
    const { pathname, host } = new URL(endpoint);
    if (pathname !== '/') yield { addition: { part: 'endpoint', form: 'path' }, text: pathname };
    yield { addition: { part: 'endpoint', form: 'host' }, text: host };
  }
  const { operation, operationElement, body, bodyElement } = found;
  if (operation) {
    yield { addition: { part: 'operation', form: 'name' }, text: operation };
    const action = found.action ?? `http://www.marketo.com/mktows/${operation}`;
    yield { addition: { part: 'operation', form: 'action' }, text: action };
  }
  if (operationElement) yield { addition: { part: 'operation', form: 'element' }, text: operationElement };
  if (body && body.length <= longestBody) yield { addition: { part: 'body', form: 'content' }, text: body };
  if (bodyElement && bodyElement.length <= longestBody) {
    yield { addition: { part: 'body', form: 'element' }, text: bodyElement };
  }
}
