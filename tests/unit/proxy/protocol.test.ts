import { describe, expect, it } from 'vitest';
import { isProxyDescription } from '#src/proxy/protocol';
import { call, proxy } from './support';

describe('what the page takes for a proxy', () => {
  it('is the description this proxy gives', async () => {
    const response = await proxy()(call({ 'x-proxy-target': null }, { method: 'GET' }));
    expect(isProxyDescription(await response.json())).toBe(true);
  });

  it.each([null, 'text', 7, [], {}, { proxy: 'other', protocol: 1 }])('is not %j', (value) => {
    expect(isProxyDescription(value)).toBe(false);
  });

  it('is not a proxy of another version', () => {
    expect(isProxyDescription({ proxy: 'marketo-soap-playground-proxy', protocol: 2 })).toBe(false);
  });
});

describe('every answer of the proxy', () => {
  it('says that it is neither to be stored, nor guessed at, nor read by other origins', async () => {
    for (const request of [
      call(),
      call({ origin: 'null' }),
      call({ 'x-proxy-target': null }, { method: 'GET' }),
    ]) {
      const { headers } = await proxy()(request);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });
});
