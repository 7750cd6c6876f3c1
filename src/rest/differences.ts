import type { OperationName } from '../contract/mktows-types';

/** Something that differs between the two APIs and makes a ported program fail. */
export interface Difference {
  /** What it is about, in two or three words. */
  readonly about: string;
  readonly text: string;
}

const token: Difference = {
  about: 'Token',
  text: 'A token for all calls takes the place of a signature for each one. It lives for an hour, asking again returns the same one, and 601 or 602 mean that a new one is due.',
};
const success: Difference = {
  about: 'Failures',
  text: 'A failure is HTTP 200 with success:false and a code in errors; SOAP said HTTP 500 with a fault. Only 401 at the token, 413, 414 and 5xx are HTTP errors.',
};
const limits: Difference = {
  about: 'Limits',
  text: 'The limits are those of the whole instance: 100 calls in 20 seconds (606 for 20023), 10 at once (615 for 20024), a daily quota (607 for 20015).',
};
const records: Difference = {
  about: 'Records that fail',
  text: 'A record that was not taken has the status skipped with its reasons, while success is true for the call.',
};
const batches: Difference = {
  about: 'Batches',
  text: 'A call takes at most 300 records; more go into several calls, and each of them can fail alone.',
};
const paging: Difference = {
  about: 'Paging',
  text: 'nextPageToken takes the place of the stream position. A page has at most 300 records, and nobody says how many are left.',
};
const activityPaging: Difference = {
  about: 'Paging',
  text: 'Reading begins with a paging token for a time and runs forward from it. A page may be short or empty while moreResult is true, and a token always comes back.',
};
const types: Difference = {
  about: 'Activity types',
  text: 'A call takes at most 10 activity types and 30 leads. Types are numbers, which activities/types.json names.',
};
const names: Difference = {
  about: 'Field names',
  text: 'FirstName is firstName in REST. Custom fields mostly keep their name; Describe Lead has both names.',
};
const nulls: Difference = {
  about: 'Empty values',
  text: 'A field that was asked for and is empty comes as null; SOAP left it out. To clear a field, send null.',
};
const lookup: Difference = {
  about: 'Lead keys',
  text: 'Most calls take the id only: other keys are looked up first. More than 1,000 matches of one look-up are refused (1003).',
};
const notFound: Difference = {
  about: 'Nothing found',
  text: 'A key that no lead has is success with an empty result; SOAP said fault 20103.',
};
const longGet: Difference = {
  about: 'Long addresses',
  text: 'An address of more than 8 KB is refused (414): such a GET is sent as POST with _method=GET and its query as a form.',
};
const dates: Difference = {
  about: 'Dates',
  text: 'Dates are sent without fractions of a second, and the + of an offset is %2B in an address. Answers have Z, an offset with or without colon, or Z+0000.',
};
const offset: Difference = {
  about: 'Paging',
  text: 'Assets are paged by offset and maxReturn, at most 200 a page; a page that is not full is the last one.',
};
const objectIds: Difference = {
  about: 'Ids',
  text: 'Opportunities and roles have no number any more but a marketoGUID of 36 characters; externalOpportunityId is the key.',
};
const lists: Difference = {
  about: 'List names',
  text: 'A list is named by its id. Two programs may have lists of one name: programName tells them apart.',
};
const soon: Difference = {
  about: 'When it runs',
  text: 'A batch campaign runs five minutes after the call at the earliest; SOAP ran it at once.',
};
const tokenNames: Difference = {
  about: 'Order',
  text: 'Records come in no promised order; SOAP sorted them.',
};

const common = [token, success, limits];

const SPECIAL: Readonly<Record<OperationName, readonly Difference[]>> = {
  getLead: [notFound, names, nulls, longGet],
  getMultipleLeads: [paging, names, nulls, longGet, dates],
  syncLead: [records, names, nulls],
  syncMultipleLeads: [records, batches, names, nulls],
  mergeLeads: [
    lookup,
    {
      about: 'Answer',
      text: 'The answer has no result: success says it all. At most 25 leads are merged in one call.',
    },
  ],
  getLeadActivity: [
    activityPaging,
    types,
    dates,
    { about: 'Order', text: 'Activities come oldest first; SOAP gave the newest first.' },
  ],
  getLeadChanges: [activityPaging, types, dates, lookup],
  getCampaignsForSource: [paging, tokenNames],
  requestCampaign: [
    lookup,
    {
      about: 'Unknown leads',
      text: 'At most 100 leads in one call. A lead that does not exist fails the whole call (1004).',
    },
  ],
  scheduleCampaign: [soon, dates],
  listOperation: [records, batches, lookup, lists],
  importToList: [
    {
      about: 'File',
      text: 'The rows travel as a CSV file of less than 10 MB with REST names in its header; at most 10 imports wait (1016).',
    },
    lists,
  ],
  getImportToListStatus: [
    {
      about: 'Batch',
      text: 'An import is asked about by the batchId of its answer, for seven days; nobody can look it up by the list.',
    },
  ],
  listMObjects: [],
  describeMObject: [names],
  getMObjects: [objectIds, paging, offset],
  syncMObjects: [objectIds, records],
  deleteMObjects: [objectIds, records],
  getCustomObjects: [paging, nulls],
  syncCustomObjects: [records, batches],
  deleteCustomObjects: [records, batches],
  getTags: [offset],
  getChannels: [offset, tokenNames],
};

/** What bites whoever ports a call of this operation, the operation's own points first. */
export function differencesOf(operation: OperationName): readonly Difference[] {
  return operation === 'listMObjects' ? [] : [...SPECIAL[operation], ...common];
}
