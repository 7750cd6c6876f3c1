import { describe, expect, it } from 'vitest';
import { createPinnedFetch } from '#src/server/pinned-fetch';
import { isAddressAllowed } from '#src/server/lookup';
import { failureOf, listen, outgoing } from './support';

describe('addresses that a target may not have', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'this host'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['169.254.169.254', 'link-local, cloud metadata'],
    ['192.0.0.192', 'cloud metadata'],
    ['198.18.0.1', 'benchmarking'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'unique local, cloud metadata'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped, though public'],
    ['::ffff:7f00:1', 'IPv4-mapped in hex'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:0:0:0:0:80ff:fffe', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['localhost', 'no address at all'],
    ['', 'no address at all'],
  ])('%s (%s)', (address) => {
    expect(isAddressAllowed(address, false)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])(
    'do not include %s',
    (address) => {
      expect(isAddressAllowed(address, false)).toBe(true);
    },
  );

  it('are all but loopback for an entry that is listed as loopback', () => {
    for (const address of ['127.0.0.1', '::1']) expect(isAddressAllowed(address, true)).toBe(true);
    for (const address of ['10.0.0.1', '169.254.169.254', '8.8.8.8', '::ffff:127.0.0.1', '0.0.0.0']) {
      expect(isAddressAllowed(address, true)).toBe(false);
    }
  });
});

describe('address literals in a URL, in every spelling', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.1',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '１２７.0.0.1',
    '0',
    '0.0.0.0',
    '169.254.169.254',
    '2852039166',
    '100.64.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:0001::]',
    '[2001:0000:4136:e378:8000:63bf:3fff:fdd2]',
    '[fe80::1]',
    '[fd00::1]',
  ])('%s is refused before a connection is made', async (host) => {
    let connections = 0;
    const port = await listen(() => (connections += 1));
    const { fetch } = createPinnedFetch({ resolve: () => Promise.reject(new Error('asked the resolver')) });
    const answer = await fetch(outgoing(`http://${host}:${port}/`), { allowLoopback: false });
    expect(failureOf(answer)).toBe('address-not-allowed');
    expect(connections).toBe(0);
  });
});

describe('names', () => {
  const loopback = [{ address: '127.0.0.1', family: 4 }];
  const elsewhere = [{ address: '8.8.8.8', family: 4 }];

  it('that resolve to this machine are refused', async () => {
    let connections = 0;
    const port = await listen(() => (connections += 1));
    const { fetch } = createPinnedFetch({ resolve: async () => loopback });
    const answer = await fetch(outgoing(`http://7f000001.example.com:${port}/`), { allowLoopback: false });
    expect(failureOf(answer)).toBe('address-not-allowed');
    expect(connections).toBe(0);
  });

  it('with one good and one bad address are refused, whichever comes first', async () => {
    for (const addresses of [
      [...loopback, ...elsewhere],
      [...elsewhere, ...loopback],
    ]) {
      const { fetch } = createPinnedFetch({ resolve: async () => addresses });
      const answer = await fetch(outgoing('http://example.com:9/'), { allowLoopback: false });
      expect(failureOf(answer)).toBe('address-not-allowed');
    }
  });

  it('are resolved once for a connection, so that a second answer cannot matter', async () => {
    const port = await listen((_, response) => response.end('checked address'));
    const asked: string[] = [];
    const { fetch, close } = createPinnedFetch({
      resolve: async (hostname) => {
        asked.push(hostname);
        return asked.length === 1 ? loopback : [{ address: '169.254.169.254', family: 4 }];
      },
    });
    const answer = await fetch(outgoing(`http://target.example:${port}/`), { allowLoopback: true });
    expect('failed' in answer ? answer : answer.status).toBe(200);
    expect(asked).toEqual(['target.example']);
    close();
  });

  it('that change their address are judged by the new one at the next connection', async () => {
    const port = await listen((_, response) => response.setHeader('connection', 'close').end());
    let addresses = loopback;
    const { fetch, close } = createPinnedFetch({ resolve: async () => addresses });
    const first = await fetch(outgoing(`http://target.example:${port}/`), { allowLoopback: true });
    expect('failed' in first ? first : first.status).toBe(200);
    addresses = [{ address: '10.0.0.1', family: 4 }];
    const second = await fetch(outgoing(`http://target.example:${port}/`), { allowLoopback: true });
    expect(failureOf(second)).toBe('address-not-allowed');
    close();
  });

  it('that nobody knows are reported as such', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const failing = createPinnedFetch({ resolve: () => Promise.reject(unknown) });
    const empty = createPinnedFetch({ resolve: async () => [] });
    for (const { fetch } of [failing, empty]) {
      const answer = await fetch(outgoing('https://unknown.example/'), { allowLoopback: false });
      expect(failureOf(answer)).toBe('name-not-found');
    }
  });

  it('that a loopback entry resolves to anything but loopback are refused', async () => {
    const { fetch } = createPinnedFetch({ resolve: async () => elsewhere });
    const answer = await fetch(outgoing('http://localhost:9/'), { allowLoopback: true });
    expect(failureOf(answer)).toBe('address-not-allowed');
  });

  it('are resolved by the system unless told otherwise', async () => {
    const port = await listen((_, response) => response.end());
    const { fetch, close } = createPinnedFetch();
    const refused = await fetch(outgoing(`http://localhost:${port}/`), { allowLoopback: false });
    expect(failureOf(refused)).toBe('address-not-allowed');
    const allowed = await fetch(outgoing(`http://localhost:${port}/`), { allowLoopback: true });
    expect('failed' in allowed ? allowed : allowed.status).toBe(200);
    close();
  });
});
