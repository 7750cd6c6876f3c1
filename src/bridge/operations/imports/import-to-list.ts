import { booleanValue, itemsOf, textValue } from '../../../envelope/contents';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { readCsvLine } from '../../../text/csv';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { leadsOfKeys } from '../lead-ids';
import { withNames } from '../leads/lead-records';
import { allMembers, changeList } from '../lists/list-members';
import { findCampaign, findProgramList, type ProgramPart } from '../programs/find-in-program';
import { importColumns, sentCells, type ImportColumn } from './columns';
import { isOver, keepImport, importStatusOf, type KeptImport } from './kept-import';
import { answerImportStatus } from './import-status';

/** Importing into the lists of programs. */
export const bridgeImportHandlers = {
  importToList,
  getImportToListStatus: answerImportStatus,
} satisfies BridgeHandlers;

/** The largest file of a bulk import in bytes (vendor's page). */
const MOST_BYTES = 10_000_000;

/**
 * Starts an import into the list of a program. It is begun once only; before it a list may be emptied, which is no single step with
 * it. LISTONLY is done at once, by looking the leads up: a bulk import would create those that are missing.
 */
async function importToList(call: BridgeCall<'importToList'>): Promise<BridgeAnswer<'importToList'>> {
  const list = await importedList(call);
  if (isFault(list)) return list;
  const { values } = call;
  return withNames(call, async (names) => {
    const columns = importColumns(names, textValue(values.importFileHeader) ?? '', call.settings);
    if (isFault(columns)) return columns;
    const campaign = await campaignProblem(call);
    if (campaign) return campaign;
    if (columns.some(({ dropped }) => dropped)) {
      call.note('Columns of tokens were left out of an import: the REST API has no tokens for each lead.');
    }
    const rows = itemsOf(values.importFileRows, 'stringItem').map((row) =>
      readCsvLine(typeof row === 'string' ? row : ''),
    );
    if (rows.length === 0) return fault('20109', 'importFileRows has no stringItem');
    const upserts = textValue(values.importListMode) === 'UPSERTLEADS';
    if (upserts && sizeOf(rows) > MOST_BYTES) {
      return fault('20110', 'The rows are more than the 10 MB of one import: send them in several');
    }
    if (booleanValue(values.clearList)) {
      const problem = await clear(call, list);
      if (problem) return problem;
    }
    const begun = upserts
      ? await importFile(call, list, columns, rows)
      : await addKnown(call, list, columns, rows);
    if (isFault(begun)) return begun;
    await keepImport(call, list.id, begun);
    return { result: { importStatus: isOver(begun) ? importStatusOf(begun) : 'PROCESSING' } };
  });
}

/** The list that both operations name. */
export async function importedList(
  call: BridgeCall<'importToList' | 'getImportToListStatus'>,
): Promise<ProgramPart | SoapFault> {
  const programName = textValue(call.values.programName);
  const listName = textValue(call.values.listName);
  if (programName === undefined) return fault('20109', 'programName is null or missing');
  if (listName === undefined) return fault('20109', 'listName is null or missing');
  return findProgramList(call, programName, listName);
}

/** The campaign that token columns are for; without such a column its name says nothing, and is checked all the same. */
async function campaignProblem(call: BridgeCall<'importToList'>): Promise<SoapFault | undefined> {
  const name = textValue(call.values.campaignName);
  if (name === undefined) return undefined;
  const found = await findCampaign(call, textValue(call.values.programName) ?? '', name);
  return isFault(found) ? found : undefined;
}

function sizeOf(rows: readonly (readonly string[])[]): number {
  const encoder = new TextEncoder();
  let size = 0;
  for (const row of rows) {
    for (const cell of row) size += encoder.encode(cell).length + 3;
  }
  return size;
}

async function clear(call: BridgeCall, { id }: ProgramPart): Promise<SoapFault | undefined> {
  const members = await allMembers(call, String(id));
  if (isFault(members)) return members;
  const done = await changeList(call, String(id), members, false);
  if (isFault(done)) return done;
  return members.every((member) => done.has(member))
    ? undefined
    : fault('10001', 'The list could not be emptied whole, and nothing was imported');
}

async function importFile(
  call: BridgeCall,
  { id }: ProgramPart,
  columns: readonly ImportColumn[],
  rows: readonly (readonly string[])[],
): Promise<KeptImport | SoapFault> {
  const records = await call.rest.records({
    operation: 'importLeadUsingPOST',
    query: [
      { name: 'format', value: 'csv' },
      { name: 'lookupField', value: 'email' },
      { name: 'listId', value: String(id) },
    ],
    body: {
      kind: 'csv',
      name: 'file',
      columns: columns.flatMap(({ rest }) => rest ?? []),
      rows: rows.map((row) => sentCells(columns, row)),
    },
  });
  if (isFault(records)) return records;
  const [record] = records;
  return {
    batchId: numberMember(record, 'batchId'),
    startedAt: call.now,
    rows: rows.length,
    status: textMember(record, 'status') ?? 'Queued',
    imported: numberMember(record, 'numOfLeadsProcessed') ?? 0,
    failed: numberMember(record, 'numOfRowsFailed') ?? 0,
    endedAt: textMember(record, 'status') === 'Complete' ? call.now : undefined,
  };
}

/** Adds those leads to the list that exist, and changes none of them. */
async function addKnown(
  call: BridgeCall,
  { id }: ProgramPart,
  columns: readonly ImportColumn[],
  rows: readonly (readonly string[])[],
): Promise<KeptImport | SoapFault> {
  const column = columns.findIndex(({ rest }) => rest === 'email');
  const values = rows.map((row) => (row.length > columns.length ? undefined : textValue(row[column])));
  const keys = values.flatMap((value) =>
    value === undefined ? [] : [{ type: 'EMAIL', value, filter: 'email' }],
  );
  const leads = await leadsOfKeys(call, keys);
  if (isFault(leads)) return leads;
  const known = new Map(leads.map(({ key, id: leadId }) => [key.value, leadId]));
  const ids = [...new Set(leads.flatMap((lead) => lead.id ?? []))];
  const done = await changeList(call, String(id), ids, true);
  if (isFault(done)) return done;
  const imported = values.filter((value) => done.has(known.get(value ?? '') ?? -1)).length;
  return {
    startedAt: call.now,
    endedAt: call.now,
    rows: rows.length,
    status: 'Complete',
    imported,
    failed: rows.length - imported,
  };
}
