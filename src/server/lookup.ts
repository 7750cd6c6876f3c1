import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Resolves a name to every address it has, as `dns.lookup` does with `all`. */
export type Resolve = (hostname: string) => Promise<readonly dns.LookupAddress[]>;

/** The system's own resolver. */
export const systemResolve: Resolve = (hostname) =>
  dns.promises.lookup(hostname, { all: true, order: 'verbatim' });

/** A name or an address literal leads somewhere the proxy must not go. */
export class AddressNotAllowed extends Error {
  constructor(hostname: string) {
    super(`${hostname} leads to a private or reserved address.`);
  }
}

/** IPv4 inside IPv6 in its first, deprecated form (RFC 4291, 2.5.5.1), which the library counts as ordinary. */
const compatible = { ipv4Compatible: ipaddr.IPv6.parseCIDR('::/96') };

/**
 * Whether a connection to this address is allowed: public addresses only, or loopback addresses only. What is public is
 * the library's knowledge; every IPv4 address inside an IPv6 one counts as not public.
 *
 * @param address IPv4 or IPv6 in any spelling the library reads; anything else is not allowed.
 */
export function isAddressAllowed(address: string, allowLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (allowLoopback) return parsed.range() === 'loopback';
  return parsed.range() === 'unicast' && ipaddr.subnetMatch(parsed, compatible, 'unicast') === 'unicast';
}

/**
 * The lookup of an agent's connections: asks the resolver once, checks every address of the answer, and gives those very
 * addresses to the connection. One address that is not allowed spoils the whole answer.
 */
export function checkedLookup(resolve: Resolve, allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) callback(notFound(hostname), '');
        else if (addresses.some(({ address }) => !isAddressAllowed(address, allowLoopback))) {
          callback(new AddressNotAllowed(hostname), '');
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address.`), { code: 'ENOTFOUND' });
}
