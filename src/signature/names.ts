import type {
  Addition,
  Charset,
  KeyForm,
  OutputEncoding,
  OutputMarks,
  SignatureInput,
  TimestampForm,
} from './cause';

/** A place's name in a sentence. */
export function placeName(place: SignatureInput): string {
  return place.replace('-', ' ');
}

const characters: Readonly<Record<string, string>> = {
  '\n': 'a line feed (\\n)',
  '\r': 'a carriage return (\\r)',
  '\r\n': 'a Windows line break (\\r\\n)',
  '\t': 'a tab (\\t)',
  ' ': 'a space',
  '\u00a0': 'a no-break space (U+00A0)',
  '\ufeff': 'a byte order mark (U+FEFF)',
  '\0': 'a zero byte (\\0)',
};

/** Characters as a sentence names them, the invisible ones by name. */
export function spelled(text: string): string {
  return characters[text] ?? `“${text}”`;
}

/** A part that was signed along. */
export function additionName(addition: Addition): string {
  switch (addition.part) {
    case 'endpoint':
      return { url: 'the endpoint URL', path: 'the path of the endpoint', host: 'the host of the endpoint' }[
        addition.form
      ];
    case 'operation':
      return {
        name: 'the operation’s name',
        element: 'the name of the body’s element',
        action: 'the SOAPAction',
      }[addition.form];
    case 'body':
      return { content: 'the content of the Body', element: 'the XML of the operation’s element' }[
        addition.form
      ];
  }
}

const forms: Readonly<Record<TimestampForm, string>> = {
  w3c: 'as date, time and offset',
  z: 'in UTC with Z',
  'no-colon': 'without the colon in its offset',
  'hours-only': 'with the hours of its offset only',
  'no-offset': 'without its offset',
  space: 'with a space for the T',
  'space-z': 'in UTC with a space for the T and Z',
  'space-utc': 'in UTC with a space for the T and the word UTC',
  'space-no-colon': 'with spaces for the T and before an offset without colon',
  'space-no-offset': 'with a space for the T and without its offset',
  milliseconds: 'with milliseconds',
  'milliseconds-z': 'in UTC with milliseconds and Z',
  'milliseconds-no-colon': 'with milliseconds and without the colon in its offset',
  'milliseconds-no-offset': 'with milliseconds and without its offset',
  microseconds: 'with microseconds',
  'microseconds-z': 'in UTC with microseconds and Z',
  'microseconds-no-offset': 'with microseconds and without its offset',
  'no-seconds': 'without seconds',
  'no-seconds-z': 'in UTC without seconds, with Z',
  compact: 'without dashes and colons',
  'compact-z': 'in UTC without dashes and colons, with Z',
  'two-digit-year': 'with a year of two digits',
  'twelve-hour': 'with hours from 01 to 12',
  'rfc-2822': 'as in mail headers (RFC 2822)',
  'http-date': 'as in HTTP headers (GMT)',
  'epoch-seconds': 'as seconds since 1970',
  'epoch-milliseconds': 'as milliseconds since 1970',
  'epoch-decimal': 'as seconds since 1970 with a decimal place',
  'zone-cut': 'with other minutes in its offset, as cut half-hour zones have',
  'zone-sign': 'with the sign of its offset turned round',
  'zone-relabelled': 'with the same hours under another offset',
  'z-relabelled': 'with the same hours under Z',
  'percent-encoded': 'percent-encoded',
  'plus-as-space': 'with a space for its plus sign',
};

/** How a timestamp was written, to follow “you signed the timestamp”. */
export function formName(form: TimestampForm): string {
  return forms[form];
}

const keyForms: Readonly<Record<KeyForm, string>> = {
  'hex-decoded': 'decoded from hex',
  'base64-decoded': 'decoded from base64',
  'hex-encoded': 'encoded as hex',
  'hex-upper-encoded': 'encoded as upper-case hex',
  'base64-encoded': 'encoded as base64',
  'url-encoded': 'percent-encoded',
  'url-decoded': 'percent-decoded',
  'form-encoded': 'encoded as in web forms',
  'form-decoded': 'decoded as in web forms',
  'entity-encoded': 'with XML entities',
  'entity-decoded': 'with its XML entities resolved',
  quoted: 'with quotes around it',
  'left-out': 'left empty',
};

/** What was made of the key, to follow “the secret key”. */
export function keyFormName(form: KeyForm): string {
  return keyForms[form];
}

/** A charset's usual name. */
export function charsetName(charset: Charset): string {
  const [name = '', ...rest] = charset.toUpperCase().split('-BOM');
  const plain = name === 'LATIN-1' ? 'Latin-1' : name;
  return rest.length > 0 ? `${plain} with a byte order mark` : plain;
}

const outputs: Readonly<Record<OutputEncoding, string>> = {
  base64: 'base64',
  base64url: 'base64url',
  'base64-of-hex': 'base64 of the hex text',
  'base64url-of-hex': 'base64url of the hex text',
  'hex-of-hex': 'hex of the hex text',
  'signed-bytes': 'hex of bytes with a sign (ffffff before bytes above 7f)',
};

/** How a digest was written. */
export function outputName(encoding: OutputEncoding): string {
  return outputs[encoding];
}

const marks: Readonly<Record<OutputMarks, string>> = {
  dashes: 'dashes',
  colons: 'colons',
  spaces: 'spaces',
  quotes: 'quotes',
  'python-bytes': "Python’s b'…'",
  '0x': 'the prefix 0x',
  'sha1=': 'the prefix sha1=',
  'percent-encoded': 'percent encoding',
};

/** The marks by name. */
export function marksName(name: OutputMarks): string {
  return marks[name];
}
