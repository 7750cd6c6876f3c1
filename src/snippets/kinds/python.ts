import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import { pythonString } from '../escape/python';
import type { Frozen } from '../snippet';

/** Endpoint, user and key, from the environment or as written. */
export function pythonSettings(plan: { endpoint: string; userId: string; frozen?: Frozen }): string[] {
  const { endpoint, userId, frozen } = plan;
  const first = `ENDPOINT = os.environ.get('${ENDPOINT}', ${pythonString(endpoint)})`;
  if (frozen) {
    return [
      first,
      `USER_ID = ${pythonString(userId)}`,
      `TIMESTAMP = ${pythonString(frozen.requestTimestamp)}`,
      `SIGNATURE = ${pythonString(frozen.requestSignature)}`,
    ];
  }
  return [
    first,
    `USER_ID = os.environ.get('${USER_ID}', ${pythonString(userId)})`,
    `SECRET_KEY = os.environ.get('${SECRET_KEY}') or sys.exit(`,
    `    ${pythonString(NO_SECRET)})`,
  ];
}

/** The function that signs, or that gives the frozen signature. */
export function pythonSign(frozen: Frozen | undefined): string[] {
  if (frozen) return [`def sign():`, `    return TIMESTAMP, SIGNATURE`];
  return [
    ...RULE.map((line) => `# ${line}`),
    `def sign():`,
    `    timestamp = datetime.now().astimezone().isoformat(timespec='seconds')`,
    `    message = (timestamp + USER_ID).encode()`,
    `    return timestamp, hmac.new(SECRET_KEY.encode(), message, hashlib.sha1).hexdigest()`,
  ];
}

/** The modules that `pythonSign` and `pythonSettings` use. */
export function pythonImports(frozen: Frozen | undefined): string[] {
  return frozen
    ? ['import os', 'import sys']
    : ['import hashlib', 'import hmac', 'import os', 'import sys', 'from datetime import datetime'];
}
