import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { binary, fromBase64, toBase64 } from '../base64';
import type { KeyForm } from '../cause';
import { distinct, mistake, product, right, weights, type Choice } from './choice';
import { spoiltKeys, undressed } from './spoilt-keys';
import { surroundings } from './whitespace';

/** A key on its way to bytes: text still to be encoded, or bytes that a decoder made. */
export type KeyMaterial = { readonly text: string } | { readonly bytes: Uint8Array };

const { common, rare } = weights;

/** Everything that may have been the key where the service takes the secret key's UTF-8 bytes; each once. */
export function keyChoices(secretKey: string): Choice<KeyMaterial>[] {
  return distinct(everyKey(secretKey), (material) =>
    binary('text' in material ? utf8ToBytes(material.text) : material.bytes),
  );
}

/** Every way to each key; several may lead to the same bytes. */
export function everyKey(secretKey: string): Choice<KeyMaterial>[] {
  const typed: Choice<string>[] = [right(secretKey), ...undressed(secretKey)];
  const trimmed = secretKey.trim();
  if (trimmed !== secretKey) {
    typed.push(mistake(trimmed, { code: 'whitespace-trimmed', where: 'secret-key' }, common));
  }
  const cases: Choice<(key: string) => string>[] = [
    right((key) => key),
    mistake(
      (key) => key.toLowerCase(),
      { code: 'letter-case', where: 'secret-key', letters: 'lower' },
      common,
    ),
    mistake(
      (key) => key.toUpperCase(),
      { code: 'letter-case', where: 'secret-key', letters: 'upper' },
      common,
    ),
  ];
  const around = product(typed, surroundings('secret-key'), (key, { before, after }) => before + key + after);
  const texts = product(around, cases, (key, change) => change(key));
  const made = product(texts, forms, (text, change) => change(text));
  const spoilt = spoiltKeys(secretKey).map(({ value, ...how }) => ({ ...how, value: { text: value } }));
  return [...made, ...spoilt];
}

function form(name: KeyForm, weight: number, change: (text: string) => KeyMaterial | string | null) {
  return mistake(
    (text: string): KeyMaterial | null => {
      const made = change(text);
      return typeof made === 'string' ? { text: made } : made;
    },
    { code: 'key-form', form: name },
    weight,
  );
}

const forms: Choice<(text: string) => KeyMaterial | null>[] = [
  right((text) => ({ text })),
  form('hex-decoded', common, (text) =>
    /^(?:[0-9A-Fa-f]{2})+$/.test(text) ? { bytes: hexToBytes(text.toLowerCase()) } : null,
  ),
  form('base64-decoded', common, (text) => {
    const bytes = fromBase64(text);
    return bytes && { bytes };
  }),
  form('base64-encoded', common, (text) => toBase64(utf8ToBytes(text))),
  form('hex-encoded', common, (text) => bytesToHex(utf8ToBytes(text))),
  form('url-decoded', common, (text) => unlessMalformed(decodeURIComponent, text)),
  form('form-decoded', rare, (text) => unlessMalformed(decodeURIComponent, text.replaceAll('+', ' '))),
  form('url-encoded', common, (text) => unlessMalformed(encodeURIComponent, text)),
  form('form-encoded', rare, (text) => new URLSearchParams([['', text]]).toString().slice(1)),
  form('entity-decoded', common, entityDecoded),
  form('entity-encoded', common, entityEncoded),
  form('hex-upper-encoded', rare, (text) => bytesToHex(utf8ToBytes(text)).toUpperCase()),
  form('quoted', rare, (text) => `"${text}"`),
  form('left-out', rare, () => ({ text: '' })),
];

/** Both directions throw on what is no text: half a surrogate pair, or half an escape. */
function unlessMalformed(change: (text: string) => string, text: string): string | null {
  try {
    return change(text);
  } catch {
    return null;
  }
}

const entities: readonly (readonly [character: string, entity: string])[] = [
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
];

function entityEncoded(text: string): string {
  return entities.reduce(
    (escaped, [character, entity]) => escaped.replaceAll(character, entity),
    text.replaceAll('&', '&amp;'),
  );
}

function entityDecoded(text: string): string {
  return entities
    .reduce((plain, [character, entity]) => plain.replaceAll(entity, character), text)
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
