import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#src/language/problem';
import { check } from '#src/language/check';
import { marketo } from '#src/contract/marketo';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { lexicalFault } from '#src/text/lexical';
import { adviseTimestamp } from '#src/signature/advice';
import { readClock } from '#src/signature/clock';
import { sign } from '#src/signature/sign';
import { valueComplaint } from '#src/ui/form/value-complaint';
import { XSD } from '#src/contract/contract';
import { envelopeOf, NOW, post, readAnswer, sandboxAt } from '../sandbox/requests';
import { createJudge } from '../xsd';

/*
 * The editor, the form, the sandbox and the signature's tab are asked the same question about the same text. Whether the
 * schema's letter allows it is told by libxml2, which is none of our own code.
 */

const context: Context = { signOnSend: true };
const selector = { $type: 'LastUpdateAtSelector' };
const world = sandboxAt();

/** A getMultipleLeads with a date, and the same with a number of records. */
const dated = (text: string) =>
  envelopeOf('getMultipleLeads', { leadSelector: { ...selector, oldestUpdatedAt: 'HERE' } }, NOW).replace(
    'HERE',
    text,
  );
const sized = (text: string) =>
  envelopeOf(
    'getMultipleLeads',
    { leadSelector: { $type: 'StaticListSelector', staticListName: 'Empty List' }, batchSize: 'HERE' },
    NOW,
  ).replace('HERE', text);

const editorTakes = (request: string) =>
  !check(request, marketo, context).some(({ code }) => code === 'bad-value');
const formTakes = (type: string, text: string) =>
  valueComplaint({ kind: 'builtin', name: type }, text) === undefined;
const sandboxTakes = async (request: string) =>
  !/ is no (?:int|dateTime): /.test((await readAnswer(await post(world.sandbox, request))).message ?? '');

/** How old the sandbox finds a request signed with that timestamp; undefined when it can't be read. */
async function sandboxReads(timestamp: string): Promise<number | undefined> {
  const request = envelopeOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } }, NOW)
    .replace(/(<requestTimestamp>)[^<]*/, `$1${timestamp}`)
    .replace(/(<requestSignature>)[^<]*/, `$1${sign(timestamp, DEMO_USER_ID, DEMO_SECRET_KEY)}`);
  await post(world.sandbox, request);
  const age = world.sandbox.log().at(-1)?.age;
  return age === undefined ? undefined : NOW - age;
}

const signatureReads = (timestamp: string) => readClock(timestamp, { now: NOW }).instant ?? undefined;

let schemaTakes: (type: string, text: string) => boolean;

beforeAll(() => {
  const types = [
    ...[
      'string',
      'normalizedString',
      'token',
      'language',
      'Name',
      'NCName',
      'NMTOKEN',
      'NMTOKENS',
      'ID',
      'IDREFS',
    ],
    ...['boolean', 'decimal', 'float', 'double', 'hexBinary', 'base64Binary', 'anyURI', 'duration'],
    ...['dateTime', 'date', 'time', 'gYear', 'gYearMonth', 'gMonthDay', 'gMonth', 'gDay'],
    ...['integer', 'long', 'int', 'short', 'byte', 'nonNegativeInteger', 'positiveInteger', 'unsignedLong'],
    ...['unsignedInt', 'unsignedShort', 'unsignedByte', 'nonPositiveInteger', 'negativeInteger'],
  ];
  const elements = types.map((type) => `<x:element name="${type}" type="x:${type}"/>`).join('');
  const judge = createJudge(
    `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"><w:types><x:schema xmlns:x="${XSD}" targetNamespace="urn:t">${elements}</x:schema></w:types></w:definitions>`,
  );
  schemaTakes = (type, text) => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return (
      judge(
        `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><t:${type} xmlns:t="urn:t">${escaped}</t:${type}></e:Body></e:Envelope>`,
      ).length === 0
    );
  };
});

describe('A date and time that the schema allows is fine everywhere, and the same moment', () => {
  test.each([
    ['2013-06-09T14:04:54-08:00', '2013-06-09T22:04:54Z'],
    ['2013-06-09T22:04:54Z', '2013-06-09T22:04:54Z'],
    ['2013-06-09T22:04:54', '2013-06-09T22:04:54Z'],
    ['2013-06-09T24:00:00Z', '2013-06-10T00:00:00Z'],
    ['2013-12-31T24:00:00.000-05:00', '2014-01-01T05:00:00Z'],
    ['2012-02-29T12:00:00+05:59', '2012-02-29T06:01:00Z'],
    ['2013-06-09T22:04:54+14:00', '2013-06-09T08:04:54Z'],
    ['2013-06-09T22:04:54-14:00', '2013-06-10T12:04:54Z'],
    ['2013-06-09T22:04:54.123456789Z', '2013-06-09T22:04:54.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2000-02-29T00:00:00-00:00', '2000-02-29T00:00:00Z'],
    ['12013-06-09T00:00:00Z', '+012013-06-09T00:00:00Z'],
  ])('%j', async (text, moment) => {
    const time = Date.parse(moment);
    expect(schemaTakes('dateTime', text)).toBe(true);
    expect([editorTakes(dated(text)), formTakes('dateTime', text), await sandboxTakes(dated(text))]).toEqual([
      true,
      true,
      true,
    ]);
    expect([signatureReads(text), await sandboxReads(text)]).toEqual([time, time]);
  });
});

