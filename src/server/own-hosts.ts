import type { Server } from 'node:net';
import { loopbackHosts } from '../proxy/caller';

/** Whether a `Host` value, in lower case, names this server, which knows its port only once it listens. */
export function ownHosts(server: Pick<Server, 'address'> | null): (host: string) => boolean {
  let own: string[] | undefined;
  return (host) => {
    const address = own ? null : server?.address();
    if (typeof address === 'object' && address !== null) own = loopbackHosts(address.port);
    return own?.includes(host) ?? false;
  };
}
