/* Runs every benchmark, or those that are named: npm run bench -- envelope signing */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<unknown> }>>> = {
  envelope: () => import('./envelope'),
  signing: () => import('./signing'),
  diagnose: () => import('./diagnose'),
  sandbox: () => import('./sandbox'),
  proxy: () => import('./proxy'),
};

/** Called by the runner. */
export async function main() {
  const wanted = process.argv.slice(2).filter((name) => name in benches);
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    const bench = await benches[name]?.();
    await bench?.run();
  }
}
