import { objectFieldName, soapObjectField } from '../../rest/operations/object-names';
import type { MObject } from '../../contract/mktows-types';
import { fieldProblem, keysOf, linkProblem } from '../operations/custom-objects/custom-object-values';
import { logCustomChange } from '../operations/custom-objects/sync-custom-objects';
import { syncOpportunity } from '../operations/mobjects/sync-opportunity';
import { logRole, syncRole } from '../operations/mobjects/sync-role';
import type { SyncOperation } from '../operations/mobjects/mobject-result';
import { valueOf, type CustomObject, type CustomObjectType } from '../store/custom-objects';
import type { Opportunity, Role } from '../store/mobjects';
import { OPPORTUNITY_FIELDS, ROLE_FIELDS, type ObjectField } from '../store/object-fields';
import { jsonOf, soapCall, storedText } from './leads';
import {
  inputOf,
  page,
  RestError,
  restInstant,
  skipped,
  parameterText,
  texts,
  wholeNumber,
  type RestAnswer,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';

/** The field of the sandbox's subscription that REST calls externalOpportunityId (our choice). */
export const OPPORTUNITY_KEY = 'ExternalId';
const KEY = 'externalOpportunityId';

const ACTIONS: Readonly<Record<string, SyncOperation>> = {
  createOnly: 'INSERT',
  updateOnly: 'UPDATE',
  createOrUpdate: 'UPSERT',
};

/** Calls about opportunities, their roles, and custom objects. */
export const restObjectHandlers: RestHandlers = {
  getOpportunitiesUsingGET: (call) =>
    readObjects(call, opportunityNames, (one) => opportunityRecord(call, one), findOpportunities(call)),
  getOpportunityRolesUsingGET: (call) =>
    readObjects(call, roleNames, (one) => roleRecord(call, one), findRoles(call)),
  describeUsingGET_4: (call) => ({ result: [describeOpportunity(call)] }),
  describeOpportunityRoleUsingGET: (call) => ({ result: [describeRole(call)] }),
  getOpportunityFieldsUsingGET: (call) =>
    page(
      call,
      OPPORTUNITY_FIELDS.filter(({ readOnly }) => !readOnly).map((field) => ({
        displayName: field.display,
        name: opportunityName(field.name),
        description: '',
        dataType: field.type,
        isHidden: false,
        isHtmlEncodingInEmail: true,
        isSensitive: false,
        isCustom: field.custom,
        isApiCreated: false,
      })),
    ),
  syncOpportunitiesUsingPOST: (call) =>
    sync(call, (record, operation, seq) => {
      const key = storedText(record[KEY]);
      const byGuid = call.store.mObjects
        .opportunities()
        .find(({ id }) => guid('o', id) === record.marketoGUID);
      if (key === '' && !byGuid)
        return skipped('1003', `Value for required field '${KEY}' is missing`, { seq });
      const unknown = Object.keys(record).find(
        (name) => name !== 'marketoGUID' && !opportunityNames.includes(name),
      );
      if (unknown !== undefined) return skipped('1006', `Field '${unknown}' not found`, { seq });
      const attrib = Object.entries(record).flatMap(([name, value]) =>
        name === KEY || name === 'marketoGUID'
          ? []
          : [{ name: soapObjectField(name), value: storedText(value) }],
      );
      const object: MObject = {
        type: 'Opportunity',
        ...(byGuid && key === ''
          ? { id: String(byGuid.id) }
          : { externalKey: { name: OPPORTUNITY_KEY, value: key } }),
        attribList: { attrib },
      };
      return outcomeOf(syncOpportunity(soapCall(call) as never, object, operation), 'o', seq);
    }),
  syncOpportunityRolesUsingPOST: (call) =>
    sync(call, (record, operation, seq) => {
      const unknown = Object.keys(record).find((name) => name !== 'marketoGUID' && !roleNames.includes(name));
      if (unknown !== undefined) return skipped('1006', `Field '${unknown}' not found`, { seq });
      const opportunity = call.store.mObjects.opportunityByKey(OPPORTUNITY_KEY, storedText(record[KEY]));
      if (!opportunity) return skipped('1013', `${KEY} '${storedText(record[KEY])}' not found`, { seq });
      const leadId = wholeNumber(record.leadId);
      if (leadId === undefined || !call.store.leads.get(leadId))
        return skipped('1004', 'Lead not found', { seq });
      const attrib = Object.entries(record).flatMap(([name, value]) =>
        [KEY, 'leadId', 'marketoGUID'].includes(name)
          ? []
          : [{ name: soapObjectField(name), value: storedText(value) }],
      );
      const object: MObject = {
        type: 'OpportunityPersonRole',
        attribList: { attrib },
        associationList: {
          mObjAssociation: [
            { mObjType: 'Opportunity', id: String(opportunity.id) },
            { mObjType: 'Lead', id: String(leadId) },
          ],
        },
      };
      return outcomeOf(syncRole(soapCall(call) as never, object, operation), 'r', seq);
    }),
  deleteOpportunitiesUsingPOST: (call) =>
    remove(call, (record) => {
      const { mObjects } = call.store;
      const found =
        parameterText(call, 'deleteBy') === 'idField'
          ? mObjects.opportunities().find(({ id }) => guid('o', id) === record.marketoGUID)
          : mObjects.opportunityByKey(OPPORTUNITY_KEY, storedText(record[KEY]));
      if (!found) return undefined;
      for (const role of mObjects.rolesIn(found.id)) removeRole(call, role);
      mObjects.removeOpportunity(found.id);
      return guid('o', found.id);
    }),
  deleteOpportunityRolesUsingPOST: (call) =>
    remove(call, (record) => {
      const found =
        parameterText(call, 'deleteBy') === 'idField'
          ? call.store.mObjects.roles().find(({ id }) => guid('r', id) === record.marketoGUID)
          : call.store.mObjects.roles().find((role) => {
              const shown = roleRecord(call, role);
              return [KEY, 'leadId', 'role'].every(
                (name) => storedText(shown[name]) === storedText(record[name]),
              );
            });
      if (!found) return undefined;
      removeRole(call, found);
      return guid('r', found.id);
    }),
  listCustomObjectsUsingGET: (call) => {
    const names = texts(call, 'names').map((name) => name.toLowerCase());
    const types = call.store.customObjects
      .types()
      .filter(({ name }) => names.length === 0 || names.includes(name.toLowerCase()));
    return { result: types.map((type) => describeCustom(call, type, false)) };
  },
  describeUsingGET_1: (call) => {
    const type = customType(call);
    return type instanceof RestError ? type : { result: [describeCustom(call, type, true)] };
  },
  getCustomObjectsUsingGET: (call) => {
    const type = customType(call);
    if (type instanceof RestError) return type;
    const found = findCustom(call, type);
    return found instanceof RestError
      ? found
      : readObjects(call, customNames(type), (one) => customRecord(type, one), found);
  },
  syncCustomObjectsUsingPOST: (call) => {
    const type = customType(call);
    if (type instanceof RestError) return type;
    return sync(call, (record, operation, seq) => syncCustom(call, type, record, operation, seq));
  },
  deleteCustomObjectsUsingPOST: (call) => {
    const type = customType(call);
    if (type instanceof RestError) return type;
    return remove(call, (record) => {
      const byGuid = parameterText(call, 'deleteBy') === 'idField';
      const found = call.store.customObjects
        .find(type, new Map())
        .find((one) =>
          byGuid
            ? customGuid(type, one) === record.marketoGUID
            : type.keys.every((name, index) => one.keys[index] === storedText(record[name])),
        );
      if (!found) return undefined;
      call.store.customObjects.remove(type, found.keys);
      return customGuid(type, found);
    });
  },
};

/** 36 characters that stand for a number of the store. */
function guid(kind: string, id: number | string): string {
  const hex = [...new TextEncoder().encode(`${kind}${id}`)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const padded = hex.slice(0, 32).padStart(32, '0');
  return [8, 12, 16, 20].reduceRight((made, at) => `${made.slice(0, at)}-${made.slice(at)}`, padded);
}

function opportunityName(soap: string): string {
  return soap === OPPORTUNITY_KEY ? KEY : objectFieldName(soap);
}

const FILLED = ['marketoGUID', 'createdAt', 'updatedAt'];
const opportunityNames: readonly string[] = [
  KEY,
  ...OPPORTUNITY_FIELDS.filter(({ readOnly, name }) => !readOnly && name !== OPPORTUNITY_KEY).map(
    ({ name }) => objectFieldName(name),
  ),
];
const roleNames: readonly string[] = [KEY, 'leadId', 'role', 'isPrimary', 'externalCreatedDate'];

function attributesOf(fields: readonly ObjectField[], attributes: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    fields
      .filter(({ readOnly }) => !readOnly)
      .map(({ name, type }) => [
        opportunityName(name),
        attributes[name] === undefined ? null : jsonOf(type, attributes[name]),
      ]),
  );
}

function opportunityRecord(_: RestServiceCall, one: Opportunity): Record<string, unknown> {
  return {
    marketoGUID: guid('o', one.id),
    ...attributesOf(OPPORTUNITY_FIELDS, one.attributes),
    createdAt: restInstant(one.createdAt),
    updatedAt: restInstant(one.updatedAt),
  };
}

function roleRecord({ store }: RestServiceCall, one: Role): Record<string, unknown> {
  const { OpportunityId: _o, PersonId: _p, ...rest } = attributesOf(ROLE_FIELDS, one.attributes);
  return {
    marketoGUID: guid('r', one.id),
    [KEY]: store.mObjects.opportunity(one.opportunityId)?.attributes[OPPORTUNITY_KEY] ?? null,
    leadId: one.leadId,
    ...rest,
    createdAt: restInstant(one.createdAt),
    updatedAt: restInstant(one.updatedAt),
  };
}

/** A page of objects with the fields that were asked for; by default only the keys and the times (vendor's page). */
function readObjects<T>(
  call: RestServiceCall,
  names: readonly string[],
  write: (one: T) => Record<string, unknown>,
  found: readonly T[] | RestError,
): RestAnswer {
  if (found instanceof RestError) return found;
  const asked = texts(call, 'fields');
  const unknown = asked.find((name) => !names.includes(name) && !FILLED.includes(name));
  if (unknown !== undefined) return new RestError('1006', `Field '${unknown}' not found`);
  const wanted = asked.length > 0 ? asked : [...names.slice(0, 3), ...FILLED];
  return page(
    call,
    found.map((one, seq) => {
      const whole = write(one);
      return {
        seq,
        marketoGUID: whole.marketoGUID,
        ...Object.fromEntries(wanted.map((name) => [name, whole[name] ?? null])),
      };
    }),
  );
}

interface Filter {
  readonly type: string;
  readonly values: readonly string[];
}

function filterOf(call: RestServiceCall): Filter | RestError {
  const type = parameterText(call, 'filterType');
  const values = texts(call, 'filterValues');
  if (type === undefined) return new RestError('1002', "Missing value for required parameter 'filterType'");
  const inBody = typeof call.body === 'object' && call.body !== null && 'input' in call.body;
  if (values.length === 0 && !inBody)
    return new RestError('1002', "Missing value for required parameter 'filterValues'");
  if (values.length > 300) return new RestError('1003', "More than 300 values for 'filterValues'");
  return { type, values };
}

function findOpportunities(call: RestServiceCall): readonly Opportunity[] | RestError {
  const filter = filterOf(call);
  if (filter instanceof RestError) return filter;
  const { type, values } = filter;
  if (![KEY, 'marketoGUID', 'Region'].includes(type))
    return new RestError('1003', `Field '${type}' is not searchable`);
  return call.store.mObjects
    .opportunities()
    .filter((one) => values.includes(storedText(opportunityRecord(call, one)[type])));
}

function findRoles(call: RestServiceCall): readonly Role[] | RestError {
  const filter = filterOf(call);
  if (filter instanceof RestError) return filter;
  const { type, values } = filter;
  const roles = call.store.mObjects.roles();
  if (type === 'dedupeFields') return matching(call, roles, (one) => roleRecord(call, one));
  if (!['leadId', KEY, 'marketoGUID'].includes(type))
    return new RestError('1003', `Field '${type}' is not searchable`);
  return roles.filter((one) => values.includes(storedText(roleRecord(call, one)[type])));
}

/** The records that one of a body's inputs describes with all its members. */
function matching<T>(
  call: RestServiceCall,
  all: readonly T[],
  write: (one: T) => Record<string, unknown>,
): readonly T[] | RestError {
  const input = inputOf(call);
  if (input instanceof RestError) return input;
  return all.filter((one) => {
    const shown = write(one);
    return input.some((wanted) =>
      Object.entries(wanted).every(([name, value]) => storedText(shown[name]) === storedText(value)),
    );
  });
}

function sync(
  call: RestServiceCall,
  one: (record: Readonly<Record<string, unknown>>, operation: SyncOperation, seq: number) => unknown,
): RestAnswer {
  const input = inputOf(call);
  if (input instanceof RestError) return input;
  const action = parameterText(call, 'action') ?? 'createOrUpdate';
  const operation = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!operation) return new RestError('1003', `Invalid action '${action}'`);
  return { result: input.map((record, seq) => one(record, operation, seq)) };
}

