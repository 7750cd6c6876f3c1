import { findAllowed, type AllowEntry } from './allow';
import { refuse } from './refusal';
import type { NamedUpstream } from './upstream';

/** Where a call goes: a host on the list, or an upstream known by name. */
export type ProxyTarget =
  | { readonly kind: 'host'; readonly route: string; readonly url: URL; readonly loopback: boolean }
  | { readonly kind: 'named'; readonly route: string; readonly url: URL; readonly upstream: NamedUpstream };

/** What a target is looked up in. */
export interface Targets {
  readonly allow: readonly AllowEntry[];
  readonly upstreams: Readonly<Record<string, NamedUpstream>>;
}

/**
 * Reads the target header.
 *
 * @param text `sandbox`, `sandbox?WSDL`, or an absolute URL.
 * @param own the URL of the request to the proxy, from which a named upstream takes its origin.
 */
export function readTarget(text: string, own: string, targets: Targets): ProxyTarget | Response {
  const named = /^([a-z][a-z0-9-]*)(\?.*)?$/i.exec(text);
  const name = named?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(targets.upstreams, name)) {
    const upstream = targets.upstreams[name]!;
    const url = new URL(upstream.path + (named?.[2] ?? ''), own);
    return { kind: 'named', route: name, url, upstream };
  }
  if (!URL.canParse(text)) return refuse('target-invalid', 'The target is not an absolute URL.');
  return checkUrl(new URL(text), targets.allow);
}

/**
 * Whether this URL asks for a service's WSDL or for one of the schemas that it is made of, and for nothing else: `?wsdl`,
 * `?wsdl=1`, `?xsd=types`, `types.xsd`.
 */
export function asksForWsdl({ search, pathname }: URL): boolean {
  if (search === '') return /\.(?:wsdl|xsd)$/i.test(pathname);
  return /^\?(?:wsdl|(?:wsdl|xsd)=[^&;]+)$/i.test(search);
}

function checkUrl(url: URL, allow: readonly AllowEntry[]): ProxyTarget | Response {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('target-invalid', 'The target is not an https URL.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('target-has-credentials', 'A target must not carry a user name or a password.');
  }
  const entries = findAllowed(allow, url);
  const [first] = entries;
  if (!first) {
    return url.protocol === 'http:'
      ? refuse(
          'target-not-https',
          `${url.origin} is not on the list of allowed hosts; plain http is only for listed servers of this machine.`,
        )
      : refuse('target-not-allowed', `The host ${url.host} is not on the list of allowed hosts.`);
  }
  if (url.protocol === 'http:' && !first.loopback) {
    return refuse('target-not-https', 'Only https targets are allowed.');
  }
  if (!entries.some((entry) => entry.allowsPath(url.pathname))) {
    const paths = entries.map((entry) => entry.path).join(' or ');
    return refuse('path-not-allowed', `On ${url.host} only paths below ${paths} are allowed.`);
  }
  url.hash = '';
  return { kind: 'host', route: url.host, url, loopback: first.loopback };
}
