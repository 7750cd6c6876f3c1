import { isFault, type SoapFault } from '../../../service/fault';
import { numberMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';
import { activityTypesOf, MOST_TYPES, piecesOf } from './activity-types';
import { activitiesBetween } from './read-activities';

/** The types that say that a lead was changed. */
const CHANGES: ReadonlySet<string> = new Set(['New Lead', 'Change Data Value']);

/**
 * The ids of the leads with an activity from one moment to another, ascending. The settings say whether any activity counts, as
 * the service had it, or only a changed value.
 */
export async function activeLeads(
  call: BridgeCall,
  oldest: number,
  latest: number,
): Promise<readonly number[] | SoapFault> {
  const types = await activityTypesOf(call);
  if (isFault(types)) return types;
  const wanted = types.filter(({ name }) => call.settings.updatedBy === 'any' || CHANGES.has(name));
  const ids = new Set<number>();
  for (const some of piecesOf(
    wanted.map(({ id }) => id),
    MOST_TYPES,
  )) {
    const records = await activitiesBetween(call, { types: some }, oldest, latest);
    if (isFault(records)) return records;
    for (const record of records) {
      const id = numberMember(record, 'leadId');
      if (id !== undefined) ids.add(id);
    }
  }
  return [...ids].sort((a, b) => a - b);
}
