import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adviceInWords } from '#src/signature/advice-words';
import { readClock } from '#src/signature/clock';
import { clockInWords, expiredInWords, faultInWords } from '#src/signature/clock-words';
import { diagnose } from '#src/signature/diagnose';
import { extract } from '#src/signature/extract';
import { chosenInWords, report } from '#src/signature/report';

const key = 'a key of 2026';
const user = 'bigcorp1_461839624B16E06BA2D663';
const time = '2026-11-25T09:15:32-08:00';
const signed = (timestamp: string, userId: string) =>
  createHmac('sha1', key)
    .update(timestamp + userId)
    .digest('hex');
const header = (timestamp: string, userId: string, signature = signed(timestamp, userId)) =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><m:AuthenticationHeader xmlns:m="http://www.marketo.com/mktows/"><mktowsUserId>${userId}</mktowsUserId><requestSignature>${signature}</requestSignature><requestTimestamp>${timestamp}</requestTimestamp></m:AuthenticationHeader></e:Header><e:Body/></e:Envelope>`;

describe('A character that cannot be seen, or that looks like another, is named by its place', () => {
  it.each([
    [
      'after the user id',
      time,
      `${user}\u200b`,
      'After the user id stands U+200B (zero width space), which can’t be seen.',
    ],
    [
      'before the timestamp',
      `\u200e${time}`,
      user,
      'Before the timestamp stands U+200E (left-to-right mark), which can’t be seen.',
    ],
    [
      'in the timestamp',
      time.replace('-', '–'),
      user,
      'At character 5 of the timestamp stands U+2013 (en dash), which looks like -.',
    ],
    [
      'a letter of another script',
      time,
      user.replace('o', 'о'),
      'At character 5 of the user id stands U+043E (Cyrillic letter), which looks like o.',
    ],
    [
      'a blank',
      time,
      `${user}\u00a0`,
      'After the user id stands U+00A0 (no-break space), which looks like a blank.',
    ],
    [
      'two',
      time,
      `\ufeff${user}\u00ad`,
      'Before the user id stands U+FEFF (byte order mark), which can’t be seen, after the user id stands U+00AD (soft hyphen), which can’t be seen.',
    ],
  ])('%s, though the signature is right with it', async (_, timestamp, userId, words) => {
    const diagnosis = await diagnose(header(timestamp, userId), key);
    expect(diagnosis.verdict).toBe('verified');
    expect(diagnosis.advice.map(adviceInWords).join('\n')).toContain(words);
    expect(report(diagnosis)).toContain(words);
  });

  it('in the signature too, where it keeps the signature from being right', async () => {
    const diagnosis = await diagnose(header(time, user, `${signed(time, user)}\u200b`), key);
    expect(diagnosis.advice.map(adviceInWords).join('\n')).toContain('After the signature stands U+200B');
  });

  it('never of the key, of which nothing is told', async () => {
    const diagnosis = await diagnose(header(time, user), `${key}\u200b`);
    expect(diagnosis.advice.map(adviceInWords).join('\n')).not.toContain('U+200B');
  });
});

describe('The clock tells', () => {
  const then = Date.parse(time);
  const now = (seconds: number) => ({ now: then + seconds * 1000 });
  const words = (seconds: number, more: object = {}) =>
    readClock(time, { ...now(seconds), ...more })
      .findings.map(clockInWords)
      .join(' ');

  it('the age by the Date header that was pasted, whenever it is read', () => {
    const text = words(90 * 86_400, { answeredAt: 'Wed, 25 Nov 2026 17:15:44 GMT' });
    expect(text).toBe(
      'By the Date header in the text, the timestamp was 12 s old when the request was answered.',
    );
    expect(words(0, { answeredAt: 'Wed, 25 Nov 2026 10:15:32 GMT' })).toContain('lay 7 h ahead when');
    expect(words(0, { answeredAt: 'Wed, 25 Nov 2026 10:15:32 GMT' })).toContain('off by close to 7 h');
  });

  it('ages over two days in days and with the day', () => {
    expect(words(2 * 86_400)).toBe('The timestamp is 2 d old.');
    expect(words(12 * 86_400 + 5)).toBe('The timestamp is 12 days old: it is of 25 November 2026.');
    expect(words(-4000 * 86_400)).toBe('The timestamp lies 4,000 days ahead: it is of 25 November 2026.');
    expect(words(12 * 86_400, { window: 3600 })).toContain(
      'up to 1 h old, as it is set; this one is 12 days old.',
    );
  });

  it('of 20016 that it is past only where it is past', () => {
    expect(expiredInWords(readClock(time, now(30 * 86_400)))).toContain(
      'It is 30 days old: it is of 25 November 2026.',
    );
    const ahead = expiredInWords(readClock(time, now(-26_460)));
    expect(ahead).toContain('but this one lies 7 h 21 min ahead of this machine’s clock');
    expect(ahead).not.toMatch(/It is .* (?:old|ahead)|at once/);
  });

  it('nobody of a 20016 that was not there', () => {
    const old = readClock(time, now(30 * 86_400));
    expect(faultInWords(null, old)).toBeUndefined();
    expect(faultInWords('20016', old)).toContain('20016 means');
    expect(faultInWords('20014', old)).toContain('another key');
    expect(faultInWords('20103', old)).toContain('neither the signature nor its age');
    expect(faultInWords(null, readClock(time, { ...now(3601), window: 3600 }), 3600)).toContain(
      '20016 means',
    );
  });
});

describe('The answer beside a request is read:', () => {
  const answer = (code: string) =>
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Client</faultcode><faultstring>${code} - x</faultstring><detail><n:serviceException xmlns:n="http://www.marketo.com/mktows/"><message>x (${code})</message><code>${code}</code></n:serviceException></detail></e:Fault></e:Body></e:Envelope>`;
  const date = 'Wed, 25 Nov 2026 17:15:44 GMT';
  it.each<[string, string, string | null, string | null]>([
    [
      'an exchange',
      `POST /soap/mktows/3_1 HTTP/1.1\r\nHost: x\r\n\r\n${header(time, user)}\r\n\r\nHTTP/1.1 500 Internal Server Error\r\nDate: ${date}\r\n\r\n${answer('20016')}`,
      date,
      '20016',
    ],
    ['a log', `sent ${header(time, user)}\ngot ${answer('20014')}\n`, null, '20014'],
    [
      'a header and values',
      `Date: ${date}\nmktowsUserId: ${user}\nrequestSignature: ${signed(time, user)}\nrequestTimestamp: ${time}\nFault 20016`,
      date,
      '20016',
    ],
    [
      'cURL’s log',
      `> POST /soap/mktows/3_1 HTTP/1.1\n> Host: x\n>\n${header(time, user)}\n< HTTP/1.1 500 Internal Server Error\n< Date: ${date}\n<\n${answer('20015')}\n`,
      date,
      '20015',
    ],
    ['a request alone', header(time, user), null, null],
  ])('%s', (_, text, when, fault) => {
    expect(extract(text).answer).toEqual({ date: when, fault });
  });
});

describe('Where a text has several values of a name, the one that verifies is taken and named', () => {
  it.each([
    ['the time of the log before it', `2026-11-25T17:15:33Z ${user} ${signed(time, user)} ${time}`],
    ['a time beside it', `time=2026-11-25T17:15:33Z user=${user} sig=${signed(time, user)} ${time}`],
  ])('%s', async (_, text) => {
    const diagnosis = await diagnose(text, key);
    expect(diagnosis.verdict).toBe('verified');
    expect(chosenInWords(diagnosis)).toEqual([
      `The text can be read in more than one way: of its values for requestTimestamp, "${time}" is the one that was signed, not "2026-11-25T17:15:33Z".`,
    ]);
  });

  it('and nothing is said where the first reading is right', async () => {
    expect(chosenInWords(await diagnose(header(time, user), key))).toEqual([]);
  });
});
