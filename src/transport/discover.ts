import { isProxyDescription, type ProxyDescription } from '../proxy/protocol';

/**
 * Asks whether the server that the page came from has our proxy. Static hosting answers something else, or nothing.
 *
 * @param url of the proxy, relative to the page.
 */
export async function discoverProxy(
  url: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Promise<ProxyDescription | undefined> {
  try {
    const response = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (!response.ok || !/json/i.test(response.headers.get('content-type') ?? '')) return undefined;
    const body: unknown = await response.json();
    return isProxyDescription(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
