import type { MObject } from '../../../contract/mktows-types';
import type { Opportunity } from '../../store/mobjects';
import { isObjectValue, OPPORTUNITY_FIELDS } from '../../store/object-fields';
import type { Store } from '../../store/store';
import { describeLink, externalKeyOf, linksOf, resolve, type ExternalKey } from './mobject-links';
import { failed, type MObjectResult, type SyncOperation } from './mobject-result';
import { attributesOf, withAttributes, type Attributes } from './object-attributes';
import type { OperationCall } from '../operation';
import { integerValue } from '../parameters';

/** Stores one opportunity, named by id or by external key. An id that nobody has is an error: ids can't be chosen. */
export function syncOpportunity(
  call: OperationCall,
  object: MObject,
  operation: SyncOperation,
): MObjectResult {
  const { store, settings } = call;
  const id = integerValue(object.id);
  const key = externalKeyOf(object.externalKey);
  if (object.externalKey !== undefined && !key) return failed('externalKey has no name or value', id);
  if (key && !isKey(key)) return failed(`${key.name} can't be an external key with this value`, id);
  const old = find(store, id, key);
  if (old && operation === 'INSERT') return { status: 'SKIPPED', id: old.id };
  if (!old && operation === 'UPDATE') return notThere(id, key);
  if (!old && id !== undefined) return failed(`There is no Opportunity with the id ${id}`, id);

  const attributes = attributesOf(OPPORTUNITY_FIELDS, object.attribList, settings.choices);
  if (typeof attributes === 'string') return failed(attributes, id);
  const companyId = companyOf(store, object);
  if (typeof companyId === 'string') return failed(companyId, id);
  const keyed = key ? new Map([[key.name, key.value], ...attributes]) : attributes;
  return old ? update(call, old, keyed, companyId) : create(call, keyed, companyId);
}

function find(store: Store, id: number | undefined, key: ExternalKey | undefined): Opportunity | undefined {
  if (id !== undefined) return store.mObjects.opportunity(id);
  return key && store.mObjects.opportunityByKey(key.name, key.value);
}

/** Fields that the service fills can't be keys. A name that is no field here may be a custom field of somebody's own. */
function isKey({ name, value }: ExternalKey): boolean {
  const field = OPPORTUNITY_FIELDS.find((one) => one.name === name);
  return !field?.readOnly && isObjectValue(field?.type ?? 'string', value);
}

/** UPDATE skips what is not there; without id and key nobody can say what was meant (our choice). */
function notThere(id: number | undefined, key: ExternalKey | undefined): MObjectResult {
  if (id === undefined && !key) return failed('An UPDATE needs an id or an externalKey');
  return { status: 'SKIPPED', id };
}

/** An opportunity can belong to one company. */
function companyOf(store: Store, object: MObject): number | string | undefined {
  const links = linksOf(object.associationList);
  if (typeof links === 'string') return links;
  let companyId: number | undefined;
  for (const link of links) {
    if (link.kind !== 'Company') return `Opportunity has no association with ${link.kind}`;
    companyId = resolve(store, link);
    if (companyId === undefined) return `There is no ${describeLink(link)}`;
  }
  return companyId;
}

function create(
  { store, now }: OperationCall,
  given: Attributes,
  companyId: number | undefined,
): MObjectResult {
  const { attributes } = withAttributes({}, given);
  const { id } = store.mObjects.addOpportunity({ attributes, companyId, createdAt: now, updatedAt: now });
  return { status: 'CREATED', id };
}

/** Logs each change with every lead that has a role in it. The details of the activity are our choice. */
function update(
  { store, now }: OperationCall,
  old: Opportunity,
  given: Attributes,
  companyId: number | undefined,
): MObjectResult {
  const { attributes, changed } = withAttributes(old.attributes, given);
  const moved = companyId !== undefined && companyId !== old.companyId;
  if (changed.length === 0 && !moved) return { status: 'UNCHANGED', id: old.id };
  store.mObjects.putOpportunity({
    ...old,
    attributes,
    companyId: companyId ?? old.companyId,
    updatedAt: now,
  });
  const leadIds = new Set(store.mObjects.rolesIn(old.id).map(({ leadId }) => leadId));
  for (const leadId of leadIds) {
    for (const name of changed) {
      store.activities.log({
        leadId,
        at: now,
        type: 'Update Opportunity',
        asset: attributes.Name ?? '',
        attributes: {
          'Opportunity ID': String(old.id),
          'Attribute Name': name,
          'Old Value': old.attributes[name] ?? '',
          'New Value': attributes[name] ?? '',
        },
      });
    }
  }
  return { status: 'UPDATED', id: old.id };
}
