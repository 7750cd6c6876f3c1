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
  | 'percent-encoded-lower'
  | 'colons-encoded'
  | 'plus-as-space'
  | 'plus-in-form'
  | 'plus-lost-in-header'
  | 'clock-elsewhere'
  | 'date-only'
  | 'ticks'
  | 'ticks-z'
  | 'ticks-no-offset'
  | 'nanoseconds'
  | 'nanoseconds-z'
  | 'space-milliseconds'
  | 'space-microseconds'
  | 'space-microseconds-offset'
  | 'space-tenths'
  | 'space-offset-spaced'
  | 'sql-datetime2'
  | 'sql-datetimeoffset'
  | 'sql-server'
  | 'asctime'
  | 'ruby-18'
  | 'javascript'
  | 'java'
  | 'java-zoned'
  | 'date-command'
  | 'go'
  | 'zone-name'
  | 'rfc-850'
  | 'local'
  | 'unpadded-hour'
  | 'unpadded'
  | 'dots'
  | 'slashes'
  | 'epoch-microseconds'
  | 'epoch-nanoseconds'
  | 'json-string'
  | 'json-date';

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
  | 'single-quoted'
  | 'back-quoted'
  | 'stray-quote'
  | 'semicolon'
  | 'comma'
  | 'named'
  | 'literal-escape'
  | 'first-missing'
  | 'last-missing'
  | 'cut'
  | 'placeholder'
  | 'variable-replaced'
  | 'backslash-eaten'
  | 'backslash-doubled'
  | 'comment-cut'
  | 'url-encoded-lower'
  | 'zeros-lost'
  | 'decomposed'
  | 'composed'
  | 'mojibake'
  | 'reversed'
  | 'left-out';

/** What stands around the key that was given, and was not signed with. */
export type KeyDress = 'quotes' | 'punctuation' | 'name' | 'look-alikes';

/** A way of computing with other keys and messages than the service's; `formula` shows it with the parts by name. */
export type ConstructionKind =
  | 'user-id-as-key'
  | 'timestamp-as-key'
  | 'key-joined'
  | 'chained'
  | 'hmac-twice'
  | 'hmac-of-hash'
  | 'hash-of-hmac'
  | 'hashed-key'
  | 'key-in-message'
  | 'key-in-middle';

/** What was made of timestamp and user id together. */
export type MessageForm =
  'quoted' | 'json' | 'query' | 'lower-case' | 'upper-case' | 'empty' | 'percent-encoded' | 'reversed';

/** Orders in which the bytes or digits of a digest can be written; words are of four bytes. */
export type ByteOrder =
  | 'bytes-reversed'
  | 'bytes-of-words-reversed'
  | 'words-reversed'
  | 'pairs-swapped'
  | 'digits-swapped'
  | 'digits-reversed';

/** Encodings other than UTF-8. The `-bom` ones begin with a byte order mark; `ascii` writes `?` for what it lacks. */
export type Charset =
  'utf-16le' | 'utf-16be' | 'utf-16le-bom' | 'utf-16be-bom' | 'latin-1' | 'windows-1252' | 'ascii';

/** Hash functions other than SHA-1. */
export type OtherHash = 'MD5' | 'RIPEMD-160' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Which text of the request was signed along with timestamp and user id. */
export type Addition =
  | { readonly part: 'endpoint'; readonly form: 'url' | 'path' | 'host' }
  | { readonly part: 'operation'; readonly form: 'name' | 'element' | 'action' }
  | { readonly part: 'body'; readonly form: 'content' | 'element' };

/** How a digest can be written other than in lower-case hex. */
export type OutputEncoding =
  | 'base64'
  | 'base64url'
  | 'base64-of-hex'
  | 'base64url-of-hex'
  | 'base64-of-base64'
  | 'hex-of-hex'
  | 'hex-of-base64'
  | 'signed-bytes'
  | 'signed-hex'
  | 'decimal'
  | 'signed-decimal'
  | 'byte-list'
  | 'signed-byte-list';

/** Marks that tools put into or around a signature. */
export type OutputMarks =
  | 'dashes'
  | 'colons'
  | 'spaces'
  | 'quotes'
  | 'python-bytes'
  | '0x'
  | 'sha1='
  | 'percent-encoded'
  | 'openssl'
  | 'file-name'
  | 'buffer';

/**
 * One thing that was done other than the service does it. `code` is stable; the other members are its parameters.
 * No cause holds the secret key or anything made from it.
 */
export type Cause =
  | { readonly code: 'order' }
  | { readonly code: 'separator'; readonly separator: string }
  | { readonly code: 'part-missing'; readonly part: 'timestamp' | 'user-id' }
  | { readonly code: 'part-doubled'; readonly part: 'timestamp' | 'user-id' | 'both' }
  /** `word` is what the language writes for a value that is not there: `undefined`, `null`. */
  | {
      readonly code: 'part-undefined';
      readonly part: 'timestamp' | 'user-id' | 'both';
      readonly word: string;
    }
  /** `text` is what was signed: names, and not what they stand for. */
  | { readonly code: 'not-interpolated'; readonly text: string }
  | { readonly code: 'message-form'; readonly form: MessageForm }
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
  /** The header has characters that can't be seen or that look like others; without them it was signed. */
  | { readonly code: 'look-alikes'; readonly where: 'timestamp' | 'user-id' | 'signature' }
  | {
      readonly code: 'letter-case';
      readonly where: 'user-id' | 'secret-key';
      readonly letters: 'lower' | 'upper';
    }
  | { readonly code: 'other-user-id'; readonly userId: string }
  | { readonly code: 'key-form'; readonly form: KeyForm }
  | { readonly code: 'key-dressed'; readonly dress: KeyDress }
  | {
      readonly code: 'charset';
      readonly where: 'both' | 'message' | 'secret-key';
      readonly charset: Charset;
    }
  | { readonly code: 'swapped' }
  | { readonly code: 'construction'; readonly kind: ConstructionKind; readonly formula: string }
  | { readonly code: 'plain-hash'; readonly key: 'first' | 'last' | 'both' | 'none' }
  | { readonly code: 'hash'; readonly hash: OtherHash }
  | { readonly code: 'output-encoding'; readonly encoding: OutputEncoding; readonly padded: boolean }
  | { readonly code: 'output-order'; readonly order: ByteOrder }
  /** `position` counts the digits of the signature from 1. */
  | {
      readonly code: 'output-digit';
      readonly change: 'wrong' | 'swapped' | 'missing' | 'doubled' | 'added' | 'zero-added';
      readonly position: number;
    }
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
