import { w3cTimestamp } from '../../text/timestamp';
import { seeActivity } from './campaign-steps';
import { attribs, present } from './marketo-lists';
import { keptList, type Recipe } from './recipe';

/** A mail at once, with a text of its own: a trigger campaign is requested with the program's token replaced. */
export const sendEmailNow: Recipe = {
  id: 'send-email-now',
  writes: true,
  inputs: [
    { id: 'email', kind: 'text', initial: () => 'rufus@marketo.com' },
    { id: 'campaign', kind: 'text', initial: () => 'Nurture.Triggered Welcome' },
    { id: 'token', kind: 'text', initial: () => '{{my.message}}' },
    { id: 'text', kind: 'text', initial: () => 'Your order is on its way.' },
  ],
  steps: [
    {
      id: 'campaigns',
      operation: 'getCampaignsForSource',
      takes: [],
      gives: ['campaigns'],
      run: async ({ call }) => {
        const answer = await call('getCampaignsForSource', { source: 'MKTOWS' });
        if (!answer.ok) return answer;
        const found = present(answer.values.result?.campaignRecordList?.campaignRecord);
        return {
          ok: true,
          keep: { campaigns: found.map(({ name }) => name ?? '') },
          facts: { campaigns: found.length },
          table: {
            columns: ['id', 'name', 'description'],
            rows: found.map(({ id, name, description }) => [id ?? '', name ?? '', description ?? '']),
          },
        };
      },
    },
    {
      id: 'request',
      operation: 'requestCampaign',
      takes: ['campaigns'],
      gives: ['since'],
      run: async ({ call, inputs, kept, now }) => {
        const full = inputs.campaign ?? '';
        if (!keptList(kept, 'campaigns').includes(full))
          return {
            ok: false,
            message: `“${full}” is not among the campaigns that may be requested; take a name from the first step’s table.`,
          };
        // The name of a program's campaign is answered as Program.Campaign, and asked for in two parts.
        const dot = full.indexOf('.');
        const since = w3cTimestamp(now() - 1000);
        const answer = await call('requestCampaign', {
          source: 'MKTOWS',
          leadList: { leadKey: [{ keyType: 'EMAIL', keyValue: inputs.email }] },
          programName: full.slice(0, dot),
          campaignName: full.slice(dot + 1),
          programTokenList: attribs({ [inputs.token ?? '']: inputs.text ?? '' }),
        });
        if (!answer.ok) return answer;
        return answer.values.result?.success === 'true'
          ? { ok: true, keep: { since } }
          : { ok: false, message: 'The campaign did not take the lead.' };
      },
    },
    seeActivity,
  ],
};
