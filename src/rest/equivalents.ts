import type { OperationName } from '../contract/mktows-types';
import type { Values } from '../envelope/values';
import type { Equivalent, EquivalentOptions, SoapRequest } from './equivalent';
import { getLeadActivity, getLeadChanges } from './operations/activities';
import { getCampaignsForSource, requestCampaign, scheduleCampaign } from './operations/campaigns';
import { deleteCustomObjects, getCustomObjects, planSyncCustomObjects } from './operations/custom-objects';
import { getImportToListStatus, importToList } from './operations/imports';
import { addToken } from './operations/lead-keys';
import { getLead, getMultipleLeads, mergeLeads, syncLead, syncMultipleLeads } from './operations/leads';
import { listOperation } from './operations/lists';
import { planDeleteMObjects, describeMObject, getMObjects, planSyncMObjects } from './operations/mobjects';
import { getChannels, getTags } from './operations/tags';
import { RestPlan } from './plan';

type Planner = (plan: RestPlan, values: Values, headers: Readonly<Record<string, Values>>) => void;

const PLANNERS: Readonly<Record<OperationName, Planner>> = {
  getLead,
  getMultipleLeads,
  syncLead,
  syncMultipleLeads,
  mergeLeads,
  getLeadActivity,
  getLeadChanges,
  listOperation,
  importToList,
  getImportToListStatus,
  getCampaignsForSource,
  requestCampaign,
  scheduleCampaign,
  // The answer is four fixed names, and no call gives it.
  listMObjects: () => undefined,
  describeMObject,
  getMObjects,
  syncMObjects: planSyncMObjects,
  deleteMObjects: planDeleteMObjects,
  getCustomObjects,
  syncCustomObjects: planSyncCustomObjects,
  deleteCustomObjects,
  getTags,
  getChannels,
};

/** The operations that have an equivalent, or a word about why they have none: all of Marketo's. */
export const REPLACED_OPERATIONS = Object.keys(PLANNERS) as readonly OperationName[];

/** Whether a name is one of Marketo's operations. */
export function isReplaced(operation: string): operation is OperationName {
  return Object.hasOwn(PLANNERS, operation);
}

/**
 * What replaces a SOAP request in Marketo's REST API: the calls, filled with its values, and for each of its fields where it
 * went or why it has no place. Any content is taken, however wrong.
 */
export function equivalentOf(request: SoapRequest, options: EquivalentOptions = {}): Equivalent {
  const { operation, values, headers = {} } = request;
  const plan = new RestPlan(request, options);
  addToken(plan);
  PLANNERS[operation](plan, values, headers);
  const whole = plan.finish();
  if (whole.calls.length > 1) return whole;
  // Nothing is called, so nobody needs a token either.
  const empty = new RestPlan(request, options);
  PLANNERS[operation](empty, values, headers);
  for (const name of Object.keys(headers)) empty.implied([name], 'No call is made.');
  return empty.finish();
}
