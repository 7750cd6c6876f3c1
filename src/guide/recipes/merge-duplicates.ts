import { leadRow, present, attributes } from './marketo-lists';
import { keptList, keptText, type Recipe } from './recipe';

const SHOWN = ['FirstName', 'LastName', 'Company', 'LeadScore'];

/** Leads that share an e-mail address become one: the oldest stays, and gets what the others know and it does not. */
export const mergeDuplicates: Recipe = {
  id: 'merge-duplicates',
  writes: true,
  inputs: [{ id: 'email', kind: 'text', initial: () => 'double@example.com' }],
  steps: [
    {
      id: 'make',
      operation: 'syncMultipleLeads',
      takes: [],
      gives: ['made'],
      run: async ({ call, inputs }) => {
        const found = await call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: inputs.email } });
        const there = found.ok ? present(found.values.result?.leadRecordList?.leadRecord).length : 0;
        if (!found.ok && found.code !== '20103') return found;
        if (there > 1) return { ok: true, keep: { made: '0' }, facts: { made: 0, there } };
        const missing = 2 - there;
        const answer = await call('syncMultipleLeads', {
          leadRecordList: {
            leadRecord: [
              { Email: inputs.email, leadAttributeList: attributes({ FirstName: 'Dana', LeadScore: '5' }) },
              {
                Email: inputs.email,
                leadAttributeList: attributes({ LastName: 'Ford', Company: 'Sample Inc' }),
              },
            ].slice(0, missing),
          },
          // Without it the service would find the first one by its address.
          dedupEnabled: 'false',
        });
        if (!answer.ok) return answer;
        return {
          ok: true,
          keep: { made: String(missing) },
          facts: { made: missing, there: there + missing },
        };
      },
    },
    {
      id: 'find',
      operation: 'getLead',
      takes: ['made'],
      gives: ['winner', 'losers'],
      run: async ({ call, inputs }) => {
        const answer = await call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: inputs.email } });
        if (!answer.ok) return answer;
        const leads = [...present(answer.values.result?.leadRecordList?.leadRecord)].sort(
          (a, b) => Number(a.Id) - Number(b.Id),
        );
        const findings = {
          facts: { leads: leads.length },
          table: { columns: ['Id', 'Email', ...SHOWN], rows: leads.map((lead) => leadRow(lead, SHOWN)) },
        };
        const [winner, ...losers] = leads.map(({ Id }) => Id ?? '');
        return winner === undefined || losers.length === 0
          ? { ok: false, message: 'There is only one lead with this address: nothing to merge.', ...findings }
          : { ok: true, keep: { winner, losers }, ...findings };
      },
    },
    {
      id: 'merge',
      operation: 'mergeLeads',
      takes: ['winner', 'losers'],
      gives: ['merged'],
      run: async ({ call, kept }) => {
        const answer = await call('mergeLeads', {
          winningLeadKeyList: attributes({ IDNUM: keptText(kept, 'winner') }),
          losingLeadKeyLists: {
            keyList: keptList(kept, 'losers').map((id) => attributes({ IDNUM: id })),
          },
        });
        if (!answer.ok) return answer;
        const { status, error, winningLeadId } = answer.values.result?.mergeStatus ?? {};
        return status === 'MERGED'
          ? { ok: true, keep: { merged: winningLeadId ?? '' }, facts: { winner: winningLeadId ?? '' } }
          : { ok: false, message: error ?? 'The leads were not merged.' };
      },
    },
    {
      id: 'see',
      operation: 'getLead',
      takes: ['merged'],
      gives: [],
      run: async ({ call, inputs }) => {
        const answer = await call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: inputs.email } });
        if (!answer.ok) return answer;
        const leads = present(answer.values.result?.leadRecordList?.leadRecord);
        return {
          ok: true,
          facts: { leads: leads.length },
          table: { columns: ['Id', 'Email', ...SHOWN], rows: leads.map((lead) => leadRow(lead, SHOWN)) },
        };
      },
    },
  ],
};
