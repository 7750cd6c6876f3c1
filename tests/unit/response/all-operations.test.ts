import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import { isList, isValues, type Value, type Values } from '#src/envelope/values';
import { answerJson } from '#src/response/json';
import { contractNotes } from '#src/response/contract-notes';
import { readRows } from '#src/response/read-rows';
import { AnswerTable } from '#src/response/table';
import { indexTree, treeSize } from '#src/response/tree';
import { parseXml, type XmlElement } from '#src/xml/parse';
import { elements } from '#src/xml/tree';
import { at, call, sandboxAt } from '../sandbox/requests';

/** Where each operation's records are in its answer, columns that must be there, and whether the answer is the only row. */
const EXPECTED: Readonly<Record<string, { list?: string; columns: readonly string[] }>> = {
  getLead: { list: 'result.leadRecordList.leadRecord', columns: ['Id', 'Email', 'FirstName'] },
  getMultipleLeads: { list: 'result.leadRecordList.leadRecord', columns: ['Id', 'Email', 'FirstName'] },
  syncLead: { columns: ['leadId', 'status', 'error', 'Id', 'Email', 'FirstName', 'LastName'] },
  syncMultipleLeads: { list: 'result.syncStatusList.syncStatus', columns: ['leadId', 'status', 'error'] },
  mergeLeads: { columns: ['winningLeadId', 'losingLeadIdList', 'status', 'error'] },
  getLeadActivity: {
    list: 'leadActivityList.activityRecordList.activityRecord',
    columns: ['id', 'activityDateTime', 'activityType', 'mktgAssetName', 'campaign', 'mktPersonId'],
  },
  getLeadChanges: {
    list: 'result.leadChangeRecordList.leadChangeRecord',
    columns: ['id', 'activityDateTime', 'activityType', 'mktPersonId', 'Webpage URL', 'Lead ID'],
  },
  listOperation: { list: 'result.statusList.leadStatus', columns: ['keyType', 'keyValue', 'status'] },
  importToList: { columns: ['importStatus'] },
  getImportToListStatus: { columns: ['status', 'startedTime', 'rowsImported', 'rowsFailed'] },
  getCampaignsForSource: {
    list: 'result.campaignRecordList.campaignRecord',
    columns: ['id', 'name', 'description'],
  },
  requestCampaign: { columns: ['success'] },
  scheduleCampaign: { columns: ['success'] },
  listMObjects: { list: 'result.objects', columns: ['objects'] },
  describeMObject: { list: 'result.metadata.fieldList.field', columns: ['name', 'dataType', 'isReadonly'] },
  getMObjects: { list: 'result.mObjectList.mObject', columns: ['type', 'id', 'createdAt', 'Name'] },
  syncMObjects: { list: 'result.mObjStatusList.mObjStatus', columns: ['id', 'status'] },
  deleteMObjects: { list: 'result.mObjStatusList.mObjStatus', columns: ['id', 'status'] },
  getCustomObjects: { list: 'result.customObjList.customObj', columns: ['MKTOID', 'rid', 'city'] },
  syncCustomObjects: {
    list: 'result.syncCustomObjStatusList.syncCustomObjStatus',
    columns: ['objTypeName', 'status'],
  },
  deleteCustomObjects: {
    list: 'result.deleteCustomObjStatusList.syncCustomObjStatus',
    columns: ['objTypeName', 'status'],
  },
  getTags: { list: 'result.tagList.tag', columns: ['type', 'values'] },
  getChannels: { list: 'result.tags.tagStatus', columns: ['tagValue', 'Status', 'Step', 'Success'] },
};

async function answerTo(name: string) {
  const operation = marketo.operations.find((candidate) => candidate.name === name)!;
  return call(sandboxAt(), name, exampleValues(marketo, operation));
}

/** Channels stand over their statuses; every other list is one of records. */
function recordsIn(name: string, values: Values): readonly Value[] {
  const found = at(values, EXPECTED[name]?.list ?? '');
  const list = isList(found) ? found : [];
  if (name !== 'getChannels') return list;
  return list.flatMap((channel) => {
    const statuses = at(channel as Values, 'statusList.progressionStatusItem');
    return isList(statuses) ? statuses : [];
  });
}

