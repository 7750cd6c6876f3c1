import { readCsvLine } from '../../text/csv';
import { endOf } from '../store/imports';
import type { StaticList } from '../store/lists';
import { changeMember } from '../operations/lists/lists';
import { runDueImports } from '../operations/imports/import-rows';
import { fieldOfRest, leadPage } from './leads';
import {
  assets,
  assetTime,
  inputOf,
  MOST,
  page,
  RestError,
  restInstant,
  skipped,
  parameterText,
  texts,
  wholeNumber,
  type RestAnswer,
  type RestHandler,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';

const members: RestHandler = (call) => {
  const list = listOf(call);
  if (list instanceof RestError) return list;
  const leads = call.store.leads.all().filter(({ id }) => list.members.has(id));
  return leadPage(call, leads);
};

/** Calls about static lists, and the imports into them. */
export const restListHandlers: RestHandlers = {
  getListsUsingGET: (call) => {
    const [ids, names, programs] = [texts(call, 'id'), texts(call, 'name'), texts(call, 'programName')];
    const has = (wanted: readonly string[], value: string | undefined) =>
      wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value?.toLowerCase());
    return page(
      call,
      call.store.lists
        .all()
        .filter((list) => has(ids, String(list.id)) && has(names, list.name) && has(programs, list.program))
        .map((list) => listRecord(call, list)),
    );
  },
  getListByIdUsingGET: (call) => {
    const list = listOf(call);
    return list instanceof RestError ? list : { result: [listRecord(call, list)] };
  },
  getLeadsByListIdUsingGET_1: members,
  getLeadsByListIdUsingGET: members,
  getStaticListByNameUsingGET: (call) => {
    const name = parameterText(call, 'name');
    if (name === undefined) return new RestError('701', 'name is missing');
    const list = call.store.lists.all().find((one) => one.name.toLowerCase() === name.toLowerCase());
    return assets(list ? [staticList(call, list)] : []);
  },
  addLeadsToListUsingPOST: (call) =>
    change(call, (list, id) => {
      changeMember(call, list, id, true);
      return { id, status: 'added' };
    }),
  removeLeadsFromListUsingDELETE: (call) =>
    change(call, (list, id) => {
      if (!list.members.has(id)) return skipped('1015', 'Lead not in list', { id });
      changeMember(call, list, id, false);
      return { id, status: 'removed' };
    }),
  areLeadsMemberOfListUsingGET: (call) =>
    change(call, (list, id) => ({ id, status: list.members.has(id) ? 'memberof' : 'notmemberof' })),
  importLeadUsingPOST: importLeads,
  getImportLeadStatusUsingGET: (call) => {
    const job = jobOf(call);
    return job instanceof RestError ? job : { result: [job.record] };
  },
  getImportLeadFailuresUsingGET: (call) => {
    const job = jobOf(call);
    return job instanceof RestError ? job : `${job.failures.join('\n')}\n`;
  },
  getImportLeadWarningsUsingGET: (call) => {
    const job = jobOf(call);
    return job instanceof RestError ? job : '\n';
  },
};

function listOf({ store, path }: RestServiceCall): StaticList | RestError {
  return store.lists.byId(Number(path.listId)) ?? new RestError('1013', `List ${path.listId} not found`);
}

function listRecord({ store }: RestServiceCall, { id, name, program }: StaticList) {
  const at = restInstant(createdAt(store.epoch));
  return {
    id,
    name,
    ...(program === undefined ? {} : { programName: program }),
    workspaceName: 'Default',
    createdAt: at,
    updatedAt: at,
  };
}

/** The store keeps no times of lists: they were made long ago, and never after the world began (our choice). */
function createdAt(epoch: number): number {
  return Math.min(Date.UTC(2012, 0, 15, 18), epoch);
}

function staticList({ store }: RestServiceCall, { id, name, program }: StaticList) {
  const at = assetTime(createdAt(store.epoch));
  const programId = program === undefined ? undefined : store.programs.byName(program)?.id;
  return {
    id,
    name,
    description: '',
    createdAt: at,
    updatedAt: at,
    url: `https://app.example/#ST${id}A1`,
    folder: programId === undefined ? { id: 14, type: 'Folder' } : { id: programId, type: 'Program' },
    workspace: 'Default',
  };
}

