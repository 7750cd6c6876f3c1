import { createHmac } from 'node:crypto';
import { sign } from '#src/signature/sign';
import { compare } from './measure';

/** Signing, against node:crypto doing the same. */
export async function run() {
  const timestamp = '2026-11-22T09:41:07+01:00';
  const userId = 'demo17_1_809934544BFABAE58E5D27';
  const key = '27272727aa';
  const thousand = (work: () => string) => () => {
    for (let index = 0; index < 1000; index += 1) work();
  };
  const rates = await compare({
    ours: thousand(() => sign(timestamp, userId, key)),
    'node:crypto': thousand(() =>
      createHmac('sha1', key)
        .update(timestamp + userId)
        .digest('hex'),
    ),
  });
  const each = (name: string) => (rates[name] ?? 0) * 1000;
  console.log(
    '\nSigning (HMAC-SHA1 in the page’s own JavaScript, which works in every browser and synchronously)',
  );
  for (const name of ['ours', 'node:crypto']) {
    console.log(
      `  ${name.padEnd(12)} ${Math.round(each(name)).toLocaleString('en').padStart(9)} signatures/s`,
    );
  }
  console.log(`  ratio        ${(each('ours') / each('node:crypto')).toFixed(2)} ×`);
}
