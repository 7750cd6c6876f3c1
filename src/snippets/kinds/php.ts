import { ENDPOINT, NO_SECRET, SECRET_KEY, USER_ID } from '../about';
import { phpString } from '../escape/php';
import type { Frozen } from '../snippet';

/** Endpoint, user and key, from the environment or as written. */
export function phpSettings(plan: { endpoint: string; userId: string; frozen?: Frozen }): string[] {
  const { endpoint, userId, frozen } = plan;
  const first = `$endpoint = getenv('${ENDPOINT}') ?: ${phpString(endpoint)};`;
  if (frozen) {
    return [
      first,
      `$userId = ${phpString(userId)};`,
      `$timestamp = ${phpString(frozen.requestTimestamp)};`,
      `$signature = ${phpString(frozen.requestSignature)};`,
    ];
  }
  return [
    first,
    `$userId = getenv('${USER_ID}') ?: ${phpString(userId)};`,
    `$secretKey = getenv('${SECRET_KEY}');`,
    `if ($secretKey === false) {`,
    `    fwrite(STDERR, ${phpString(NO_SECRET)} . "\\n");`,
    `    exit(2);`,
    `}`,
  ];
}

/** The function that signs. */
export function phpSign(): string[] {
  return [
    `function sign(string $userId, string $secretKey): array`,
    `{`,
    `    $timestamp = date(DATE_W3C);`,
    `    return [$timestamp, hash_hmac('sha1', $timestamp . $userId, $secretKey)];`,
    `}`,
  ];
}
