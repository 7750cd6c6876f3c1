import type { LogEntry } from './call-log';
import { CONTROL_HEADER, CONTROL_PATH, type Levers, type ShownSettings } from './levers';
import type { Taken } from './service';

/**
 * The levers of a sandbox that runs in a server.
 *
 * @param send `fetch`, or something like it.
 * @param origin the server's origin; the page's own when it is empty.
 * @throws each lever throws an Error when the server is not there or is no sandbox's.
 */
export function remoteLevers(send: typeof fetch, origin = ''): Levers {
  const call = (method: string, name: string, body?: string) =>
    send(`${origin}${CONTROL_PATH}${name}`, {
      method,
      body,
      headers: {
        [CONTROL_HEADER]: '1',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
    });
  const ask = async (method: string, name: string) => {
    const response = await call(method, name);
    if (!response.ok)
      throw new Error(`The sandbox's server answers ${response.status} to ${method} ${name}.`);
    return response;
  };
  const tell = async (method: string, name: string, body: string): Promise<Taken> => {
    const response = await call(method, name, body);
    if (response.ok) return { ok: true };
    if (response.status !== 422)
      throw new Error(`The sandbox's server answers ${response.status} to ${method} ${name}.`);
    const { message } = (await response.json()) as { message: string };
    return { ok: false, message };
  };
  return {
    settings: async () => (await (await ask('GET', 'settings')).json()) as ShownSettings,
    configure: (change) => tell('PATCH', 'settings', JSON.stringify(change)),
    reset: async () => void (await ask('POST', 'reset')),
    exportState: async () => (await ask('GET', 'state')).text(),
    importState: (text) => tell('PUT', 'state', text),
    log: async () => (await (await ask('GET', 'log')).json()) as LogEntry[],
    clearLog: async () => void (await ask('DELETE', 'log')),
  };
}