describe('A date and time that no calendar, clock or map has is refused everywhere', () => {
  test.each([
    '2013-06-09T22:04:54+05:99',
    '2013-06-09T22:04:54+05:60',
    '2013-06-09T22:04:54+14:01',
    '2013-06-09T22:04:54-19:00',
    '2013-06-09T24:00:01Z',
    '2013-06-09T24:00:00.125Z',
    '2013-06-09T25:00:00Z',
    '2013-06-09T22:60:00Z',
    '2013-06-09T22:04:60Z',
    '2013-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2013-06-31T00:00:00Z',
    '2013-13-01T00:00:00Z',
    '2013-00-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    'noon',
    '2013-06-09T22:04:54Z\u00a0',
    '\u20072013-06-09T22:04:54Z',
    '2013-06-09T22:04:54Z\u200b',
    '2013\u201306-09T22:04:54Z',
  ])('%j', async (text) => {
    expect(schemaTakes('dateTime', text)).toBe(false);
    expect([editorTakes(dated(text)), formTakes('dateTime', text), await sandboxTakes(dated(text))]).toEqual([
      false,
      false,
      false,
    ]);
    expect([signatureReads(text), await sandboxReads(text)]).toEqual([undefined, undefined]);
    expect(adviseTimestamp(text).map(({ code }) => code)).toContain('timestamp-not-a-date');
  });
});

describe('What the service took beyond the schema is told by the editor and the form, and the same moment to the others', () => {
  test.each([
    ['2013-06-09T14:04:54-0800', '2013-06-09T22:04:54Z'],
    ['2013-06-09 14:04:54 -0800', '2013-06-09T22:04:54Z'],
    ['2013-06-09 22:04:54 UTC', '2013-06-09T22:04:54Z'],
    ['2013-06-09 22:04:54', '2013-06-09T22:04:54Z'],
    ['2013-06-09T22:04Z', '2013-06-09T22:04:00Z'],
    ['2013-06-09t22:04:54z', '2013-06-09T22:04:54Z'],
    ['2013-06-09 24:00:00', '2013-06-10T00:00:00Z'],
    ['2013-06-09', '2013-06-09T00:00:00Z'],
    ['Sun Jun 09 14:04:54 -0800 2013', '2013-06-09T22:04:54Z'],
  ])('%j', async (text, moment) => {
    const time = Date.parse(moment);
    expect(schemaTakes('dateTime', text)).toBe(false);
    expect([editorTakes(dated(text)), formTakes('dateTime', text), await sandboxTakes(dated(text))]).toEqual([
      false,
      false,
      true,
    ]);
    expect([signatureReads(text), await sandboxReads(text)]).toEqual([time, time]);
  });
});

describe('A whole number is judged the same by editor, form and sandbox', () => {
  test.each([
    ['-2147483648', true],
    ['2147483647', true],
    ['+7', true],
    ['007', true],
    ['-0', true],
    [' 100\r\n', true],
    ['-2147483649', false],
    ['2147483648', false],
    ['9'.repeat(400), false],
    ['100\u00a0', false],
    ['\u00a0100', false],
    ['100\u2003', false],
    ['\ufeff100', false],
    ['1 00', false],
    ['１００', false],
    ['1.0', false],
    ['1e2', false],
    ['+', false],
  ])('%j: %s', async (text, fine) => {
    expect(schemaTakes('int', text)).toBe(fine);
    expect([editorTakes(sized(text)), formTakes('int', text), await sandboxTakes(sized(text))]).toEqual([
      fine,
      fine,
      fine,
    ]);
  });
});

