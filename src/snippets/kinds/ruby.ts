import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import { rubyString } from '../escape/ruby';
import type { Frozen } from '../snippet';

/** Endpoint, user and key, from the environment or as written. */
export function rubySettings(plan: { endpoint: string; userId: string; frozen?: Frozen }): string[] {
  const { endpoint, userId, frozen } = plan;
  const first = `ENDPOINT = ENV.fetch('${ENDPOINT}', ${rubyString(endpoint)})`;
  if (frozen) {
    return [
      first,
      `USER_ID = ${rubyString(userId)}`,
      `TIMESTAMP = ${rubyString(frozen.requestTimestamp)}`,
      `SIGNATURE = ${rubyString(frozen.requestSignature)}`,
    ];
  }
  return [
    first,
    `USER_ID = ENV.fetch('${USER_ID}', ${rubyString(userId)})`,
    `SECRET_KEY = ENV.fetch('${SECRET_KEY}') do`,
    `  abort ${rubyString(NO_SECRET)}`,
    `end`,
  ];
}

/** The method that signs, or that gives the frozen signature. */
export function rubySign(frozen: Frozen | undefined): string[] {
  if (frozen) return [`def sign`, `  [TIMESTAMP, SIGNATURE]`, `end`];
  return [
    ...RULE.map((line) => `# ${line}`),
    `def sign`,
    `  timestamp = Time.now.strftime('%Y-%m-%dT%H:%M:%S%:z')`,
    `  [timestamp, OpenSSL::HMAC.hexdigest('SHA1', SECRET_KEY, timestamp + USER_ID)]`,
    `end`,
  ];
}
