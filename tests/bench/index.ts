import * as bridge from './bridge';
import * as diagnose from './diagnose';
import * as envelope from './envelope';
import * as firstPaint from './first-paint';
import * as frames from './frames';
import * as largeAnswer from './large-answer';
import * as proxy from './proxy';
import * as rows from './rows';
import * as sandbox from './sandbox';
import * as signing from './signing';
import * as soak from './soak';
import * as typing from './typing';
import * as wsdl from './wsdl';

const benches: Readonly<Record<string, { run(): Promise<unknown>; default?(): Promise<unknown> }>> = {
  envelope,
  signing,
  diagnose,
  sandbox,
  proxy,
  bridge,
  typing,
  'first-paint': firstPaint,
  'large-answer': largeAnswer,
  frames,
  rows,
  soak,
  wsdl,
};

/** Runs every benchmark, or those that are named: `npm run bench -- envelope signing`. */
export default async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    // Some print by themselves, others leave that to what they export by default.
    const bench = benches[name];
    await (bench?.default ?? bench?.run)?.();
  }
}
