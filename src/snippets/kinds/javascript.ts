import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import { jsString } from '../escape/javascript';
import type { Frozen } from '../snippet';

/** Endpoint, user and key, from the environment or as written. */
export function jsSettings(plan: { endpoint: string; userId: string; frozen?: Frozen }): string[] {
  const { endpoint, userId, frozen } = plan;
  const first = `const endpoint = process.env.${ENDPOINT} ?? ${jsString(endpoint)};`;
  if (frozen) {
    return [
      first,
      `const userId = ${jsString(userId)};`,
      `const timestamp = ${jsString(frozen.requestTimestamp)};`,
      `const signature = ${jsString(frozen.requestSignature)};`,
    ];
  }
  return [
    first,
    `const userId = process.env.${USER_ID} ?? ${jsString(userId)};`,
    `const secretKey = process.env.${SECRET_KEY};`,
    `if (!secretKey) {`,
    `  console.error(${jsString(NO_SECRET)});`,
    `  process.exit(2);`,
    `}`,
  ];
}

/** The function that signs, or that gives the frozen signature. */
export function jsSign(frozen: Frozen | undefined): string[] {
  if (frozen) return ['const sign = () => ({ timestamp, signature });'];
  return [
    ...RULE.map((line) => `// ${line}`),
    `function sign() {`,
    `  const timestamp = new Date().toISOString().slice(0, 19) + '+00:00';`,
    `  const signature = createHmac('sha1', secretKey).update(timestamp + userId).digest('hex');`,
    `  return { timestamp, signature };`,
    `}`,
  ];
}
