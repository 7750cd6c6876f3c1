import { describe, expect, test } from 'vitest';
import type { Cause } from '#src/signature/cause';
import { describe as inWords } from '#src/signature/causes';
import { diagnose } from '#src/signature/diagnose';
import { report } from '#src/signature/report';
import { hash, hmac, mac, pasted, signer, type Signer } from './made-by-hand';

/** A mistake by name, the signature that it makes, and what it is known by. */
type Case = readonly [
  name: string,
  signature: (values: Signer) => string,
  cause: Partial<Cause>,
  values?: Partial<Signer>,
];

function named(cases: readonly Case[]) {
  test.each(cases.map(([name, make, cause, values]) => ({ name, make, cause, values })))(
    '$name',
    async ({ make, cause, values }) => {
      const facts = { ...signer, ...values };
      const diagnosis = await diagnose(pasted(facts, make(facts)), facts.key);
      expect(diagnosis.verdict).toBe('explained');
      expect(diagnosis.causes).toEqual([expect.objectContaining(cause)]);
      for (const words of diagnosis.causes.map(inWords)) {
        expect(words.sentence).toMatch(/^You .*the service .*\.$/);
        expect(words.title + words.sentence + words.fix).not.toMatch(/undefined(?!”)|\[object|NaN/);
      }
      if (facts.key.length > 6) expect(report(diagnosis)).not.toContain(facts.key);
    },
  );
}

const right = ({ timestamp, userId, key }: Signer) => mac(key, timestamp + userId);
const hexOf = (bytes: Buffer) => bytes.toString('hex');
const swap = (hex: string, at: number) => hex.slice(0, at) + hex[at + 1] + hex[at] + hex.slice(at + 2);

/** A key whose digest begins, over these values, as a case needs it. */
function keyWhere(fits: (digest: Buffer) => boolean): Partial<Signer> {
  for (let count = 0; ; count++) {
    const key = `key-${count}-of-the-test`;
    if (fits(right({ ...signer, key }))) return { key };
  }
}
const negative = keyWhere((digest) => (digest[0] ?? 0) > 127);
const positive = keyWhere((digest) => (digest[0] ?? 0) < 128 && (digest[0] ?? 0) > 15);
const different = keyWhere((digest) => !/(.)\1/.test(hexOf(digest)));

describe('What is wrong with the output is named', () => {
  const signed = (bytes: Buffer) => {
    const value = BigInt(`0x${hexOf(bytes)}`);
    return value >= 2n ** 159n ? value - 2n ** 160n : value;
  };
  named([
    ...['SHA1(stdin)= ', '(stdin)= ', 'HMAC-SHA1(stdin)= ', 'HMAC-SHA1(msg.txt)= ', 'SHA1 (-) = '].map(
      (before): Case => [
        `openssl's ${before}`,
        (facts) => before + hexOf(right(facts)),
        { code: 'output-marked', marks: 'openssl' },
      ],
    ),
    ...[' *stdin', '  -', '  message.txt', ' *-'].map((after): Case => [
      `a file name${after}`,
      (facts) => hexOf(right(facts)) + after,
      { code: 'output-marked', marks: 'file-name' },
    ]),
    [
      'a Buffer',
      (facts) => `<Buffer ${hexOf(right(facts)).match(/../g)?.join(' ')}>`,
      { code: 'output-marked', marks: 'buffer' },
    ],
    [
      'a decimal number',
      (facts) => BigInt(`0x${hexOf(right(facts))}`).toString(),
      { encoding: 'decimal' } as Partial<Cause>,
    ],
    [
      'a negative number',
      (facts) => signed(right(facts)).toString(),
      { encoding: 'signed-decimal' } as Partial<Cause>,
      negative,
    ],
    [
      'a negative number in hex',
      (facts) => signed(right(facts)).toString(16),
      { encoding: 'signed-hex' } as Partial<Cause>,
      negative,
    ],
    ['a 0 in front', (facts) => `0${hexOf(right(facts))}`, { code: 'output-digit', change: 'zero-added' }],
    ...['[', '(', '{', 'Uint8Array(20) [', 'byte[20] {', "array('B', ["].map((open): Case => [
      `a list of bytes after ${open}`,
      (facts) => `${open}${[...right(facts)].join(', ')}]`,
      { encoding: 'byte-list' } as Partial<Cause>,
    ]),
    [
      'bytes with commas only',
      (facts) => [...right(facts)].join(','),
      { encoding: 'byte-list' } as Partial<Cause>,
    ],
    [
      'bytes with a sign, as Arrays.toString prints them',
      (facts) => `[${[...new Int8Array(right(facts))].join(', ')}]`,
      { encoding: 'signed-byte-list' } as Partial<Cause>,
    ],
    [
      'bytes in C notation',
      (facts) => `{${[...right(facts)].map((byte) => `0x${byte.toString(16)}`).join(', ')}}`,
      { encoding: 'byte-list' } as Partial<Cause>,
    ],
    [
      'reversed bytes',
      (facts) => hexOf(right(facts).reverse()),
      { code: 'output-order', order: 'bytes-reversed' },
    ],
    [
      'bytes swapped in words of four',
      (facts) => hexOf(right(facts).swap32()),
      { code: 'output-order', order: 'bytes-of-words-reversed' },
    ],
    [
      'bytes swapped in pairs',
      (facts) => hexOf(right(facts).swap16()),
      { code: 'output-order', order: 'pairs-swapped' },
    ],
    [
      'words the other way round',
      (facts) => hexOf(right(facts)).match(/.{8}/g)?.reverse().join('') ?? '',
      { code: 'output-order', order: 'words-reversed' },
    ],
    [
      'swapped digits of each byte',
      (facts) => hexOf(right(facts)).replaceAll(/(.)(.)/g, '$2$1'),
      { code: 'output-order', order: 'digits-swapped' },
    ],
    [
      'hex of base64',
      (facts) => hexOf(Buffer.from(right(facts).toString('base64'))),
      { encoding: 'hex-of-base64' } as Partial<Cause>,
    ],
    [
      'base64 of base64',
      (facts) => Buffer.from(right(facts).toString('base64')).toString('base64'),
      { encoding: 'base64-of-base64' } as Partial<Cause>,
    ],
    ...[0, 7, 20, 39].map((at): Case => [
      `a wrong digit at ${at}`,
      (facts) => {
        const hex = hexOf(right(facts));
        return hex.slice(0, at) + (hex[at] === '7' ? '1' : '7') + hex.slice(at + 1);
      },
      { code: 'output-digit', change: 'wrong', position: at + 1 },
    ]),
    [
      'O for a digit',
      (facts) => `${hexOf(right(facts)).slice(0, 11)}O${hexOf(right(facts)).slice(12)}`,
      { code: 'output-digit', change: 'wrong', position: 12 },
    ],
    ...[0, 12, 38].map((at): Case => [
      `digits swapped at ${at}`,
      (facts) => swap(hexOf(right(facts)), at),
      { code: 'output-digit', change: 'swapped', position: at + 1 },
      different,
    ]),
    ...[2, 19, 37].map((at): Case => [
      `a missing digit at ${at}`,
      (facts) => hexOf(right(facts)).slice(0, at) + hexOf(right(facts)).slice(at + 1),
      { code: 'output-digit', change: 'missing' },
      different,
    ]),
    ...[0, 17, 39].map((at): Case => [
      `a doubled digit at ${at}`,
      (facts) => {
        const hex = hexOf(right(facts));
        return hex.slice(0, at + 1) + hex.slice(at);
      },
      { code: 'output-digit', change: 'doubled' },
      positive,
    ]),
  ]);
});

describe('What became of the key is named', () => {
  const with_ = (change: (key: string) => string) => (facts: Signer) =>
    hmac(change(facts.key), facts.timestamp + facts.userId);
  const form = (name: string): Partial<Cause> => ({ code: 'key-form', form: name }) as Partial<Cause>;
  const long = { key: 'Ab0'.repeat(30) };
  named([
    [
      'a carriage return',
      with_((key) => `${key}\r`),
      { code: 'whitespace-added', side: 'after', characters: '\r' },
    ],
    ['double quotes', with_((key) => `"${key}"`), form('quoted')],
    ['single quotes', with_((key) => `'${key}'`), form('single-quoted')],
    ['backticks', with_((key) => `\`${key}\``), form('back-quoted')],
    ...['"', "'", '`'].flatMap((quote): Case[] => [
      [`a stray ${quote} in front`, with_((key) => quote + key), form('stray-quote')],
      [`a stray ${quote} behind`, with_((key) => key + quote), form('stray-quote')],
    ]),
    ['a semicolon', with_((key) => `${key};`), form('semicolon')],
    ['a comma', with_((key) => `${key},`), form('comma')],
    ...['NAME', 'MARKETO_SECRET_KEY', 'secretKey', 'encryption_key'].map((name): Case => [
      `${name}=`,
      with_((key) => `${name}=${key}`),
      form('named'),
    ]),
    ['a literal \\n', with_((key) => `${key}\\n`), form('literal-escape')],
    ['its first character missing', with_((key) => key.slice(1)), form('first-missing')],
    ['its last character missing', with_((key) => key.slice(0, -1)), form('last-missing')],
    ...[40, 32, 20].map((length): Case => [
      `a cut at ${length}`,
      with_((key) => key.slice(0, length)),
      form('cut'),
      long,
    ]),
    ...['undefined', 'null', 'None'].map((word): Case => [word, with_(() => word), form('placeholder')]),
    ['nothing', with_(() => ''), form('left-out')],
    ['$name, as PHP replaces it', with_(() => 'ab-d'), form('variable-replaced'), { key: 'ab$name-d' }],
    [
      '$9 and its letters, as PowerShell replaces them',
      with_(() => 'ab-d'),
      form('variable-replaced'),
      { key: 'ab$9aB-d' },
    ],
    [
      '$9, as shells and Perl replace it',
      with_(() => 'abaB-d'),
      form('variable-replaced'),
      { key: 'ab$9aB-d' },
    ],
    ['a backslash that a shell ate', with_(() => 'abcd'), form('backslash-eaten'), { key: 'ab\\cd' }],
    ['a backslash that made a line feed', with_(() => 'ab\nd'), form('backslash-eaten'), { key: 'ab\\nd' }],
    ['doubled backslashes', with_(() => 'ab\\\\cd'), form('backslash-doubled'), { key: 'ab\\cd' }],
    ['small percent encoding', with_(() => 'a%2bb%2f'), form('url-encoded-lower'), { key: 'a+b/' }],
    ['lost zeros', with_(() => '12345'), form('zeros-lost'), { key: '0012345' }],
    ['NFD', with_((key) => key.normalize('NFD')), form('decomposed'), { key: 'Käse-clé' }],
    ['NFC', with_((key) => key.normalize('NFC')), form('composed'), { key: 'Käse'.normalize('NFD') }],
    ['mojibake', with_(() => 'KÃ¤se'), form('mojibake'), { key: 'Käse' }],
    [
      'windows-1252',
      ({ timestamp, userId }) => hmac(Buffer.from([0x31, 0x80, 0x32]), timestamp + userId),
      { code: 'charset', charset: 'windows-1252' },
      { key: '1€2' },
    ],
  ]);

  test.each([
    ['quotes', '"27272727aa"', 'quotes'],
    ['one quote', '27272727aa"', 'quotes'],
    ['a semicolon', '27272727aa;', 'punctuation'],
    ['a name', 'MARKETO_SECRET=27272727aa', 'name'],
    ['a name and quotes', 'secretKey: "27272727aa"', 'name'],
    ['a zero width space', '\u200b27272727aa', 'look-alikes'],
  ])(
    'A key that was given with %s is named where the signature was made without',
    async (_, given, dress) => {
      const { causes } = await diagnose(pasted(signer, hexOf(right(signer))), given);
      expect(causes).toEqual([{ code: 'key-dressed', dress }]);
    },
  );
});

describe('What else was signed for the timestamp is named', () => {
  const as = (text: string) => (facts: Signer) => hmac(facts.key, text + facts.userId);
  const form = (name: string): Partial<Cause> => ({ code: 'timestamp-form', form: name }) as Partial<Cause>;
  const seconds = (moved: number) => (facts: Signer) => {
    const wall = new Date(Date.parse(`${facts.timestamp.slice(0, 19)}Z`) + moved * 1000)
      .toISOString()
      .slice(0, 19);
    return hmac(facts.key, wall + facts.timestamp.slice(19) + facts.userId);
  };
  named([
    ...[3, -3, 10, 30, 60, 300, -300, 7, -1234, 3599, -3600].map((moved): Case => [
      `${moved} s`,
      seconds(moved),
      { code: 'timestamp-shifted', seconds: moved },
    ]),
    [
      'the clock of UTC under the local offset',
      as('2013-08-02T12:47:06-07:00'),
      { form: 'clock-elsewhere', offset: '+00:00' } as Partial<Cause>,
    ],
    [
      'the local clock under Z',
      as('2013-08-02T05:47:06Z'),
      { form: 'clock-elsewhere', offset: '-07:00' } as Partial<Cause>,
      { timestamp: '2013-08-02T12:47:06Z' },
    ],
    [
      'twelve hours',
      as('2013-08-02T03:47:06-07:00'),
      form('twelve-hour'),
      { timestamp: '2013-08-02T15:47:06-07:00' },
    ],
    [
      'twelve hours without an offset',
      as('2013-08-02T03:47:06'),
      form('twelve-hour'),
      { timestamp: '2013-08-02T15:47:06-07:00' },
    ],
    ['an hour of one digit', as('2013-08-02T5:47:06-07:00'), form('unpadded-hour')],
    ['no zeros', as('2013-8-2T5:47:06-07:00'), form('unpadded')],
    ['seven decimal places', as('2013-08-02T05:47:06.0000000-07:00'), form('ticks')],
    ['seven decimal places and Z', as('2013-08-02T12:47:06.0000000Z'), form('ticks-z')],
    ['-0700', as('2013-08-02T05:47:06-0700'), form('no-colon')],
    [
      "JavaScript's '' + date",
      as('Fri Aug 02 2013 05:47:06 GMT-0700 (Pacific Daylight Time)'),
      form('javascript'),
    ],
    [
      "JavaScript's in UTC",
      as('Fri Aug 02 2013 12:47:06 GMT+0000 (Coordinated Universal Time)'),
      form('javascript'),
    ],
    ["JavaScript's with a short name", as('Fri Aug 02 2013 05:47:06 GMT-0700 (PDT)'), form('javascript')],
    [
      "JavaScript's on a machine in Berlin",
      as('Fri Aug 02 2013 14:47:06 GMT+0200 (Central European Summer Time)'),
      { form: 'javascript', offset: '+02:00' } as Partial<Cause>,
    ],
    ["Java's Date.toString()", as('Fri Aug 02 05:47:06 PDT 2013'), form('java')],
    ["Java's in UTC", as('Fri Aug 02 12:47:06 UTC 2013'), form('java')],
    ["Java's ZonedDateTime", as('2013-08-02T05:47:06-07:00[America/Los_Angeles]'), form('java-zoned')],
    ["Go's Time.String()", as('2013-08-02 05:47:06 -0700 PDT'), form('go')],
    ["Go's in UTC", as('2013-08-02 12:47:06 +0000 UTC'), form('go')],
    ["C#'s ToString()", as('8/2/2013 5:47:06 AM'), form('local')],
    ["C#'s ToString() of a DateTimeOffset", as('8/2/2013 5:47:06 AM -07:00'), form('local')],
    ["C#'s ToString() in Germany", as('02.08.2013 05:47:06'), form('local')],
    ['asctime', as('Fri Aug  2 05:47:06 2013'), form('asctime')],
    ['SQL Server', as('Aug  2 2013  5:47AM'), form('sql-server')],
    ["SQL's datetimeoffset", as('2013-08-02 05:47:06.0000000 -07:00'), form('sql-datetimeoffset')],
    ["SQL's datetime2", as('2013-08-02 05:47:06.0000000'), form('sql-datetime2')],
    ['PDT', as('2013-08-02T05:47:06PDT'), form('zone-name')],
    ['PDT after a space', as('2013-08-02 05:47:06 PDT'), form('zone-name')],
    ['dots', as('2013-08-02T05.47.06-07:00'), form('dots')],
    ['dots after a space', as('2013-08-02 05.47.06'), form('dots')],
    ['%3a', as('2013-08-02T05%3a47%3a06-07%3a00'), form('percent-encoded-lower')],
    [
      'a plus that became a space in what was signed',
      as('2013-08-02T05:47:06 07:00'),
      form('plus-as-space'),
      { timestamp: '2013-08-02T05:47:06+07:00' },
    ],
    [
      'a plus that became a space in the header',
      as('2013-08-02T05:47:06+07:00'),
      form('plus-lost-in-header'),
      { timestamp: '2013-08-02T05:47:06 07:00' },
    ],
    [
      'a plus that became a space in the header, without a colon',
      as('2013-08-02T05:47:06+0530'),
      form('plus-lost-in-header'),
      { timestamp: '2013-08-02T05:47:06 0530' },
    ],
  ]);
});

describe('Another calculation than the service does is named', () => {
  const kind = (name: string): Partial<Cause> => ({ code: 'construction', kind: name }) as Partial<Cause>;
  named([
    ['the user id as the key', (f) => hmac(f.userId, f.timestamp), kind('user-id-as-key')],
    ['the user id as the key of both', (f) => hmac(f.userId, f.timestamp + f.userId), kind('user-id-as-key')],
    ['the timestamp as the key', (f) => hmac(f.timestamp, f.userId), kind('timestamp-as-key')],
    ['one HMAC after the other', (f) => hmac(mac(f.key, f.timestamp), f.userId), kind('chained')],
    ['one HMAC after the other, in hex', (f) => hmac(hmac(f.key, f.timestamp), f.userId), kind('chained')],
    ['HMAC of a hash', (f) => hmac(f.key, hash('sha1', f.timestamp + f.userId)), kind('hmac-of-hash')],
    [
      'HMAC of a hash in hex',
      (f) => hmac(f.key, hexOf(hash('md5', f.timestamp + f.userId))),
      kind('hmac-of-hash'),
    ],
    ['a hash of an HMAC', (f) => hexOf(hash('sha1', right(f))), kind('hash-of-hmac')],
    ['a hash of an HMAC in hex', (f) => hexOf(hash('sha1', hexOf(right(f)))), kind('hash-of-hmac')],
    ['HMAC twice', (f) => hmac(f.key, right(f)), kind('hmac-twice')],
    ['a hashed key', (f) => hmac(hash('sha1', f.key), f.timestamp + f.userId), kind('hashed-key')],
    [
      'a key hashed as hex',
      (f) => hmac(hexOf(hash('md5', f.key)), f.timestamp + f.userId),
      kind('hashed-key'),
    ],
    [
      'the key in the middle of a hash',
      (f) => hexOf(hash('sha1', f.timestamp + f.key + f.userId)),
      kind('key-in-middle'),
    ],
    [
      'the key in the middle of MD5',
      (f) => hexOf(hash('md5', f.timestamp + f.key + f.userId)),
      kind('key-in-middle'),
    ],
    [
      'the key in the message too',
      (f) => hmac(f.key, f.timestamp + f.userId + f.key),
      kind('key-in-message'),
    ],
    [
      'the key between the two too',
      (f) => hmac(f.key, f.timestamp + f.key + f.userId),
      kind('key-in-message'),
    ],
  ]);

  test('HMAC with RIPEMD-160', async () => {
    const { createHmac } = await import('node:crypto');
    const made = createHmac('ripemd160', signer.key)
      .update(signer.timestamp + signer.userId)
      .digest('hex');
    const { causes } = await diagnose(pasted(signer, made), signer.key);
    expect(causes).toEqual([{ code: 'hash', hash: 'RIPEMD-160' }]);
  });
});

describe('Another message than the service signs is named', () => {
  const signed = (write: (timestamp: string, userId: string) => string) => (facts: Signer) =>
    hmac(facts.key, write(facts.timestamp, facts.userId));
  const form = (name: string): Partial<Cause> => ({ code: 'message-form', form: name }) as Partial<Cause>;
  named([
    ...['\\n', ' + ', '%0A'].map((mark): Case => [
      `${mark} between`,
      signed((time, user) => time + mark + user),
      { code: 'separator', separator: mark },
    ]),
    [
      'a carriage return at the end',
      signed((time, user) => `${time}${user}\r`),
      { code: 'whitespace-added', characters: '\r' },
    ],
    [
      'NUL at the end',
      signed((time, user) => `${time}${user}\0`),
      { code: 'whitespace-added', characters: '\0' },
    ],
    ['quotes', signed((time, user) => `"${time}${user}"`), form('quoted')],
    ['single quotes', signed((time, user) => `'${time}${user}'`), form('quoted')],
    [
      'JSON',
      signed((requestTimestamp, mktowsUserId) => JSON.stringify({ requestTimestamp, mktowsUserId })),
      form('json'),
    ],
    [
      'JSON of Python',
      signed((time, user) => `{"timestamp": "${time}", "user_id": "${user}"}`),
      form('json'),
    ],
    [
      'a query string',
      signed((time, user) => `requestTimestamp=${time}&mktowsUserId=${user}`),
      form('query'),
    ],
    [
      'an encoded query string',
      signed((time, user) => new URLSearchParams({ timestamp: time, userId: user }).toString()),
      form('query'),
    ],
    ...[
      '$timestamp$userId',
      '${timestamp}${userId}',
      '#{timestamp}#{user_id}',
      '{timestamp}{user_id}',
      '$requestTimestamp$mktowsUserId',
      'timestamp + userId',
      '%s%s',
      '{0}{1}',
    ].map((text): Case => [text, signed(() => text), { code: 'not-interpolated', text }]),
    [
      'undefined for the user id',
      signed((time) => `${time}undefined`),
      { code: 'part-undefined', part: 'user-id', word: 'undefined' },
    ],
    [
      'null for the timestamp',
      signed((_, user) => `null${user}`),
      { code: 'part-undefined', part: 'timestamp', word: 'null' },
    ],
    ['undefined for both', signed(() => 'undefinedundefined'), { code: 'part-undefined', part: 'both' }],
    [
      'the timestamp twice',
      signed((time, user) => time + time + user),
      { code: 'part-doubled', part: 'timestamp' },
    ],
    [
      'the user id twice',
      signed((time, user) => time + user + user),
      { code: 'part-doubled', part: 'user-id' },
    ],
    ['both twice', signed((time, user) => time + user + time + user), { code: 'part-doubled', part: 'both' }],
    ['nothing', signed(() => ''), form('empty')],
    ['lower case', signed((time, user) => (time + user).toLowerCase()), form('lower-case')],
  ]);
});
