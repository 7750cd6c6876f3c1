/** Calls `work` for a while and tells how often it ran. */
export async function perSecond(work: () => unknown, milliseconds: number): Promise<number> {
  for (let warm = 0; warm < 3; warm += 1) await work();
  const started = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    await work();
    runs += 1;
    elapsed = performance.now() - started;
  }
  return (runs * 1000) / elapsed;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Rounds of all contenders in turn, so that a busy moment of the machine meets each of them; medians by name. */
export async function compare(
  contenders: Readonly<Record<string, () => unknown>>,
  { rounds = 5, milliseconds = 400 } = {},
): Promise<Record<string, number>> {
  const found: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders))
      (found[name] ??= []).push(await perSecond(work, milliseconds));
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}
