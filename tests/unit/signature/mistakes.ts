import { createHash, createHmac } from 'node:crypto';
import type { Cause, Charset } from '#src/signature/cause';
import { zoneless } from './catalogue';
import type { Facts } from './facts';
import { writeOut, type Made, type Of } from './outputs';
import { writeTimestamp } from './timestamps';

/**
 * Makes the signature that a program with these mistakes would make: written out with Node's crypto, so that it can
 * judge the debugger. Null when the mistakes cannot be made with these facts or together.
 */
export function make(facts: Facts, causes: readonly Cause[]): Made | null {
  const find = <C extends Cause['code']>(code: C) =>
    causes.find((cause) => cause.code === code) as Of<C> | undefined;
  const message = messageOf(facts, causes);
  const key = keyOf(facts.secretKey, causes);
  if (message === null || key === null) return null;
  const charset = (where: 'message' | 'secret-key') =>
    causes.find(
      (cause): cause is Of<'charset'> =>
        cause.code === 'charset' && (cause.where === where || cause.where === 'both'),
    )?.charset;
  const text = bytes(message, charset('message'));
  const secret = typeof key === 'string' ? bytes(key, charset('secret-key')) : key;
  const hash = (find('hash')?.hash ?? 'SHA-1').toLowerCase().replace('-', '');
  const plain = find('plain-hash');
  let digest: Buffer;
  let calculation: string;
  if (plain) {
    const input = Buffer.concat(
      { first: [secret, text], last: [text, secret], both: [secret, text, secret], none: [text] }[plain.key],
    );
    digest = createHash(hash).update(input).digest();
    calculation = `${hash} ${input.toString('hex')}`;
  } else {
    const [first, second] = find('swapped') ? [text, secret] : [secret, text];
    digest = createHmac(hash, first).update(second).digest();
    calculation = `${hash} ${first.toString('hex')} ${second.toString('hex')}`;
  }
  return writeOut(
    digest,
    calculation,
    causes.map((cause) => inHeaderZone(facts, cause)),
  );
}

/** A form in the header's own zone is named without the zone. */
function inHeaderZone({ timestamp }: Facts, cause: Cause): Cause {
  const zoned =
    cause.code === 'timestamp-form' && !/^zone-/.test(cause.form) && !zoneless.includes(cause.form);
  if (!zoned) return cause;
  const own = timestamp.trim().slice(19).replace('Z', '+00:00');
  if (cause.offset === own) return { ...cause, offset: null };
  return cause.offset === null && own === '' ? { ...cause, offset: '+00:00' } : cause;
}

function messageOf(facts: Facts, causes: readonly Cause[]): string | null {
  const written = writeTimestamp(facts.timestamp, causes);
  if (written === null) return null;
  const timestamp = around(written, 'timestamp', causes);
  let id = facts.userId;
  let order: 'tu' | 'ut' | 't' | 'u' = 'tu';
  let separator = '';
  for (const cause of causes) {
    if (cause.code === 'other-user-id') id = cause.userId;
    if (cause.code === 'order') order = 'ut';
    if (cause.code === 'part-missing') order = cause.part === 'timestamp' ? 'u' : 't';
    if (cause.code === 'separator') separator = cause.separator;
    if (cause.code === 'whitespace-trimmed' && cause.where === 'user-id') id = id.trim();
  }
  for (const cause of causes) {
    if (cause.code === 'letter-case' && cause.where === 'user-id') {
      id = cause.letters === 'lower' ? id.toLowerCase() : id.toUpperCase();
    }
  }
  const user = around(id, 'user-id', causes);
  const parts = { tu: [timestamp, user], ut: [user, timestamp], t: [timestamp], u: [user] }[order];
  const added: { before: string[]; between: string[]; after: string[] } = {
    before: [],
    between: [],
    after: [],
  };
  for (const part of ['endpoint', 'operation', 'body']) {
    for (const cause of causes) {
      if (cause.code === 'part-added' && cause.part === part)
        added[cause.position].push(addition(facts, cause));
    }
  }
  if (parts.length === 1 && added.between.length > 0) return null;
  const all = [...added.before, ...parts.slice(0, 1), ...added.between, ...parts.slice(1), ...added.after];
  return all.join(separator);
}

function addition({ endpoint, operation, body }: Facts, cause: Of<'part-added'>): string {
  if (cause.part === 'endpoint') {
    if (cause.form === 'url') return endpoint;
    return cause.form === 'host' ? '123-abc-456.mktoapi.example' : '/soap/mktows/3_1';
  }
  if (cause.part === 'body') return body;
  if (cause.form === 'name') return operation;
  return cause.form === 'element' ? 'paramsGetLead' : 'http://www.marketo.com/mktows/getLead';
}

function around(value: string, where: string, causes: readonly Cause[]): string {
  let text = value;
  for (const cause of causes) {
    if (cause.code !== 'whitespace-added' || cause.where !== where) continue;
    text = cause.side === 'before' ? cause.characters + text : text + cause.characters;
  }
  return text;
}

function keyOf(secretKey: string, causes: readonly Cause[]): string | Buffer | null {
  const trims = causes.some((cause) => cause.code === 'whitespace-trimmed' && cause.where === 'secret-key');
  let key = around(trims ? secretKey.trim() : secretKey, 'secret-key', causes);
  for (const cause of causes) {
    if (cause.code === 'letter-case' && cause.where === 'secret-key') {
      key = cause.letters === 'lower' ? key.toLowerCase() : key.toUpperCase();
    }
  }
  const form = causes.find((cause): cause is Of<'key-form'> => cause.code === 'key-form')?.form;
  switch (form) {
    case undefined:
      return key;
    case 'hex-decoded':
      return /^([0-9a-f]{2})+$/i.test(key) ? Buffer.from(key, 'hex') : null;
    case 'base64-decoded':
      return /^[A-Za-z0-9+/]{2,}={0,2}$/.test(key) ? Buffer.from(key, 'base64') : null;
    case 'hex-encoded':
      return Buffer.from(key).toString('hex');
    case 'hex-upper-encoded':
      return Buffer.from(key).toString('hex').toUpperCase();
    case 'base64-encoded':
      return Buffer.from(key).toString('base64');
    case 'url-encoded':
      return encodeURIComponent(key);
    case 'url-decoded':
      return decodeURIComponent(key);
    case 'form-encoded':
      return encodeURIComponent(key)
        .replaceAll('%20', '+')
        .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
    case 'form-decoded':
      return decodeURIComponent(key.split('+').join(' '));
    case 'entity-encoded':
      return key.replace(
        /[&<>"']/g,
        (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[c]};`,
      );
    case 'entity-decoded':
      return key.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => {
        return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? '';
      });
    case 'quoted':
      return `"${key}"`;
    case 'left-out':
      return '';
    default:
      throw new Error(`${form} is made in made-by-hand.ts.`);
  }
}

function bytes(text: string, charset: Charset | undefined): Buffer {
  switch (charset) {
    case undefined:
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'utf-16le-bom':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    case 'utf-16be-bom':
      return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
    case 'latin-1':
      return Buffer.from(text.replace(/[^\0-\xff]/gu, '?'), 'latin1');
    case 'ascii':
      return Buffer.from(text.replace(/[^\0-\x7f]/gu, '?'), 'latin1');
    default:
      throw new Error(`${charset} is made in made-by-hand.ts.`);
  }
}