/** All names and values of attributes in a record, however deep. */
function pairsIn(value: Value | undefined): [string, string | null][] {
  if (isList(value)) return value.flatMap((item) => pairsIn(item));
  if (!isValues(value)) return [];
  const name = value.attrName ?? value.name;
  const own = value.attrValue ?? value.value;
  if (typeof name === 'string' && (typeof own === 'string' || own === null)) return [[name, own]];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'typeAttribList' ? [] : pairsIn(inner)));
}

function countElements(element: XmlElement): number {
  return 1 + elements(element).reduce((sum, inner) => sum + countElements(inner), 0);
}

describe.each(marketo.operations.map(({ name }) => name))('the answer of %s', (name) => {
  it('becomes rows and columns of its records', async () => {
    const { text, values } = await answerTo(name);
    const table = new AnswerTable([{ text, rows: readRows(text, marketo) }]);
    const expected = EXPECTED[name]!;
    expect(table.pages[0]?.rows.operation).toBe(name);
    expect(table.columns.map(({ label }) => label)).toEqual(expect.arrayContaining([...expected.columns]));
    expect(new Set(table.columns.map(({ label }) => label)).size).toBe(table.columns.length);
    if (!expected.list) {
      expect(table.count).toBe(1);
      return;
    }
    const records = recordsIn(name, values);
    expect(table.count).toBe(records.length);
    if (name !== 'listOperation') expect(table.count).toBeGreaterThan(0);
  });

  it('has in each cell what another reader finds there', async () => {
    const { text, values } = await answerTo(name);
    const table = new AnswerTable([{ text, rows: readRows(text, marketo) }]);
    const records = EXPECTED[name]!.list ? recordsIn(name, values) : [values];
    records.forEach((record, row) => {
      const pairs = pairsIn(record);
      for (const [key, value] of pairs) {
        const number = table.columns.findIndex(
          (column) => column.source === 'attribute' && column.label.startsWith(key),
        );
        if (number >= 0) expect([key, table.cell(row, number).text]).toEqual([key, value ?? '']);
      }
      table.columns.forEach((column, index) => {
        const value = column.source === 'contract' ? at(record, column.key) : undefined;
        const cell = table.cell(row, index);
        if (typeof value === 'string') expect([column.key, cell.text]).toEqual([column.key, value]);
        if (value === null) expect([column.key, cell.state]).toEqual([column.key, 'nil']);
        if (value === '') expect([column.key, cell.state]).toEqual([column.key, 'empty']);
      });
    });
  });

  it('leads from each cell to its place in the XML, and back', async () => {
    const { text } = await answerTo(name);
    const table = new AnswerTable([{ text, rows: readRows(text, marketo) }]);
    for (let row = 0; row < table.count; row += 1) {
      const whole = table.rowPlace(row)!;
      expect(parseXml(text.slice(whole.start, whole.end).replace(/\b(xsi|ns1):/g, '')).ok).toBe(true);
      expect(table.at(0, whole.start + 1)?.row).toBe(row);
      table.columns.forEach((_, column) => {
        const { place } = table.cell(row, column);
        if (!place) return;
        expect(place.end).toBeLessThanOrEqual(text.length);
        if (name !== 'getChannels' || column > 0) expect(table.at(0, place.start)).toEqual({ row, column });
      });
    }
  });

  it('is JSON and a tree of every element, and holds what its contract promises', async () => {
    const { text, values } = await answerTo(name);
    const json = JSON.parse(answerJson(text, marketo)!) as Record<string, unknown>;
    expect(Object.keys(json)).toEqual([`success${name.charAt(0).toUpperCase()}${name.slice(1)}`]);
    const read = Object.values(json)[0] as Values;
    const lexical = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(lexical)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lexical(inner)]))
          : value === null
            ? null
            : String(value);
    // An empty list is an object without items to the one reader, and one with none to the other.
    const emptied = (value: unknown) => JSON.stringify(value).replace(/\{"\w+":\[\]\}/g, '{}');
    expect(emptied(lexical(read))).toBe(emptied(values));
    const parsed = parseXml(text);
    expect(treeSize(indexTree(text))).toBe(parsed.ok ? countElements(parsed.root) : 0);
    expect(contractNotes(text, marketo)).toEqual([]);
  });
});
