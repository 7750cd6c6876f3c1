import { present, readAttributes } from './marketo-lists';
import { keptText, type Recipe } from './recipe';

/** Why a lead is not in a list: does it exist, is it a member, and when did it come or go. */
export const notInList: Recipe = {
  id: 'not-in-list',
  writes: false,
  inputs: [
    { id: 'email', kind: 'text', initial: () => 'joe@marketo.com' },
    { id: 'list', kind: 'text', initial: () => 'Newsletter' },
  ],
  steps: [
    {
      id: 'lead',
      operation: 'getLead',
      takes: [],
      gives: ['leadIds'],
      run: async ({ call, inputs }) => {
        const answer = await call('getLead', {
          leadKey: { keyType: 'EMAIL', keyValue: inputs.email },
        });
        if (!answer.ok) return answer;
        const ids = present(answer.values.result?.leadRecordList?.leadRecord).map(({ Id }) => Id ?? '');
        return { ok: true, keep: { leadIds: ids }, facts: { leads: ids.length, ids: ids.join(', ') } };
      },
    },
    {
      id: 'member',
      operation: 'listOperation',
      takes: ['leadIds'],
      gives: ['isMember'],
      run: async ({ call, inputs, kept }) => {
        const { leadIds } = kept;
        const ids = typeof leadIds === 'object' ? leadIds : [];
        const answer = await call('listOperation', {
          listOperation: 'ISMEMBEROFLIST',
          listKey: { keyType: 'MKTOLISTNAME', keyValue: inputs.list },
          listMemberList: { leadKey: ids.map((id) => ({ keyType: 'IDNUM', keyValue: id })) },
        });
        if (!answer.ok) return answer;
        const statuses = present(answer.values.result?.statusList?.leadStatus);
        const isMember = statuses.some(({ status }) => status === 'true') ? 'yes' : 'no';
        return {
          ok: true,
          keep: { isMember },
          facts: { isMember },
          table: {
            columns: ['Lead', 'In the list'],
            rows: statuses.map(({ leadKey, status }) => [leadKey?.keyValue ?? '', status ?? '']),
          },
        };
      },
    },
    {
      id: 'log',
      operation: 'getLeadActivity',
      takes: ['isMember'],
      gives: [],
      run: async ({ call, inputs, kept }) => {
        const answer = await call('getLeadActivity', {
          leadKey: { keyType: 'EMAIL', keyValue: inputs.email },
          activityFilter: { includeTypes: { activityType: ['AddToList', 'RemoveFromList'] } },
          batchSize: '100',
        });
        if (!answer.ok) return answer;
        const records = present(answer.values.leadActivityList?.activityRecordList?.activityRecord);
        const own = records.filter(({ mktgAssetName }) => mktgAssetName === inputs.list);
        return {
          ok: true,
          facts: {
            isMember: keptText(kept, 'isMember'),
            moves: own.length,
            last: own[0]?.activityType ?? '',
            lastAt: own[0]?.activityDateTime ?? '',
          },
          table: {
            columns: ['When', 'What', 'List', 'Details'],
            rows: records.map(({ activityDateTime, activityType, mktgAssetName, activityAttributes }) => [
              activityDateTime ?? '',
              activityType ?? '',
              mktgAssetName ?? '',
              [...readAttributes(activityAttributes)].map(([name, value]) => `${name}: ${value}`).join('; '),
            ]),
          },
        };
      },
    },
  ],
};
