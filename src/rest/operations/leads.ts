import { booleanValue, integerValue, textValue } from '../../envelope/contents';
import { fieldValue, isValues, type Path, type Values } from '../../envelope/values';
import { pieceOf, Reference, type JsonPart, type Part } from '../equivalent';
import { MOST_VALUES, pieces, placedGroups, placedTexts, type NewCall, type RestPlan } from '../plan';
import { allFields, filterTypeOf, isLostKey, leadIds, placedKey, type PlacedKey } from './lead-keys';
import { listReference } from './lists';
import { activityCalls } from './activities';

/** One lead, or all that share a key. */
export function getLead(plan: RestPlan, values: Values): void {
  const key = placedKey(plan, values.leadKey, ['leadKey']);
  if (!key || isLostKey(plan, key)) return;
  const fields = allFields(plan);
  const call = plan.call({
    id: 'leads',
    about: 'The leads with this key, with every field',
    operation: 'getLeadsByFilterUsingGET',
    query: [
      { name: 'filterType', value: filterTypeOf(key.type) ?? '' },
      { name: 'filterValues', value: [key.value] },
      { name: 'fields', value: fields },
    ],
    paging: 'token',
  });
  plan.sent(key.typePath, call, 'query filterType');
  plan.sent(key.valuePath, call, 'query filterValues');
  commaNote(plan, [key.value]);
}

/** SOAP's own limits. */
const MOST_KEYS = 100;

/** Many leads: by keys, of a list, or changed in a span of time. */
export function getMultipleLeads(plan: RestPlan, values: Values): void {
  const selector = isValues(values.leadSelector) ? values.leadSelector : {};
  const path = ['leadSelector'];
  if ('keyType' in selector || 'keyValues' in selector) byKeys(plan, values, selector, path);
  else if ('staticListName' in selector || 'staticListId' in selector) ofList(plan, values, selector, path);
  else changed(plan, values, selector);
  streamPosition(plan);
}

function byKeys(plan: RestPlan, values: Values, selector: Values, path: Path): void {
  const type = textValue(selector.keyType);
  const keys = placedTexts(selector.keyValues, [...path, 'keyValues'], 'stringItem').map(
    ({ text, path: valuePath }): PlacedKey => ({
      type: type ?? '',
      value: text,
      typePath: [...path, 'keyType'],
      valuePath,
    }),
  );
  const good = keys.filter((key) => !isLostKey(plan, key));
  plan.implied(['lastUpdatedAt'], 'Keys select the leads; SOAP had given the date up long ago.');
  for (const { valuePath } of good.slice(MOST_KEYS)) {
    plan.lost(
      valuePath,
      'SOAP read the first 100 keys and passed over the rest.',
      'REST takes 300 values in a call: add them to filterValues.',
    );
  }
  const used = good.slice(0, MOST_KEYS);
  const [first] = used;
  if (!first) {
    if (type !== undefined)
      plan.lost([...path, 'keyType'], 'There is no key of this type.', 'Fill in a key.');
    notPaged(plan);
    return;
  }
  const call = plan.call({
    id: 'leads',
    about: 'The leads with these keys',
    operation: 'getLeadsByFilterUsingGET',
    query: [
      { name: 'filterType', value: filterTypeOf(first.type) ?? '' },
      { name: 'filterValues', value: [...new Set(used.map(({ value }) => value))] },
      { name: 'fields', value: wantedFields(plan, values) },
      pageSize(values),
    ],
    paging: 'token',
  });
  commaNote(
    plan,
    used.map(({ value }) => value),
  );
  for (const key of used) {
    plan.sent(key.typePath, call, 'query filterType');
    plan.sent(key.valuePath, call, 'query filterValues');
  }
  sentFields(plan, values, call);
}

