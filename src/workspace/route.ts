/*
 * What the page's address says after `#`. Every kind of address is read and written here and nowhere else.
 */

/** A place in the page that an address can name. */
export type Route = {
  readonly kind: 'guide';
  /** Whose page; absent for that of the open operation. */
  readonly operation?: string;
};

/** Where an address leads: `#guide/getLead`, `#guide`. Undefined for one that names no place of the page. */
export function readRoute(hash: string): Route | undefined {
  const [kind, ...rest] = hash.replace(/^#/, '').split('/');
  if (kind !== 'guide') return undefined;
  const operation = decode(rest.join('/'));
  return operation === '' ? { kind } : { kind, operation };
}

/** The address of a place, from `#` on. */
export function writeRoute({ kind, operation }: Route): string {
  return operation === undefined ? `#${kind}` : `#${kind}/${encodeURIComponent(operation)}`;
}

/** Goes to a place as a link to it does, also when the address names it already. */
export function goTo(route: Route) {
  const hash = writeRoute(route);
  if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = hash;
}

/** People type addresses, too: what is no percent-encoding is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
