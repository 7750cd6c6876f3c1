import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '#src/text/decode-file';

const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n<a>café</a>`;

describe('A file is decoded', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['as UTF-8', new TextEncoder().encode(xml('UTF-8')), 'utf-8', xml('UTF-8')],
    ['as UTF-8 with its mark, which goes', new TextEncoder().encode('\uFEFFcafé'), 'utf-8', 'café'],
    ['as ISO-8859-1 declares', latin1(xml('ISO-8859-1')), 'windows-1252', xml('ISO-8859-1')],
    [
      'as windows-1250 declares',
      Uint8Array.from([
        ...latin1('<?xml version="1.0" encoding="windows-1250"?><a>'),
        0x80,
        0x3c,
        0x2f,
        0x61,
        0x3e,
      ]),
      'windows-1250',
      '<?xml version="1.0" encoding="windows-1250"?><a>€</a>',
    ],
    [
      'as windows-1251 declares',
      Uint8Array.from([...latin1('<?xml version="1.0" encoding="windows-1251"?><a>'), 0xe6]),
      'windows-1251',
      '<?xml version="1.0" encoding="windows-1251"?><a>ж',
    ],
    ['as UTF-16 with its mark', utf16(`\uFEFF${xml('UTF-16')}`), 'utf-16le', xml('UTF-16')],
    [
      'as UTF-16, big end first, with its mark',
      utf16(`\uFEFF${xml('UTF-16')}`, true),
      'utf-16be',
      xml('UTF-16'),
    ],
    ['as UTF-16 without its mark', utf16(xml('UTF-16')), 'utf-16le', xml('UTF-16')],
    ['as UTF-16, big end first, without its mark', utf16(xml('UTF-16'), true), 'utf-16be', xml('UTF-16')],
    [
      'as UTF-8 when it says UTF-16 and is not',
      new TextEncoder().encode(xml('utf-16')),
      'utf-8',
      xml('utf-16'),
    ],
    [
      'as windows-1252 when it is no UTF-8 and says nothing',
      latin1('{"name":"café"}'),
      'windows-1252',
      '{"name":"café"}',
    ],
    [
      'as UTF-8 when it names an encoding that nobody knows',
      new TextEncoder().encode(xml('x-none')),
      'utf-8',
      xml('x-none'),
    ],
    ['when it is empty', new Uint8Array(), 'utf-8', ''],
  ])('%s', (_, bytes, encoding, text) => {
    expect(decodeFile(bytes)).toEqual({ text, encoding, isDamaged: false });
  });

  it('and bytes that are not in the encoding it declares are told', () => {
    const found = decodeFile(
      Uint8Array.from([...latin1('<?xml version="1.0" encoding="shift_jis"?><a>'), 0x82]),
    );
    expect([found.encoding, found.isDamaged]).toEqual(['shift_jis', true]);
  });
});

const shared = new URL('../../../../shared/cases/public/', import.meta.url);
it.runIf(existsSync(shared)).each([
  ['K24-latin1.wsdl', 'café'],
  ['K24-latin1.wsdl', 'quantité'],
  ['K24-soapui-latin1.xml', 'andré@example.com'],
])('%s holds %s', (name, word) => {
  expect(decodeFile(readFileSync(new URL(name, shared))).text).toContain(word);
});
