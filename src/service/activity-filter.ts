import type { ActivityTypeFilter, ArrayOfActivityType, ArrayOfString } from '../contract/mktows-types';
import { fault, isFault, type SoapFault } from './fault';
import { activityDisplayName, knownActivityName } from '../contract/activity-types';
import { groupOf, textsOf } from '../envelope/contents';

/** Whether activities of a type are wanted, by its display name. */
export type ActivityFilter = (type: string) => boolean;

/**
 * Reads an ActivityTypeFilter and, for getLeadChanges, the list of display names beside it. Including and excluding at
 * once is fault 20110 (a bad parameter, says the vendor's page); a display name that nobody knows is 20107. An activity
 * has to pass both filters (our choice).
 */
export function activityFilter(
  types: ActivityTypeFilter | null | undefined,
  names?: ArrayOfString | null,
): ActivityFilter | SoapFault {
  const { includeTypes, excludeTypes } = groupOf(types);
  const include = displayNames(includeTypes);
  const exclude = displayNames(excludeTypes);
  if (include && exclude) return fault('20110', 'includeTypes and excludeTypes stand side by side');
  const wanted = nameFilter(names);
  if (isFault(wanted)) return wanted;
  return (type) => (include?.has(type) ?? true) && !exclude?.has(type) && (wanted?.has(type) ?? true);
}

/** The display names of a list of ActivityType values; nothing when the list is empty. */
function displayNames(list: ArrayOfActivityType | null | undefined): Set<string> | undefined {
  const types = textsOf(list, 'activityType');
  return types.length === 0 ? undefined : new Set(types.flatMap((type) => activityDisplayName(type) ?? []));
}

function nameFilter(names: ArrayOfString | null | undefined): Set<string> | SoapFault | undefined {
  const asked = textsOf(names, 'stringItem');
  const wanted = new Set<string>();
  for (const name of asked) {
    const known = knownActivityName(name);
    if (known === undefined) return fault('20107', `There is no activity type ${name}`);
    wanted.add(known);
  }
  return wanted.size > 0 ? wanted : undefined;
}
