import type { AllowedHost } from './protocol';

/** A host the proxy may call, with the test for its paths. */
export interface AllowEntry extends AllowedHost {
  allowsPath(pathname: string): boolean;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const SOAP_PATH = '/soap/mktows/';
const soapEndpoint = /^\/soap\/mktows\/\d+_\d+\/?$/;
// Scheme, host or [address], port, path.
const ENTRY = /^(?:(https?):\/\/)?([^/:?#@\s*\\[\]]+|\[[\da-f:.]+\])(?::(\d+))?(\/[^?#\s\\]*)?$/i;
// Servers differ in how they read these, and some read them as a way up: "%2e%2e", "..%2f", "..;/".
const ambiguous = /%2e|%2f|%5c|\/\.\.?;/i;

/**
 * Reads one entry of the list of allowed hosts: `123-ABC-456.mktoapi.com`, `example.com:8443/services/`,
 * `localhost:8080`. Without a path, only Marketo's own (`/soap/mktows/3_1`) is allowed.
 *
 * @throws TypeError when the entry is no host, or names this machine without a port: a mistake in the configuration.
 */
export function readAllowEntry(entry: string): AllowEntry {
  const [, scheme = 'https', name, port, path] = ENTRY.exec(entry.trim()) ?? [];
  const url = `https://${name}${path ?? ''}`;
  if (name === undefined || Number(port ?? 1) > 65535 || !URL.canParse(url)) {
    throw new TypeError(`"allow" expected a host such as 123-ABC-456.mktoapi.com, got "${entry}"`);
  }
  const { hostname, pathname } = new URL(url);
  const loopback = LOOPBACK_NAMES.includes(hostname);
  if (loopback && port === undefined) {
    throw new TypeError(`"allow" expected a port after "${hostname}", such as ${hostname}:8080`);
  }
  if (!loopback && scheme.toLowerCase() === 'http') {
    throw new TypeError(`"allow" expected an https host, got "${entry}"`);
  }
  const prefix = path === undefined ? undefined : pathname;
  return {
    host: hostname + (port === undefined || Number(port) === 443 ? '' : `:${Number(port)}`),
    path: prefix ?? SOAP_PATH,
    loopback,
    allowsPath: pathTest(prefix),
  };
}

/** The entries for a URL's host and port, both compared as the URL parser spells them. */
export function findAllowed(entries: readonly AllowEntry[], url: URL): readonly AllowEntry[] {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const host = url.hostname + (port === 443 ? '' : `:${port}`);
  return entries.filter((entry) => entry.host === host);
}

function pathTest(prefix: string | undefined): (pathname: string) => boolean {
  if (prefix === undefined) return (pathname) => soapEndpoint.test(pathname);
  const folder = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return (pathname) => !ambiguous.test(pathname) && (pathname === prefix || pathname.startsWith(folder));
}