function outcomeOf(
  outcome: { readonly status: string; readonly id?: number; readonly error?: string },
  kind: string,
  seq: number,
) {
  const { status, id, error } = outcome;
  if (status === 'CREATED' || status === 'UPDATED' || status === 'UNCHANGED') {
    return { seq, marketoGUID: guid(kind, id ?? 0), status: status === 'CREATED' ? 'created' : 'updated' };
  }
  if (status === 'SKIPPED') {
    return id === undefined
      ? skipped('1013', 'Object not found', { seq })
      : skipped('1017', 'Object already exists', { seq });
  }
  return skipped('1003', error ?? 'The object could not be stored', { seq });
}

/** @param one deletes a record and gives its marketoGUID, or nothing when there is none. */
function remove(
  call: RestServiceCall,
  one: (record: Readonly<Record<string, unknown>>) => string | undefined,
): RestAnswer {
  const input = inputOf(call);
  if (input instanceof RestError) return input;
  return {
    result: input.map((record, seq) => {
      const marketoGUID = one(record);
      return marketoGUID === undefined
        ? skipped('1013', 'Object not found', { seq })
        : { seq, marketoGUID, status: 'deleted' };
    }),
  };
}

function removeRole({ store, now }: RestServiceCall, role: Role): void {
  logRole(store, role, 'Remove from Opportunity', now);
  store.mObjects.removeRole(role.id);
}

