import { writeCsvLine } from '../../text/csv';
import { w3cTimestamp } from '../../text/timestamp';
import { seeActivity } from './campaign-steps';
import { attribs } from './marketo-lists';
import type { Recipe } from './recipe';

/** Seconds after which somebody who waits for an import gives up. */
const LONGEST_WAIT = 600;
/** The vendor's pages allow one question about an import in a minute; 20023 says that it was too soon. */
const BETWEEN_QUESTIONS = 60_000;
const FIRST_QUESTION = 3_000;

/** A mail at a set time: a file of people and their texts, then the batch campaign that goes through the list. */
export const sendEmailLater: Recipe = {
  id: 'send-email-later',
  writes: true,
  inputs: [
    { id: 'email', kind: 'text', initial: () => 'rufus@marketo.com' },
    { id: 'program', kind: 'text', initial: () => 'Trav-Demo-Program' },
    { id: 'list', kind: 'text', initial: () => 'Trav-Test-List' },
    { id: 'campaign', kind: 'text', initial: () => 'Batch Campaign Example' },
    { id: 'token', kind: 'text', initial: () => '{{my.message}}' },
    { id: 'text', kind: 'text', initial: () => 'The demo is yours, for a week.' },
    { id: 'otherToken', kind: 'text', initial: () => '{{my.other token}}' },
    { id: 'otherText', kind: 'text', initial: () => 'Until Monday.' },
    { id: 'seconds', kind: 'number', initial: () => '5', least: 0, most: 86_400 },
  ],
  steps: [
    {
      id: 'import',
      operation: 'importToList',
      takes: [],
      gives: ['since'],
      run: async ({ call, inputs, now }) => {
        const since = w3cTimestamp(now() - 1000);
        const answer = await call('importToList', {
          programName: inputs.program,
          importFileHeader: writeCsvLine(['Email Address', inputs.token ?? '']),
          importFileRows: { stringItem: [writeCsvLine([inputs.email ?? '', inputs.text ?? ''])] },
          importListMode: 'UPSERTLEADS',
          listName: inputs.list,
          clearList: 'true',
          campaignName: inputs.campaign,
        });
        if (!answer.ok) return answer;
        return {
          ok: true,
          keep: { since },
          facts: { status: answer.values.result?.importStatus ?? '' },
        };
      },
    },
    {
      id: 'wait',
      operation: 'getImportToListStatus',
      takes: ['since'],
      gives: ['imported'],
      run: async (context) => {
        const { call, inputs, sleep, clock, tell } = context;
        const started = clock();
        let pause = FIRST_QUESTION;
        while (clock() - started < LONGEST_WAIT * 1000) {
          await sleep(pause);
          pause = BETWEEN_QUESTIONS;
          const answer = await call('getImportToListStatus', {
            programName: inputs.program,
            listName: inputs.list,
          });
          if (!answer.ok) {
            if (answer.code === '20023') continue;
            return answer;
          }
          const { status, rowsImported, rowsFailed, importSummary } = answer.values.result ?? {};
          const facts = {
            status: status ?? '',
            imported: rowsImported ?? '0',
            failed: rowsFailed ?? '0',
          };
          tell({ facts });
          if (status === 'COMPLETE') return { ok: true, facts, keep: { imported: facts.imported } };
          if (status !== 'PROCESSING')
            return {
              ok: false,
              facts,
              message: importSummary ?? `The import ended as ${status ?? 'nothing'}.`,
            };
        }
        return { ok: false, message: `The import was not done after ${LONGEST_WAIT / 60} minutes.` };
      },
    },
    {
      id: 'schedule',
      operation: 'scheduleCampaign',
      takes: ['imported'],
      gives: ['runAt'],
      run: async ({ call, inputs, now }) => {
        const runAt = w3cTimestamp(now() + Number(inputs.seconds) * 1000);
        const answer = await call('scheduleCampaign', {
          programName: inputs.program,
          campaignName: inputs.campaign,
          campaignRunAt: runAt,
          programTokenList: attribs({ [inputs.otherToken ?? '']: inputs.otherText ?? '' }),
        });
        if (!answer.ok) return answer;
        return answer.values.result?.success === 'true'
          ? { ok: true, keep: { runAt }, facts: { runAt } }
          : { ok: false, message: 'The campaign was not scheduled.' };
      },
    },
    {
      ...seeActivity,
      takes: ['since', 'runAt'],
      run: async (context) => {
        // The campaign runs at a whole second, and this asks just after it.
        await context.sleep(Number(context.inputs.seconds) * 1000 + 1000);
        return seeActivity.run(context);
      },
    },
  ],
};
