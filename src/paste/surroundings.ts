import type { HttpHeader } from './message';

const URL_IN_TEXT = /https?:\/\/[^\s"'`<>\\^|{}]{1,2000}/g;
const NAMESPACE_BEFORE =
  /xmlns(?::[\w.-]+)?\s{0,9}=\s{0,9}\\{0,8}["']$|(?:targetNamespace|namespace|NS|uri)['"]?\s{0,9}(?:=|=>|:)\s{0,9}\\?["']$/;
const KEY_BEFORE =
  /(?:url|uri|endpoint|address|href|location|fetch\(|-Uri|post|to|HttpPost\(|open\(["'](?:POST|post)["'],)["'\s]{0,4}[\s=:>,(]{0,6}["'\x60]?$/i;
const NOT_A_TARGET = /^https?:\/\/(?:www\.w3\.org|schemas\.|www\.marketo\.com\/mktows|xml\.|purl\.)/;

/** The URL that a text names as the target of a request: one of this service, or one that is called an address. */
export function urlIn(text: string): string | undefined {
  let likely: string | undefined;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const url = match[0].replace(/[),.;:\]]+$/, '').replace(/\?wsdl$/i, '');
    if (NOT_A_TARGET.test(url)) continue;
    if (/\/soap\/mktows\//.test(url)) return url;
    const before = text.slice(Math.max(0, match.index - 80), match.index);
    if (!likely && !NAMESPACE_BEFORE.test(before) && KEY_BEFORE.test(before)) likely = url;
  }
  return likely;
}

const HEADER =
  /["'\x60]?\b(SOAPAction|Content-Type|ContentType|Content_Type)["'\x60]?[ \t]{0,9}(?:[:=,]|=>|"?,)?>?[ \t\r\n]{0,40}(?:-\s|\[)?[ \t\r\n]{0,40}(?:(["'\x60])((?:\\.|(?!\2)[^\\\n]){0,400})\2|([^\s"'\x60,;(){}][^\r\n"'\x60,]{0,200}))/gi;

/** The headers that tell of SOAP, wherever a text writes them: in a program, a log, YAML. */
export function headersIn(text: string): HttpHeader[] {
  const headers: HttpHeader[] = [];
  for (const [, name = '', , quoted, bare] of text.matchAll(HEADER)) {
    const isType = /^content/i.test(name);
    const value = (quoted ?? bare ?? '').trim().replace(/\\(["'\\])/g, '$1');
    if (isType ? !/^[\w.+-]+\/[\w.+-]+/.test(value) : value === '' || /^[$\w]+\)/.test(value)) continue;
    const known: HttpHeader = [isType ? 'Content-Type' : 'SOAPAction', value];
    if (!headers.some(([other]) => other === known[0])) headers.push(known);
  }
  return headers;
}
