import { w3cTimestamp } from '../../text/timestamp';
import type { LeadChangeRecord, StreamPosition } from '../../contract/mktows-types';
import { present, readAttributes } from './marketo-lists';
import { allPages } from './pages';
import { keptText, type Recipe } from './recipe';

const DAY = 86_400_000;

/** Everything that changed since a date, and later what came after it: the last position is kept for that. */
export const changesSince: Recipe = {
  id: 'changes-since',
  writes: false,
  inputs: [
    { id: 'since', kind: 'date', initial: (now) => w3cTimestamp(now - 7 * DAY) },
    { id: 'activity', kind: 'text', initial: () => 'Change Data Value' },
  ],
  steps: [
    {
      id: 'changes',
      operation: 'getLeadChanges',
      takes: [],
      gives: ['position'],
      run: (context) => readChanges(context, { oldestCreatedAt: context.inputs.since }),
    },
    {
      id: 'later',
      operation: 'getLeadChanges',
      takes: ['position'],
      gives: ['position'],
      run: (context) =>
        readChanges(context, JSON.parse(keptText(context.kept, 'position')) as StreamPosition),
    },
  ],
};

async function readChanges(
  context: Parameters<Recipe['steps'][number]['run']>[0],
  startPosition: StreamPosition,
): ReturnType<Recipe['steps'][number]['run']> {
  let position: StreamPosition = startPosition;
  const names = (context.inputs.activity ?? '').split('\n').filter((name) => name !== '');
  const request = {
    startPosition,
    ...(names.length > 0 ? { activityNameFilter: { stringItem: names } } : {}),
    batchSize: '1000',
  };
  const all = await allPages(context, 'getLeadChanges', request, ({ result }) => {
    position = result?.newStartPosition ?? position;
    const more = Number(result?.remainingCount) > 0;
    return {
      rows: present(result?.leadChangeRecordList?.leadChangeRecord),
      ...(more ? { next: { ...request, startPosition: position } } : {}),
    };
  });
  // Past the last record there is nothing yet: what comes later is found from the same position.
  const nothingNew = !all.ok && all.code === '20123';
  const findings = {
    facts: { changes: all.rows.length, pages: all.pages },
    table: changesTable(all.rows),
    keep: { position: JSON.stringify(position) },
  };
  return all.ok || nothingNew ? { ok: true, ...findings } : { ...all, ...findings };
}

function changesTable(records: readonly LeadChangeRecord[]) {
  return {
    columns: ['When', 'Lead', 'What', 'Asset', 'Details'],
    rows: records.map((record) => [
      record.activityDateTime ?? '',
      record.mktPersonId ?? '',
      record.activityType ?? '',
      record.mktgAssetName ?? '',
      [...readAttributes(record.activityAttributes)].map(([name, value]) => `${name}: ${value}`).join('; '),
    ]),
  };
}
