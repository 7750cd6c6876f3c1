import type { CustomObj, SyncCustomObjStatus } from '../../contract/mktows-types';
import { attributes, present, readAttributes } from './marketo-lists';
import { allPages } from './pages';
import { keptText, type Recipe, type StepEnd } from './recipe';

/** Custom objects of a lead, deleted and made again with the same keys and values. */
export const customObjectsAgain: Recipe = {
  id: 'custom-objects-again',
  writes: true,
  inputs: [
    { id: 'type', kind: 'text', initial: () => 'RoadShow' },
    { id: 'linkField', kind: 'text', initial: () => 'MKTOID' },
    { id: 'lead', kind: 'text', initial: () => '1090177' },
  ],
  steps: [
    {
      id: 'read',
      operation: 'getCustomObjects',
      takes: [],
      gives: ['objects'],
      run: async (context) => {
        const { inputs } = context;
        const first = {
          objTypeName: inputs.type,
          batchSize: '100',
          customObjKeyList: attributes({ [inputs.linkField ?? '']: inputs.lead ?? '' }),
          includeAttributes: { stringItem: [] },
        };
        const all = await allPages(context, 'getCustomObjects', first, ({ result }) => ({
          rows: present(result?.customObjList?.customObj),
          ...(Number(result?.remainingCount) > 0
            ? { next: { ...first, streamPosition: result?.newStreamPosition } }
            : {}),
        }));
        const findings = { table: objectsTable(all.rows), facts: { objects: all.rows.length } };
        if (!all.ok) return { ...all, ...findings };
        return all.rows.length === 0
          ? { ok: false, message: 'This lead has no such objects.', ...findings }
          : { ok: true, keep: { objects: JSON.stringify(all.rows) }, ...findings };
      },
    },
    {
      id: 'delete',
      operation: 'deleteCustomObjects',
      takes: ['objects'],
      gives: ['deleted'],
      run: async ({ call, inputs, kept }) => {
        const objects = JSON.parse(keptText(kept, 'objects')) as readonly CustomObj[];
        const answer = await call('deleteCustomObjects', {
          objTypeName: inputs.type,
          customObjKeyLists: {
            keyList: objects.map(({ customObjKeyList }) =>
              attributes(Object.fromEntries(readAttributes(customObjKeyList))),
            ),
          },
        });
        if (!answer.ok) return answer;
        const statuses = answer.values.result?.deleteCustomObjStatusList?.syncCustomObjStatus;
        return judged(present(statuses), 'DELETED', 'deleted');
      },
    },
    {
      id: 'create',
      operation: 'syncCustomObjects',
      takes: ['objects', 'deleted'],
      gives: ['created'],
      run: async ({ call, inputs, kept }) => {
        const objects = JSON.parse(keptText(kept, 'objects')) as readonly CustomObj[];
        const answer = await call('syncCustomObjects', {
          objTypeName: inputs.type,
          customObjList: {
            customObj: objects.map(({ customObjKeyList, customObjAttributeList }) => ({
              customObjKeyList: attributes(Object.fromEntries(readAttributes(customObjKeyList))),
              customObjAttributeList: attributes(
                Object.fromEntries(
                  [...readAttributes(customObjAttributeList)].filter(([name]) => !OWN_FIELDS.has(name)),
                ),
              ),
            })),
          },
          operation: 'INSERT',
        });
        if (!answer.ok) return answer;
        const statuses = answer.values.result?.syncCustomObjStatusList?.syncCustomObjStatus;
        return judged(present(statuses), 'CREATED', 'created');
      },
    },
  ],
};

/** Set by Marketo itself. */
const OWN_FIELDS = new Set(['createdAt', 'updatedAt', 'marketoGUID']);

function judged(
  statuses: readonly SyncCustomObjStatus[],
  wanted: 'CREATED' | 'DELETED',
  name: string,
): StepEnd {
  const failed = statuses.filter(({ status }) => status !== wanted);
  const findings = {
    facts: { [name]: statuses.length - failed.length, failed: failed.length },
    table: {
      columns: ['Keys', 'Result', 'Reason'],
      rows: statuses.map(({ customObjKeyList, status, error }) => [
        [...readAttributes(customObjKeyList)].map(([key, value]) => `${key}: ${value}`).join('; '),
        status ?? '',
        error ?? '',
      ]),
    },
  };
  return failed.length === 0
    ? { ok: true, keep: { [name]: String(statuses.length) }, ...findings }
    : { ok: false, message: failed[0]?.error ?? `An object was not ${name}.`, ...findings };
}

function objectsTable(objects: readonly CustomObj[]) {
  const read = objects.map(
    ({ customObjKeyList, customObjAttributeList }) =>
      new Map([...readAttributes(customObjKeyList), ...readAttributes(customObjAttributeList)]),
  );
  const columns = [...new Set(read.flatMap((values) => [...values.keys()]))];
  return { columns, rows: read.map((values) => columns.map((name) => values.get(name) ?? '')) };
}
