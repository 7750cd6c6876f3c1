import { booleanValue, textValue } from '../../envelope/contents';
import { fieldValue, isValues, type Path, type Values } from '../../envelope/values';
import { pieceOf, Reference, type JsonPart, type Part } from '../equivalent';
import { MOST_VALUES, placedGroups, type NewCall, type RestPlan } from '../plan';
import { streamPosition } from './leads';
import { objectFieldName } from './object-names';
import { getPrograms, planSyncProgram } from './programs';

const NO_ID = [
  'Opportunities and roles have no number in REST any more.',
  'Name it by its external key, which becomes externalOpportunityId, or keep the marketoGUID.',
] as const;
const NO_LIST = [
  'REST can’t list all of them: it wants a value to look for.',
  'Look them up by externalOpportunityId, or by the leads that have a role in them.',
] as const;

const DESCRIBE = {
  Opportunity: 'describeUsingGET_4',
  OpportunityPersonRole: 'describeOpportunityRoleUsingGET',
  LeadRecord: 'describeUsingGET_2',
} as const;

/** The fields of a kind of object. */
export function describeMObject(plan: RestPlan, values: Values): void {
  const name = textValue(values.objectName) ?? '';
  if (!Object.hasOwn(DESCRIBE, name)) {
    plan.lost(
      ['objectName'],
      name === 'ActivityRecord'
        ? 'REST does not describe activities as one kind.'
        : 'REST describes no such kind.',
      name === 'ActivityRecord'
        ? 'activities/types.json gives each type of activity with its attributes.'
        : 'Opportunity, OpportunityPersonRole and LeadRecord have a call of their own.',
    );
    return;
  }
  const call = plan.call({
    id: 'describe',
    about: 'The fields with their types',
    operation: DESCRIBE[name as keyof typeof DESCRIBE],
    kept: true,
  });
  plan.sent(['objectName'], call, 'path');
  plan.alternative({
    about: 'Which fields are a subscription’s own, for users who may see the schema.',
    operations: [name === 'LeadRecord' ? 'getLeadFieldsUsingGET' : 'getOpportunityFieldsUsingGET'],
  });
}

/** Reads objects of one kind. */
export function getMObjects(plan: RestPlan, values: Values): void {
  const type = textValue(values.type);
  streamPosition(plan);
  if (type === 'Program') return getPrograms(plan, values);
  const isOpportunity = type === 'Opportunity';
  if (!isOpportunity && type !== 'OpportunityPersonRole') {
    plan.lost([], 'REST reads opportunities, their roles and programs.', 'Choose one of these types.');
    return;
  }
  plan.lost(['id'], ...NO_ID);
  plan.implied(['includeDetails'], 'Only programs have details.');
  const found = isOpportunity ? findOpportunities(plan, values) : findRoles(plan, values);
  if (found === undefined) {
    plan.lost(['type'], ...NO_LIST);
    plan.lost(['mObjCriteriaList'], ...NO_LIST);
    return;
  }
  plan.sent(['type'], found, 'path');
  here(plan, values);
}

/** What REST can't compare is compared with the answer. */
function here(plan: RestPlan, values: Values): void {
  for (const { path } of placedGroups(values.mObjCriteriaList, ['mObjCriteriaList'], 'mObjCriteria')) {
    plan.here(path, 'REST has no comparisons: keep the records for which it holds.');
  }
}

interface PlacedLink {
  readonly kind: string;
  readonly path: Path;
  readonly id?: string;
  readonly key?: string;
  readonly keyName?: string;
}

function linksOf(list: Values[string], path: Path): PlacedLink[] {
  return placedGroups(list, path, 'mObjAssociation').map(({ value, path: at }) => {
    const key = isValues(value.externalKey) ? value.externalKey : {};
    return {
      kind: textValue(value.mObjType) ?? '',
      path: at,
      id: textValue(value.id),
      key: textValue(fieldValue(key, 'value')),
      keyName: textValue(fieldValue(key, 'name')),
    };
  });
}

function sentLink(plan: RestPlan, { path }: PlacedLink, call: string, at: string): void {
  plan.sent([...path, 'mObjType'], call, at);
  plan.sent([...path, 'id'], call, at);
  sentKey(plan, [...path, 'externalKey'], call, at);
}

