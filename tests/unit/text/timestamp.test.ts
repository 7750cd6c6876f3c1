import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstant } from '#src/text/instant';
import { formatOffset, offsetMinutes, w3cTimestamp } from '#src/text/timestamp';

describe('An instant is written as W3C date and time', () => {
  test.each([
    ['2013-06-09T22:04:54.999Z', '-08:00', '2013-06-09T14:04:54-08:00'],
    ['2013-06-09T22:04:54Z', 'Z', '2013-06-09T22:04:54+00:00'],
    ['2024-01-01T00:00:00Z', 'Asia/Kolkata', '2024-01-01T05:30:00+05:30'],
    ['2024-01-01T00:00:00Z', 'Asia/Kathmandu', '2024-01-01T05:45:00+05:45'],
    ['2024-01-01T00:00:00Z', 'America/St_Johns', '2023-12-31T20:30:00-03:30'],
    ['2024-07-01T00:00:00Z', 'America/St_Johns', '2024-06-30T21:30:00-02:30'],
    ['2024-01-01T00:00:00Z', 'UTC', '2024-01-01T00:00:00+00:00'],
  ])('%s in the zone %s as %s', (instant, zone, text) => {
    expect(w3cTimestamp(Date.parse(instant), zone)).toBe(text);
  });

  test('on both sides of the hours that daylight saving time skips and repeats', () => {
    const zone = 'America/Los_Angeles';
    expect(w3cTimestamp(Date.parse('2024-03-10T09:59:59Z'), zone)).toBe('2024-03-10T01:59:59-08:00');
    expect(w3cTimestamp(Date.parse('2024-03-10T10:00:00Z'), zone)).toBe('2024-03-10T03:00:00-07:00');
    expect(w3cTimestamp(Date.parse('2024-11-03T08:30:00Z'), zone)).toBe('2024-11-03T01:30:00-07:00');
    expect(w3cTimestamp(Date.parse('2024-11-03T09:30:00Z'), zone)).toBe('2024-11-03T01:30:00-08:00');
  });

  test('in the zone of this machine, as its own calendar has it', () => {
    const instant = Date.parse('2024-05-06T07:08:09Z');
    const offset = -new Date(instant).getTimezoneOffset();
    expect(w3cTimestamp(instant).endsWith(formatOffset(offset))).toBe(true);
    expect(readInstant(w3cTimestamp(instant))?.time).toBe(instant);
  });
});

test('What is written is read back as the same second, in any zone', () => {
  const zones = [
    'local',
    'Z',
    '+05:30',
    '-09:30',
    '+14:00',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Europe/Dublin',
  ];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...zones), (instant, zone) => {
      const second = Math.floor(instant / 1000) * 1000;
      // Minus zero is the same offset.
      const offset = offsetMinutes(instant, zone) + 0;
      const read = readInstant(w3cTimestamp(instant, zone));
      expect([read?.time, read?.offset, read?.zone]).toEqual([second, offset, 'colon']);
    }),
  );
});

test.each(['+15:00', '+01:60', 'Nowhere/Here'])('The zone %s is refused', (zone) => {
  expect(() => w3cTimestamp(0, zone)).toThrow(RangeError);
});

describe('A timestamp is read', () => {
  const time = Date.parse('2013-06-09T22:04:54Z');
  test.each([
    ['2013-06-09T14:04:54-08:00', { offset: -480, zone: 'colon' }],
    ['2013-06-09T14:04:54-0800', { offset: -480, zone: 'no-colon' }],
    ['2013-06-09T14:04:54-08', { offset: -480, zone: 'hours-only' }],
    [' 2013-06-09T22:04:54Z\n', { offset: 0, zone: 'z' }],
    ['2013-06-09 22:04:54 UTC', { offset: 0, zone: 'z' }],
    ['2013-06-09 22:04:54', { offset: null, zone: null }],
    ['20130609T220454Z', { offset: 0, zone: 'z' }],
    ['13-06-09T22:04:54Z', { twoDigitYear: true }],
    ['1370815494', { shape: 'epoch' }],
    ['1370815494000', { shape: 'epoch' }],
    ['Sun, 09 Jun 2013 22:04:54 GMT', { shape: 'rfc-2822', zone: 'z' }],
    ['Mon, 10 Jun 2013 03:34:54 +0530', { shape: 'rfc-2822', offset: 330 }],
    ['2013-06-09T22:04:54.000000+00:00', { fraction: '000000' }],
    ['Sun Jun 09 14:04:54 -0800 2013', { shape: 'ruby', offset: -480, zone: 'no-colon' }],
  ])('from %j', (text, parts) => {
    expect(readInstant(text)).toMatchObject({ time, ...parts });
  });

  test.each([
    '',
    'yesterday',
    '2013-02-30T00:00:00Z',
    '2013-13-01T00:00:00Z',
    '2013-06-09T00:00:00+15:00',
    '06/09/2013 14:04',
    '9'.repeat(300),
  ])('never from %j', (text) => {
    expect(readInstant(text)).toBeNull();
  });

  test('with its fraction cut to the millisecond', () => {
    expect(readInstant('1970-01-01T00:00:00.1239Z')?.time).toBe(123);
    expect(readInstant('1970-01-01T00:00:00.29Z')?.time).toBe(290);
  });
});
