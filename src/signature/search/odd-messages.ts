import type { Cause, MessageForm } from '../cause';
import { mistake, weights, type Choice } from './choice';

const { far, alone } = weights;

/** CandidateMessages that are not two texts one after the other: wrapped, named, doubled, or with the names of the values in their place. */
export function* oddMessages(timestamp: string, userId: string): Generator<Choice<string>> {
  const form = (text: string, name: MessageForm, weight: number = alone, more: readonly Cause[] = []) => {
    const causes: readonly Cause[] = [{ code: 'message-form', form: name }, ...more];
    return { value: text, causes, weight };
  };
  const both = timestamp + userId;
  for (const quote of ['"', "'", '`']) {
    yield form(quote + both + quote, 'quoted', far);
    yield form(quote + userId + timestamp + quote, 'quoted', alone, [{ code: 'order' }]);
    yield form(quote + timestamp + quote + quote + userId + quote, 'quoted');
  }
  for (const [open, close] of ['[]', '()', '{}', '<>']) yield form(`${open}${both}${close}`, 'quoted');
  // Where the timestamp has no letters to change, it is the user id's case alone, which is known by another name.
  if (timestamp.toLowerCase() !== timestamp) {
    yield form(both.toLowerCase(), 'lower-case', far);
    yield form((userId + timestamp).toLowerCase(), 'lower-case', alone, [{ code: 'order' }]);
  }
  if (timestamp.toUpperCase() !== timestamp) yield form(both.toUpperCase(), 'upper-case', far);
  yield form('', 'empty');
  // Of a plain user id nothing changes, so that the timestamp alone is encoded: that is known by another name.
  if (encodeURIComponent(userId) !== userId) yield form(encodeURIComponent(both), 'percent-encoded');
  yield form([...both].reverse().join(''), 'reversed');
  yield* doubled(timestamp, userId);
  yield* undefinedParts(timestamp, userId);
  yield* named(timestamp, userId, form);
  yield* names(timestamp, userId);
}

function* doubled(timestamp: string, userId: string): Generator<Choice<string>> {
  const texts: readonly (readonly [string, 'timestamp' | 'user-id' | 'both'])[] = [
    [timestamp + timestamp + userId, 'timestamp'],
    [timestamp + userId + timestamp, 'timestamp'],
    [timestamp + timestamp, 'timestamp'],
    [userId + timestamp + timestamp, 'timestamp'],
    [timestamp + userId + userId, 'user-id'],
    [userId + timestamp + userId, 'user-id'],
    [userId + userId, 'user-id'],
    [userId + userId + timestamp, 'user-id'],
    [timestamp + userId + timestamp + userId, 'both'],
    [userId + timestamp + userId + timestamp, 'both'],
  ];
  for (const [text, part] of texts) yield mistake(text, { code: 'part-doubled', part }, far);
}

const absent = ['undefined', 'null', 'None', 'nil', 'NULL', 'NaN', '<nil>', '%!s(<nil>)', 'False', 'false'];

function* undefinedParts(timestamp: string, userId: string): Generator<Choice<string>> {
  for (const word of absent) {
    const cause = (part: 'timestamp' | 'user-id' | 'both'): Cause => ({ code: 'part-undefined', part, word });
    yield mistake(timestamp + word, cause('user-id'), alone);
    yield mistake(word + userId, cause('timestamp'), alone);
    yield mistake(word + timestamp, cause('user-id'), alone);
    yield mistake(userId + word, cause('timestamp'), alone);
    yield mistake(word + word, cause('both'), alone);
    yield mistake(word, cause('both'), alone);
  }
}

const timeNames = [
  ...['timestamp', 'requestTimestamp', 'request_timestamp', 'timeStamp', 'RequestTimestamp', 'Timestamp'],
  ...['ts', 'time', 'date', 'TIMESTAMP', 'time_stamp'],
];
const userNames = [
  ...['userId', 'user_id', 'mktowsUserId', 'mktows_user_id', 'userID', 'UserId', 'MktowsUserId'],
  ...['userid', 'user', 'USER_ID', 'uid', 'id', 'accessKey', 'access_key'],
];

/** The values under their names, as JSON and as a query string. */
function* named(
  timestamp: string,
  userId: string,
  form: (text: string, name: MessageForm) => Choice<string>,
): Generator<Choice<string>> {
  const encoded = [encodeURIComponent(timestamp), encodeURIComponent(userId)] as const;
  for (const time of timeNames.slice(0, 6)) {
    for (const user of userNames.slice(0, 7)) {
      for (const [colon, comma] of [
        [':', ','],
        [': ', ', '],
      ]) {
        const first = `"${time}"${colon}${JSON.stringify(timestamp)}`;
        const second = `"${user}"${colon}${JSON.stringify(userId)}`;
        yield form(`{${first}${comma}${second}}`, 'json');
        yield form(`{${second}${comma}${first}}`, 'json');
      }
      for (const [timeValue, userValue] of [[timestamp, userId] as const, encoded]) {
        const first = `${time}=${timeValue}`;
        const second = `${user}=${userValue}`;
        yield form(`${first}&${second}`, 'query');
        yield form(`${second}&${first}`, 'query');
      }
      yield form(`${time}=${timestamp}${user}=${userId}`, 'query');
      yield form(`${time}=${timestamp},${user}=${userId}`, 'query');
      yield form(time + timestamp + user + userId, 'query');
    }
  }
  for (const comma of [',', ', ']) {
    yield form(`[${JSON.stringify(timestamp)}${comma}${JSON.stringify(userId)}]`, 'json');
  }
  yield form(JSON.stringify(timestamp) + JSON.stringify(userId), 'json');
}

/** How languages write a value into a text, where it only works in the right kind of quotes. */
const wraps: readonly (readonly [before: string, after: string])[] = [
  ['$', ''],
  ['${', '}'],
  ['{$', '}'],
  ['{', '}'],
  ['#{', '}'],
  ['', ''],
  ['%', '%'],
  ['{{', '}}'],
  ['@', ''],
  [':', ''],
  ['$(', ')'],
  ['%(', ')s'],
  ['\\(', ')'],
];

function* names(timestamp: string, userId: string): Generator<Choice<string>> {
  const unread = (text: string) => mistake(text, { code: 'not-interpolated', text }, alone);
  for (const [before, after] of wraps) {
    for (const time of timeNames) {
      const first = before + time + after;
      for (const user of timeNames.indexOf(time) < 7 ? userNames.slice(0, 9) : userNames.slice(0, 2)) {
        const second = before + user + after;
        yield unread(first + second);
        yield unread(second + first);
        if (before === '$' || before === '') {
          yield unread(`${first} . ${second}`);
          yield unread(`${first}.${second}`);
          yield unread(`${first} + ${second}`);
          yield unread(`${first}+${second}`);
        }
      }
      yield unread(first + userId);
    }
    for (const user of userNames) yield unread(timestamp + before + user + after);
  }
  for (const text of [
    '%s%s',
    '{0}{1}',
    '{}{}',
    '%1$s%2$s',
    '{1}{0}',
    '%@%@',
    '$1$2',
    '%v%v',
    '%d%s',
    '?,?',
    '{{0}}{{1}}',
  ]) {
    yield unread(text);
  }
}