/** The name of an external key gives way to REST's own; its value goes along. */
function sentKey(plan: RestPlan, path: Path, call: string, at: string): void {
  plan.sent([...path, 'value'], call, at);
  plan.implied(
    [...path, 'name'],
    'REST’s key field is externalOpportunityId, whatever the custom field was called.',
  );
  keyNote(plan);
}

function keyNote(plan: RestPlan): void {
  plan.decide(
    'The values of the external key have to be in externalOpportunityId: copy them there once, before the change.',
  );
}

function findOpportunities(plan: RestPlan, values: Values): string | undefined {
  const key = isValues(values.externalKey) ? textValue(fieldValue(values.externalKey, 'value')) : undefined;
  const links = linksOf(values.mObjAssociationList, ['mObjAssociationList']);
  const direct = links.find(({ kind, key: own }) => kind === 'Opportunity' && own !== undefined);
  const lead = links.find(({ kind, id }) => kind === 'Lead' && id !== undefined);
  let wanted: Part | undefined = key ?? direct?.key;
  let roles: string | undefined;
  if (wanted === undefined && lead?.id !== undefined) {
    roles = plan.call({
      id: 'roles',
      about: 'The roles of the lead, to know the opportunities',
      operation: 'getOpportunityRolesUsingGET',
      query: [
        { name: 'filterType', value: 'leadId' },
        { name: 'filterValues', value: [lead.id] },
      ],
      paging: 'token',
    });
    wanted = new Reference('externalOpportunityId', [roles], 'externalOpportunityId', true);
    sentLink(plan, lead, roles, 'query filterValues');
  }
  for (const link of links) loseLink(plan, link, link === direct || link === lead);
  if (wanted === undefined) {
    plan.lost(['externalKey'], 'An external key needs a value.', 'Fill it in.');
    return undefined;
  }
  const fields = objectFields(plan, 'describeUsingGET_4');
  const call = plan.call({
    id: 'opportunities',
    about: 'The opportunities',
    operation: 'getOpportunitiesUsingGET',
    query: [
      { name: 'filterType', value: 'externalOpportunityId' },
      { name: 'filterValues', value: [pieceOf('keys')] },
      { name: 'fields', value: fields },
    ],
    lists: [{ name: 'keys', parts: [wanted], size: MOST_VALUES }],
    paging: 'token',
  });
  if (key !== undefined) {
    sentKey(plan, ['externalKey'], call, 'query filterValues');
    for (const link of [direct, lead])
      if (link) plan.here(link.path, 'Keep the opportunities that are linked so.');
  } else if (direct) {
    sentLink(plan, direct, call, 'query filterValues');
    if (lead) plan.here(lead.path, 'Keep the opportunities in which the lead has a role.');
  }
  return call;
}

function findRoles(plan: RestPlan, values: Values): string | undefined {
  plan.lost(['externalKey'], 'A role has no external key.', 'Look it up by its lead or its opportunity.');
  const links = linksOf(values.mObjAssociationList, ['mObjAssociationList']);
  const lead = links.find(({ kind, id }) => kind === 'Lead' && id !== undefined);
  const opportunity = links.find(({ kind, key }) => kind === 'Opportunity' && key !== undefined);
  const chosen = lead ?? opportunity;
  for (const link of links) loseLink(plan, link, link === lead || link === opportunity);
  if (!chosen) return undefined;
  const fields = objectFields(plan, 'describeOpportunityRoleUsingGET');
  const call = plan.call({
    id: 'roles',
    about: 'The roles',
    operation: 'getOpportunityRolesUsingGET',
    query: [
      { name: 'filterType', value: lead ? 'leadId' : 'externalOpportunityId' },
      { name: 'filterValues', value: [(lead ? lead.id : opportunity?.key) ?? ''] },
      { name: 'fields', value: fields },
    ],
    paging: 'token',
  });
  sentLink(plan, chosen, call, 'query filterValues');
  if (lead && opportunity) plan.here(opportunity.path, 'Keep the roles in this opportunity.');
  return call;
}

