import { PROXY_PATH } from '#src/server/mounts';

/** Prints how it was started, to show that TypeScript and imports without extensions work. */
export default function main(): void {
  const words: readonly string[] = process.argv.slice(2);
  console.log(JSON.stringify({ words, proxy: PROXY_PATH }));
}
