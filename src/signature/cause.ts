/** The values a signature is made of, as a cause names them. */
export type SignatureInput = 'timestamp' | 'user-id' | 'secret-key';

/** How a timestamp can be written; what each looks like stands in `search/timestamps.ts`. */
export type TimestampForm =
  | 'w3c'
  | 'z'
  | 'no-colon'
  | 'hours-only'
  | 'no-offset'
  | 'space'
  | 'space-z'
  | 'space-utc'
  | 'space-no-colon'
  | 'space-no-offset'
  | 'milliseconds'
  | 'milliseconds-z'
  | 'milliseconds-no-colon'
  | 'milliseconds-no-offset'
  | 'microseconds'
  | 'microseconds-z'
  | 'microseconds-no-offset'
  | 'no-seconds'
  | 'no-seconds-z'
  | 'compact'
  | 'compact-z'
  | 'two-digit-year'
  | 'twelve-hour'
  | 'rfc-2822'
  | 'http-date'
  | 'epoch-seconds'
  | 'epoch-milliseconds'
  | 'epoch-decimal'
  | 'zone-cut'
  | 'zone-sign'
  | 'zone-relabelled'
  | 'z-relabelled'
  | 'percent-encoded'
  | 'plus-as-space';

/** What was made of the secret key before it was used. */
export type KeyForm =
  | 'hex-decoded'
  | 'base64-decoded'
  | 'hex-encoded'
  | 'hex-upper-encoded'
  | 'base64-encoded'
  | 'url-encoded'
  | 'url-decoded'
  | 'form-encoded'
  | 'form-decoded'
  | 'entity-encoded'
  | 'entity-decoded'
  | 'quoted'
  | 'left-out';

/** Encodings other than UTF-8. The `-bom` ones begin with a byte order mark; `ascii` writes `?` for what it lacks. */
export type Charset = 'utf-16le' | 'utf-16be' | 'utf-16le-bom' | 'utf-16be-bom' | 'latin-1' | 'ascii';

/** Hash functions other than SHA-1. */
export type OtherHash = 'MD5' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Which text of the request was signed along with timestamp and user id. */
export type Addition =
  | { readonly part: 'endpoint'; readonly form: 'url' | 'path' | 'host' }
  | { readonly part: 'operation'; readonly form: 'name' | 'element' | 'action' }
  | { readonly part: 'body'; readonly form: 'content' | 'element' };

/** How a digest can be written other than in lower-case hex. */
export type OutputEncoding =
  'base64' | 'base64url' | 'base64-of-hex' | 'base64url-of-hex' | 'hex-of-hex' | 'signed-bytes';

/** Marks that tools put into or around a signature. */
export type OutputMarks =
  'dashes' | 'colons' | 'spaces' | 'quotes' | 'python-bytes' | '0x' | 'sha1=' | 'percent-encoded';

/**
 * One thing that was done other than the service does it. `code` is stable; the other members are its parameters.
 * No cause holds the secret key or anything made from it.
 */
export type Cause =
  | { readonly code: 'order' }
  | { readonly code: 'separator'; readonly separator: string }
  | { readonly code: 'part-missing'; readonly part: 'timestamp' | 'user-id' }
  | ({ readonly code: 'part-added'; readonly position: 'before' | 'between' | 'after' } & Addition)
  /** `offset` names the zone written in (`+05:30`); null where the form has none or keeps the header's. */
  | { readonly code: 'timestamp-form'; readonly form: TimestampForm; readonly offset: string | null }
  | { readonly code: 'timestamp-fraction'; readonly milliseconds: number; readonly utc: boolean }
  /** Positive: a later instant was signed than the header shows. */
  | { readonly code: 'timestamp-shifted'; readonly seconds: number }
  | {
      readonly code: 'whitespace-added';
      readonly where: SignatureInput;
      readonly side: 'before' | 'after';
      readonly characters: string;
    }
  | { readonly code: 'whitespace-trimmed'; readonly where: SignatureInput }
  | {
      readonly code: 'letter-case';
      readonly where: 'user-id' | 'secret-key';
      readonly letters: 'lower' | 'upper';
    }
  | { readonly code: 'other-user-id'; readonly userId: string }
  | { readonly code: 'key-form'; readonly form: KeyForm }
  | {
      readonly code: 'charset';
      readonly where: 'both' | 'message' | 'secret-key';
      readonly charset: Charset;
    }
  | { readonly code: 'swapped' }
  | { readonly code: 'plain-hash'; readonly key: 'first' | 'last' | 'both' | 'none' }
  | { readonly code: 'hash'; readonly hash: OtherHash }
  | { readonly code: 'output-encoding'; readonly encoding: OutputEncoding; readonly padded: boolean }
  | { readonly code: 'output-case'; readonly letters: 'upper' | 'mixed' }
  | {
      readonly code: 'output-truncated';
      readonly kept: 'first' | 'last';
      readonly characters: number;
      readonly of: number;
    }
  /** `number`: zeros lost in front of the whole; `bytes`: in front of every byte below 16. */
  | { readonly code: 'output-zeros-lost'; readonly from: 'number' | 'bytes' }
  | { readonly code: 'output-marked'; readonly marks: OutputMarks }
  | { readonly code: 'output-whitespace' };

export type CauseCode = Cause['code'];
