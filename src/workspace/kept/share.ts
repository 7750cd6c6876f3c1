import * as v from 'valibot';
import { withoutIdentity } from './anonymous';
import { withoutSecrets } from './secrets';
import { SHARED_PREFIX } from '../route';

/** What a link opens. */
export interface Shared {
  readonly operation: string;
  readonly text: string;
  /** The tab of the inspector, or the way to look at answers. */
  readonly view?: string;
}

export type SharedResult =
  | { readonly ok: true; readonly shared: Shared }
  /** A sentence for whoever opened the link. */
  | { readonly ok: false; readonly message: string };

export interface ShareOptions {
  /** Secret keys of this tab: none of them ever goes into a link. */
  readonly secretKeys: readonly string[];
  /** Whether user id, signature and timestamp go with it. */
  readonly withIdentity: boolean;
}

/** Longer texts are refused: they are no request that somebody wrote. In characters. */
const LONGEST = 5_000_000;

const schema = v.object({
  operation: v.string(),
  text: v.pipe(v.string(), v.maxLength(LONGEST)),
  view: v.optional(v.string()),
});

const DAMAGED =
  'This link is damaged: a part of it was lost on its way. Ask for it again, or open an operation from the list.';

/** The hash of a link, `#share=deflate-raw.…`: it names its codec, so that later ones can be told apart. */
export async function shareHash(shared: Shared, { secretKeys, withIdentity }: ShareOptions): Promise<string> {
  const own = withIdentity ? shared.text : withoutIdentity(shared.text);
  const kept: Shared = { ...shared, text: withoutSecrets(own, secretKeys) };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  if (typeof CompressionStream === 'undefined') return `${SHARED_PREFIX}plain.${toBase64Url(bytes)}`;
  return `${SHARED_PREFIX}deflate-raw.${toBase64Url(await through(bytes, new CompressionStream('deflate-raw')))}`;
}

/** Whether a hash is one of a shared link, be it whole or damaged. */
export function isShareHash(hash: string): boolean {
  return hash.startsWith(SHARED_PREFIX);
}

/** Reads a link's hash. It never throws: what is damaged is answered with a sentence. */
export async function readShareHash(hash: string): Promise<SharedResult> {
  const [, codec, data] = /^#share=([\w-]*)\.([\w-]*)$/.exec(hash) ?? [];
  if (codec === undefined || data === undefined) return { ok: false, message: DAMAGED };
  if (codec !== 'plain' && codec !== 'deflate-raw')
    return {
      ok: false,
      message: `This link is packed as “${codec}”, which this page does not know. It may be of a newer version.`,
    };
  try {
    const bytes = fromBase64Url(data);
    const whole =
      codec === 'plain' ? bytes : await through(bytes, new DecompressionStream('deflate-raw'), LONGEST * 3);
    const read = v.safeParse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(whole)));
    return read.success ? { ok: true, shared: read.output } : { ok: false, message: DAMAGED };
  } catch {
    return { ok: false, message: DAMAGED };
  }
}

/** @param limit bytes; more than that is an error. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) throw new RangeError('The link holds more than a request.');
    pieces.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
