import type { LogEntry } from './call-log';
import { CONTROL_HEADER, CONTROL_PATH, type SandboxControls, type ShownSettings } from './controls';
import type { ChangeResult } from '../sandbox';

/**
 * The controls of a sandbox that runs in a server.
 *
 * @param send `fetch`, or something like it.
 * @param origin the server's origin; the page's own when it is empty.
 * @throws each control throws an Error when the server does not answer or is not a sandbox's.
 */
export function remoteControls(send: typeof fetch, origin = ''): SandboxControls {
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
  const change = async (method: string, name: string, body: string): Promise<ChangeResult> => {
    const response = await call(method, name, body);
    if (response.ok) return { ok: true };
    if (response.status !== 422)
      throw new Error(`The sandbox's server answers ${response.status} to ${method} ${name}.`);
    const { message } = (await response.json()) as { message: string };
    return { ok: false, message };
  };
  return {
    settings: async () => (await (await ask('GET', 'settings')).json()) as ShownSettings,
    configure: (settings) => change('PATCH', 'settings', JSON.stringify(settings)),
    reset: async () => void (await ask('POST', 'reset')),
    exportState: async () => (await ask('GET', 'state')).text(),
    importState: (text) => change('PUT', 'state', text),
    log: async () => (await (await ask('GET', 'log')).json()) as LogEntry[],
    clearLog: async () => void (await ask('DELETE', 'log')),
  };
}