function ofList(plan: RestPlan, values: Values, selector: Values, path: Path): void {
  plan.implied(['lastUpdatedAt'], 'The list selects the leads; SOAP had given the date up long ago.');
  const list = listReference(plan, {
    id: textValue(selector.staticListId),
    idPath: [...path, 'staticListId'],
    fullName: textValue(selector.staticListName),
    namePath: [...path, 'staticListName'],
  });
  if (list === undefined) {
    notPaged(plan);
    return;
  }
  const call = plan.call({
    id: 'leads',
    about: 'The members of the list',
    operation: 'getLeadsByListIdUsingGET_1',
    path: { listId: list },
    query: [{ name: 'fields', value: wantedFields(plan, values) }, pageSize(values)],
    paging: 'token',
  });
  if (typeof list === 'string') plan.sent([...path, 'staticListId'], call, 'path listId');
  else plan.sent([...path, 'staticListName'], call, 'path listId');
  sentFields(plan, values, call);
  plan.alternative({
    about: 'All members of a large list: a bulk extract filtered by the list, fetched as one file.',
    operations: BULK_EXTRACT,
  });
}

const BULK_EXTRACT = [
  'createExportLeadsUsingPOST',
  'enqueueExportLeadsUsingPOST',
  'getExportLeadsStatusUsingGET',
  'getExportLeadsFileUsingGET',
] as const;

/** Leads with any activity in the span, which is how the service understood “updated”. */
function changed(plan: RestPlan, values: Values, selector: Values): void {
  const oldest = textValue(selector.oldestUpdatedAt);
  const since = oldest ?? textValue(values.lastUpdatedAt);
  const latest = textValue(selector.latestUpdatedAt);
  if (since === undefined) {
    plan.lost(['leadSelector'], 'A span of time needs its beginning.', 'Fill in oldestUpdatedAt.');
    notPaged(plan);
    return;
  }
  const sincePath = oldest === undefined ? ['lastUpdatedAt'] : ['leadSelector', 'oldestUpdatedAt'];
  if (oldest !== undefined) plan.implied(['lastUpdatedAt'], 'oldestUpdatedAt goes before it.');
  const activities = activityCalls(plan, {
    since,
    sincePath,
    until: latest,
    untilPath: ['leadSelector', 'latestUpdatedAt'],
    about: 'Whatever happened in the span, to know whose leads these are',
  });
  const ids = new Reference('leadId', [activities], 'leadId', true);
  const call = plan.call({
    id: 'leads',
    about: 'The leads to whom it happened',
    operation: 'getLeadsByFilterUsingGET',
    query: [
      { name: 'filterType', value: 'id' },
      { name: 'filterValues', value: [pieceOf('leadIds')] },
      { name: 'fields', value: wantedFields(plan, values) },
      pageSize(values),
    ],
    lists: [{ name: 'leadIds', parts: [ids], size: MOST_VALUES }],
    paging: 'token',
  });
  sentFields(plan, values, call);
  plan.decide(
    'A span is read through the activity log: leads that changed without an activity in it are not found.',
  );
  plan.alternative({
    about:
      'Many leads by date: a bulk extract filtered by updatedAt, where the subscription allows that filter.',
    operations: BULK_EXTRACT,
  });
}

function wantedFields(plan: RestPlan, values: Values): readonly Part[] {
  const wanted = placedTexts(values.includeAttributes, ['includeAttributes'], 'stringItem');
  if (wanted.length === 0) return allFields(plan);
  return [...new Set(['id', 'email', ...wanted.map(({ text }) => restName(plan, text))])];
}

function sentFields(plan: RestPlan, values: Values, call: string): void {
  for (const { path } of placedTexts(values.includeAttributes, ['includeAttributes'], 'stringItem')) {
    plan.sent(path, call, 'query fields');
  }
  if (pageSize(values)) plan.sent(['batchSize'], call, 'query batchSize');
}

/** A page of the size that the request asks for, as far as REST goes. */
export function pageSize(values: Values): { name: string; value: string } | undefined {
  const size = integerValue(values.batchSize);
  if (size === undefined || !Number.isInteger(size) || size < 1) return undefined;
  return { name: 'batchSize', value: String(Math.min(size, MOST_VALUES)) };
}

/** The position of a page belongs to SOAP alone. */
export function streamPosition(plan: RestPlan, path: Path = ['streamPosition']): void {
  plan.lost(
    path,
    'A stream position of SOAP means nothing to REST.',
    'Begin anew, and go on with the nextPageToken of each answer.',
  );
}

