import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { damageInWords, decodeFile } from '#src/text/decode-file';

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

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/files/${name}`, import.meta.url));

it.each([
  ['café.wsdl', 'windows-1252', 'name="quantité"'],
  ['café.wsdl', 'windows-1252', '<documentation>Le café à emporter</documentation>'],
  ['projet-soapui.xml', 'windows-1252', 'rené.côté@example.com'],
  ['zamówienie.xml', 'iso-8859-2', 'Łódź'],
  ['utf-16.xml', 'utf-16le', 'Ωmega 日本'],
])('A file on the disk, %s, is read as %s and holds %s', (name, encoding, word) => {
  const file = decodeFile(fixture(name));
  expect(file).toMatchObject({ encoding, isDamaged: false });
  expect(file.text).toContain(word);
  expect(damageInWords(file)).toBe('');
});

it('A file that is not what it declares says how much of it is damaged, and what to do', () => {
  const bytes = Uint8Array.from([...latin1('<?xml version="1.0" encoding="shift_jis"?><a>'), 0x82]);
  expect(damageInWords(decodeFile(bytes))).toBe(
    'The file is not what it says: one place is no shift_jis and stands as \ufffd. Save it in that encoding, or correct the declaration in its first line.',
  );
  const marked = decodeFile(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0xe9, 0x62, 0xe9]));
  expect(damageInWords(marked)).toContain('2 places are no utf-8');
});
