import { escapeAttribute } from '../xml/references';

/**
 * A WSDL with the address under which it was asked for, so that a client that loads it calls the same place.
 *
 * @param url the URL of the request; its query is dropped.
 */
export function wsdlFor(wsdl: string, url: URL): string {
  const address = `${url.origin}${url.pathname}`;
  return wsdl.replace(
    /(<(?:\w+:)?address\s[^>]*location=)("[^"]*"|'[^']*')/,
    (_, before: string) => `${before}"${escapeAttribute(address)}"`,
  );
}
