import type { LastUpdateAtSelector, ParamsGetMultipleLeads } from '../../contract/mktows-types';
import { w3cTimestamp } from '../../text/timestamp';
import { present } from './marketo-lists';
import { allPages, type AllPages } from './pages';
import type { OrderedLatency, Recipe, RecipeStep, StepContext, StepEnd } from './recipe';

const DAY = 86_400_000;
/** 100 calls in 20 seconds are the service's limit; after that time all of them may be made again. */
const LIMIT_SPAN = 20_000;
/** Slices for each thread, so that none stands idle for long while another has a crowded one. */
const SLICES = 2;
const FEW_FIELDS = ['FirstName', 'LastName', 'Company'];

/** One way to fetch the same leads. */
interface Way {
  readonly id: string;
  /** Records in a page; absent for the number that the reader typed. */
  readonly batchSize?: number;
  readonly fewFields?: boolean;
  readonly sideBySide?: boolean;
}

const WAYS: readonly Way[] = [
  { id: 'batch-100', batchSize: 100 },
  { id: 'plain' },
  { id: 'batch-300', batchSize: 300 },
  { id: 'batch-1000', batchSize: 1000 },
  { id: 'few-fields', fewFields: true },
  { id: 'side-by-side', sideBySide: true },
  { id: 'together', fewFields: true, sideBySide: true },
];

/**
 * The same leads fetched in several ways, measured: batch sizes, fewer attributes, and ranges of dates side by side, as
 * the vendor's FAQ advises.
 */
export const fastLeads: Recipe = {
  id: 'fast-leads',
  writes: false,
  many: true,
  inputs: [
    { id: 'days', kind: 'number', initial: () => '14', least: 1, most: 30 },
    { id: 'batchSize', kind: 'number', initial: () => '200', least: 1, most: 1000 },
    // A browser keeps six connections to a host, and the service takes ten calls at once.
    { id: 'threads', kind: 'number', initial: () => '4', least: 1, most: 6 },
    { id: 'perCall', kind: 'number', initial: () => '150', least: 0, most: 10_000 },
    { id: 'perRow', kind: 'number', initial: () => '0.5', least: 0, most: 1000 },
    { id: 'perKilobyte', kind: 'number', initial: () => '0.3', least: 0, most: 1000 },
  ],
  steps: WAYS.map((way): RecipeStep => ({
    id: way.id,
    operation: 'getMultipleLeads',
    takes: [],
    gives: [],
    run: (context) => measure(way, context),
  })),
};

async function measure(way: Way, context: StepContext): Promise<StepEnd> {
  const { clock, sleep, tell } = context;
  for (let attempt = 0; ; attempt += 1) {
    const started = clock();
    const all = await fetchLeads(way, context);
    const findings = {
      measure: {
        milliseconds: clock() - started,
        calls: all.pages,
        bytes: all.bytes,
        rows: all.rows.length,
      },
    };
    if (all.ok) return { ok: true, ...findings };
    // A wait inside the measurement would be no measurement: it is made again from its beginning.
    if (all.code !== '20023' || attempt === 2) return { ...all, ...findings };
    tell({ facts: { waiting: LIMIT_SPAN / 1000 } });
    await sleep(LIMIT_SPAN);
  }
}

async function fetchLeads(way: Way, context: StepContext): Promise<AllPages<string>> {
  const { inputs, now } = context;
  const latest = Math.floor(now() / 1000) * 1000;
  // Thirty days to the second are just within the service's limit (20022).
  const oldest = latest - Number(inputs.days) * DAY;
  const threads = way.sideBySide ? Number(inputs.threads) : 1;
  const slices = rangesOf(oldest, latest, way.sideBySide ? threads * SLICES : 1);
  const ended: AllPages<string>[] = [];
  const work = async () => {
    for (let range = slices.shift(); range; range = slices.shift()) {
      const all = await fetchRange(way, range, context);
      ended.push(all);
      if (!all.ok) slices.length = 0;
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return joined(ended);
}

function fetchRange(way: Way, range: LastUpdateAtSelector, context: StepContext) {
  const { inputs } = context;
  const first: ParamsGetMultipleLeads = {
    leadSelector: { $type: 'LastUpdateAtSelector', ...range },
    batchSize: String(way.batchSize ?? inputs.batchSize ?? ''),
    ...(way.fewFields ? { includeAttributes: { stringItem: FEW_FIELDS } } : {}),
  };
  const latency: OrderedLatency = {
    perCall: Number(inputs.perCall),
    perRow: Number(inputs.perRow),
    perKilobyte: Number(inputs.perKilobyte),
  };
  return allPages(
    context,
    'getMultipleLeads',
    first,
    ({ result }) => ({
      rows: present(result?.leadRecordList?.leadRecord).map(({ Id }) => Id ?? ''),
      ...(Number(result?.remainingCount) > 0
        ? { next: { ...first, streamPosition: result?.newStreamPosition } }
        : {}),
    }),
    { latency },
  );
}

/** Ranges that meet at their ends: a lead that stands on one comes twice, and none is lost between two. */
function rangesOf(oldest: number, latest: number, count: number): LastUpdateAtSelector[] {
  const edge = (index: number) =>
    w3cTimestamp(oldest + Math.round(((latest - oldest) * index) / count / 1000) * 1000);
  return Array.from({ length: count }, (_, index) => ({
    latestUpdatedAt: edge(index + 1),
    oldestUpdatedAt: edge(index),
  }));
}

function joined(parts: readonly AllPages<string>[]): AllPages<string> {
  const rows = [...new Set(parts.flatMap((part) => part.rows))];
  const pages = parts.reduce((sum, part) => sum + part.pages, 0);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const failed = parts.find((part) => !part.ok);
  return failed ? { ...failed, rows, pages, bytes } : { ok: true, rows, pages, bytes };
}
