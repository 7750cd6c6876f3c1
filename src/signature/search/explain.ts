import { binary } from '../base64';
import type { Cause, Charset } from '../cause';
import { encode, encodings, hasWindows, type Encoding } from './charset';
import { Ranked, ranks, type Choice } from './choice';
import { everyKey, type KeyMaterial } from './keys';
import type { Hit } from './search';
import { everyMessage, type Facts } from './space';

/** How many explanations are worth a reader's time. */
const most = 6;

/**
 * Everything that explains what was found equally well: with as many causes, through the same key and message bytes. The
 * first is the likeliest. Each lists the causes in the order in which a signature is made: message, key, method, output.
 */
export function explanations(facts: Facts, hit: Hit): readonly (readonly Cause[])[] {
  const every = everyMessage(facts);
  const asSimple = ranks.filter(({ causes }) => causes === hit.message.causes.length);
  const messages = alike(
    asSimple.flatMap((rank) => [...every.every(rank)]),
    hit.message,
    (text) => text,
  );
  const keys = alike(new Ranked(everyKey(facts.secretKey)).all(), hit.key, keyBytes);
  const rest = [...hit.method.causes, ...hit.output];
  const all = messages.flatMap((message) =>
    keys.flatMap((key) => charsets(hit).map((charset) => [...message, ...key, ...charset, ...rest])),
  );
  return all.slice(0, most);
}

/** The encodings that give message and key the same bytes as the one found; that one first. */
function charsets({ encoding, message, key }: Hit): (readonly Cause[])[] {
  const bytes = (charset: Charset | 'utf-8', text: string) => binary(encode(text, charset));
  const text = 'text' in key.value ? key.value.text : '';
  const windows = (charset: string, value: string) => charset === 'windows-1252' && !hasWindows(value);
  const same = ({ message: forMessage, key: forKey, causes }: Encoding) =>
    !windows(forMessage, message.value) &&
    !windows(forKey, text) &&
    causes.length === encoding.causes.length &&
    bytes(forMessage, message.value) === bytes(encoding.message, message.value) &&
    bytes(forKey, text) === bytes(encoding.key, text);
  return encodings.filter(same).map(({ causes }) => causes);
}

/** A key's bytes as they are before any other charset changes them. */
function keyBytes(material: KeyMaterial): string {
  return 'text' in material ? material.text : binary(material.bytes);
}

function alike<T>(choices: readonly Choice<T>[], hit: Choice<T>, identity: (value: T) => string) {
  const value = identity(hit.value);
  return choices
    .filter((choice) => choice.causes.length === hit.causes.length && identity(choice.value) === value)
    .map(({ causes }) => causes);
}
