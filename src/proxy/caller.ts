import { refuse } from './refusal';

/** The hosts under which our own page is served (`localhost:5173`), as a list or as a question. */
export type OurHosts = readonly string[] | ((host: string) => boolean);

/** The `Host` values of a server that listens on this port of this machine. Clients leave a scheme's own port out. */
export function loopbackHosts(port: number): string[] {
  const suffixes = port === 80 || port === 443 ? ['', `:${port}`] : [`:${port}`];
  return ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => suffixes.map((suffix) => name + suffix));
}

/**
 * Lets our own page and local programs pass, and no other website: a name that was rebound to this machine shows in
 * `Host`, a foreign page in `Origin` or `Sec-Fetch-Site`.
 *
 * @returns a refusal, or nothing when the caller may go on.
 */
export function checkCaller(request: Request, ourHosts: OurHosts): Response | undefined {
  // HTTP/2 has no such header; there the host stands in the URL alone.
  const host = (request.headers.get('host') ?? new URL(request.url).host).toLowerCase();
  const isOurs = typeof ourHosts === 'function' ? ourHosts(host) : ourHosts.includes(host);
  if (!isOurs) return refuse('host-not-ours', `This server does not answer for the host "${host}".`);

  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreignSite = site !== null && site !== 'same-origin' && site !== 'none';
  if (foreignSite || (origin !== null && origin !== ourOrigin(request, host))) {
    return refuse('cross-origin', 'Only the page served from this very origin may call.');
  }
  return undefined;
}

function ourOrigin(request: Request, host: string): string | undefined {
  const text = `${new URL(request.url).protocol}//${host}`;
  return URL.canParse(text) ? new URL(text).origin : undefined;
}
