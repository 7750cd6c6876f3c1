import { join, slice, type Mapped } from './mapped';
import type { ShellCommand } from './shell';

/** What one cURL command sends, as far as its words tell. */
export interface CurlRequest {
  readonly url?: Mapped;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Everything that is sent as the body; undefined when nothing is, or when it is not in the text. */
  readonly body?: Mapped;
  /** The file that the body comes from; `-` for a program whose output is not known. */
  readonly file?: string;
  /** As `-X` names it. */
  readonly method?: string;
  /** Options that change who asks, or how, by the names they were given by. */
  readonly options: readonly string[];
}

/** Options of cURL 8 with a value, the long names; cURL's own `--help all` is where they are from. */
const LONG_WITH_VALUE = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
  continue-at cookie cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr
  dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string
  ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip
  help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway keepalive-cnt keepalive-time key key-type krb libcurl
  limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy
  oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy
  proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key
  proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
  proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request
  request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5
  socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max
  tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query
  user user-agent variable vlan-priority write-out`.split(/\s+/),
);

/** Letters of options with a value, and the long names of those that are looked at. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  F: 'form',
  h: 'help',
  H: 'header',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
};

const DATA = /^(?:data|data-raw|data-binary|data-ascii|data-urlencode|json)$/;

/** Options that change who asks, or how. */
const TELLING = new Set(
  `user proxy cert key cacert cookie form upload-file proxy-user oauth2-bearer config insecure aws-sigv4 get
  url-query`.split(/\s+/),
);

/** A word that calls cURL, by whatever path. */
export function isCurl(word: string): boolean {
  return word.length < 1000 && /^(?:.*[\\/])?curl(?:\.exe)?$/i.test(word);
}

/** Reads the words after `curl`; `--next` begins another request. */
export function readCurlWords(command: ShellCommand, start: number): CurlRequest[] {
  const requests: CurlRequest[] = [];
  let from = start;
  for (let at = start; at <= command.words.length; at += 1) {
    const word = command.words[at]?.text;
    if (word !== undefined && word !== '--next' && word !== '-:') continue;
    if (at > from || requests.length === 0) requests.push(readOne(command, from, at));
    from = at + 1;
  }
  return requests;
}

interface Option {
  /** The long name without dashes; empty for a word that is no option. */
  readonly name: string;
  /** As it was written. */
  readonly written: string;
  readonly value?: Mapped;
}

function readOne(command: ShellCommand, from: number, to: number): CurlRequest {
  const words = command.words.slice(from, to);
  const headers: [string, string][] = [];
  const data: Mapped[] = [];
  const options = new Set<string>();
  let url: Mapped | undefined;
  let file: string | undefined;
  let method: string | undefined;
  for (const { name, written, value } of optionsOf(words)) {
    if (TELLING.has(name)) options.add(written);
    if (value === undefined) continue;
    const [header, text] = [headerOf(value.text), value.text];
    if (DATA.test(name)) {
      const source = dataOf(name, value, command);
      if (source.body) data.push(source.body);
      file ??= source.file;
      if (name === 'json') headers.push(['Content-Type', 'application/json']);
    } else if (name === 'header' && header) headers.push(header);
    else if (name === 'user-agent') headers.push(['User-Agent', text]);
    else if (name === 'referer') headers.push(['Referer', text]);
    else if (name === 'request') method = text;
    else if ((name === 'url' || name === '') && text !== '') url ??= value;
  }
  return {
    url,
    headers,
    options: [...options],
    method,
    file,
    body: data.length > 0 ? join(data, '&') : undefined,
  };
}

function* optionsOf(words: readonly Mapped[]): Generator<Option> {
  let isAllOperands = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) return;
    const { text } = word;
    if (isAllOperands || !text.startsWith('-') || text === '-')
      yield { name: '', written: text, value: word };
    else if (text === '--') isAllOperands = true;
    else if (text.startsWith('--')) {
      const [, name = ''] = /^--([\w.-]{0,60})/.exec(text) ?? [];
      const rest = text.charAt(name.length + 2);
      if (rest === '=') yield { name, written: `--${name}`, value: slice(word, name.length + 3) };
      else if (LONG_WITH_VALUE.has(name) || DATA.test(name) || name === 'header')
        yield { name, written: text, value: words[++index] };
      else yield { name, written: text };
    } else {
      const [options, next] = lettersOf(word, words[index + 1]);
      yield* options;
      if (next) index += 1;
    }
  }
}

/** `-XPOST` and `-H'…'` carry their value; `-sSk` are several options, of which the last may have one. */
function lettersOf(word: Mapped, next: Mapped | undefined): [options: Option[], next: boolean] {
  const options: Option[] = [];
  for (let at = 1; at < word.text.length; at += 1) {
    const letter = word.text.charAt(at);
    const name = LETTERS[letter];
    const written = `-${letter}`;
    if (name === undefined) {
      options.push({ name: letter === 'k' ? 'insecure' : letter === 'G' ? 'get' : 'letter', written });
      continue;
    }
    const isLast = at === word.text.length - 1;
    return [[...options, { name, written, value: isLast ? next : slice(word, at + 1) }], isLast && !!next];
  }
  return [options, false];
}

/** `@file` and `@-` name where the body comes from, except in `--data-raw`. */
function dataOf(
  name: string,
  value: Mapped,
  { input, inputFile }: ShellCommand,
): { body?: Mapped; file?: string } {
  if (name === 'data-raw' || !value.text.startsWith('@')) return { body: value };
  if (value.text !== '@-') return { file: value.text.slice(1) };
  return input ? { body: input } : { file: inputFile ?? '-' };
}

function headerOf(line: string): [string, string] | undefined {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] : undefined;
}
