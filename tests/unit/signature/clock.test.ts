import { describe, expect, test } from 'vitest';
import { readClock, type ClockFinding, type ClockOptions } from '#src/signature/clock';
import { clockInWords, expiredInWords } from '#src/signature/clock-words';
import { duration } from '#src/signature/duration';

const timestamp = '2024-05-06T12:00:00+00:00';
const then = Date.parse(timestamp);
const after = (seconds: number, more: Partial<ClockOptions> = {}) => ({
  now: then + seconds * 1000,
  ...more,
});

describe('The clock is read', () => {
  test.each<[string, string, ClockOptions, ClockFinding[]]>([
    ['a fresh timestamp', timestamp, after(3), [{ code: 'age', seconds: 3 }]],
    ['an old one', timestamp, after(400), [{ code: 'age', seconds: 400 }]],
    ['one a little ahead, as clocks are', timestamp, after(-2), [{ code: 'age', seconds: 0 }]],
    ['one that lies ahead', timestamp, after(-300), [{ code: 'future', seconds: 300 }]],
    ['one that is no date', 'soon', after(0), [{ code: 'no-instant' }]],
    [
      "one beyond the endpoint's window",
      timestamp,
      after(601, { window: 600 }),
      [
        { code: 'age', seconds: 601 },
        { code: 'outside-window', seconds: 601, window: 600 },
      ],
    ],
    ['one at the end of the window', timestamp, after(600, { window: 600 }), [{ code: 'age', seconds: 600 }]],
    [
      'a half-hour zone cut: India under +05:00',
      '2024-05-06T17:30:00+05:00',
      { now: Date.parse('2024-05-06T12:00:10Z') },
      [
        { code: 'future', seconds: 1790 },
        { code: 'half-hour-cut', minutes: -30, offset: '+05:30' },
      ],
    ],
    [
      'a zone of 45 minutes cut: Nepal under +05:00',
      '2024-05-06T17:45:00+05:00',
      { now: Date.parse('2024-05-06T12:00:00Z') },
      [
        { code: 'future', seconds: 2700 },
        { code: 'half-hour-cut', minutes: -45, offset: '+05:45' },
      ],
    ],
    [
      'Newfoundland cut to -03:00',
      '2024-01-06T08:30:00-03:00',
      { now: Date.parse('2024-01-06T12:00:00Z') },
      [
        { code: 'age', seconds: 1800 },
        { code: 'half-hour-cut', minutes: 30, offset: '-03:30' },
      ],
    ],
    [
      'local time under UTC',
      '2024-05-06T05:00:00Z',
      { now: then },
      [
        { code: 'age', seconds: 25_200 },
        { code: 'zone-slip', minutes: 420, offset: '-07:00' },
      ],
    ],
    [
      'hours from 01 to 12',
      '2024-05-06T00:00:00Z',
      { now: then },
      [{ code: 'age', seconds: 43_200 }, { code: 'twelve-hour-slip' }],
    ],
  ])('%s', (_, text, options, findings) => {
    expect(readClock(text, options).findings).toEqual(findings);
  });

  test("by the server's clock, when its last answer told the time", () => {
    const lastAnswer = { date: 'Mon, 06 May 2024 12:00:00 GMT', receivedAt: then + 90_000 };
    const reading = readClock(timestamp, after(100, { lastAnswer }));
    expect(reading).toMatchObject({ instant: then, age: 100, ageAtServer: 10, machineSkew: 90 });
    expect(reading.findings).toEqual([
      { code: 'age', seconds: 10 },
      { code: 'machine-skew', seconds: 90 },
    ]);
  });

  test('without the answer when its date cannot be read', () => {
    const lastAnswer = { date: 'today', receivedAt: then };
    expect(readClock(timestamp, after(1, { lastAnswer })).machineSkew).toBeNull();
  });

  test('with how often the very same timestamp was sent before', () => {
    const history = [timestamp, '2024-05-06T11:00:00+00:00', timestamp];
    expect(readClock(timestamp, after(1, { history })).findings).toContainEqual({ code: 'reused', times: 2 });
  });
});

test('Half an hour late is no sign of a cut zone where no such zone exists', () => {
  const now = Date.parse('2024-05-06T20:30:00Z');
  expect(readClock('2024-05-06T12:00:00-08:00', { now }).findings).toEqual([{ code: 'age', seconds: 1800 }]);
});

describe('20016 is explained', () => {
  const reading = readClock(timestamp, after(700));

  test("without a number for the real service's window, which was never published", () => {
    const text = expiredInWords(reading);
    expect(text).toContain('11 min 40 s old');
    expect(text.replace('20016', '').replace('11 min 40 s', '')).not.toMatch(/\d/);
  });

  test('with the window that an endpoint is set to', () => {
    expect(expiredInWords(reading, 600)).toContain('This endpoint is set to accept 10 min.');
  });

  test('where the age cannot be told', () => {
    expect(expiredInWords(readClock('soon', after(0)))).toContain('Its age cannot be told.');
  });
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3661, '1 h 1 min'],
  [86_400, '1 d'],
  [90_061, '1 d 1 h'],
])('%i seconds are said as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('Every finding is said in a sentence with its numbers', () => {
  const findings: readonly [ClockFinding, string][] = [
    [{ code: 'no-instant' }, 'no date'],
    [{ code: 'age', seconds: 0 }, 'this very second'],
    [{ code: 'age', seconds: 5 }, '5 s old'],
    [{ code: 'future', seconds: 61 }, '1 min 1 s ahead'],
    [{ code: 'outside-window', seconds: 700, window: 600 }, 'up to 10 min old'],
    [{ code: 'machine-skew', seconds: 90 }, '1 min 30 s ahead'],
    [{ code: 'machine-skew', seconds: -90 }, '1 min 30 s behind'],
    [{ code: 'half-hour-cut', minutes: -30, offset: '+05:30' }, '+05:30'],
    [{ code: 'zone-slip', minutes: 420, offset: '-07:00' }, '7 h'],
    [{ code: 'twelve-hour-slip' }, 'twelve hours'],
    [{ code: 'reused', times: 1 }, 'once'],
    [{ code: 'reused', times: 3 }, '3 times'],
  ];
  for (const [finding, words] of findings) expect(clockInWords(finding)).toContain(words);
});