function describe(call: RestServiceCall, name: string, more: Readonly<Record<string, unknown>>) {
  const at = restInstant(Math.min(Date.UTC(2013, 0, 15, 18), call.store.epoch));
  return {
    name,
    displayName: name,
    description: '',
    createdAt: at,
    updatedAt: at,
    idField: 'marketoGUID',
    ...more,
  };
}

function fieldRecord(name: string, displayName: string, dataType: string, updateable: boolean) {
  return { name, displayName, dataType, ...(dataType === 'string' ? { length: 255 } : {}), updateable };
}

function describeOpportunity(call: RestServiceCall) {
  return describe(call, 'opportunity', {
    dedupeFields: [KEY],
    searchableFields: [[KEY], ['marketoGUID'], ['Region']],
    relationships: [],
    fields: [
      fieldRecord(KEY, 'External Id', 'string', false),
      ...OPPORTUNITY_FIELDS.filter(({ name, readOnly }) => !readOnly && name !== OPPORTUNITY_KEY).map(
        ({ name, display, type }) => fieldRecord(objectFieldName(name), display, type, true),
      ),
      ...FILLED.map((name) => fieldRecord(name, name, name === 'marketoGUID' ? 'string' : 'datetime', false)),
    ],
  });
}

function describeRole(call: RestServiceCall) {
  return describe(call, 'opportunityRole', {
    dedupeFields: [KEY, 'leadId', 'role'],
    searchableFields: [[KEY, 'leadId', 'role'], ['marketoGUID'], ['leadId'], [KEY]],
    relationships: [
      { field: KEY, type: 'child', relatedTo: { name: 'opportunity', field: KEY } },
      { field: 'leadId', type: 'child', relatedTo: { name: 'Lead', field: 'Id' } },
    ],
    fields: [
      fieldRecord(KEY, 'External Id', 'string', false),
      fieldRecord('leadId', 'Lead Id', 'integer', false),
      fieldRecord('role', 'Role', 'string', false),
      fieldRecord('isPrimary', 'Is Primary', 'boolean', true),
      fieldRecord('externalCreatedDate', 'External Created Date', 'datetime', true),
      ...FILLED.map((name) => fieldRecord(name, name, name === 'marketoGUID' ? 'string' : 'datetime', false)),
    ],
  });
}

