import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { KeyDress, KeyForm } from '../cause';
import { plainLookAlikes } from '../look-alikes';
import { decodeNarrow } from './charset';
import { mistake, weights, type Choice } from './choice';

const { common, far, alone } = weights;

/** What the key is without the marks that stand around the one given: quotes, a semicolon, the name of a variable. */
export function undressed(secretKey: string): Choice<string>[] {
  const trimmed = secretKey.trim();
  const dress = (text: string | undefined, kind: KeyDress): Choice<string>[] =>
    text === undefined || text === '' || text === trimmed || text === secretKey
      ? []
      : [mistake(text, { code: 'key-dressed', dress: kind }, common)];
  const value = /^(?:export\s+)?[A-Za-z][\w.-]{0,63}\s?[=:]\s?(\S[^\r\n]*)$/.exec(trimmed)?.[1];
  return [
    ...dress(/^(["'`“‘])(.+)["'`”’]$/.exec(trimmed)?.[2], 'quotes'),
    ...dress(/^["'`]?([^"'`]+)["'`]?$/.exec(trimmed)?.[1], 'quotes'),
    ...dress(/^(.+)[;,.]$/.exec(trimmed)?.[1], 'punctuation'),
    ...dress(value, 'name'),
    ...dress(value && /^(["'])(.+)\1[;,]?$/.exec(value)?.[2], 'name'),
    ...dress(plainLookAlikes(secretKey), 'look-alikes'),
  ];
}

/** What programs, shells and files make of a key on its way: each is tried with little else. */
export function spoiltKeys(key: string): Choice<string>[] {
  const out: Choice<string>[] = [];
  const add = (form: KeyForm, text: string, weight: number = far) => {
    if (text !== key) out.push(mistake(text, { code: 'key-form', form }, weight));
  };
  add('single-quoted', `'${key}'`);
  add('back-quoted', `\`${key}\``);
  for (const quote of ['"', "'", '`']) {
    add('stray-quote', quote + key);
    add('stray-quote', key + quote);
  }
  add('quoted', `“${key}”`, alone);
  add('semicolon', `${key};`);
  add('semicolon', `"${key}";`, alone);
  add('semicolon', `'${key}';`, alone);
  add('comma', `${key},`);
  add('comma', `"${key}",`, alone);
  add('comma', `'${key}',`, alone);
  for (const escape of ['\\n', '\\r\\n', '\\r', '\\t', '\\0']) add('literal-escape', key + escape);
  const characters = [...key];
  add('first-missing', characters.slice(1).join(''));
  add('last-missing', characters.slice(0, -1).join(''));
  for (const length of [40, 32, 20, 16, 64, 24, 10, 8]) {
    if (characters.length > length)
      add('cut', characters.slice(0, length).join(''), length < 20 ? alone : far);
  }
  for (const word of placeholders) add('placeholder', word, alone);
  for (const text of withoutVariables(key)) add('variable-replaced', text);
  for (const text of withoutBackslashes(key)) add('backslash-eaten', text);
  if (key.includes('\\')) add('backslash-doubled', key.replaceAll('\\', '\\\\'));
  for (const text of [key.split('#', 1)[0], key.split(' ', 1)[0], key.split(' #', 1)[0]]) {
    add('comment-cut', text?.trimEnd() ?? key);
  }
  for (const text of encodedLower(key)) add('url-encoded-lower', text);
  add('zeros-lost', key.replace(/^0+(?=.)/, ''));
  if (/^0*\d{1,15}$/.test(key)) add('zeros-lost', String(Number(key)));
  if (/[^\0-\x7f]/.test(key)) {
    for (const form of ['NFD', 'NFKD'] as const) add('decomposed', key.normalize(form));
    for (const form of ['NFC', 'NFKC'] as const) add('composed', key.normalize(form));
    for (const charset of ['latin-1', 'windows-1252'] as const) {
      const once = decodeNarrow(utf8ToBytes(key), charset);
      add('mojibake', once);
      add('mojibake', decodeNarrow(utf8ToBytes(once), charset), alone);
    }
  }
  add('reversed', characters.toReversed().join(''), alone);
  for (const name of names) {
    for (const mark of ['=', ': ', ' = ', ':']) add('named', `${name}${mark}${key}`, alone);
    add('named', `${name}="${key}"`, alone);
    add('named', `export ${name}=${key}`, alone);
  }
  return out;
}

/** What languages and people write where the key is not there. */
const placeholders: readonly string[] = [
  ...[
    'undefined',
    'null',
    'None',
    'nil',
    'NULL',
    'Null',
    '(null)',
    '<nil>',
    '%!s(<nil>)',
    'NaN',
    'false',
    '0',
  ],
  ...['[object Object]', '[object Promise]', 'Array', 'key', 'secret', 'secretKey', 'secret_key', '$key'],
  ...['${key}', '{key}', '#{key}', '%s', '{0}', '{}', '$secretKey', '$secret_key', '$secret', '${secretKey}'],
  ...[
    '$MARKETO_SECRET_KEY',
    '${MARKETO_SECRET_KEY}',
    'MARKETO_SECRET_KEY',
    'encryptionKey',
    '$encryptionKey',
  ],
  ...[
    'YOUR_SECRET_KEY',
    'your-secret-key',
    'your_secret_key',
    'YOUR-SECRET-KEY',
    'changeme',
    'test',
    'password',
  ],
];

/** Names that a key has in the files that programs read it from. */
const names: readonly string[] = [
  ...[
    'key',
    'secret',
    'secret key',
    'encryption key',
    'shared secret',
    'access key',
    'api key',
    'api secret',
  ],
  ...[
    'marketo key',
    'marketo secret',
    'marketo secret key',
    'marketo encryption key',
    'marketo shared secret',
  ],
  ...['marketo soap key', 'marketo soap secret', 'marketo soap secret key', 'marketo soap encryption key'],
  ...['mkto key', 'mkto secret', 'mkto secret key', 'mktows key', 'mktows secret', 'mktows secret key'],
  ...['soap key', 'soap secret', 'soap secret key', 'soap encryption key', 'hmac key', 'signing key', 'name'],
].flatMap((name) => {
  const snake = name.replaceAll(' ', '_');
  const camel = name.replaceAll(/ (.)/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set([snake.toUpperCase(), snake, camel])];
});

/** The key without what a shell, PHP, Perl or PowerShell takes for a variable in double quotes. */
function withoutVariables(key: string): Set<string> {
  if (!/[$@%!`]/.test(key)) return new Set();
  return new Set([
    // Shells and Perl know `$9` and `$?`, and go on after them; PHP knows names only; PowerShell digits and letters.
    key.replaceAll(/\$(?:[A-Za-z_]\w*|\{[^}]*\}|[0-9@*#?!$-])/g, ''),
    key.replaceAll(/\$(?:[A-Za-z_]\w*|\{[^}]*\}|[0-9@*!-]|\?)/g, (name) => (name === '$?' ? '0' : '')),
    key.replaceAll(/\$(?:[A-Za-z_][\w\x80-\uffff]*|\{[^}]*\})/g, ''),
    key.replaceAll(/\$(?:\w+|\{[^}]*\})/g, ''),
    key.replaceAll(/\$\d+/g, ''),
    key.replaceAll(/\$[A-Za-z_]\w*(?:\[\w*\]|->\w+)?/g, ''),
    key.replaceAll(/@[A-Za-z_]\w*/g, ''),
    key.replaceAll(/%[^%]*%/g, ''),
    key.replaceAll(/\$\{?\w*\}?/g, ''),
    key.split('$', 1)[0] ?? key,
    key.replaceAll('$', ''),
    key.replaceAll('$$', '$'),
    key.replaceAll('%%', '%'),
    key.replaceAll('!', ''),
    key.replaceAll('`', ''),
  ]);
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  f: '\f',
  b: '\b',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};

/** The key after a string literal or a shell has read its backslashes. */
function withoutBackslashes(key: string): Set<string> {
  if (!key.includes('\\')) return new Set();
  const inLiteral = (known: string, drop: boolean) =>
    key.replaceAll(/\\([\s\S])/g, (whole, next: string) => {
      if (known.includes(next)) return escapes[next] ?? next;
      return drop || '\\"\'$`'.includes(next) ? next : whole;
    });
  return new Set([
    key.replaceAll('\\', ''),
    key.replaceAll(/\\([\s\S])/g, '$1'),
    key.replaceAll('\\\\', '\\'),
    key.replaceAll(/\\([\\'])/g, '$1'),
    key.replaceAll(/\\([\\$`"\n])/g, '$1'),
    inLiteral('nrtvfb0', true),
    inLiteral('nrtvfe0', false),
    inLiteral('nrtvfba0', false),
  ]);
}

/** Percent encoding with the small hex digits of .NET, in the ways that its functions choose the characters. */
function encodedLower(key: string): Set<string> {
  const lower = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  try {
    const component = lower(encodeURIComponent(key));
    const form = lower(new URLSearchParams([['', key]]).toString().slice(1));
    return new Set([component, form, component.replaceAll('%20', '+')]);
  } catch {
    return new Set();
  }
}
