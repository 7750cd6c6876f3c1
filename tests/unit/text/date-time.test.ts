import { describe, expect, it } from 'vitest';
import { readDateTime } from '#src/text/date-time';

describe('A date and time', () => {
  it.each([
    '2026-11-22T09:30:00',
    '2026-11-22T09:30:00Z',
    '2026-11-22T09:30:00.123456+05:30',
    '2024-02-29T00:00:00Z',
    '2000-02-29T23:59:59-12:00',
    '2026-12-31T24:00:00Z',
    '2026-12-31T24:00:00.000Z',
    '2026-01-01T00:00:00+14:00',
    '2026-01-01T00:00:00-14:00',
  ])('may be %s', (text) => {
    expect(readDateTime(text).ok).toBe(true);
  });

  it.each([
    ['February has 28 days', '2026-02-29T00:00:00Z'],
    ['1900 had no leap day', '1900-02-29T00:00:00Z'],
    ['April has 30 days', '2026-04-31T00:00:00Z'],
    ['there is no day 0', '2026-01-00T00:00:00Z'],
    ['there is no month 0', '2026-00-01T00:00:00Z'],
    ['there is no month 13', '2026-13-01T00:00:00Z'],
    ['there is no year 0', '0000-01-01T00:00:00Z'],
    ['24 is midnight only', '2026-01-01T24:00:01Z'],
    ['24 is midnight only, to the fraction', '2026-01-01T24:00:00.5Z'],
    ['there is no hour 25', '2026-01-01T25:00:00Z'],
    ['there is no minute 60', '2026-01-01T00:60:00Z'],
    ['there is no leap second', '2026-12-31T23:59:60Z'],
    ['no offset is beyond 14 hours', '2026-01-01T00:00:00+14:01'],
    ['no offset has 60 minutes', '2026-01-01T00:00:00+05:60'],
    ['an offset has a colon', '2026-01-01T00:00:00+0530'],
    ['seconds are needed', '2026-01-01T00:00Z'],
    ['T is upper case', '2026-01-01t00:00:00Z'],
    ['nothing follows', '2026-01-01T00:00:00Z '],
  ])('%s, so it is not %s', (_, text) => {
    expect(readDateTime(text).ok).toBe(false);
  });
});