describe('The schema’s processor and ours agree about', () => {
  const samples: Readonly<Record<string, readonly string[]>> = {
    'integer long int short byte nonNegativeInteger positiveInteger unsignedLong unsignedInt unsignedShort unsignedByte nonPositiveInteger negativeInteger':
      [
        ...[
          '0',
          '-0',
          '+0',
          '1',
          '-1',
          '+1',
          '127',
          '128',
          '-128',
          '-129',
          '255',
          '256',
          '32767',
          '32768',
          '65535',
          '65536',
        ],
        ...[
          '2147483648',
          '4294967295',
          '4294967296',
          '9223372036854775807',
          '9223372036854775808',
          '-9223372036854775808',
        ],
        ...[
          '-9223372036854775809',
          '18446744073709551615',
          '18446744073709551616',
          '9'.repeat(20),
          `-${'9'.repeat(20)}`,
        ],
        ...['', ' ', '1.0', '1 2', 'x', '--1', '00001', '\u00a01', '٣'],
      ],
    boolean: ['true', 'false', '0', '1', ' true ', 'True', 'yes', '', '01', 'true\u00a0'],
    decimal: ['1', '-1.5', '.5', '5.', '+0.0', '1e3', 'NaN', '1,5', '.', '', '1.2.3', ' 1 '],
    'float double': [
      '1',
      '1e3',
      '1E-3',
      '.5e+2',
      'NaN',
      'INF',
      '-INF',
      'inf',
      'nan',
      'e3',
      '',
      '1e1.5',
      '0x1',
    ],
    hexBinary: ['', '00', '0a', 'AF', 'a', 'abc', 'xy', 'a b0', ' 0f '],
    base64Binary: ['', 'YQ==', 'YWI=', 'YWJj', 'YW Jj', 'YQ', 'YQ=', 'Y===', 'YR==', 'YWJ=', 'Y!Q='],
    anyURI: ['', 'a', 'http://host/path?q#f', 'a%20b', 'a%2', 'a%zz', 'a#b', 'a b', 'urn:x:y', '../up', 'é'],
    language: ['en', 'en-US', 'x-klingon', 'de-1996', 'abcdefghi', 'e1', '', 'en-', 'en_US', ' en '],
    Name: ['a', 'a:b', ':a', '_a', '-a', '1a', 'a b', '', 'é', 'a.b-c'],
    'NCName ID': ['a', 'a:b', '_a', '-a', '1a', 'a b', '', 'é', ' a ', 'a\u00a0'],
    NMTOKEN: ['a', '1a', '-a', 'a b', '', ':a', 'a/b'],
    NMTOKENS: ['a', 'a b', 'a  b\n c', 'a/b c'],
    duration: [
      'P1Y',
      'P1Y2M3DT4H5M6.7S',
      '-P1D',
      'PT0S',
      'P',
      'PT',
      'P1DT',
      '1D',
      'P-1D',
      'P1S',
      '',
      'P1.5D',
    ],
    date: [
      '2013-06-09',
      '2013-06-09Z',
      '2013-06-09-08:00',
      '2013-02-29',
      '2012-02-29',
      '2013-6-9',
      '',
      '0000-01-01',
      '-0044-03-15',
      '13-06-09',
      '2013-06-09+14:01',
      '12013-06-09',
    ],
    time: [
      '14:04:54',
      '24:00:00',
      '24:00:01',
      '14:04',
      '14:04:54.5Z',
      '25:00:00',
      '14:60:00',
      '',
      '14:04:54+05:99',
    ],
    gYear: ['2013', '13', '-0044', '0000', '2013Z', '2013-08:00', '12013', '', '02013'],
    gYearMonth: ['2013-06', '2013-13', '2013-6', '2013-06Z', ''],
    gMonthDay: ['--06-09', '--02-29', '--02-30', '06-09', '--06-09Z', '--04-31', ''],
    gMonth: ['--06', '--13', '--06Z', '06', ''],
    gDay: ['---09', '---31', '---32', '---00', '---09Z', '09', ''],
    'string normalizedString token': ['', ' a  b ', '\u00a0'],
  };

  test.each(
    Object.entries(samples).flatMap(([types, texts]) =>
      types.split(' ').map((type) => [type, texts] as const),
    ),
  )('%s', (type, texts) => {
    const ours = texts.map((text) => [text, lexicalFault(type, text) === undefined]);
    expect(ours).toEqual(texts.map((text) => [text, schemaTakes(type, text)]));
  });
});

test('A negative integer is known to the editor as well as to the form, and both name its bound', () => {
  expect(lexicalFault('negativeInteger', '0')?.message).toBe('must be at most -1');
  expect(valueComplaint({ kind: 'builtin', name: 'negativeInteger' }, '0')).toBe(
    'the number has to be at most -1',
  );
});

test('A no-break space after a number is named, and taken away by the fix', () => {
  const [problem] = check(sized('100\u00a0'), marketo, context).filter(({ code }) => code === 'bad-value');
  expect(problem?.message).toContain('U+00A0');
  expect(problem?.fixes[0]?.title).toBe('Write 100');
});

test('White space of XML around a date and time counts for nothing', async () => {
  const text = ' \t2013-06-09T22:04:54Z\n';
  const time = Date.parse('2013-06-09T22:04:54Z');
  expect([editorTakes(dated(text)), formTakes('dateTime', text), await sandboxTakes(dated(text))]).toEqual([
    true,
    true,
    true,
  ]);
  expect([signatureReads(text), await sandboxReads(text)]).toEqual([time, time]);
});

// The schema says so (Part 2, 3.2.4.1, 3.2.6.1 and 3.3.5), and libxml2 does not.
test.each([
  ['double', '1e'],
  ['duration', 'PT1.S'],
  ['NMTOKENS', ''],
])('No %s is %j', (type, text) => {
  expect(lexicalFault(type, text)).toBeDefined();
});

test('The smallest int is a number for everybody, and no size of a batch', async () => {
  const request = sized('-2147483648');
  const { code, message } = await readAnswer(await post(world.sandbox, request));
  expect([code, message]).toEqual(['20114', expect.stringContaining('batchSize is -2147483648')]);
  expect(check(request, marketo, context).map((problem) => problem.code)).toContain('batch-size');
});