function loseLink(plan: RestPlan, link: PlacedLink, used: boolean): void {
  if (used) {
    if (link.id !== undefined && link.key !== undefined)
      plan.implied([...link.path, 'externalKey'], 'The id goes before it.');
    return;
  }
  const { kind, path } = link;
  if (kind === 'Opportunity') plan.lost(path, ...NO_ID);
  else if (kind === 'Lead') {
    plan.lost(
      path,
      'A lead is named by its id here.',
      'Look the lead up first, with leads.json and the field as filterType.',
    );
  } else plan.lost(path, 'REST has no such link.', 'externalCompanyId may be searchable: describe says so.');
}

/** Every field of a kind; without them REST gives only a few. */
export function objectFields(
  plan: RestPlan,
  operation: NewCall['operation'],
  path: NewCall['path'] = {},
): readonly Part[] {
  const call = plan.call({
    id: 'describe',
    about: 'The names of all fields: without them REST gives only a few',
    operation,
    path,
    kept: true,
  });
  return [new Reference('every field', [call], 'fields.name', true)];
}

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['INSERT', 'createOnly'],
  ['UPDATE', 'updateOnly'],
  ['UPSERT', 'createOrUpdate'],
]);

/** What `action` is for a SyncOperationEnum. */
export function actionOf(operation: string): string | undefined {
  return ACTIONS.get(operation);
}

interface Sendable {
  readonly input: Record<string, JsonPart>;
  readonly places: readonly (readonly [Path, string])[];
}

/** Creates or updates objects. */
export function planSyncMObjects(plan: RestPlan, values: Values): void {
  const operation = textValue(values.operation) ?? '';
  const action = actionOf(operation);
  if (action === undefined) {
    plan.lost([], 'The request does not say whether to create or to update.', 'Fill in operation.');
    return;
  }
  const opportunities: Sendable[] = [];
  const roles: Sendable[] = [];
  for (const { value, path } of placedGroups(values.mObjectList, ['mObjectList'], 'mObject')) {
    const type = textValue(value.type);
    for (const name of ['createdAt', 'updatedAt']) plan.implied([...path, name], 'The service sets it.');
    if (type === 'Opportunity') push(opportunities, opportunity(plan, value, path));
    else if (type === 'OpportunityPersonRole') push(roles, role(plan, value, path));
    else if (type === 'Program') planSyncProgram(plan, value, path, operation);
    else
      plan.lost(path, 'REST writes opportunities, their roles and programs.', 'Choose one of these types.');
  }
  // Roles may refer to opportunities of the same request, so they come after them.
  const calls = [
    write(
      plan,
      'opportunities',
      'Stores the opportunities',
      'syncOpportunitiesUsingPOST',
      action,
      opportunities,
    ),
    write(plan, 'roles', 'Stores the roles', 'syncOpportunityRolesUsingPOST', action, roles),
  ].flatMap((call) => call ?? []);
  for (const call of calls) plan.sent(['operation'], call, 'body action');
  plan.lost(['operation'], 'No object of this request can be written.', 'See why at each of them.');
  if (opportunities.length > 0 && roles.length > 0) {
    plan.decide(
      'Opportunities are stored before roles: the answers have to be put back into the order of the request.',
    );
  }
}

function push(list: Sendable[], item: Sendable | undefined): void {
  if (item) list.push(item);
}

function write(
  plan: RestPlan,
  id: string,
  about: string,
  operation: NewCall['operation'],
  action: string,
  list: readonly Sendable[],
): string | undefined {
  if (list.length === 0) return undefined;
  const call = plan.call({
    id,
    about,
    operation,
    body: {
      kind: 'json',
      value: {
        action,
        ...(action === 'updateOnly' ? { dedupeBy: 'dedupeFields' } : {}),
        input: list.map(({ input }) => input),
      },
    },
  });
  for (const [index, { places }] of list.entries()) {
    for (const [path, at] of places) plan.sent(path, call, at === 'path' ? at : `body input[${index}].${at}`);
  }
  return call;
}