/** Nothing is asked, so nothing is paged either. */
function notPaged(plan: RestPlan): void {
  for (const name of ['batchSize', 'includeAttributes', 'lastUpdatedAt']) {
    plan.lost([name], 'There is nothing to ask for.', 'Choose the leads first.');
  }
}

/** The REST name of a lead field. */
export function restName(plan: RestPlan, soap: string): string {
  const known = plan.names.ofSoap(soap);
  if (known) return known.rest;
  if (soap === 'Id') return 'id';
  plan.decide(
    plan.names.described
      ? `Describe Lead has no field with the SOAP name ${soap}.`
      : `${soap} is no standard field. Custom fields mostly keep their name; paste Describe Lead to be sure.`,
  );
  return soap;
}

function commaNote(plan: RestPlan, values: readonly string[]): void {
  if (values.some((value) => value.includes(','))) {
    plan.decide(
      'A value holds a comma. The values are repeated, as the OpenAPI document allows; the pages write lists with commas.',
    );
  }
}

/** Creates or updates one lead. */
export function syncLead(plan: RestPlan, values: Values, headers: Readonly<Record<string, Values>>): void {
  const path = ['leadRecord'];
  const record = isValues(values.leadRecord) ? values.leadRecord : undefined;
  const read = record && readRecord(plan, record, path, true);
  const cookie = textValue(values.marketoCookie);
  const partition = partitionOf(plan, headers);
  const email = read?.email;
  const id = read?.id;
  if (!read || (id === undefined && email === undefined && cookie === undefined)) {
    plan.lost(
      path,
      'REST needs an id, an e-mail address or a cookie to know the lead by.',
      'Add one of them, or a custom field for the id of your own system.',
    );
    for (const name of ['returnLead', 'marketoCookie', 'moveCookie'])
      plan.implied([name], 'No lead is stored.');
    plan.implied(['MktowsContextHeader'], 'No lead is stored.');
    return;
  }
  const base = { about: 'Stores the lead', operation: 'syncLeadUsingPOST', id: 'lead' } as const;
  const stored: string[] = [];
  const body = (head: Record<string, JsonPart>, more: Record<string, JsonPart> = {}): NewCall['body'] => ({
    kind: 'json',
    value: { ...head, input: [{ ...more, ...read.fields }] },
  });
  if (id !== undefined) {
    stored.push(plan.call({ ...base, body: body({ action: 'updateOnly', lookupField: 'id' }) }));
    if (partition) {
      plan.lost(
        partition.path,
        'A lead that is named by its id stays in its partition.',
        'Leave it out: partitionName goes only with new leads.',
      );
    }
    if (partition)
      plan.decide(
        'A lead that is named by its id stays in its partition: partitionName goes only with new leads.',
      );
  } else if (email !== undefined) {
    stored.push(
      plan.call({
        ...base,
        body: body({
          action: 'createOrUpdate',
          lookupField: 'email',
          ...(partition && { partitionName: partition.name }),
        }),
      }),
    );
    plan.decide(
      'Where several leads have the e-mail address, REST takes none of them (1007): find the one that is meant and update it by id.',
    );
  } else {
    const look = plan.call({
      id: 'cookie',
      about: 'The lead whose browser has the cookie',
      operation: 'getLeadsByFilterUsingGET',
      query: [
        { name: 'filterType', value: 'cookies' },
        { name: 'filterValues', value: [cookie ?? ''] },
        { name: 'fields', value: ['id'] },
      ],
    });
    plan.sent(['marketoCookie'], look, 'query filterValues');
    const found = new Reference('leadId', [look], 'id');
    stored.push(
      plan.call({
        ...base,
        when: { call: look, found: true },
        body: body({ action: 'updateOnly', lookupField: 'id' }, { id: found }),
      }),
      plan.call({
        ...base,
        when: { call: look, found: false },
        body: body({ action: 'createOnly', ...(partition && { partitionName: partition.name }) }),
      }),
    );
    plan.decide('Whether a lead can be created without an e-mail address is not documented.');
  }
  for (const call of stored)
    for (const [place, at] of read.places) plan.sent(place, call, `body input[0].${at}`);
  if (partition && id === undefined)
    for (const call of stored) plan.sent(partition.path, call, 'body partitionName');
  const leadId = new Reference('leadId', stored, 'id');
  if (cookie !== undefined) {
    const call = plan.call({
      id: 'associate',
      about: 'Ties the browser with this cookie to the lead',
      operation: 'associateLeadUsingPOST',
      path: { leadId },
      query: [{ name: 'cookie', value: cookie }],
    });
    plan.sent(['marketoCookie'], call, 'query cookie');
    plan.lost(
      ['moveCookie'],
      'REST does not say what becomes of a cookie that another lead has.',
      'Try it with a cookie of your own before you rely on it.',
    );
  } else plan.implied(['moveCookie'], 'There is no cookie.');
  if (booleanValue(values.returnLead)) {
    const fields = allFields(plan);
    const call = plan.call({
      id: 'return',
      about: 'The lead as it is stored now',
      operation: 'getLeadsByFilterUsingGET',
      query: [
        { name: 'filterType', value: 'id' },
        { name: 'filterValues', value: [leadId] },
        { name: 'fields', value: fields },
      ],
    });
    plan.sent(['returnLead'], call, 'this call');
  } else plan.implied(['returnLead'], 'REST never gives the lead back by itself.');
}

