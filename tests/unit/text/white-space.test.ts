import { describe, expect, it } from 'vitest';
import { collapseXml, isXmlSpace, trimXml, trimXmlEnd, trimXmlStart } from '#src/text/white-space';

describe('White space as XML has it', () => {
  it('is space, tab, carriage return and line feed', () => {
    expect(trimXml(' \t\r\na b\n\r\t ')).toBe('a b');
    expect(trimXmlStart(' \na ')).toBe('a ');
    expect(trimXmlEnd(' a\t\n')).toBe(' a');
    expect(collapseXml('\n a \t\n b ')).toBe('a b');
    expect([isXmlSpace(''), isXmlSpace(' \t\r\n'), isXmlSpace(' x ')]).toEqual([true, true, false]);
  });

  it.each(['\u00a0', '\u3000', '\u2028', '\ufeff', '\v', '\f'])(
    'is not %j, which JavaScript trims',
    (other) => {
      expect(isXmlSpace(other)).toBe(false);
      expect(trimXml(` ${other}a${other} `)).toBe(`${other}a${other}`);
    },
  );
});
