import { documentationText, type Contract } from '../contract/contract';
import { escapeAttribute, escapeText } from '../xml/escape';

/**
 * A WSDL as outside clients get it: with the address under which it was asked for, so that a client that loads it calls the
 * same place; with the operations' documentation in the port type, where SOAP tools look for it (WSDL 1.1, 2.4); and without
 * our own facts in `xs:appinfo`, whose prefix some clients copy into every envelope.
 *
 * @param contract what was read from the WSDL.
 * @param url the URL of the request; its query is dropped.
 */
export function wsdlFor(wsdl: string, contract: Contract, url: URL): string {
  const address = `${url.origin}${url.pathname}`;
  return publicWsdl(wsdl, contract).replace(
    /(<(?:\w+:)?address\s[^>]*location=)("[^"]*"|'[^']*')/,
    (_, before: string) => `${before}"${escapeAttribute(address)}"`,
  );
}

/** What was made public last; a service has few versions, and most clients ask for one. */
const made = new Map<string, string>();

function publicWsdl(wsdl: string, contract: Contract): string {
  const known = made.get(wsdl);
  if (known !== undefined) return known;
  const text = documented(withoutOwnFacts(wsdl), contract);
  if (made.size >= 10) made.clear();
  made.set(wsdl, text);
  return text;
}

function withoutOwnFacts(wsdl: string): string {
  return wsdl
    .replace(/(<\?xml[^>]*\?>\s*)<!--[^]*?-->\s*/, '$1')
    .replace(/\s*<xs:appinfo>[^]*?<\/xs:appinfo>/g, '')
    .replace(/\s*<xs:annotation>\s*<\/xs:annotation>/g, '')
    .replace(/\s*xmlns:play="[^"]*"/, '');
}

function documented(wsdl: string, contract: Contract): string {
  const start = wsdl.indexOf('<wsdl:portType');
  const end = wsdl.indexOf('</wsdl:portType>', start);
  if (start < 0 || end < 0) return wsdl;
  const portType = wsdl
    .slice(start, end)
    .replace(
      /(\n\s*)(<wsdl:operation name="([^"]*)"[^>]*>)(?!\s*<wsdl:documentation)/g,
      (whole: string, indent: string, _tag: string, name: string) => {
        const operation = contract.operations.find((one) => one.name === name);
        const help =
          documentationText(operation?.documentation ?? {}) ||
          documentationText(operation?.input?.documentation ?? {});
        return help === ''
          ? whole
          : `${whole}${indent}  <wsdl:documentation>${escapeText(help)}</wsdl:documentation>`;
      },
    );
  return wsdl.slice(0, start) + portType + wsdl.slice(end);
}