interface ReadRecord {
  readonly id?: string;
  readonly email?: string;
  /** By REST name, as JSON. */
  readonly fields: Readonly<Record<string, JsonPart>>;
  /** Each field of the request with the member that it went to. */
  readonly places: readonly (readonly [Path, string])[];
  readonly foreign: boolean;
}

/**
 * A LeadRecord as a JSON object.
 *
 * @param takesEmail whether an Email element beside an Id changes the address.
 */
function readRecord(plan: RestPlan, record: Values, path: Path, takesEmail: boolean): ReadRecord {
  const fields: Record<string, JsonPart> = {};
  const places: [Path, string][] = [];
  const given = new Map<string, Path>();
  const put = (at: Path, name: string, value: JsonPart) => {
    const before = given.get(name);
    if (before) plan.lost(before, `${name} is given twice, and the later one counts.`, 'Leave it out.');
    for (const [index, [, known]] of places.entries()) if (known === name) places.splice(index, 1);
    given.set(name, at);
    Object.defineProperty(fields, name, { value, configurable: true, enumerable: true, writable: true });
    places.push([at, name]);
  };
  let id = textValue(record.Id);
  let idPath = [...path, 'Id'];
  let email = textValue(record.Email);
  const emailPath = [...path, 'Email'];
  let foreign = textValue(record.ForeignSysPersonId) !== undefined;
  for (const { value, path: at } of placedGroups(
    record.leadAttributeList,
    [...path, 'leadAttributeList'],
    'attribute',
  )) {
    const name = textValue(value.attrName);
    plan.implied([...at, 'attrType'], 'A field has one type, which is known to the service.');
    if (name === undefined) {
      plan.lost(at, 'A value without a name has no field.', 'Name the field.');
      continue;
    }
    const text = typeof value.attrValue === 'string' ? value.attrValue : '';
    if (name === 'Id' && id === undefined) {
      id = textValue(text);
      idPath = [...at, 'attrValue'];
      plan.implied([...at, 'attrName'], 'It is the id.');
    } else if (name === 'Email' && email !== undefined && takesEmail) {
      plan.lost(at, 'The element Email goes before the attribute.', 'Leave it out.');
    } else if (name === 'ForeignSysPersonId' || name === 'ForeignSysType') {
      foreign = true;
      foreignLost(plan, at);
    } else if (name === 'Id') plan.lost(at, 'The element Id goes before the attribute.', 'Leave it out.');
    else {
      const rest = restName(plan, name);
      put([...at, 'attrValue'], rest, jsonValue(plan.names.ofSoap(name)?.type, text));
      places.push([[...at, 'attrName'], rest]);
      if (name === 'Email') email = textValue(text) ?? email;
    }
  }
  if (foreign) {
    foreignLost(plan, [...path, 'ForeignSysPersonId']);
    foreignLost(plan, [...path, 'ForeignSysType']);
  } else
    plan.lost(
      [...path, 'ForeignSysType'],
      'A kind of system without a person in it says nothing.',
      'Leave it out.',
    );
  if (id !== undefined) {
    if (/^\d{1,10}$/.test(id)) put(idPath, 'id', Number(id));
    else {
      plan.lost(
        idPath,
        'An id is a whole number, and this is none.',
        'Use the number that the lead’s page shows.',
      );
      id = undefined;
    }
  }
  const element = textValue(record.Email);
  if (element !== undefined) {
    if (takesEmail || id === undefined) {
      if (!given.has('email')) put(emailPath, 'email', element);
      else {
        plan.here(
          emailPath,
          'It finds the lead, and the attribute Email is stored as its new address: two calls where they differ.',
        );
        plan.decide(
          'Email as an element and as an attribute differ in what they mean: the element finds the lead, the attribute is its new address.',
        );
      }
    } else plan.implied(emailPath, 'Beside an Id, syncMultipleLeads leaves the address alone.');
  }
  return { id, email, fields, places, foreign };
}

