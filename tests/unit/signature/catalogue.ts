import type { Cause, TimestampForm } from '#src/signature/cause';

/** User id of another account, known to the one who asks. */
export const otherUserId = 'demo17_1_809934544BFABAE58E5D27';

/** A single mistake, and what it is a mistake in: two in the same cannot be made together. */
export interface Mistake {
  readonly slot: string;
  readonly cause: Cause;
}

const each = <T>(slot: string, values: readonly T[], cause: (value: T) => Cause): Mistake[] =>
  values.map((value) => ({ slot, cause: cause(value) }));

const places = ['timestamp', 'user-id', 'secret-key'] as const;
const blanks = ['\n', '\r\n', ' ', '\t', '\u00a0', '\ufeff'];
const charsets = ['utf-16le', 'utf-16be', 'utf-16le-bom', 'utf-16be-bom', 'latin-1', 'ascii'] as const;
const zones = ['+00:00', '+01:00', '-05:00', '+05:30', '+05:45', '-03:30', '+09:00', '-07:00', '+12:45'];

const inZone = [
  'no-colon',
  'hours-only',
  'no-offset',
  'space',
  'space-no-colon',
  'space-no-offset',
  'milliseconds',
  'milliseconds-no-colon',
  'milliseconds-no-offset',
  'microseconds',
  'microseconds-no-offset',
  'no-seconds',
  'compact',
  'two-digit-year',
  'rfc-2822',
] as const;

/** Forms that always mean UTC, or take over the header's text. */
export const zoneless: readonly TimestampForm[] = [
  'z',
  'milliseconds-z',
  'microseconds-z',
  'space-z',
  'space-utc',
  'no-seconds-z',
  'compact-z',
  'http-date',
  'epoch-seconds',
  'epoch-milliseconds',
  'epoch-decimal',
  'z-relabelled',
  'percent-encoded',
  'plus-as-space',
];

const positions = ['before', 'between', 'after'] as const;

/** Every mistake that is combined with any other. */
export const mistakes: readonly Mistake[] = [
  { slot: 'order', cause: { code: 'order' } },
  ...each('order', ['timestamp', 'user-id'] as const, (part) => ({ code: 'part-missing', part })),
  ...each(
    'separator',
    ['\n', '\r\n', ' ', ',', ':', '|', '&', '-', '\t', ';', '_', '+', '.', '/', '=', '#', '\r', ', '],
    (separator) => ({ code: 'separator', separator }),
  ),
  ...positions.flatMap((position) => [
    ...each('endpoint', ['url', 'path', 'host'] as const, (form): Cause => {
      return { code: 'part-added', part: 'endpoint', form, position };
    }),
    ...each('operation', ['name', 'element', 'action'] as const, (form): Cause => {
      return { code: 'part-added', part: 'operation', form, position };
    }),
    ...each('body', ['content'] as const, (form): Cause => ({
      code: 'part-added',
      part: 'body',
      form,
      position,
    })),
  ]),
  ...places.flatMap((where) =>
    (['before', 'after'] as const).flatMap((side) =>
      each(`${side} ${where}`, blanks, (characters) => ({
        code: 'whitespace-added',
        where,
        side,
        characters,
      })),
    ),
  ),
  ...places.flatMap((where) => each(`trim ${where}`, [where], () => ({ code: 'whitespace-trimmed', where }))),
  ...(['user-id', 'secret-key'] as const).flatMap((where) =>
    each(`case ${where}`, ['lower', 'upper'] as const, (letters) => ({
      code: 'letter-case',
      where,
      letters,
    })),
  ),
  { slot: 'trim user-id', cause: { code: 'other-user-id', userId: otherUserId } },
  ...each(
    'key',
    [
      'hex-decoded',
      'base64-decoded',
      'hex-encoded',
      'hex-upper-encoded',
      'base64-encoded',
      'url-encoded',
      'url-decoded',
      'form-encoded',
      'form-decoded',
      'entity-encoded',
      'entity-decoded',
      'quoted',
      'left-out',
    ] as const,
    (form) => ({ code: 'key-form', form }),
  ),
  ...(['both', 'message', 'secret-key'] as const).flatMap((where) =>
    each('charset', charsets, (charset) => ({ code: 'charset', where, charset })),
  ),
  { slot: 'method', cause: { code: 'swapped' } },
  ...each('method', ['first', 'last', 'both', 'none'] as const, (key) => ({ code: 'plain-hash', key })),
  ...each('hash', ['MD5', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const, (hash) => ({
    code: 'hash',
    hash,
  })),
  ...each('form', inZone, (form) => ({ code: 'timestamp-form', form, offset: null })),
  ...each('form', inZone, (form) => ({ code: 'timestamp-form', form, offset: '+00:00' })),
  ...each('form', zoneless, (form) => ({ code: 'timestamp-form', form, offset: null })),
  ...each('form', zones, (offset) => ({ code: 'timestamp-form', form: 'w3c', offset })),
  ...each('form', ['+05:00', '-08:30', '+05:30'], (offset) => ({
    code: 'timestamp-form',
    form: 'zone-cut',
    offset,
  })),
  ...each('form', ['-05:30', '+08:00'], (offset) => ({ code: 'timestamp-form', form: 'zone-sign', offset })),
  ...each('form', ['+00:00', '-07:00', '-09:00'], (offset) => {
    return { code: 'timestamp-form', form: 'zone-relabelled', offset };
  }),
  ...each('shift', [1, -1, 2, -2], (seconds) => ({ code: 'timestamp-shifted', seconds })),
  ...each(
    'output',
    ['base64', 'base64url', 'base64-of-hex', 'hex-of-hex', 'signed-bytes'] as const,
    (encoding) => {
      return { code: 'output-encoding', encoding, padded: true };
    },
  ),
  ...each('output', ['base64', 'base64-of-hex'] as const, (encoding) => {
    return { code: 'output-encoding', encoding, padded: false };
  }),
  { slot: 'letters', cause: { code: 'output-case', letters: 'upper' } },
  ...each('cut', [16, 20, 32, 39], (characters) => ({
    code: 'output-truncated',
    kept: 'first',
    characters,
    of: 40,
  })),
  ...each('cut', [16, 32], (characters) => ({ code: 'output-truncated', kept: 'last', characters, of: 40 })),
  ...each(
    'marks',
    ['dashes', 'colons', 'spaces', 'quotes', 'python-bytes', '0x', 'sha1='] as const,
    (marks) => {
      return { code: 'output-marked', marks };
    },
  ),
  { slot: 'end', cause: { code: 'output-whitespace' } },
];

/** Mistakes that are tried with nothing else: a guessed millisecond, and another form in a third zone. */
export const loners: readonly Mistake[] = [
  ...each('form', [7, 123, 999], (milliseconds) => ({ code: 'timestamp-fraction', milliseconds, utc: true })),
  ...each('form', [1, 500], (milliseconds) => ({ code: 'timestamp-fraction', milliseconds, utc: false })),
  ...each('form', ['no-offset', 'space-no-offset', 'no-colon', 'rfc-2822'] as const, (form) => {
    return { code: 'timestamp-form', form, offset: '+05:30' };
  }),
];