function change(
  call: RestServiceCall,
  one: (list: StaticList, leadId: number) => Readonly<Record<string, unknown>>,
): RestAnswer {
  const list = listOf(call);
  if (list instanceof RestError) return list;
  const inQuery = texts(call, 'id');
  const input = inQuery.length > 0 ? inQuery.map((id) => ({ id })) : inputOf(call);
  if (input instanceof RestError) return input;
  if (input.length > MOST) return new RestError('1003', `Maximum batch size of ${MOST} records exceeded`);
  return {
    result: input.map(({ id }) => {
      const leadId = wholeNumber(id);
      const known = leadId !== undefined && call.store.leads.get(leadId);
      return known ? one(list, known.id) : skipped('1004', 'Lead not found', { id: leadId ?? 0 });
    }),
  };
}

/** Begins an import of a CSV file. */
function importLeads(call: RestServiceCall): RestAnswer {
  const { store, settings, now, file } = call;
  if (parameterText(call, 'format') !== 'csv') return new RestError('1003', 'Only format=csv is taken here');
  if (file === undefined) return new RestError('1002', "Missing value for required parameter 'file'");
  const listId = parameterText(call, 'listId');
  const list = listId === undefined ? undefined : store.lists.byId(Number(listId));
  // Without a list the store has no place for an import (the sandbox's own limit).
  if (!list)
    return new RestError(
      listId === undefined ? '1002' : '1013',
      listId === undefined ? "Missing value for parameter 'listId'" : `List ${listId} not found`,
    );
  const [header = '', ...lines] = splitRows(file);
  const names = readCsvLine(header).map((name) => name.trim());
  const unknown = names.find((name) => !fieldOfRest(name));
  if (unknown !== undefined) return new RestError('1006', `Field '${unknown}' not found`);
  const columns = names.map((name) => fieldOfRest(name)?.name ?? '');
  if (!columns.includes('Email')) return new RestError('1002', 'The lookup field is not among the columns');
  if (lines.length === 0) return new RestError('1003', 'The file has no rows');
  store.imports.add({
    program: list.program ?? '',
    listId: list.id,
    columns,
    rows: lines.map(readCsvLine),
    upsert: true,
    orderedAt: now,
    startsAt: now + settings.choices.importDelay,
    rowTime: settings.choices.importRowTime,
    done: 0,
    imported: 0,
    failed: 0,
    errors: [],
  });
  runDueImports(store, now);
  const batchId = call.batches.add(list.id);
  const record = jobRecord(call, batchId, list.id);
  return record ? { result: [record.record] } : new RestError('1013', 'Import not found');
}

/** Rows of a file; a line break inside quotes is none between rows. */
function splitRows(file: string): string[] {
  const rows: string[] = [];
  let row = '';
  let quoted = false;
  for (const line of file.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    row = row === '' && !quoted ? line : `${row}\n${line}`;
    quoted = (row.split('"').length - 1) % 2 === 1;
    if (quoted) continue;
    if (row !== '') rows.push(row);
    row = '';
  }
  if (row !== '') rows.push(row);
  return rows;
}

function jobOf(call: RestServiceCall) {
  const batchId = Number(call.path.batchId);
  const known = call.batches.list(batchId);
  const record = known?.listId === undefined ? undefined : jobRecord(call, batchId, known.listId);
  return record ?? new RestError('1013', `Import ${call.path.batchId} not found`);
}

function jobRecord({ store, now }: RestServiceCall, batchId: number, listId: number) {
  const job = store.imports.latest(listId);
  if (!job) return undefined;
  const done = job.done >= job.rows.length && now >= endOf(job);
  const status = done ? 'Complete' : job.done > 0 ? 'Importing' : 'Queued';
  return {
    failures: job.errors,
    record: {
      batchId,
      importId: String(batchId),
      status,
      numOfLeadsProcessed: job.imported,
      numOfRowsFailed: job.failed,
      numOfRowsWithWarning: 0,
      ...(done
        ? { message: `Import succeeded, ${job.imported} records imported (${job.imported} members)` }
        : {}),
    },
  };
}
