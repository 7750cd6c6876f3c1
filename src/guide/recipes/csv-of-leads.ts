import { attributes, present, syncProblem } from './marketo-lists';
import { readCsv, type CsvFile } from './csv-rows';
import { keptList, type Recipe } from './recipe';

/** The vendor's recommendation for a batch. */
const BATCH = 300;

const EXAMPLE = `Email,FirstName,LastName,Company,LeadScore
ann@example.com,Ann,"Lee, Dr.",Example Ltd,12
bert@example.com,Bert,Möller,Example Ltd,many
cleo@example.com,Cleo,Ray,Sample Inc,40
`;

/** A file of leads: columns become fields, batches of at most 300, and what each row's result was. */
export const csvOfLeads: Recipe = {
  id: 'csv-of-leads',
  writes: true,
  inputs: [{ id: 'file', kind: 'csv', initial: () => EXAMPLE }],
  steps: [
    {
      id: 'fields',
      operation: 'describeMObject',
      takes: [],
      gives: ['fields'],
      run: async ({ call, inputs }) => {
        const file = readCsv(inputs.file ?? '');
        if (file.rows.length === 0)
          return { ok: false, message: 'The file has no rows under its first line.' };
        if (file.problems.length > 0) return { ok: false, message: file.problems.slice(0, 5).join(' ') };
        const answer = await call('describeMObject', { objectName: 'LeadRecord' });
        if (!answer.ok) return answer;
        const known = present(answer.values.result?.metadata?.fieldList?.field);
        const mapping = file.columns.map((column) => fieldFor(column, known));
        const table = {
          columns: ['Column', 'Field', 'Type'],
          rows: mapping.map((field, index) => [
            file.columns[index] ?? '',
            field?.name ?? '',
            field?.dataType ?? '',
          ]),
        };
        const lost = file.columns.filter((_, index) => !mapping[index]);
        const findings = { table, facts: { columns: file.columns.length, rows: file.rows.length } };
        if (lost.length > 0)
          return {
            ...findings,
            ok: false,
            message: `No field is named like ${lost.map((name) => `“${name}”`).join(', ')}: rename the column after a field, or remove it.`,
          };
        if (!mapping.some((field) => field?.name === 'Email'))
          return { ...findings, ok: false, message: 'A column of e-mail addresses is needed: Email.' };
        return { ...findings, ok: true, keep: { fields: mapping.map((field) => field?.name ?? '') } };
      },
    },
    {
      id: 'sync',
      operation: 'syncMultipleLeads',
      takes: ['fields'],
      gives: ['failed'],
      run: async (context) => {
        const file = readCsv(context.inputs.file ?? '');
        const fields = keptList(context.kept, 'fields');
        const results: (readonly string[])[] = [];
        const failed: string[] = [];
        const findings = () => ({
          table: { columns: ['Row', 'Email', 'Result', 'Lead', 'Reason'], rows: [...results] },
          facts: {
            rows: file.rows.length,
            done: results.length,
            failed: failed.length,
            batches: Math.ceil(file.rows.length / BATCH),
          },
        });
        for (let start = 0; start < file.rows.length; start += BATCH) {
          const batch = file.rows.slice(start, start + BATCH);
          const answer = await context.call('syncMultipleLeads', {
            leadRecordList: { leadRecord: batch.map((row) => leadOf(fields, row)) },
            dedupEnabled: 'true',
          });
          if (!answer.ok) return { ...answer, ...findings() };
          const statuses = answer.values.result?.syncStatusList?.syncStatus ?? [];
          for (const [index, row] of batch.entries()) {
            const status = statuses[index];
            const problem = status ? syncProblem(status) : 'The answer has no result for this row.';
            const email = row[fields.indexOf('Email')] ?? '';
            const number = String(start + index + 1);
            results.push([number, email, status?.status ?? '', status?.leadId ?? '', problem ?? '']);
            if (problem !== undefined) failed.push(number);
          }
          context.tell(findings());
        }
        return { ok: true, keep: { failed }, ...findings() };
      },
    },
  ],
};

/** The rows that failed, to be corrected and synced again: the columns of the file, and those rows. */
export function failedRows(file: string, failed: readonly string[]): Pick<CsvFile, 'columns' | 'rows'> {
  const { columns, rows } = readCsv(file);
  const wanted = new Set(failed);
  return { columns, rows: rows.filter((_, index) => wanted.has(String(index + 1))) };
}

/** A column is named as the API names the field, or as Marketo's pages show it; case and spaces aside. */
function fieldFor<Field extends { readonly name?: string | null; readonly displayName?: string | null }>(
  column: string,
  known: readonly Field[],
): Field | undefined {
  const wanted = plain(column);
  const aliases: Record<string, string> = { emailaddress: 'email' };
  const names = new Set([wanted, aliases[wanted] ?? wanted]);
  return (
    known.find(({ name }) => names.has(plain(name ?? ''))) ??
    known.find(({ displayName }) => names.has(plain(displayName ?? '')))
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** An empty cell says nothing about its field. */
function leadOf(fields: readonly string[], row: readonly string[]) {
  const values = Object.fromEntries(
    fields.map((field, index) => [field, row[index] ?? '']).filter(([, value]) => value !== ''),
  ) as Record<string, string>;
  const { Email, Id, ...others } = values;
  return {
    ...(Id === undefined ? {} : { Id }),
    ...(Email === undefined ? {} : { Email }),
    leadAttributeList: attributes(others),
  };
}
