import { ENDPOINT, RULE, SECRET_KEY, USER_ID } from '../about';
import { javaString } from '../escape/java';
import type { Frozen } from '../snippet';

/** A comment that javac reads the same in any encoding. */
export function asciiOnly(line: string): string {
  return line.replaceAll('…', '...').replace(/[^\x20-\x7e]|\\(?=u)/g, '?');
}

/** Endpoint, user and key as constants, from the environment or as written. */
export function javaSettings(plan: { endpoint: string; userId: string; frozen?: Frozen }): string[] {
  const { endpoint, userId, frozen } = plan;
  const constant = (name: string, value: string) => [`private static final String ${name} = ${value};`];
  const either = (name: string, variable: string, text: string) => [
    `private static final String ${name} =`,
    `        System.getenv().getOrDefault("${variable}", ${javaString(text)});`,
  ];
  return [
    ...either('ENDPOINT', ENDPOINT, endpoint),
    ...(frozen
      ? [
          ...constant('USER_ID', javaString(userId)),
          ...constant('TIMESTAMP', javaString(frozen.requestTimestamp)),
          ...constant('SIGNATURE', javaString(frozen.requestSignature)),
        ]
      : [...either('USER_ID', USER_ID, userId), ...constant('SECRET_KEY', `System.getenv("${SECRET_KEY}")`)]),
  ];
}

/** The method that signs. */
export function javaSign(): string[] {
  return [
    ...RULE.map((line) => `// ${line}`),
    `private static String sign(String timestamp) throws Exception {`,
    `    Mac mac = Mac.getInstance("HmacSHA1");`,
    `    mac.init(new SecretKeySpec(SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));`,
    `    StringBuilder hex = new StringBuilder();`,
    `    for (byte b : mac.doFinal((timestamp + USER_ID).getBytes(StandardCharsets.UTF_8))) {`,
    `        hex.append(String.format("%02x", b));`,
    `    }`,
    `    return hex.toString();`,
    `}`,
  ];
}
