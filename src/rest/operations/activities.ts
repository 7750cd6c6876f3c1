import { activityDisplayName, knownActivityName } from '../../contract/activity-types';
import { textValue } from '../../envelope/contents';
import { fieldValue, isValues, type Path, type Values } from '../../envelope/values';
import { readInstant } from '../../text/instant';
import { w3cTimestamp } from '../../text/timestamp';
import { pieceOf, Reference, type RestCondition, type Part } from '../equivalent';
import { placedTexts, type RestPlan } from '../plan';
import { isLostKey, leadIds, placedKey, type PlacedKey } from './lead-keys';
import { pageSize } from './leads';
import { listReference } from './lists';

/** Types and leads that a call takes (vendor's page on activities). */
const MOST_TYPES = 10;
const MOST_LEADS = 30;

/** What activities are wanted, and since when. */
export interface WantedActivities {
  readonly since: string | undefined;
  readonly sincePath: Path;
  readonly until: string | undefined;
  readonly untilPath: Path;
  readonly about: string;
  /** Which types, by their names on screen; all when absent. */
  readonly types?: readonly RestCondition[];
  readonly typePaths?: readonly Path[];
  readonly leadIds?: readonly Part[];
  readonly listId?: Part;
  readonly size?: { readonly name: string; readonly value: string };
}

/** The calls that read activities: their types, a token for the beginning, and the pages. @returns the last one's id. */
export function activityCalls(plan: RestPlan, wanted: WantedActivities): string {
  const types = plan.call({
    id: 'types',
    about: 'The numbers of the activity types',
    operation: 'getAllActivityTypesUsingGET',
    kept: true,
  });
  for (const path of wanted.typePaths ?? [])
    plan.sent(path, types, 'answer name, then query activityTypeIds');
  const since = wanted.since === undefined ? plan.since : restTime(plan, wanted.since);
  if (wanted.since === undefined) {
    plan.decide(
      `The request names no beginning: here reading begins at ${plan.since}. The service drops old activities after some time.`,
    );
  }
  const begin = plan.call({
    id: 'begin',
    about: 'A token for the beginning',
    operation: 'getActivitiesPagingTokenUsingGET',
    query: [{ name: 'sinceDatetime', value: since }],
  });
  plan.sent(wanted.sincePath, begin, 'query sinceDatetime');
  const until = wanted.until === undefined ? undefined : restTime(plan, wanted.until);
  const parts: Part[] = [new Reference('typeId', [types], 'id', true, wanted.types)];
  const call = plan.call({
    id: 'activities',
    about: wanted.about,
    operation: 'getLeadActivitiesUsingGET',
    query: [
      { name: 'nextPageToken', value: new Reference('token', [begin], '$nextPageToken') },
      { name: 'activityTypeIds', value: [pieceOf('activityTypeIds')] },
      wanted.leadIds && { name: 'leadIds', value: [pieceOf('leadIds')] },
      wanted.listId === undefined ? undefined : { name: 'listId', value: wanted.listId },
      wanted.size,
    ],
    lists: [
      { name: 'activityTypeIds', parts, size: MOST_TYPES },
      ...(wanted.leadIds ? [{ name: 'leadIds', parts: wanted.leadIds, size: MOST_LEADS }] : []),
    ],
    paging: 'token',
    ...(until === undefined ? {} : { until: { member: 'activityDate', instant: until } }),
  });
  plan.here(wanted.untilPath, 'Stop at the first activity that is later.');
  return call;
}

/** A time as REST takes it: to the second, with an offset. What is no date is passed on, and REST will say so. */
export function restTime(plan: RestPlan, text: string): string {
  const instant = readInstant(text);
  if (!instant || instant.twoDigitYear) {
    plan.decide(`“${text.slice(0, 40)}” is no date that REST understands.`);
    return text;
  }
  if (instant.offset === undefined || instant.offset === null) {
    plan.decide('A time without an offset counts as UTC here; the service may have read it in its own zone.');
  }
  return w3cTimestamp(instant.time, 'Z').replace('+00:00', 'Z');
}

/** The history of one lead. */
export function getLeadActivity(plan: RestPlan, values: Values): void {
  const key = placedKey(plan, values.leadKey, ['leadKey']);
  const usable = key && !isLostKey(plan, key) ? key : undefined;
  const filter = typeFilter(plan, values);
  if (!usable) {
    for (const name of ['activityFilter', 'startPosition', 'batchSize']) {
      plan.lost([name], 'Without a lead there is nothing to read.', 'Name the lead.');
    }
    return;
  }
  const ids = leadIds(plan, [usable], () => undefined);
  const call = readFrom(plan, values, {
    about: 'What happened to the lead, oldest first',
    types: filter.conditions,
    typePaths: filter.paths,
    leadIds: ids,
  });
  if (usable.type === 'IDNUM') plan.sent(usable.valuePath, call, 'query leadIds');
}

