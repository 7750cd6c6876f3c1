import type {
  Addition,
  ByteOrder,
  Charset,
  KeyDress,
  KeyForm,
  MessageForm,
  OutputEncoding,
  OutputMarks,
  SignatureInput,
  TimestampForm,
} from './cause';

/** A place's name in a sentence. */
export function placeName(place: SignatureInput | 'signature'): string {
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
  '\u200b': 'a zero width space (U+200B)',
  '\\n': 'the two characters \\n',
  '\\r\\n': 'the four characters \\r\\n',
  '\\t': 'the two characters \\t',
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
  'percent-encoded-lower': 'percent-encoded with small hex digits',
  'colons-encoded': 'with percent-encoded colons',
  'plus-as-space': 'with a space for its plus sign',
  'plus-in-form': 'with %2B for its plus sign',
  'plus-lost-in-header': 'with the plus sign that the header has lost on its way, where a space stands now',
  'clock-elsewhere': 'with another zone’s hours under its own offset',
  'date-only': 'as a day without a time',
  ticks: 'with seven decimal places, as .NET’s format o writes it',
  'ticks-z': 'in UTC with seven decimal places and Z, as .NET’s format o writes it',
  'ticks-no-offset': 'with seven decimal places and no offset, as .NET’s format o writes it',
  nanoseconds: 'with nanoseconds',
  'nanoseconds-z': 'in UTC with nanoseconds and Z',
  'space-milliseconds': 'with a space for the T, with milliseconds and without its offset',
  'space-microseconds': 'with a space for the T, with microseconds and without its offset',
  'space-microseconds-offset': 'with a space for the T and microseconds',
  'space-tenths': 'with a space for the T and .0, as java.sql.Timestamp prints it',
  'space-offset-spaced': 'with spaces for the T and before its offset',
  'sql-datetime2': 'as SQL’s datetime2',
  'sql-datetimeoffset': 'as SQL’s datetimeoffset',
  'sql-server': 'as SQL Server turns a date into text',
  asctime: 'as asctime prints it',
  'ruby-18': 'as Ruby 1.8 prints it',
  javascript: 'as JavaScript turns a Date into text',
  java: 'as Java’s Date.toString() prints it',
  'java-zoned': 'as Java’s ZonedDateTime prints it',
  'date-command': 'as the date command prints it',
  go: 'as Go’s Time.String() prints it',
  'zone-name': 'with the name of its zone for the offset',
  'rfc-850': 'as in cookies (RFC 850)',
  local: 'as people of a country write it',
  'unpadded-hour': 'with an hour of one digit',
  unpadded: 'without leading zeros',
  dots: 'with dots for its colons',
  slashes: 'with slashes in its date',
  'epoch-microseconds': 'as microseconds since 1970',
  'epoch-nanoseconds': 'as nanoseconds since 1970',
  'json-string': 'as JSON, with quotes',
  'json-date': 'as .NET’s old JSON writes it',
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
  'single-quoted': 'with single quotes around it',
  'back-quoted': 'with backticks around it',
  'stray-quote': 'with a stray quote at one end',
  semicolon: 'with a semicolon behind it',
  comma: 'with a comma behind it',
  named: 'with the name of its variable in front',
  'literal-escape': 'with an escape such as \\n written out behind it',
  'first-missing': 'without its first character',
  'last-missing': 'without its last character',
  cut: 'cut at a length',
  placeholder: 'replaced by a word that stands for nothing',
  'variable-replaced': 'without what looks like a variable in it',
  'backslash-eaten': 'without its backslashes',
  'backslash-doubled': 'with doubled backslashes',
  'comment-cut': 'cut at a # or a space',
  'url-encoded-lower': 'percent-encoded with small hex digits',
  'zeros-lost': 'without its leading zeros',
  decomposed: 'with its accents taken apart (NFD)',
  composed: 'with its accents put together (NFC)',
  mojibake: 'read as Latin-1 though it was UTF-8',
  reversed: 'written backwards',
  'left-out': 'left empty',
};