function customType({ store, path }: RestServiceCall): CustomObjectType | RestError {
  const name = path.customObjectName ?? '';
  // Which of its codes the service takes is not documented (our choice).
  return store.customObjects.type(name) ?? new RestError('1013', `Object '${name.slice(0, 80)}' not found`);
}

function customNames({ keys, fields }: CustomObjectType): string[] {
  return [...keys, ...Object.keys(fields)];
}

function customGuid(type: CustomObjectType, one: CustomObject): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([type.name, ...one.keys]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return guid('', hash.toString(36));
}

function customRecord(type: CustomObjectType, one: CustomObject): Record<string, unknown> {
  return {
    marketoGUID: customGuid(type, one),
    ...Object.fromEntries(
      customNames(type).map((name) => {
        const own = valueOf(type, one, name);
        return [name, own === undefined ? null : jsonOf(type.fields[name] ?? 'string', own)];
      }),
    ),
    createdAt: restInstant(one.createdAt),
    updatedAt: restInstant(one.updatedAt),
  };
}

function describeCustom(call: RestServiceCall, type: CustomObjectType, whole: boolean) {
  return describe(call, type.name, {
    dedupeFields: type.keys,
    searchableFields: [
      type.keys,
      ['marketoGUID'],
      ...[...new Set([...type.keys, type.link])].map((name) => [name]),
    ],
    relationships: [{ field: type.link, type: 'child', relatedTo: { name: 'Lead', field: 'Id' } }],
    ...(whole
      ? {
          fields: [
            ...customNames(type).map((name) =>
              fieldRecord(name, name, type.fields[name] ?? 'string', !type.keys.includes(name)),
            ),
            ...FILLED.map((name) =>
              fieldRecord(name, name, name === 'marketoGUID' ? 'string' : 'datetime', false),
            ),
          ],
        }
      : { fields: [] }),
  });
}

