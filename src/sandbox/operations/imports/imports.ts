import { fault, isFault, type SoapFault } from '../../../service/fault';
import { leadField, leadFieldByDisplayName } from '../../store/fields';
import { endOf, type ImportJob } from '../../store/imports';
import type { StaticList } from '../../store/lists';
import { formatDateTime } from '../../../service/time';
import { readCsvLine } from '../../../text/csv';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, itemsOf, textValue } from '../parameters';
import { runDueImports } from './import-rows';

/** Importing into the lists of programs. */
export const importHandlers = { importToList, getImportToListStatus } satisfies OperationHandlers;

/** Starts an import; its rows are done as time goes by. Before the first one it says PROCESSING (vendor's sample). */
function importToList(call: OperationCall<'importToList'>): OperationAnswer<'importToList'> {
  const { values, store, settings, now } = call;
  const list = findList(call);
  if (isFault(list)) return list;
  const columns = columnsOf(textValue(values.importFileHeader) ?? '');
  if (isFault(columns)) return columns;
  const campaignId = campaignOf(call, columns);
  if (isFault(campaignId)) return campaignId;
  const rows = itemsOf(values.importFileRows, 'stringItem').map((row) =>
    readCsvLine(typeof row === 'string' ? row : ''),
  );
  if (rows.length === 0) return fault('20109', 'importFileRows has no stringItem');

  if (booleanValue(values.clearList)) list.members.clear();
  const job: ImportJob = {
    program: list.program ?? '',
    listId: list.id,
    columns,
    rows,
    upsert: textValue(values.importListMode) === 'UPSERTLEADS',
    campaignId,
    orderedAt: now,
    startsAt: now + settings.choices.importDelay,
    rowTime: settings.choices.importRowTime,
    done: 0,
    imported: 0,
    failed: 0,
    errors: [],
  };
  store.imports.add(job);
  runDueImports(store, now);
  return { result: { importStatus: isDone(job) ? 'COMPLETE' : 'PROCESSING' } };
}

/**
 * How the latest import of a list is getting on. Rows that wait are counted as ignored, and there is no estimate (vendor's
 * sample). A list that nothing was imported into is fault 20110; asking again too soon, while it is under way, is 20023 (both
 * our choice: the vendor's page says once a minute and no more, and not what happens then).
 */
function getImportToListStatus(
  call: OperationCall<'getImportToListStatus'>,
): OperationAnswer<'getImportToListStatus'> {
  const list = findList(call);
  if (isFault(list)) return list;
  const job = call.store.imports.latest(list.id);
  if (!job) return fault('20110', `Nothing has been imported into ${list.name}`);
  const ended = isDone(job);
  const tooSoon = ended ? undefined : waitProblem(call, job);
  if (tooSoon) return tooSoon;
  const { imported, failed, rows, errors } = job;
  return {
    result: {
      status: !ended ? 'PROCESSING' : imported === 0 && failed > 0 ? 'FAILED' : 'COMPLETE',
      startedTime: formatDateTime(job.orderedAt),
      endedTime: ended ? formatDateTime(endOf(job)) : null,
      estimatedTime: null,
      estimatedRows: rows.length,
      rowsImported: imported,
      rowsFailed: failed,
      rowsIgnored: rows.length - imported - failed,
      importSummary: ended
        ? [`${imported} rows imported, ${failed} rows failed.`, ...errors.slice(0, 20)].join(' ')
        : null,
    },
  };
}

/** Keeps those who wait for an import from asking too often. One that is done may be asked about at any time. */
function waitProblem({ store, settings, now }: OperationCall, job: ImportJob): SoapFault | undefined {
  const { importStatusInterval } = settings.choices;
  const before = store.imports.askedAt(job);
  if (before !== undefined && now >= before && now - before < importStatusInterval) {
    const seconds = importStatusInterval / 1_000;
    return fault('20023', `The status of an import under way may be asked for once in ${seconds} seconds`);
  }
  store.imports.ask(job, now);
  return undefined;
}

function isDone(job: ImportJob): boolean {
  return job.done >= job.rows.length;
}

/** Codes for an unknown program, list and campaign are our choice: 20110, 20111, 20113. */
function findList({
  values,
  store,
}: OperationCall<'importToList' | 'getImportToListStatus'>): StaticList | SoapFault {
  const programName = textValue(values.programName);
  const listName = textValue(values.listName);
  if (programName === undefined) return fault('20109', 'programName is null or missing');
  if (listName === undefined) return fault('20109', 'listName is null or missing');
  const program = store.programs.byName(programName);
  if (!program) return fault('20110', `There is no program ${programName}`);
  const list = store.lists.inProgram(program.name, listName);
  return list ?? fault('20111', `The program ${program.name} has no list ${listName}`);
}

/** The header row names fields as they are shown on screen; SOAP API names are taken as well (our choice). */
function columnsOf(header: string): string[] | SoapFault {
  if (header === '') return fault('20109', 'importFileHeader is empty');
  const columns: string[] = [];
  const unknown: string[] = [];
  for (const name of readCsvLine(header).map((column) => column.trim())) {
    const field = leadFieldByDisplayName(name) ?? leadField(name);
    if (isToken(name)) columns.push(name);
    else if (field) columns.push(field.name);
    else unknown.push(name);
  }
  if (unknown.length > 0) return fault('20105', `Unknown fields for import: ${unknown.join(', ')}`);
  return columns.includes('Email') ? columns : fault('20110', 'importFileHeader has no Email Address');
}

/** The campaign that token columns are for; without such a column its name is checked all the same. */
function campaignOf(
  { values, store }: OperationCall<'importToList'>,
  columns: readonly string[],
): number | SoapFault | undefined {
  const name = textValue(values.campaignName);
  if (name === undefined) {
    return columns.some(isToken) ? fault('20109', 'Token columns require campaignName') : undefined;
  }
  const program = textValue(values.programName) ?? '';
  const campaign = store.campaigns.inProgram(program, name);
  return campaign ? campaign.id : fault('20113', `The program ${program} has no campaign ${name}`);
}

function isToken(column: string): boolean {
  return /^\{\{my\..+\}\}$/i.test(column);
}
