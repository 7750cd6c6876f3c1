import { slice, type Mapped } from './mapped';
import { shellWords } from './shell';

/** A request as a tool shows it: where it goes and what it carries. */
export interface Request {
  readonly form: 'curl' | 'http';
  readonly endpoint: string | null;
  /** The SOAPAction header without its quotes. */
  readonly action: string | null;
  readonly body: Mapped | null;
  /** The command reads its body from this file, which is not in the text. */
  readonly file: string | null;
}

/** A request's head is near its beginning. */
const headLength = 65_536;

const dataOptions = /^(?:-d|--data|--data-raw|--data-binary|--data-ascii|--data-urlencode|--json)$/;
const valueOptions =
  /^(?:-X|--request|-u|--user|-A|--user-agent|-o|--output|-b|--cookie|-e|--referer|-m|--max-time|-x|--proxy|-E|--cert|--cacert|--key|--connect-timeout)$/;

/** Reads a cURL command; null when the text holds none. */
export function readCurl(source: Mapped): Request | null {
  const start = /(?:^|[\s$>;`("'])curl(?:\.exe)?(?=\s)/.exec(source.text.slice(0, headLength));
  if (!start) return null;
  const from = start.index + start[0].indexOf('curl');
  const words = shellWords(slice(source, from, source.text.length));
  let endpoint: string | null = null;
  let action: string | null = null;
  let body: Mapped | null = null;
  let file: string | null = null;
  for (let index = 1; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    const [option, value] = optionOf(word, words[index + 1]);
    if (value && value === words[index + 1]) index++;
    if (dataOptions.test(option)) {
      if (value?.text.startsWith('@')) file = value.text.slice(1);
      else body = value ?? null;
    } else if (option === '-H' || option === '--header') action ??= actionOf(value?.text ?? '');
    else if (option === '--url') endpoint ??= value?.text ?? null;
    else if (option === '') endpoint ??= word.text;
  }
  return { form: 'curl', endpoint, action, body, file };
}

/** An option with its value, which may follow `=`, stand against a short option, or be the next word. */
function optionOf(word: Mapped, next: Mapped | undefined): [option: string, value: Mapped | undefined] {
  const { text } = word;
  const long = /^(--[a-z-]+)=/.exec(text);
  if (long) return [long[1] ?? '', slice(word, long[0].length, text.length)];
  if (/^-[dHX]./.test(text)) return [text.slice(0, 2), slice(word, 2, text.length)];
  const takesValue =
    dataOptions.test(text) || valueOptions.test(text) || /^(?:-H|--header|--url)$/.test(text);
  return [text.startsWith('-') ? text : '', takesValue ? next : undefined];
}

const requestLine = /(?:^|[\n>])[ \t]*(?:POST|GET|PUT) +(\S{1,2048}) +HTTP\/\d/;

/** Reads an HTTP request as it goes over the wire, or as a tool prints it with `>` before each line; null when there is none. */
export function readHttp(source: Mapped): Request | null {
  const head = source.text.slice(0, headLength);
  const line = requestLine.exec(head);
  if (!line) return null;
  const from = line.index + line[0].length;
  const blank = /\n[>\s]*\n/.exec(head.slice(from));
  const headers = head.slice(from, blank ? from + blank.index : undefined);
  const host = /(?:^|\n)[> \t]*host: *(\S{1,256})/i.exec(headers)?.[1];
  const target = line[1] ?? '';
  const endpoint = URL.canParse(target) ? target : host ? `https://${host}${target}` : null;
  const action = headers
    .split('\n')
    .reduce<string | null>((found, header) => found ?? actionOf(header), null);
  return { form: 'http', endpoint, action, body: slice(source, from, source.text.length), file: null };
}

/** Reads an endpoint of this service wherever it stands near a text's beginning; null when there is none. */
export function findEndpoint(text: string): string | null {
  return (
    /https?:\/\/[^\s"'<>\\/]{1,256}\/soap\/mktows\/[\w?=]{0,32}/.exec(text.slice(0, headLength))?.[0] ?? null
  );
}

function actionOf(header: string): string | null {
  const match = /^[>\s]*soapaction: *"?([^"\r\n]{1,512})"?/i.exec(header);
  return match?.[1]?.trim() ?? null;
}