function foreignLost(plan: RestPlan, path: Path): void {
  plan.lost(
    path,
    'REST knows no ids of other systems beside the lead.',
    'Keep the id in a custom field, which lookupField can then name.',
  );
}

/** A value of a lead field as JSON: empty clears the field, truth values are JSON's, all else is a text. */
export function jsonValue(type: string | undefined, text: string): JsonPart {
  if (textValue(text) === undefined) return null;
  if (type === 'boolean') {
    const known = booleanValue(text);
    if (known !== undefined) return known;
  }
  return text;
}

function partitionOf(
  plan: RestPlan,
  headers: Readonly<Record<string, Values>>,
): { readonly name: string; readonly path: Path } | undefined {
  const context = headers.MktowsContextHeader;
  const name = context && textValue(fieldValue(context, 'targetWorkspace'));
  const path = ['MktowsContextHeader', 'targetWorkspace'];
  if (name === undefined) return undefined;
  if (name.toLowerCase() === 'default') {
    plan.implied(path, 'The default partition needs no word.');
    return undefined;
  }
  plan.decide(
    `A workspace is no partition: find out with leads/partitions.json which partitionName stands for ${name}.`,
  );
  return { name, path };
}

/** Creates or updates many leads. */
export function syncMultipleLeads(plan: RestPlan, values: Values): void {
  const duplicates = booleanValue(values.dedupEnabled) === false;
  const groups = new Map<string, ReadRecord[]>();
  const emails = new Set<string>();
  let round = 0;
  for (const { value, path } of placedGroups(values.leadRecordList, ['leadRecordList'], 'leadRecord')) {
    const record = readRecord(plan, value, path, false);
    if (record.id === undefined && record.email === undefined) {
      plan.lost(
        path,
        'REST needs an id or an e-mail address to know the lead by.',
        'Add one of them, or a custom field for the id of your own system.',
      );
      continue;
    }
    const kind = record.id !== undefined ? 'id' : duplicates ? 'duplicate' : 'email';
    const key = record.email?.toLowerCase() ?? '';
    if (kind === 'email' && emails.has(key)) {
      // Two records of one lead go into two calls, so that the second one meets the first.
      emails.clear();
      round += 1;
    }
    if (kind === 'email') emails.add(key);
    const group = `${kind} ${kind === 'email' ? round : 0}`;
    groups.set(group, [...(groups.get(group) ?? []), record]);
  }
  const calls: string[] = [];
  for (const [group, records] of groups) {
    const [kind = ''] = group.split(' ');
    for (const piece of pieces(records, MOST_VALUES)) {
      const call = plan.call({
        id: 'leads',
        about: ABOUT[kind] ?? '',
        operation: 'syncLeadUsingPOST',
        body: { kind: 'json', value: { ...HEADS[kind], input: piece.map(({ fields }) => fields) } },
      });
      calls.push(call);
      for (const [index, { places }] of piece.entries()) {
        for (const [path, at] of places) plan.sent(path, call, `body input[${index}].${at}`);
      }
      if (kind !== 'id') plan.sent(['dedupEnabled'], call, 'body action');
    }
  }
  plan.implied(['dedupEnabled'], 'All leads are named by their id, so there is nothing to match.');
  if (calls.length > 1)
    plan.decide('The answers of the calls have to be put back into the order of the request.');
}

