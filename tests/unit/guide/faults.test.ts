import { describe, expect, it } from 'vitest';
import { faultAdvice } from '#src/guide/faults';

/** The codes that the vendor documented, and 20018, which clients of its time list. */
const CODES = (
  '10001 20011 20012 20013 20014 20015 20016 20017 20018 20019 20022 20023 20024 ' +
  '20101 20102 20103 20104 20105 20106 20107 20108 20109 20110 20111 20113 20114 20122 20123'
).split(' ');

describe('Advice about faults', () => {
  it('covers every documented code and invents none', () => {
    expect(Object.keys(faultAdvice).sort()).toEqual(CODES);
  });

  it.each(CODES)('says what %s means and what to do', (code) => {
    const { title, meaning, advice } = faultAdvice[code]!;
    expect(title).toMatch(/^[A-Z][^.]*$/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  });

  it('lets only those requests be repeated unchanged that may succeed then', () => {
    const later = CODES.filter((code) => faultAdvice[code]!.retry === 'later');
    expect(later).toEqual(['10001', '20011', '20015', '20023', '20024']);
    expect(faultAdvice['20016']!.retry).toBe('signed again');
    expect(faultAdvice['20014']!.retry).toBe('no');
  });
});
