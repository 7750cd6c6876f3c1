import { present, readAttributes } from './marketo-lists';
import { keptText, type RecipeStep } from './recipe';

/** What a lead did since the recipe began, newest first: where a mail and its text can be seen. */
export const seeActivity: RecipeStep = {
  id: 'activity',
  operation: 'getLeadActivity',
  takes: ['since'],
  gives: [],
  run: async ({ call, inputs, kept }) => {
    const answer = await call('getLeadActivity', {
      leadKey: { keyType: 'EMAIL', keyValue: inputs.email },
      startPosition: { oldestCreatedAt: keptText(kept, 'since') },
      batchSize: '100',
    });
    if (!answer.ok) return answer;
    const records = present(answer.values.leadActivityList?.activityRecordList?.activityRecord);
    return {
      ok: true,
      facts: { activities: records.length },
      table: {
        columns: ['When', 'What', 'Asset', 'Details'],
        rows: records.map(({ activityDateTime, activityType, mktgAssetName, activityAttributes }) => [
          activityDateTime ?? '',
          activityType ?? '',
          mktgAssetName ?? '',
          [...readAttributes(activityAttributes)].map(([name, value]) => `${name}: ${value}`).join('; '),
        ]),
      },
    };
  },
};
