import type { Cause } from './cause';
import {
  additionName,
  charsetName,
  formName,
  keyFormName,
  marksName,
  outputName,
  placeName,
  spelled,
} from './names';

export { fixLine, languages, type Language } from './fixes';

/** A cause in words. */
export interface CauseWords {
  /** A few words, without a full stop. */
  readonly title: string;
  /** What was done, and what the service does. */
  readonly sentence: string;
  /** What to change. */
  readonly fix: string;
}

const rule = 'the service takes the lower-case hex of HMAC-SHA1';

/** Puts a cause into words: a title, one sentence that says what was done and what the service does, and the fix. */
export function describe(cause: Cause): CauseWords {
  switch (cause.code) {
    case 'order':
      return {
        title: 'Parts in the wrong order',
        sentence: 'You signed user id + timestamp; the service signs timestamp + user id.',
        fix: 'Put the timestamp first.',
      };
    case 'separator':
      return {
        title: `${capital(spelled(cause.separator))} between the parts`,
        sentence: `You put ${spelled(cause.separator)} between the parts; the service signs timestamp + user id with nothing between.`,
        fix: 'Join the two without a separator.',
      };
    case 'part-missing':
      return {
        title: `No ${placeName(cause.part)} in the signed text`,
        sentence: `You left the ${placeName(cause.part)} out; the service signs timestamp + user id.`,
        fix: `Add the ${placeName(cause.part)}.`,
      };
    case 'part-added':
      return {
        title: `${capital(additionName(cause))} signed along`,
        sentence: `You signed ${additionName(cause)} too (${positions[cause.position]}); the service signs timestamp + user id and nothing else.`,
        fix: `Leave ${additionName(cause)} out of the signed text.`,
      };
    case 'timestamp-form':
      return {
        title: 'Timestamp in another form',
        sentence: `You signed the timestamp ${formName(cause.form)}${zoneName(cause.offset)}; the service signs the text that stands in the header.`,
        fix: 'Write the timestamp once, keep it in a variable, and use it both for the header and for the signature.',
      };
    case 'timestamp-fraction':
      return {
        title: 'Timestamp signed with milliseconds',
        sentence: `You signed the timestamp with .${String(cause.milliseconds).padStart(3, '0')} seconds${cause.utc ? ' and Z' : ''}; the service signs the text that stands in the header, which has none.`,
        fix: 'Write the timestamp once, keep it in a variable, and use it both for the header and for the signature.',
      };
    case 'timestamp-shifted':
      return {
        title: 'Timestamp a moment apart',
        sentence: `You signed a timestamp ${Math.abs(cause.seconds)} s ${cause.seconds > 0 ? 'later' : 'earlier'} than the one in the header; the service signs the one in the header.`,
        fix: 'Ask for the time once, keep it in a variable, and use it both for the header and for the signature.',
      };
    case 'whitespace-added':
      return {
        title: `${capital(spelled(cause.characters))} ${cause.side} the ${placeName(cause.where)}`,
        sentence: `You used the ${placeName(cause.where)} with ${spelled(cause.characters)} ${cause.side} it; the service uses it without.`,
        fix: `Trim the ${placeName(cause.where)} where it is read.`,
      };
    case 'whitespace-trimmed':
      return cause.where === 'secret-key'
        ? {
            title: 'Secret key typed with white space',
            sentence:
              'You signed with the key without the white space that stands around it here; the service uses the key as Marketo shows it.',
            fix: 'Check whether the key given here was copied with white space.',
          }
        : {
            title: `White space around the ${placeName(cause.where)} in the header`,
            sentence: `You signed the ${placeName(cause.where)} without the white space that stands around it in the header; the service signs it as it stands there.`,
            fix: `Write the ${placeName(cause.where)} into the header without white space or line breaks around it.`,
          };
    case 'letter-case':
      return {
        title: `${capital(placeName(cause.where))} in ${cause.letters} case`,
        sentence: `You used the ${placeName(cause.where)} in ${cause.letters} case; the service uses it as it is written.`,
        fix: `Leave the ${placeName(cause.where)} as it is.`,
      };
    case 'other-user-id':
      return {
        title: 'User id of another account',
        sentence: `You signed the user id ${cause.userId}; the service signs the one that stands in the header.`,
        fix: 'Use user id and key of the same account, in the header and in the signature.',
      };
    case 'key-form':
      return {
        title: `Secret key ${keyFormName(cause.form)}`,
        sentence: `You used the secret key ${keyFormName(cause.form)}; the service uses the UTF-8 bytes of the key as Marketo shows it.`,
        fix: 'Use the key as plain text.',
      };
    case 'charset':
      return {
        title: `${charsetName(cause.charset)} instead of UTF-8`,
        sentence: `You encoded ${charsetPlaces[cause.where]} as ${charsetName(cause.charset)}; the service uses UTF-8.`,
        fix: 'Ask for UTF-8 by name where text becomes bytes.',
      };
    case 'swapped':
      return {
        title: 'Key and message swapped',
        sentence:
          'You used timestamp + user id as the key and the secret key as the message; the service does it the other way round.',
        fix: 'Swap the two arguments.',
      };
    case 'plain-hash':
      return {
        title: 'A plain hash instead of HMAC',
        sentence: `You hashed the text ${hashPlaces[cause.key]}; ${rule} (RFC 2104).`,
        fix: 'Use the HMAC function of your language, with the secret key as its key.',
      };
    case 'hash':
      return {
        title: `${cause.hash} instead of SHA-1`,
        sentence: `You used ${cause.hash}; ${rule}.`,
        fix: 'Ask for SHA-1 by name.',
      };
    case 'output-encoding':
      return {
        title: `Signature as ${outputName(cause.encoding)}`,
        sentence: `You wrote the digest as ${outputName(cause.encoding)}${cause.padded ? '' : ' without padding'}; ${rule}.`,
        fix: 'Write the digest as lower-case hex, two digits for each byte.',
      };
    case 'output-case':
      return {
        title: 'Upper-case letters in the signature',
        sentence: `You wrote the digest in ${cause.letters === 'upper' ? 'upper-case' : 'mixed-case'} hex; ${rule}.`,
        fix: 'Turn the hex into lower case.',
      };
    case 'output-truncated':
      return {
        title: 'Signature cut',
        sentence: `You kept the ${cause.kept} ${cause.characters} of ${cause.of} characters; ${rule}, all 40 digits.`,
        fix: 'Keep the whole signature; look for a column or a variable that is too short.',
      };
    case 'output-zeros-lost':
      return {
        title: 'Leading zeros lost',
        sentence: `You wrote ${cause.from === 'number' ? 'the digest as one number' : 'each byte as a number'}, which drops leading zeros; ${rule}, two digits for each byte.`,
        fix: 'Write two hex digits for each byte.',
      };
    case 'output-marked':
      return {
        title: `${capital(marksName(cause.marks))} in the signature`,
        sentence: `You left ${marksName(cause.marks)} in the signature; ${rule} and nothing else.`,
        fix: `Remove ${marksName(cause.marks)}.`,
      };
    case 'output-whitespace':
      return {
        title: 'White space in the signature',
        sentence: `You left white space or a line break in or around the signature; ${rule} and nothing else.`,
        fix: 'Remove white space and line breaks from the signature.',
      };
  }
}

const positions = { before: 'in front', between: 'between the two', after: 'at the end' } as const;

const charsetPlaces = {
  both: 'key and message',
  message: 'the message',
  'secret-key': 'the secret key',
} as const;

const hashPlaces = {
  first: 'with the key in front of it',
  last: 'with the key behind it',
  both: 'with the key on both sides of it',
  none: 'without any key',
} as const;

function zoneName(offset: string | null): string {
  return offset === null ? '' : `, in the zone ${offset}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
