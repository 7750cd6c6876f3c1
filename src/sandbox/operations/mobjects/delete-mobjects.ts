import type { MObject } from '../../../contract/mktows-types';
import { fault } from '../../../service/fault';
import type { Store } from '../../store/store';
import { externalKeyOf } from './mobject-links';
import { failed, statusOf, type MObjectResult } from './mobject-result';
import type { OperationAnswer, OperationCall } from '../operation';
import { groupsOf, integerValue, textValue } from '../parameters';
import { logRole } from './sync-role';

type Delete = (call: OperationCall, object: MObject) => MObjectResult;

const DELETES: Readonly<Record<string, Delete>> = {
  Opportunity: deleteOpportunity,
  OpportunityPersonRole: deleteRole,
  Program: (_call, object) => failed("Programs can't be deleted", integerValue(object.id)),
};

/** Deletes objects one by one. What is not there is UNCHANGED; a type that does not exist is a fault (both our choice). */
export function deleteMObjects(call: OperationCall<'deleteMObjects'>): OperationAnswer<'deleteMObjects'> {
  const objects = groupsOf(call.values.mObjectList, 'mObject');
  if (objects.length === 0) return fault('20109', 'mObjectList has no mObject');
  const deletes: (readonly [Delete, MObject])[] = [];
  for (const object of objects) {
    const type = textValue(object.type);
    if (type === undefined) return fault('20109', 'mObject has no type');
    const remove = Object.hasOwn(DELETES, type) ? DELETES[type] : undefined;
    if (!remove) return fault('20110', 'Object name is not valid');
    deletes.push([remove, object]);
  }
  const mObjStatus = deletes.map(([remove, object]) =>
    statusOf(externalKeyOf(object.externalKey), remove(call, object)),
  );
  return { result: { mObjStatusList: { mObjStatus } } };
}

/** With an opportunity its roles go (our choice): without it they mean nothing. */
function deleteOpportunity({ store, now }: OperationCall, object: MObject): MObjectResult {
  const id = integerValue(object.id);
  const key = externalKeyOf(object.externalKey);
  if (id === undefined && !key) return failed('An id or an externalKey is required');
  const opportunity =
    id === undefined
      ? key && store.mObjects.opportunityByKey(key.name, key.value)
      : store.mObjects.opportunity(id);
  if (!opportunity) return { status: 'UNCHANGED', id };
  for (const role of store.mObjects.rolesIn(opportunity.id)) removeRole(store, role.id, now);
  store.mObjects.removeOpportunity(opportunity.id);
  return { status: 'DELETED', id: opportunity.id };
}

function deleteRole({ store, now }: OperationCall, object: MObject): MObjectResult {
  const id = integerValue(object.id);
  if (id === undefined) return failed('An id is required');
  return removeRole(store, id, now) ? { status: 'DELETED', id } : { status: 'UNCHANGED', id };
}

function removeRole(store: Store, id: number, now: number): boolean {
  const role = store.mObjects.role(id);
  if (!role) return false;
  logRole(store, role, 'Remove from Opportunity', now);
  store.mObjects.removeRole(id);
  return true;
}
