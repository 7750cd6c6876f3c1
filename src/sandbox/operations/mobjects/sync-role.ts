import type { MObject } from '../../../contract/mktows-types';
import type { Role } from '../../store/mobjects';
import { ROLE_FIELDS } from '../../store/object-fields';
import type { Store } from '../../store/store';
import { describeLink, linksOf, resolve, type Link } from './mobject-links';
import { failed, type MObjectResult, type SyncOperation } from './mobject-result';
import { attributesOf, withAttributes, type Attributes } from './object-attributes';
import type { OperationCall } from '../operation';
import { integerValue } from '../parameters';

/** Both ends of a role, as far as a request names them. */
interface Ends {
  readonly opportunityId?: number;
  readonly leadId?: number;
}

/**
 * Stores one role. It is named by its id, or by opportunity, lead and Role together (our choice). Its ends are given as
 * attributes or as associations (vendor's blog) and never change; it has no external key.
 */
export function syncRole(call: OperationCall, object: MObject, operation: SyncOperation): MObjectResult {
  const { store, settings } = call;
  const id = integerValue(object.id);
  if (object.externalKey !== undefined) return failed('OpportunityPersonRole has no external key', id);
  const given = attributesOf(ROLE_FIELDS, object.attribList, settings.choices);
  if (typeof given === 'string') return failed(given, id);
  const ends = endsOf(store, object, given);
  if (typeof ends === 'string') return failed(ends, id);
  const rest = new Map([...given].filter(([name]) => name !== 'OpportunityId' && name !== 'PersonId'));
  const { opportunityId, leadId } = ends;
  const isWhole = opportunityId !== undefined && leadId !== undefined;

  const old =
    id !== undefined
      ? store.mObjects.role(id)
      : isWhole
        ? roleOf(store, opportunityId, leadId, rest.get('Role'))
        : undefined;
  if (old && operation === 'INSERT') return { status: 'SKIPPED', id: old.id };
  if (old) return update(call, old, ends, rest);
  if (operation === 'UPDATE' && (id !== undefined || isWhole)) return { status: 'SKIPPED', id };
  if (id !== undefined) return failed(`There is no OpportunityPersonRole with the id ${id}`, id);
  if (!isWhole) return failed('OpportunityId and PersonId are required');
  return create(call, opportunityId, leadId, rest);
}

/** The ends, or a sentence: one that does not exist, or that is given in two ways that disagree. */
function endsOf(store: Store, object: MObject, attributes: Attributes): Ends | string {
  const links = linksOf(object.associationList);
  if (typeof links === 'string') return links;
  const all: Link[] = [...links];
  for (const [name, kind] of [
    ['OpportunityId', 'Opportunity'],
    ['PersonId', 'Lead'],
  ] as const) {
    const value = attributes.get(name);
    if (value) all.push({ kind, id: Number(value) });
  }
  const ids = new Map<string, number>();
  for (const link of all) {
    if (link.kind === 'Company') return 'OpportunityPersonRole has no association with Company';
    const end = resolve(store, link);
    if (end === undefined) return `There is no ${describeLink(link)}`;
    if ((ids.get(link.kind) ?? end) !== end) return `Two different objects are given as ${link.kind}`;
    ids.set(link.kind, end);
  }
  return { opportunityId: ids.get('Opportunity'), leadId: ids.get('Lead') };
}

function roleOf(store: Store, opportunityId: number, leadId: number, name = ''): Role | undefined {
  return store.mObjects
    .rolesIn(opportunityId)
    .findLast((role) => role.leadId === leadId && (role.attributes.Role ?? '') === name);
}

function create(
  { store, now }: OperationCall,
  opportunityId: number,
  leadId: number,
  given: Attributes,
): MObjectResult {
  const { attributes } = withAttributes({}, given);
  const role = store.mObjects.addRole({ attributes, opportunityId, leadId, createdAt: now, updatedAt: now });
  logRole(store, role, 'Add to Opportunity', now);
  return { status: 'CREATED', id: role.id };
}

function update({ store, now }: OperationCall, old: Role, ends: Ends, given: Attributes): MObjectResult {
  const { opportunityId = old.opportunityId, leadId = old.leadId } = ends;
  if (opportunityId !== old.opportunityId || leadId !== old.leadId) {
    return failed("The opportunity and the lead of a role can't be changed", old.id);
  }
  const { attributes, changed } = withAttributes(old.attributes, given);
  if (changed.length === 0) return { status: 'UNCHANGED', id: old.id };
  store.mObjects.putRole({ ...old, attributes, updatedAt: now });
  return { status: 'UPDATED', id: old.id };
}

/**
 * Logs with the lead that a role came or went. The details of these activities are our choice.
 *
 * @param now milliseconds since 1970.
 */
export function logRole(
  store: Store,
  { leadId, opportunityId, attributes }: Role,
  type: 'Add to Opportunity' | 'Remove from Opportunity',
  now: number,
): void {
  store.activities.log({
    leadId,
    at: now,
    type,
    asset: store.mObjects.opportunity(opportunityId)?.attributes.Name ?? '',
    attributes: {
      'Opportunity ID': String(opportunityId),
      Role: attributes.Role ?? '',
      'Is Primary': attributes.IsPrimary ?? 'false',
    },
  });
}