const habits: Partial<Readonly<Record<KeyForm | TimestampForm, string>>> = {
  'variable-replaced':
    'Shells, PHP, Perl and PowerShell replace a $ and the name after it in double quotes by a variable: write the key in single quotes. PHP knows names that begin with a letter, shells and Perl also $9, PowerShell any letters and digits.',
  'backslash-eaten':
    'In shells, PHP, JavaScript, Java and C# a backslash in a string literal begins an escape: write it twice, use single quotes in a shell, or read the key from a file.',
  'backslash-doubled':
    'JSON, properties files and regular expressions double backslashes: read the value, not its source.',
  'literal-escape':
    'In PHP, Perl, Ruby and shells \\n is a line feed in double quotes only, and in single quotes two characters: leave it out.',
  'single-quoted':
    'Docker’s env files, cmd and properties files keep quotes as part of the value: write the key without them.',
  quoted:
    'Docker’s env files, cmd’s set and properties files keep quotes as part of the value: write the key without them.',
  'stray-quote': 'Look where the key was copied: one of two quotes came along.',
  named: 'The whole line of a settings file was taken for the key: take what stands behind the = only.',
  semicolon: 'Look where the key was copied: the end of a line of code came along.',
  comma: 'Look where the key was copied: the end of a line of JSON or of code came along.',
  placeholder:
    'The variable was not set when the key was read: JavaScript then says “undefined”, Java “null”, Python “None”.',
  'comment-cut':
    'In env and ini files a # begins a comment, and a shell ends a word at a space: put the key into quotes.',
  'zeros-lost': 'A spreadsheet, YAML or JSON took the key for a number: store it as text, in quotes.',
  'url-encoded-lower': '.NET’s HttpUtility.UrlEncode writes %2b: use the key as it is.',
  decomposed: 'macOS file names and some inputs take accents apart: normalize the key to NFC.',
  mojibake:
    'Java before 18, PHP’s utf8_encode and Excel read UTF-8 as another charset: ask for UTF-8 by name where the key is read.',
  javascript:
    "JavaScript: `${date}` and '' + date print the local time with the zone’s name. Write date.toISOString() once.",
  java: "Java: '' + date calls Date.toString(). Format it once with DateTimeFormatter.ISO_OFFSET_DATE_TIME.",
  'java-zoned':
    'Java: ZonedDateTime.toString() adds the zone’s name. Use toOffsetDateTime(), and format it once.',
  'space-tenths':
    'Java: java.sql.Timestamp.toString() writes a space and .0. Format it once with DateTimeFormatter.',
  go: 'Go: Time.String() and %v print for people. Use Format(time.RFC3339) once.',
  'ruby-18': 'Ruby: Time#to_s prints for people. Use iso8601 once.',
  asctime: 'C, Perl and Python: asctime, localtime and ctime print for people. Use strftime once.',
  'date-command': 'Shell: date without a format prints for people. Use date +%Y-%m-%dT%H:%M:%S%:z once.',
  local:
    'C#: ToString() follows the country that the machine is set to, as JavaScript’s toLocaleString() does. Use ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) once.',
  ticks: 'C#: ToString("o") writes seven decimal places. Use "yyyy-MM-ddTHH:mm:sszzz".',
  'ticks-z': 'C#: ToString("o") writes seven decimal places. Use "yyyy-MM-ddTHH:mm:sszzz".',
  'ticks-no-offset':
    'C#: ToString("o") writes seven decimal places, and no offset for an unspecified kind. Use DateTimeOffset and "yyyy-MM-ddTHH:mm:sszzz".',
  'sql-server':
    'SQL Server: CONVERT(varchar, date) prints for people. Use style 127, or format it in the program.',
  'sql-datetime2':
    'SQL Server: a datetime2 as text has a space and seven decimal places. Format it in the program, once.',
  'sql-datetimeoffset':
    'SQL Server: a datetimeoffset as text has spaces and seven decimal places. Format it in the program, once.',
  'twelve-hour':
    'Java and C#: hh counts from 01 to 12, and HH from 00 to 23; in PHP it is h and H, in C’s strftime %I and %H.',
  'zone-name':
    'Java’s z, PHP’s T and C’s %Z write the zone’s name; the offset is XXX in Java, P in PHP, %:z in the date command.',
  dots: 'Some countries’ settings write dots in times: format with a fixed pattern, independent of the country.',
  'json-string': 'JSON.stringify(date) adds quotes: use toISOString().',
};

/** What a language or a tool does by habit that leads to this form, and its way out; undefined where it is no habit. */
export function habitOf(form: KeyForm | TimestampForm): string | undefined {
  return habits[form];
}

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
  'base64-of-base64': 'base64 of its base64',
  'hex-of-base64': 'hex of its base64',
  'signed-bytes': 'hex of bytes with a sign (ffffff before bytes above 7f)',
  'signed-hex': 'a hexadecimal number with a sign',
  decimal: 'a decimal number',
  'signed-decimal': 'a decimal number with a sign',
  'byte-list': 'a list of its bytes as numbers',
  'signed-byte-list': 'a list of its bytes as numbers with a sign',
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
  openssl: 'what openssl prints in front of the digest',
  'file-name': 'the file name that follows the digest',
  buffer: 'Node’s <Buffer …>',
};

/** The marks by name. */
export function marksName(name: OutputMarks): string {
  return marks[name];
}

const orders: Readonly<Record<ByteOrder, string>> = {
  'bytes-reversed': 'its bytes from the last to the first',
  'bytes-of-words-reversed': 'the four bytes of each word the other way round',
  'words-reversed': 'its words of four bytes from the last to the first',
  'pairs-swapped': 'every two bytes swapped',
  'digits-swapped': 'the two digits of each byte swapped',
  'digits-reversed': 'its digits from the last to the first',
};

/** An order of bytes, to follow “you wrote the digest with”. */
export function orderName(order: ByteOrder): string {
  return orders[order];
}

const messageForms: Readonly<Record<MessageForm, string>> = {
  quoted: 'with quotes or brackets around it',
  json: 'as JSON',
  query: 'as a query string, with names',
  'lower-case': 'in lower case',
  'upper-case': 'in upper case',
  empty: 'as an empty text',
  'percent-encoded': 'percent-encoded',
  reversed: 'backwards',
};

/** What was made of the string to sign, to follow “you signed timestamp + user id”. */
export function messageFormName(form: MessageForm): string {
  return messageForms[form];
}

const dresses: Readonly<Record<KeyDress, string>> = {
  quotes: 'the quotes',
  punctuation: 'the punctuation',
  name: 'the name of a variable',
  'look-alikes': 'the characters that can’t be seen, or that look like others,',
};

/** What stands around the key given here. */
export function dressName(dress: KeyDress): string {
  return dresses[dress];
}
