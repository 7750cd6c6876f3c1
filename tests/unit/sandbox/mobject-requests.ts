import { expect } from 'vitest';
import type { Values } from '#src/envelope/values';
import type { sandboxAt } from './requests';
import { at, attributesOf, call, listAt, NOW } from './requests';

/** A sandbox with its clock. */
export type World = ReturnType<typeof sandboxAt>;

/** A list of names and values as requests have it. */
export const attribs = (values: Record<string, string>): Values => ({
  attrib: Object.entries(values).map(([name, value]) => ({ name, value })),
});
/** A list of names and values of an answer, as an object. */
export const valuesOf = (list: unknown): Record<string, string> =>
  Object.fromEntries(
    listAt(list as Values, 'attrib').map(({ name, value }) => [String(name), String(value)]),
  );
/** Criteria of getMObjects. */
export const where = (...criteria: [attrName: string, comparison: string, attrValue: string][]): Values => ({
  mObjCriteriaList: {
    mObjCriteria: criteria.map(([attrName, comparison, attrValue]) => ({ attrName, comparison, attrValue })),
  },
});
/** Associations of getMObjects. */
export const linkedTo = (...mObjAssociation: Values[]): Values => ({
  mObjAssociationList: { mObjAssociation },
});

/** The objects of the first page; a fault is an error. */
export async function find(world: World, type: string, values: Values = {}): Promise<readonly Values[]> {
  const answer = await call(world, 'getMObjects', { type, ...values });
  expect(answer.message).toBeUndefined();
  const objects = listAt(answer.values, 'result.mObjectList.mObject');
  expect(at(answer.values, 'result.returnCount')).toBe(String(objects.length));
  return objects;
}
/** The ids of objects, as numbers. */
export const idsOf = (objects: readonly Values[]) => objects.map(({ id }) => Number(id));

async function statuses(world: World, name: string, mObject: Values[], operation?: string) {
  const answer = await call(world, name, {
    mObjectList: { mObject },
    ...(operation === undefined ? {} : { operation }),
  });
  expect(answer.message).toBeUndefined();
  return listAt(answer.values, 'result.mObjStatusList.mObjStatus');
}
/** Syncs objects in one call: a status for each. */
export const sync = (world: World, operation: string, ...objects: Values[]) =>
  statuses(world, 'syncMObjects', objects, operation);
/** Deletes objects in one call: a status for each. */
export const remove = (world: World, ...objects: Values[]) => statuses(world, 'deleteMObjects', objects);

/** What a lead has been through since the tests began, as type and details. */
export async function newActivities(world: World, leadId: string) {
  const answer = await call(world, 'getLeadActivity', {
    leadKey: { keyType: 'IDNUM', keyValue: leadId },
    startPosition: { oldestCreatedAt: new Date(NOW).toISOString() },
  });
  return listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord')
    .map(
      ({ activityType, activityAttributes }) =>
        [String(activityType), attributesOf(activityAttributes)] as const,
    )
    .reverse();
}

/** An opportunity as requests have it. */
export const deal = (values: Record<string, string>, more: Values = {}): Values => ({
  type: 'Opportunity',
  attribList: attribs(values),
  ...more,
});
/** A role as requests have it. */
export const role = (values: Record<string, string>, more: Values = {}): Values => ({
  type: 'OpportunityPersonRole',
  attribList: attribs(values),
  ...more,
});
/** An external key as requests have it. */
export const key = (value: string, name = 'ExternalId') => ({ externalKey: { name, value } });
