import { booleanValue, textValue } from '../../envelope/contents';
import { readCsvLine } from '../../text/csv';
import { isList, isValues, type Path, type Values } from '../../envelope/values';
import { pieceOf, Reference } from '../equivalent';
import { kept, MOST_VALUES, type RestPlan } from '../plan';
import { listByName } from './lists';

interface Row {
  readonly cells: readonly string[];
  readonly path: Path;
}

/** Imports rows into the list of a program. */
export function importToList(plan: RestPlan, values: Values): void {
  const header = textValue(values.importFileHeader);
  const rows = rowsOf(values);
  const program = textValue(values.programName);
  const name = textValue(values.listName);
  if (header === undefined || rows.length === 0 || program === undefined || name === undefined) {
    for (const field of [
      'programName',
      'listName',
      'importFileHeader',
      'importFileRows',
      'importListMode',
      'clearList',
      'campaignName',
    ]) {
      plan.lost([field], 'An import needs a program, a list, a header and rows.', 'Fill in what is missing.');
    }
    return;
  }
  const list = listByName(plan, { program, name, namePath: ['listName'], programPath: ['programName'] });
  const columns = columnsOf(plan, header);
  if (booleanValue(values.clearList)) clear(plan, list);
  else plan.implied(['clearList'], 'REST leaves the members of the list alone.');
  plan.lost(
    ['campaignName'],
    'REST has no values of tokens for each lead.',
    'Request a trigger campaign with one call for each lead: it takes tokens.',
  );
  if (textValue(values.importListMode) === 'LISTONLY') listOnly(plan, list, columns, rows);
  else upsert(plan, list, columns, rows);
}

function rowsOf(values: Values): Row[] {
  const path = ['importFileRows', 'stringItem'];
  const items = isValues(values.importFileRows) ? values.importFileRows.stringItem : undefined;
  if (!isList(items)) return [];
  return items.flatMap((item, index) =>
    typeof item === 'string' ? [{ cells: readCsvLine(item), path: [...path, index] }] : [],
  );
}

interface Column {
  /** Absent for a token, which REST has no column for. */
  readonly rest?: string;
  readonly shown: string;
}

function columnsOf(plan: RestPlan, header: string): Column[] {
  return readCsvLine(header).map((text): Column => {
    const shown = text.trim();
    if (/^\{\{my\..+\}\}$/i.test(shown)) {
      plan.decide(`The column ${shown} is left out of the file: REST has no values of tokens for each lead.`);
      return { shown };
    }
    const known = plan.names.ofDisplay(shown);
    if (!known) {
      plan.decide(
        plan.names.described
          ? `Describe Lead has no field that is called ${shown} on screen.`
          : `${shown} is no standard field’s name on screen: paste Describe Lead to find its REST name.`,
      );
    }
    return { shown, rest: known?.rest ?? shown };
  });
}

function upsert(plan: RestPlan, list: Reference, columns: readonly Column[], rows: readonly Row[]): void {
  const used = columns.flatMap(({ rest }, index) => (rest === undefined ? [] : [{ rest, index }]));
  const call = plan.call({
    id: 'import',
    about: 'Imports the rows and adds their leads to the list',
    operation: 'importLeadUsingPOST',
    query: [
      { name: 'format', value: 'csv' },
      { name: 'lookupField', value: 'email' },
      { name: 'listId', value: list },
    ],
    body: {
      kind: 'csv',
      name: 'file',
      columns: used.map(({ rest }) => rest),
      rows: rows.map(({ cells }) => used.map(({ index }) => cells[index] ?? '')),
    },
  });
  plan.sent(['importFileHeader'], call, 'file header');
  for (const [index, { path, cells }] of rows.entries()) {
    plan.sent(path, call, `file row ${index + 1}`);
    if (cells.length > columns.length)
      plan.decide(`Row ${index + 1} has more values than the header has columns; they are left out.`);
  }
  plan.sent(['importListMode'], call, 'query lookupField');
  plan.decide('The file must be smaller than 10 MB; more rows go into several imports.');
}

/** Adds those that exist, by their e-mail address. */
function listOnly(plan: RestPlan, list: Reference, columns: readonly Column[], rows: readonly Row[]): void {
  const column = columns.findIndex(({ rest }) => rest === 'email');
  const emails = rows.flatMap(({ cells }) => textValue(cells[column]) ?? []);
  if (column < 0 || emails.length === 0) {
    for (const name of ['importFileHeader', 'importFileRows', 'importListMode']) {
      plan.lost([name], 'Without an e-mail address nobody can be found.', 'Add the column Email Address.');
    }
    return;
  }
  const look = plan.call({
    id: 'leads',
    about: 'The ids of those leads that exist',
    operation: 'getLeadsByFilterUsingGET',
    query: [
      { name: 'filterType', value: 'email' },
      { name: 'filterValues', value: [pieceOf('emails')] },
      { name: 'fields', value: ['id', 'email'] },
    ],
    lists: [{ name: 'emails', parts: [...new Set(emails)], size: MOST_VALUES }],
    paging: 'token',
  });
  const add = plan.call({
    id: 'members',
    about: 'Adds them to the list',
    operation: 'addLeadsToListUsingPOST',
    path: { listId: list },
    query: [{ name: 'id', value: [pieceOf('id')] }],
    lists: [
      { name: 'id', parts: [new Reference('leadId', [look], 'id', true)], size: MOST_VALUES, numbers: true },
    ],
  });
  plan.sent(['importListMode'], add, 'this call');
  plan.sent(['importFileHeader'], look, 'query filterType');
  for (const { path } of rows) plan.sent(path, look, 'query filterValues');
  if (columns.length > 1)
    plan.decide('LISTONLY changes no lead: of each row only the e-mail address is used.');
}

function clear(plan: RestPlan, list: Reference): void {
  const members = plan.call({
    id: 'old-members',
    about: 'Who is on the list so far',
    operation: 'getLeadsByListIdUsingGET_1',
    path: { listId: list },
    query: [{ name: 'fields', value: ['id'] }],
    paging: 'token',
  });
  const call = plan.call({
    id: 'clear',
    about: 'Takes all of them off the list',
    operation: 'removeLeadsFromListUsingDELETE',
    path: { listId: list },
    query: [{ name: 'id', value: [pieceOf('id')] }],
    body: { kind: 'json', value: { input: [{ id: pieceOf('id') }] } },
    lists: [
      {
        name: 'id',
        parts: [new Reference('leadId', [members], 'id', true)],
        size: MOST_VALUES,
        numbers: true,
      },
    ],
  });
  plan.sent(['clearList'], call, 'this call and the one before');
  plan.decide('Emptying the list is not one step with the import, and each removal is logged.');
}

/** How an import is getting on. */
export function getImportToListStatus(plan: RestPlan): void {
  plan.call({
    id: 'status',
    about: 'How the import is getting on',
    operation: 'getImportLeadStatusUsingGET',
    path: { batchId: kept('batchId') },
  });

  for (const name of ['programName', 'listName']) {
    plan.here(
      [name],
      'Keep the batchId that the import answered, by program and list: REST can’t look it up.',
    );
  }
  plan.alternative({
    about: 'Which rows failed, or were taken with a warning, as CSV files.',
    operations: ['getImportLeadFailuresUsingGET', 'getImportLeadWarningsUsingGET'],
  });
}
