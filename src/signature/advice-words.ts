import type { Advice } from './advice';
import type { LookAlike } from './look-alikes';

const places = {
  timestamp: 'timestamp',
  'user-id': 'user id',
  'secret-key': 'secret key',
  signature: 'signature',
} as const;

const shapes = {
  epoch: 'counts seconds since 1970',
  'rfc-2822': 'is written as in mail headers',
  ruby: 'is written as Ruby 1.8 prints times',
  printed: 'is written as programming languages print times for people',
} as const;

/** More characters than this are counted and not named. */
const mostNamed = 3;

function marksInWords(marks: readonly LookAlike[], place: string): string {
  const named = marks.slice(0, mostNamed).map((mark, index) => markInWords(mark, place, index === 0));
  const more = marks.length - named.length;
  return `${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

function markInWords(
  { code, name, like, side, place: at }: LookAlike,
  place: string,
  isFirst: boolean,
): string {
  const where = side === 'in' ? `at character ${at} of the ${place}` : `${side} the ${place}`;
  const what = `${code}${name === '' ? '' : ` (${name})`}`;
  const seen =
    like === ''
      ? 'which can’t be seen'
      : like === ' '
        ? 'which looks like a blank'
        : `which looks like ${like}`;
  const sentence = `${where} stands ${what}, ${seen}`;
  return isFirst ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}

/** Says in one or two sentences what the advice is about and what to do. */
export function adviceInWords(advice: Advice): string {
  switch (advice.code) {
    case 'timestamp-not-a-date':
      return 'The timestamp is not a date that can be read. Write it as 2026-01-31T09:30:00+01:00.';
    case 'timestamp-not-w3c':
      return `The timestamp ${shapes[advice.shape]}. Write date, time and offset in the W3C form: 2026-01-31T09:30:00+01:00.`;
    case 'timestamp-no-offset':
      return 'The timestamp names no offset from UTC, so its instant is left to the reader. End it with +00:00 or with your offset.';
    case 'timestamp-offset-without-colon':
      return "The timestamp's offset lacks its minutes or the colon before them: write +05:30, not +0530.";
    case 'timestamp-fraction':
      return `The timestamp has ${advice.digits} digits of a second's fraction. Every documented sample stops at the second; cut them before signing.`;
    case 'timestamp-two-digit-year':
      return 'The year has two digits. Write all four.';
    case 'timestamp-space':
      return 'Date and time are separated by a space. Write a T between them.';
    case 'timestamp-twelve-hour-slip':
      return 'The timestamp looks twelve hours off: write hours from 00 to 23 (HH in many languages, not hh).';
    case 'whitespace':
      return `White space stands around the ${places[advice.where]}. It counts: remove it, unless it really belongs there.`;
    case 'look-alikes':
      return `${marksInWords(advice.marks, places[advice.where])} ${advice.marks.length === 1 ? 'It is' : 'They are'} part of what is signed and sent: ${advice.marks.length === 1 ? 'remove it or type it anew' : 'remove them or type them anew'}.`;
    case 'not-ascii':
      return `The ${places[advice.where]} has characters beyond ASCII. Their bytes depend on the encoding: ask for UTF-8 by name.`;
    case 'user-id-is-email':
      return 'The user id looks like a login e-mail address. The SOAP API has a User ID of its own, beside the Encryption Key.';
    case 'user-id-from-documentation':
      return 'This user id stands in the vendor’s documentation beside a signature that was made for another one: the id was altered in print, and the documented key does not give that signature. Sign with a user id and key of your own, or of the sandbox.';
    case 'key-empty':
      return 'The secret key is empty.';
    case 'key-is-user-id':
      return 'The secret key is the same text as the user id. The key is called Encryption Key, or shared secret.';
    case 'signature-too-short':
      return `The signature has ${advice.length} characters where 40 belong: too few to tell what made it.`;
    case 'signature-not-a-digest':
      return 'The signature is neither hex nor base64, or far too long for a digest: look whether an object or raw bytes were printed in its place.';
  }
}