function opportunity(plan: RestPlan, object: Values, path: Path): Sendable | undefined {
  plan.lost([...path, 'id'], ...NO_ID);
  const key = isValues(object.externalKey) ? textValue(fieldValue(object.externalKey, 'value')) : undefined;
  const keyName = isValues(object.externalKey)
    ? textValue(fieldValue(object.externalKey, 'name'))
    : undefined;
  if (key === undefined) {
    plan.lost(
      path,
      'REST knows an opportunity by externalOpportunityId, and this one has no external key.',
      'Give it one: any text that is unique.',
    );
    return undefined;
  }
  for (const { path: at, kind } of linksOf(object.associationList, [...path, 'associationList'])) {
    plan.lost(
      at,
      `REST has no link to ${kind || 'another object'} here.`,
      'Where describe has externalCompanyId, put the company’s id there.',
    );
  }
  plan.lost([...path, 'typeAttribList'], 'An opportunity has no details.', 'Leave them out.');
  const input: Record<string, JsonPart> = { externalOpportunityId: key };
  const places: [Path, string][] = [
    [[...path, 'type'], 'path'],
    [[...path, 'externalKey', 'value'], 'externalOpportunityId'],
  ];
  plan.implied(
    [...path, 'externalKey', 'name'],
    'REST’s key field is externalOpportunityId, whatever the custom field was called.',
  );
  keyNote(plan);
  attributes(plan, object, path, input, places, keyName);
  return { input, places };
}

function role(plan: RestPlan, object: Values, path: Path): Sendable | undefined {
  plan.lost([...path, 'id'], ...NO_ID);
  plan.lost([...path, 'externalKey'], 'A role has no external key.', 'Leave it out.');
  plan.lost([...path, 'typeAttribList'], 'A role has no details.', 'Leave them out.');
  const input: Record<string, JsonPart> = {};
  const places: [Path, string][] = [];
  for (const link of linksOf(object.associationList, [...path, 'associationList'])) {
    if (link.kind === 'Lead' && link.id !== undefined && /^\d+$/.test(link.id)) {
      input.leadId = Number(link.id);
      for (const name of ['mObjType', 'id']) places.push([[...link.path, name], 'leadId']);
      plan.implied([...link.path, 'externalKey'], 'The id goes before it.');
    } else if (link.kind === 'Opportunity' && link.key !== undefined) {
      input.externalOpportunityId = link.key;
      places.push(
        [[...link.path, 'mObjType'], 'externalOpportunityId'],
        [[...link.path, 'externalKey', 'value'], 'externalOpportunityId'],
      );
      plan.implied(
        [...link.path, 'externalKey', 'name'],
        'REST’s key field is externalOpportunityId, whatever the custom field was called.',
      );
      plan.implied([...link.path, 'id'], 'The external key goes before it.');
      keyNote(plan);
    } else loseLink(plan, link, false);
  }
  for (const { value, path: at } of placedGroups(object.attribList, [...path, 'attribList'], 'attrib')) {
    const name = textValue(value.name);
    const text = textValue(value.value);
    if (name === 'PersonId' && text !== undefined && /^\d+$/.test(text)) {
      if (input.leadId === undefined) input.leadId = Number(text);
      for (const part of ['name', 'value']) places.push([[...at, part], 'leadId']);
    } else if (name === 'OpportunityId') {
      if (input.externalOpportunityId !== undefined)
        plan.implied(at, 'The external key of the opportunity stands for it.');
      else plan.lost(at, ...NO_ID);
    }
  }
  attributes(plan, object, path, input, places, undefined, ['PersonId', 'OpportunityId']);
  if (input.leadId === undefined || input.externalOpportunityId === undefined) {
    plan.lost(
      path,
      'REST wants a role with leadId and externalOpportunityId.',
      'Name the lead by its id and the opportunity by its external key.',
    );
    return undefined;
  }
  if (input.role === undefined)
    plan.decide('role belongs to the key of a role in REST, and this one has none: choose a value for it.');
  places.push([[...path, 'type'], 'path']);
  return { input, places };
}

