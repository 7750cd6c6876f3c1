import type { Cause, ConstructionKind } from './cause';
import { duration } from './duration';
import {
  additionName,
  charsetName,
  dressName,
  formName,
  habitOf,
  keyFormName,
  marksName,
  messageFormName,
  orderName,
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
    case 'part-doubled': {
      const part = cause.part === 'both' ? 'timestamp and user id' : `the ${placeName(cause.part)}`;
      return {
        title: `${capital(part.replace('the ', ''))} signed twice`,
        sentence: `You signed ${part} twice; the service signs timestamp + user id, each once.`,
        fix: 'Join timestamp and user id, each once.',
      };
    }
    case 'part-undefined': {
      const part = cause.part === 'both' ? 'timestamp and user id were' : `the ${placeName(cause.part)} was`;
      return {
        title: `“${cause.word}” in the signed text`,
        sentence: `You signed “${cause.word}” because ${part} not there yet; the service signs timestamp + user id.`,
        fix: 'Look for a name that is spelled in two ways, or a value that is set after the signature is made.',
      };
    }
    case 'not-interpolated':
      return {
        title: 'Names signed instead of values',
        sentence: `You signed the text “${cause.text}” as it stands in the program; the service signs the values of timestamp and user id.`,
        fix: 'PHP, Ruby, Perl and shells fill in variables in double quotes only, JavaScript in backticks, Python after f and C# after $ in front of the quotes.',
      };
    case 'message-form':
      return {
        title: `Signed text ${messageFormName(cause.form)}`,
        sentence: `You signed timestamp + user id ${messageFormName(cause.form)}; the service signs the two values as they stand in the header, one after the other.`,
        fix: 'Join timestamp and user id as plain text, and sign that.',
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
        fix: withHabit(
          habitOf(cause.form),
          cause.form === 'plus-lost-in-header'
            ? 'Look where the header passes through a web form or a URL: there a plus sign means a space, and is written %2B.'
            : 'Write the timestamp once, keep it in a variable, and use it both for the header and for the signature.',
        ),
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
        sentence: `You signed a timestamp ${duration(Math.abs(cause.seconds))} ${cause.seconds > 0 ? 'later' : 'earlier'} than the one in the header; the service signs the one in the header.`,
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
    case 'look-alikes':
      return {
        title: `Look-alike characters in the ${placeName(cause.where)}`,
        sentence: `You ${cause.where === 'signature' ? 'computed' : 'signed'} the ${placeName(cause.where)} without the characters that can’t be seen, or that look like others, which the header has; the service takes the header as it stands.`,
        fix: `Type the ${placeName(cause.where)} anew where the header takes it from.`,
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
        fix: withHabit(habitOf(cause.form), 'Use the key as plain text.'),
      };
    case 'key-dressed':
      return {
        title: `Secret key given with ${dressName(cause.dress).replace(/,$/, '')}`,
        sentence: `You signed with the key without ${dressName(cause.dress)} that ${cause.dress === 'name' || cause.dress === 'punctuation' ? 'stands' : 'stand'} around it here; the service uses the key as Marketo shows it.`,
        fix: 'Check what was copied along with the key given here.',
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
    case 'construction':
      return {
        title: capital(constructionTitles[cause.kind]),
        sentence: `You computed ${cause.formula}; the service computes HMAC(key, timestamp + user id) with SHA-1.`,
        fix: 'Call HMAC-SHA1 once, with the secret key as its key and timestamp + user id as its message.',
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
    case 'output-order':
      return {
        title: 'Signature in another order of bytes',
        sentence: `You wrote the digest with ${orderName(cause.order)}; ${rule}, from the first byte to the last.`,
        fix: 'Write the bytes one after the other, each as two hex digits, the high one first.',
      };
    case 'output-digit':
      return {
        title: `Digit ${cause.position} of the signature ${digitNames[cause.change].title}`,
        sentence: `You have a signature that differs in one place: ${digitNames[cause.change].what(cause.position)}; the service compares all 40 digits.`,
        fix:
          cause.change === 'zero-added'
            ? 'C#: BigInteger.ToString("x") writes a 0 in front of a number that begins with 8 to f. Write each byte as two hex digits.'
            : 'Copy the signature, do not type it.',
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

const constructionTitles: Readonly<Record<ConstructionKind, string>> = {
  'user-id-as-key': 'user id used as the key',
  'timestamp-as-key': 'timestamp used as the key',
  'key-joined': 'secret key joined with another value',
  chained: 'one HMAC after the other',
  'hmac-twice': 'HMAC of an HMAC',
  'hmac-of-hash': 'HMAC of a hash',
  'hash-of-hmac': 'hash of a digest',
  'hashed-key': 'secret key hashed before it was used',
  'key-in-message': 'secret key in the message too',
  'key-in-middle': 'plain hash with the key in the middle',
};

type DigitChange = Extract<Cause, { code: 'output-digit' }>['change'];

const digitNames: Readonly<Record<DigitChange, { title: string; what: (position: number) => string }>> = {
  wrong: { title: 'wrong', what: (at) => `digit ${at} is wrong` },
  swapped: { title: 'swapped with the next', what: (at) => `digits ${at} and ${at + 1} are swapped` },
  missing: { title: 'missing', what: (at) => `a digit is missing at place ${at}` },
  doubled: { title: 'doubled', what: (at) => `digit ${at} stands there twice` },
  added: { title: 'too many', what: (at) => `digit ${at} is one too many` },
  'zero-added': { title: 'too many', what: () => 'a 0 too many stands in front' },
};

/** The language's habit, then what to do in any language. */
function withHabit(habit: string | undefined, fix: string): string {
  return habit === undefined ? fix : `${habit} ${fix}`;
}

function zoneName(offset: string | null): string {
  return offset === null ? '' : `, in the zone ${offset}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
