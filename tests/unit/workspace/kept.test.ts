import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable } from '#src/workspace/kept/comparable';
import { REMOVED, withoutSecrets } from '#src/workspace/kept/secrets';
import { isShareHash, readShareHash, shareHash } from '#src/workspace/kept/share';
import { supportBundle } from '#src/workspace/kept/support-bundle';
import { envelopeOf, NOW } from '../sandbox/requests';
import { authenticationIn } from './open-workspace';

const SECRET = 'Zx9<"&s3cr3t+key/§7q';
const REQUEST = envelopeOf('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } }, NOW);

/** The secret as somebody might write it; each must be gone. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  ];
}

/** Whether a text has the secret in it, in any form that somebody could read it in. */
function holdsSecret(text: string, secret: string): boolean {
  const base64 = [...text.matchAll(/[\w+/-]{8,}={0,2}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('utf8')),
  );
  return [text, ...base64].some((place) =>
    forms(secret).some((form) => place.toLowerCase().includes(form.toLowerCase())),
  );
}

const DIRTY = forms(SECRET).join('\n') + Buffer.from(`user:${SECRET}:end`).toString('base64');

describe('a secret key', () => {
  it('is found by this test’s own search, however it is written', () => {
    for (const form of forms(SECRET)) expect(holdsSecret(`a ${form} b`, SECRET)).toBe(true);
    expect(holdsSecret(Buffer.from(`user:${SECRET}`).toString('base64'), SECRET)).toBe(true);
    expect(holdsSecret(REQUEST, SECRET)).toBe(false);
  });

  it('is taken out of a text in every form', () => {
    expect(holdsSecret(withoutSecrets(DIRTY, [SECRET]), SECRET)).toBe(false);
    expect(withoutSecrets(`key=${SECRET};`, [SECRET])).toBe(`key=${REMOVED};`);
    expect(withoutSecrets(REQUEST, [SECRET, '', 'a'])).toBe(REQUEST);
  });

  it.each([true, false])('is never in a link (with user id and signature: %s)', async (withIdentity) => {
    const text = REQUEST.replace('</keyValue>', `${DIRTY.replaceAll('<', '')}</keyValue>`);
    const hash = await shareHash({ operation: 'getLead', text }, { secretKeys: [SECRET], withIdentity });
    const read = await readShareHash(hash);
    if (!read.ok) throw new Error(read.message);
    expect(holdsSecret(read.shared.text, SECRET)).toBe(false);
    expect(holdsSecret(hash, SECRET)).toBe(false);
  });

  it('is never in a support bundle', () => {
    const bundle = supportBundle(
      {
        made: NOW,
        operation: 'getLead',
        endpoint: `https://example.com/?key=${SECRET}`,
        request: DIRTY,
        answer: { status: 500, text: DIRTY, milliseconds: 12, route: 'proxy → host' },
        problems: [DIRTY],
        verdict: [DIRTY],
        environment: [['Browser', DIRTY]],
      },
      [SECRET],
    );
    expect(holdsSecret(bundle, SECRET)).toBe(false);
    expect(bundle).toContain('Status 500, 12 ms, proxy → host');
  });
});

describe('a link', () => {
  const options = { secretKeys: [], withIdentity: true };

  it('gives back operation, text and view, whatever the text is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const read = await readShareHash(
          await shareHash({ operation: 'getLead', text, view: 'table' }, options),
        );
        const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
        expect(read).toEqual({ ok: true, shared: { operation: 'getLead', text: whole, view: 'table' } });
      }),
      { numRuns: 30 },
    );
  });

  it('is shorter than the request, says its codec, and holds only letters that a hash may', async () => {
    const hash = await shareHash({ operation: 'getLead', text: REQUEST }, options);
    expect(hash).toMatch(/^#share=deflate-raw\.[\w-]+$/);
    expect(hash.length).toBeLessThan(REQUEST.length);
    expect(isShareHash(hash)).toBe(true);
    expect(isShareHash('#guide/getLead')).toBe(false);
  });

  it('has user id, signature and timestamp only when asked', async () => {
    const read = await readShareHash(
      await shareHash({ operation: 'getLead', text: REQUEST }, { secretKeys: [], withIdentity: false }),
    );
    if (!read.ok) throw new Error(read.message);
    expect(authenticationIn(read.shared.text)).toEqual({ userId: '', signature: '', timestamp: '' });
    expect(read.shared.text).toContain('rufus@marketo.com');
  });

  it('that was damaged gives a sentence, wherever it was cut or changed', async () => {
    const hash = await shareHash({ operation: 'getLead', text: REQUEST }, options);
    for (const damaged of [
      hash.slice(0, -20),
      hash.slice(0, 30),
      '#share=',
      `${hash}!`,
      hash.replace('.', ''),
    ])
      expect(await readShareHash(damaged)).toMatchObject({
        ok: false,
        message: expect.stringContaining('damaged'),
      });
    expect(await readShareHash(hash.replace('deflate-raw', 'zstd'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('zstd'),
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(hash.length - 1), fc.constantFrom('A', '-', '%'), async (at, put) => {
        const changed = hash.slice(0, at) + put + hash.slice(at + 1);
        expect(typeof (await readShareHash(changed)).ok).toBe('boolean');
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a comparison passes over', () => {
  const later = envelopeOf(
    'getLead',
    { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.com' } },
    NOW + 60_000,
  );
  const all = { timestamp: true, signature: true, attributeOrder: true };

  it('two requests that differ in timestamp and signature are alike', () => {
    expect(later).not.toBe(REQUEST);
    expect(comparable(later, all)).toBe(comparable(REQUEST, all));
    expect(comparable(later, { ...all, timestamp: false })).not.toBe(
      comparable(REQUEST, { ...all, timestamp: false }),
    );
  });

  it('the order of attributes in a tag does not count, values do', () => {
    const one = '<a xmlns:x="urn:x" b="1"  c="2"><d f="3" e="4"/></a>';
    const other = '<a c="2" xmlns:x="urn:x"  b="1"><d e="4" f="3"/></a>';
    expect(comparable(other, all)).toBe(comparable(one, all));
    expect(comparable(other.replace('"4"', '"5"'), all)).not.toBe(comparable(one, all));
  });

  it('a text that is no XML is compared as it stands', () => {
    expect(comparable('no XML', all)).toBe('no XML');
  });
});