/** What happened to many leads. */
export function getLeadChanges(plan: RestPlan, values: Values): void {
  const selector = isValues(values.leadSelector) ? values.leadSelector : undefined;
  const path = ['leadSelector'];
  const filter = typeFilter(plan, values);
  const chosen = { about: 'What happened, oldest first', types: filter.conditions, typePaths: filter.paths };
  if (!selector) return void readFrom(plan, values, chosen);
  if ('oldestUpdatedAt' in selector || 'latestUpdatedAt' in selector) {
    const since = textValue(selector.oldestUpdatedAt);
    return void readFrom(plan, values, chosen, {
      since: since === undefined ? undefined : { text: since, path: [...path, 'oldestUpdatedAt'] },
      until: { text: textValue(selector.latestUpdatedAt), path: [...path, 'latestUpdatedAt'] },
    });
  }
  if ('staticListName' in selector || 'staticListId' in selector) {
    const list = listReference(plan, {
      id: textValue(selector.staticListId),
      idPath: [...path, 'staticListId'],
      fullName: textValue(selector.staticListName),
      namePath: [...path, 'staticListName'],
    });
    if (list !== undefined) {
      const call = readFrom(plan, values, { ...chosen, listId: list });
      plan.sent(
        [...path, typeof list === 'string' ? 'staticListId' : 'staticListName'],
        call,
        'query listId',
      );
      plan.decide(
        'listId is refused (1003) for lists of 10,000 leads or more, from the end of 2026: read such a list’s members and ask by leadIds.',
      );
      return;
    }
  }
  const type = textValue(selector.keyType) ?? '';
  const keys = placedTexts(selector.keyValues, [...path, 'keyValues'], 'stringItem').map(
    ({ text, path: valuePath }): PlacedKey => ({
      type,
      value: text,
      typePath: [...path, 'keyType'],
      valuePath,
    }),
  );
  const sent: PlacedKey[] = [];
  const ids = keys.length > 0 ? leadIds(plan, keys, (one) => void sent.push(one)) : [];
  if (ids.length === 0) {
    plan.lost(
      path,
      'The selector names no lead.',
      'Name some, or leave the selector out to read of all leads.',
    );
    for (const name of ['startPosition', 'activityFilter', 'activityNameFilter', 'batchSize']) {
      plan.lost([name], 'There is nothing to read.', 'Name some leads, or leave the selector out.');
    }
    return;
  }
  const call = readFrom(plan, values, { ...chosen, leadIds: ids });
  for (const one of sent) if (one.type === 'IDNUM') plan.sent(one.valuePath, call, 'query leadIds');
}

type Chosen = Pick<WantedActivities, 'about' | 'types' | 'typePaths' | 'leadIds' | 'listId'>;

/** Reads from the request's position; the dates of a selector go before those of the position. */
function readFrom(
  plan: RestPlan,
  values: Values,
  chosen: Chosen,
  dates?: {
    readonly since?: { readonly text: string; readonly path: Path };
    readonly until: { readonly text: string | undefined; readonly path: Path };
  },
): string {
  const position = isValues(values.startPosition) ? values.startPosition : {};
  const at = (name: string) => textValue(fieldValue(position, name));
  const oldest = at('oldestCreatedAt') === undefined ? 'activityCreatedAt' : 'oldestCreatedAt';
  const since = dates?.since ?? { text: at(oldest), path: ['startPosition', oldest] };
  const until = dates
    ? dates.until
    : { text: at('latestCreatedAt'), path: ['startPosition', 'latestCreatedAt'] };
  if (dates) {
    for (const name of ['oldestCreatedAt', 'latestCreatedAt', 'activityCreatedAt']) {
      if (since.path.at(-1) !== name)
        plan.implied(['startPosition', name], 'The dates of the selector go before it.');
    }
  } else if (oldest === 'oldestCreatedAt') {
    plan.implied(['startPosition', 'activityCreatedAt'], 'oldestCreatedAt goes before it.');
  }
  const size = pageSize(values);
  const call = activityCalls(plan, {
    ...chosen,
    since: since.text,
    sincePath: since.path,
    until: until.text,
    untilPath: until.path,
    size,
  });
  const offset = at('offset');
  if (offset === '0') plan.implied(['startPosition', 'offset'], 'It is the beginning.');
  else {
    plan.lost(
      ['startPosition', 'offset'],
      'A stream position of SOAP means nothing to REST.',
      'Begin anew from a time, and go on with the nextPageToken of each answer.',
    );
  }
  if (size) plan.sent(['batchSize'], call, 'query batchSize');
  return call;
}

/** The types that a request wants, as conditions on their names. */
function typeFilter(
  plan: RestPlan,
  values: Values,
): { readonly conditions: readonly RestCondition[]; readonly paths: readonly Path[] } {
  const filter = isValues(values.activityFilter) ? values.activityFilter : {};
  const paths: Path[] = [];
  const names = (name: 'includeTypes' | 'excludeTypes') => {
    const path = ['activityFilter', name];
    return placedTexts(fieldValue(filter, name), path, 'activityType').flatMap((item) => {
      const known = activityDisplayName(item.text);
      if (known !== undefined) {
        paths.push(item.path);
        return [known];
      }
      plan.lost(
        item.path,
        'No activity of this type is known to REST.',
        'Look for its number in activities/types.json.',
      );
      return [];
    });
  };
  const include = names('includeTypes');
  const exclude = names('excludeTypes');
  const shown = placedTexts(values.activityNameFilter, ['activityNameFilter'], 'stringItem').map((item) => {
    paths.push(item.path);
    return knownActivityName(item.text) ?? item.text;
  });
  const conditions: RestCondition[] = [];
  if (include.length > 0) conditions.push({ member: 'name', oneOf: include });
  if (exclude.length > 0) conditions.push({ member: 'name', noneOf: exclude });
  if (shown.length > 0) conditions.push({ member: 'name', oneOf: shown });
  if (exclude.length > 0) plan.decide('REST has no exclusion: all other types are asked for, ten in a call.');
  return { conditions, paths };
}