const ABOUT: Readonly<Record<string, string>> = {
  id: 'Stores the leads that are named by their id',
  email: 'Stores the leads that are matched by e-mail address',
  duplicate: 'Stores the leads without a look for others with their address',
};

const HEADS: Readonly<Record<string, Record<string, JsonPart>>> = {
  id: { action: 'updateOnly', lookupField: 'id' },
  email: { action: 'createOrUpdate', lookupField: 'email' },
  duplicate: { action: 'createDuplicate' },
};

/** The most losers in one call (vendor's page on leads). */
const MOST_LOSERS = 25;

/** Merges leads into one. */
export function mergeLeads(plan: RestPlan, values: Values): void {
  const winner = keyOfList(
    plan,
    placedGroups(values.winningLeadKeyList, ['winningLeadKeyList'], 'attribute'),
  );
  const losers = placedGroups(values.losingLeadKeyLists, ['losingLeadKeyLists'], 'keyList').flatMap(
    ({ value, path }) => keyOfList(plan, placedGroups(value, path, 'attribute')) ?? [],
  );
  if (!winner || losers.length === 0) {
    const instead = 'Name the winner and at least one other lead.';
    for (const name of ['winningLeadKeyList', 'losingLeadKeyLists', 'mergeInSales']) {
      plan.lost([name], 'A merge needs a winner and somebody who loses.', instead);
    }
    return;
  }
  const [winnerId] = leadIds(plan, [winner], () => undefined);
  const loserIds = leadIds(plan, losers, () => undefined);
  const inCrm = booleanValue(values.mergeInSales) === true;
  const first = single(winnerId);
  const call = plan.call({
    id: 'merge',
    about: 'Merges the others into the winner',
    operation: 'mergeLeadsUsingPOST',
    path: { leadId: first ?? '' },
    query: [
      { name: 'leadIds', value: [pieceOf('leadIds')] },
      inCrm ? { name: 'mergeInCRM', value: 'true' } : undefined,
    ],
    lists: [{ name: 'leadIds', parts: loserIds, size: MOST_LOSERS }],
  });
  if (winner.type === 'IDNUM') plan.sent(winner.valuePath, call, 'path leadId');
  for (const loser of losers) {
    if (loser.type === 'IDNUM') plan.sent(loser.valuePath, call, 'query leadIds');
  }
  if (inCrm) plan.sent(['mergeInSales'], call, 'query mergeInCRM');
  if (!inCrm) plan.implied(['mergeInSales'], 'Without mergeInCRM nothing is merged in the sales system.');
  if (loserIds.length > MOST_LOSERS)
    plan.decide('More than 25 leads are merged in several calls, each of which can fail alone.');
}

/** A part that is one value, where a look-up might give several. */
export function single(part: Part | undefined): Part | undefined {
  return part instanceof Reference
    ? new Reference(part.name, part.calls, part.member, false, part.where)
    : part;
}

/** The key by which the lead of a list is named in REST: its id if it is there. The others are checked by the caller. */
function keyOfList(
  plan: RestPlan,
  attributes: readonly { readonly value: Values; readonly path: Path }[],
): PlacedKey | undefined {
  const keys = attributes.flatMap(({ value, path }) => {
    plan.implied([...path, 'attrType'], 'A key has one type, which is known to the service.');
    const key = placedKey(plan, value, path, ['attrName', 'attrValue']);
    return key && !isLostKey(plan, key) ? [key] : [];
  });
  const chosen = keys.find(({ type }) => type === 'IDNUM') ?? keys[0];
  for (const { typePath, valuePath } of keys.filter((key) => key !== chosen)) {
    for (const path of [typePath, valuePath]) plan.here(path, 'Check that this key means the same lead.');
  }
  return chosen;
}
