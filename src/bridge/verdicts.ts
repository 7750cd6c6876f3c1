import type { OperationName } from '../contract/mktows-types';
import { isCarriedOut } from './operations/registry';

/** How an operation goes through the bridge. */
export interface BridgeVerdict {
  /** `out`: all of it; `part`: with what `lost` says. */
  readonly verdict: 'out' | 'part';
  /** Calls of the REST API for one SOAP call in the usual case, descriptions that are kept not counted. */
  readonly calls: string;
  /** What is lost, or other than it was, and what decides about it. */
  readonly lost: string;
}

const KEYS = 'A key LEADOWNEREMAIL is fault 20102.';

/** What holds for each operation, where it is carried out. */
const VERDICTS: Readonly<Record<OperationName, BridgeVerdict>> = {
  getLead: {
    verdict: 'part',
    calls: '1',
    lost: `${KEYS} ForeignSysPersonId is nil unless the setting \`foreignIdField\` names a custom field. An unknown owner is 20103.`,
  },
  getMultipleLeads: {
    verdict: 'part',
    calls: '1 to 4; dates 8 and more',
    lost: `${KEYS} Of a list, remainingCount is the fewest there are unless the setting \`counts\` is \`exact\`. Dates go by the activity log (\`updatedBy\`).`,
  },
  syncLead: {
    verdict: 'part',
    calls: '1; with a cookie or returnLead 2 to 4',
    lost: 'ForeignSysPersonId is fault 20110 unless `foreignIdField` names a custom field. A workspace needs an entry in `partitions`.',
  },
  syncMultipleLeads: {
    verdict: 'part',
    calls: '1 for each 300 leads and kind of key',
    lost: 'Foreign ids as in syncLead: that lead has FAILED.',
  },
  mergeLeads: {
    verdict: 'out',
    calls: '2 to 4',
    lost: 'More than 25 losers are merged in several calls, not all or none.',
  },
  getLeadActivity: {
    verdict: 'part',
    calls: '9 for each window of time',
    lost: 'remainingCount says whether there are more, unless `counts` is `exact`. Without a time it looks back as far as `history` says.',
  },
  getLeadChanges: {
    verdict: 'part',
    calls: '1 for each ten types and thirty leads',
    lost: 'remainingCount is the fewest there are, unless `counts` is `exact`. Deleted leads are not told.',
  },
  getCampaignsForSource: {
    verdict: 'part',
    calls: '1 for each 300',
    lost: 'The source SALES is fault 20110.',
  },
  requestCampaign: { verdict: 'part', calls: '1 to 4', lost: 'The source SALES is fault 20110.' },
  scheduleCampaign: {
    verdict: 'part',
    calls: '2',
    lost: 'A campaign runs 5 minutes after the call at the earliest.',
  },
  listOperation: {
    verdict: 'part',
    calls: '2 to 9',
    lost: 'Lists are found by MKTOLISTNAME only; other keys of lists are fault 20110. strict looks first and then writes.',
  },
  importToList: {
    verdict: 'part',
    calls: '2; clearList 2 more for each 300 members',
    lost: 'Columns of tokens are fault 20110, unless `importTokens` is `drop`. LISTONLY is over at once.',
  },
  getImportToListStatus: {
    verdict: 'part',
    calls: '1',
    lost: 'Only imports that this bridge has begun are known. Times are its own, and nothing is estimated.',
  },
  listMObjects: { verdict: 'out', calls: '0', lost: '' },
  describeMObject: {
    verdict: 'part',
    calls: '0 to 2',
    lost: 'sourceObject and dates of fields have no source.',
  },
  getMObjects: {
    verdict: 'part',
    calls: '1 to 2; programs with details 3 for each',
    lost: 'Ids of opportunities and roles, and a list without a key that can be searched by, are fault 20110.',
  },
  syncMObjects: {
    verdict: 'part',
    calls: '1 to 2; 2 for each program',
    lost: 'By id only programs. A cost has no id, and a channel can’t be changed.',
  },
  deleteMObjects: { verdict: 'part', calls: '1 to 2', lost: 'By id it is FAILED: REST has other ids.' },
  getCustomObjects: {
    verdict: 'part',
    calls: '1 for each 300',
    lost: 'Keys of which none can be searched by are fault 20110.',
  },
  syncCustomObjects: { verdict: 'out', calls: '1', lost: '' },
  deleteCustomObjects: {
    verdict: 'out',
    calls: '1 for each 300',
    lost: 'A record that is not named by all its keys is FAILED.',
  },
  getChannels: {
    verdict: 'part',
    calls: '1 for each 200',
    lost: 'Webinar Behavior and Check-in Status have no source.',
  },
  getTags: {
    verdict: 'out',
    calls: '1, and 1 for each type',
    lost: 'A value with a comma and a space in it counts as two.',
  },
};

/** The table of the README, as Markdown. */
export function verdictTable(): string {
  const rows = (Object.keys(VERDICTS) as OperationName[]).map((name) => {
    if (!isCarriedOut(name))
      return `| ${name} | refused | 0 | Fault 20019: the bridge does not carry it out. |`;
    const { verdict, calls, lost } = VERDICTS[name];
    return `| ${name} | ${verdict === 'out' ? 'carried out' : 'in part'} | ${calls} | ${lost} |`;
  });
  return ['| operation | | REST calls | other than it was |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
