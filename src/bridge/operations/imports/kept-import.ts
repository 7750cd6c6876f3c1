import * as v from 'valibot';
import type { BridgeCall } from '../../operation';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  /** REST knows an import by this number only; an import that was done at once has none. */
  batchId: v.optional(count),
  /** Milliseconds since 1970. `endedAt` is when the bridge first saw that it was over. */
  startedAt: v.number(),
  endedAt: v.optional(v.number()),
  rows: count,
  /** As REST has it: Queued, Importing, Complete, Failed. */
  status: v.string(),
  imported: count,
  failed: count,
  message: v.optional(v.string()),
});

/** What is known of the last import into a list. REST has no way to ask by list, so that it is kept. */
export type KeptImport = Readonly<v.InferOutput<typeof schema>>;

/** Keeps an import as the last one of its list. */
export async function keepImport({ memory }: BridgeCall, listId: number, job: KeptImport): Promise<void> {
  await memory.set(keyOf(listId), JSON.stringify(job));
}

/** The last import into a list that a bridge began. */
export async function keptImport({ memory }: BridgeCall, listId: number): Promise<KeptImport | undefined> {
  const text = await memory.get(keyOf(listId));
  if (text === undefined) return undefined;
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(listId: number): string {
  return `import into list ${listId}`;
}

/** Whether an import is over. */
export function isOver({ status }: KeptImport): boolean {
  return status === 'Complete' || status === 'Failed';
}

/** The status in SOAP's words; one of which every row failed has failed, as in the sandbox. */
export function importStatusOf(job: KeptImport): 'PROCESSING' | 'COMPLETE' | 'FAILED' {
  if (!isOver(job)) return 'PROCESSING';
  return job.status === 'Failed' || (job.imported === 0 && job.failed > 0) ? 'FAILED' : 'COMPLETE';
}
