import type { MObject } from '../../../contract/mktows-types';
import { fault } from '../../../service/fault';
import { externalKeyOf } from './mobject-links';
import type { MObjectResult, SyncOperation } from './mobject-result';
import { statusOf } from './mobject-result';
import type { OperationAnswer, OperationCall } from '../operation';
import { groupsOf, textValue } from '../parameters';
import { syncOpportunity } from './sync-opportunity';
import { syncProgram } from './sync-program';
import { syncRole } from './sync-role';

/** The vendor takes this many objects; more are fault 20110 (our choice of code). */
const MAX_OBJECTS = 100;

type Sync = (call: OperationCall, object: MObject, operation: SyncOperation) => MObjectResult;

const SYNCS: Readonly<Record<string, Sync>> = {
  Opportunity: syncOpportunity,
  OpportunityPersonRole: syncRole,
  Program: syncProgram,
};

/**
 * Creates or updates objects one by one, so that a later one may refer to an earlier one. Each has a status of its own; a
 * type that does not exist fails the whole call (our choice).
 */
export function syncMObjects(call: OperationCall<'syncMObjects'>): OperationAnswer<'syncMObjects'> {
  const objects = groupsOf(call.values.mObjectList, 'mObject');
  if (objects.length === 0) return fault('20109', 'mObjectList has no mObject');
  if (objects.length > MAX_OBJECTS) return fault('20110', `mObjectList has more than ${MAX_OBJECTS} objects`);
  const syncs: (readonly [Sync, MObject])[] = [];
  for (const object of objects) {
    const type = textValue(object.type);
    if (type === undefined) return fault('20109', 'mObject has no type');
    const sync = Object.hasOwn(SYNCS, type) ? SYNCS[type] : undefined;
    if (!sync) return fault('20110', 'Object name is not valid');
    syncs.push([sync, object]);
  }
  // `check` has seen that it is one of the three.
  const operation = textValue(call.values.operation) as SyncOperation;
  const mObjStatus = syncs.map(([sync, object]) =>
    statusOf(externalKeyOf(object.externalKey), sync(call, object, operation)),
  );
  return { result: { mObjStatusList: { mObjStatus } } };
}