function attributes(
  plan: RestPlan,
  object: Values,
  path: Path,
  input: Record<string, JsonPart>,
  places: [Path, string][],
  keyName: string | undefined,
  skipped: readonly string[] = [],
): void {
  for (const { value, path: at } of placedGroups(object.attribList, [...path, 'attribList'], 'attrib')) {
    const name = textValue(value.name);
    if (name === undefined) plan.lost(at, 'A value without a name has no field.', 'Name the field.');
    else if (skipped.includes(name)) continue;
    else if (name === keyName)
      plan.implied(at, 'It is the external key, which is sent as externalOpportunityId.');
    else {
      const rest = objectFieldName(name);
      if (Object.hasOwn(input, rest)) {
        plan.lost(at, `${name} is given already.`, 'Leave it out.');
        continue;
      }
      Object.defineProperty(input, rest, {
        value: textValue(value.value) ?? null,
        configurable: true,
        enumerable: true,
        writable: true,
      });
      for (const part of ['name', 'value']) places.push([[...at, part], rest]);
    }
  }
}

/** Deletes objects. */
export function planDeleteMObjects(plan: RestPlan, values: Values): void {
  const keys: { readonly value: string; readonly path: Path }[] = [];
  for (const { value, path } of placedGroups(values.mObjectList, ['mObjectList'], 'mObject')) {
    const type = textValue(value.type);
    if (type === 'OpportunityPersonRole') deleteRole(plan, value, path);
    else if (type === 'Opportunity') {
      const key = isValues(value.externalKey) ? textValue(fieldValue(value.externalKey, 'value')) : undefined;
      plan.lost([...path, 'id'], ...NO_ID);
      if (key === undefined) plan.lost(path, ...NO_ID);
      else keys.push({ value: key, path });
    } else {
      plan.lost(
        path,
        'REST deletes opportunities and their roles here.',
        'A program is deleted with Delete Program, among the assets.',
      );
    }
    for (const name of ['attribList', 'typeAttribList', 'associationList', 'createdAt', 'updatedAt']) {
      plan.implied([...path, name], 'The key says it all.');
    }
  }
  if (keys.length === 0) return;
  const call = plan.call({
    id: 'opportunities',
    about: 'Deletes the opportunities',
    operation: 'deleteOpportunitiesUsingPOST',
    body: {
      kind: 'json',
      value: { deleteBy: 'dedupeFields', input: keys.map(({ value }) => ({ externalOpportunityId: value })) },
    },
  });
  for (const [index, { path }] of keys.entries()) {
    plan.sent([...path, 'type'], call, 'path');
    sentKey(plan, [...path, 'externalKey'], call, `body input[${index}].externalOpportunityId`);
  }
}

/** A role is found by its ends, and deleted by its marketoGUID. */
function deleteRole(plan: RestPlan, object: Values, path: Path): void {
  plan.lost([...path, 'id'], ...NO_ID);
  const links = linksOf(object.associationList, [...path, 'associationList']);
  const lead = links.find(({ kind, id }) => kind === 'Lead' && id !== undefined);
  const opportunity = links.find(({ kind, key }) => kind === 'Opportunity' && key !== undefined);
  const chosen = lead ?? opportunity;
  if (!chosen) {
    plan.lost(
      path,
      'Without its lead or its opportunity a role can’t be found.',
      'Name both, the opportunity by its external key.',
    );
    return;
  }
  const look = plan.call({
    id: 'roles',
    about: 'The role’s marketoGUID',
    operation: 'getOpportunityRolesUsingGET',
    query: [
      { name: 'filterType', value: lead ? 'leadId' : 'externalOpportunityId' },
      { name: 'filterValues', value: [(lead ? lead.id : opportunity?.key) ?? ''] },
    ],
  });
  sentLink(plan, chosen, look, 'query filterValues');
  const where =
    lead && opportunity?.key !== undefined
      ? [{ member: 'externalOpportunityId', oneOf: [opportunity.key] }]
      : [];
  if (lead && opportunity) plan.here(opportunity.path, 'Take the role in this opportunity.');
  const call = plan.call({
    id: 'delete',
    about: 'Deletes the role',
    operation: 'deleteOpportunityRolesUsingPOST',
    body: {
      kind: 'json',
      value: {
        deleteBy: 'idField',
        input: [{ marketoGUID: new Reference('marketoGUID', [look], 'marketoGUID', false, where) }],
      },
    },
  });
  plan.sent([...path, 'type'], call, 'path');
}

/** Whether details were asked for. */
export function wantsDetails(values: Values): boolean {
  return booleanValue(values.includeDetails) === true;
}