function findCustom(call: RestServiceCall, type: CustomObjectType): readonly CustomObject[] | RestError {
  const filter = filterOf(call);
  if (filter instanceof RestError) return filter;
  const all = call.store.customObjects.find(type, new Map());
  if (filter.type === 'dedupeFields') {
    const input = inputOf(call);
    if (input instanceof RestError) return input;
    if (input.some((wanted) => type.keys.some((name) => !(name in wanted)))) {
      return new RestError('1003', 'Every dedupe field needs a value');
    }
    return matching(call, all, (one) => customRecord(type, one));
  }
  const searchable = [...type.keys, type.link, 'marketoGUID'];
  if (!searchable.includes(filter.type))
    return new RestError('1003', `Field '${filter.type}' is not searchable`);
  return all.filter((one) => filter.values.includes(storedText(customRecord(type, one)[filter.type])));
}

function syncCustom(
  { store, now }: RestServiceCall,
  type: CustomObjectType,
  record: Readonly<Record<string, unknown>>,
  operation: SyncOperation,
  seq: number,
) {
  const values = Object.entries(record)
    .filter(([name]) => name !== 'marketoGUID')
    .map(([name, value]) => [name, storedText(value)] as const);
  const keys = keysOf(type, new Map(values.filter(([name]) => type.keys.includes(name))));
  if (typeof keys === 'string') return skipped('1003', keys, { seq });
  const given = new Map(values.filter(([name]) => !type.keys.includes(name)));
  const unknown = [...given.keys()].find((name) => !Object.hasOwn(type.fields, name));
  if (unknown !== undefined) return skipped('1006', `Field '${unknown}' not found`, { seq });
  const problem = fieldProblem(type, given);
  if (problem !== undefined) return skipped('1001', problem, { seq });
  const old = store.customObjects.get(type, keys);
  if (old && operation === 'INSERT') return skipped('1017', 'Object already exists', { seq });
  if (!old && operation === 'UPDATE') return skipped('1013', 'Object not found', { seq });
  const filled = Object.entries({ ...old?.attributes, ...Object.fromEntries(given) }).filter(
    ([, value]) => value !== '',
  );
  const fresh: CustomObject = {
    keys,
    attributes: Object.fromEntries(filled),
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
  };
  const linked = valueOf(type, fresh, type.link);
  const unlinked = linkProblem(store, type, linked);
  if (unlinked !== undefined) return skipped('1004', unlinked, { seq });
  store.customObjects.put(type, fresh);
  if (old) logCustomChange(store, type, old, fresh, now);
  return { seq, marketoGUID: customGuid(type, fresh), status: old ? 'updated' : 'created' };
}
