import { textValue } from '../../envelope/contents';
import type { Path, Value, Values } from '../../envelope/values';
import { pieceOf, type JsonPart, type Part } from '../equivalent';
import { MOST_VALUES, pieces, placedGroups, placedTexts, type RestPlan } from '../plan';
import { pageSize, streamPosition } from './leads';
import { actionOf, objectFields } from './mobjects';

interface Pair {
  readonly name: string;
  readonly text: string | undefined;
  readonly path: Path;
}

function pairsOf(plan: RestPlan, list: Value | undefined, path: Path): Pair[] {
  return placedGroups(list, path, 'attribute').flatMap(({ value, path: at }) => {
    const name = textValue(value.attrName);
    plan.implied([...at, 'attrType'], 'A field has one type, which is known to the service.');
    if (name !== undefined) return [{ name, text: textValue(value.attrValue), path: at }];
    plan.lost(at, 'A value without a name has no field.', 'Name the field.');
    return [];
  });
}

function typeName(plan: RestPlan, values: Values): string | undefined {
  const name = textValue(values.objTypeName);
  if (name === undefined) {
    plan.lost([], 'Without the name of a type there is nothing to ask for.', 'Fill in objTypeName.');
    return undefined;
  }
  plan.decide(
    'REST knows a type by its API name, which may differ from SOAP’s in case or end in _c: customobjects.json lists them.',
  );
  return name;
}

/** Reads records by their keys. */
export function getCustomObjects(plan: RestPlan, values: Values): void {
  const type = typeName(plan, values);
  if (type === undefined) return;
  streamPosition(plan);
  const keys = pairsOf(plan, values.customObjKeyList, ['customObjKeyList']).filter((pair) => {
    if (pair.text === undefined) plan.lost(pair.path, 'A key without a value finds nothing.', 'Fill it in.');
    return pair.text !== undefined;
  });
  if (keys.length === 0) {
    for (const name of ['objTypeName', 'customObjKeyList', 'includeAttributes', 'batchSize']) {
      plan.lost([name], 'REST wants a value to look for.', 'Name at least one key.');
    }
    return;
  }
  const wanted = placedTexts(values.includeAttributes, ['includeAttributes'], 'stringItem');
  const names = [...new Set([...keys.map(({ name }) => name), ...wanted.map(({ text }) => text)])];
  const fields: readonly Part[] =
    wanted.length > 0 ? names : objectFields(plan, 'describeUsingGET_1', { customObjectName: type });
  const size = pageSize(values);
  const [only] = keys;
  const call =
    keys.length === 1 && only
      ? plan.call({
          id: 'records',
          about: 'The records with this key',
          operation: 'getCustomObjectsUsingGET',
          path: { customObjectName: type },
          query: [
            { name: 'filterType', value: only.name },
            { name: 'filterValues', value: [only.text ?? ''] },
            { name: 'fields', value: fields },
            size,
          ],
          paging: 'token',
        })
      : plan.call({
          id: 'records',
          about: 'The record with these keys: a question that is sent as a body',
          operation: 'getCustomObjectsUsingGET',
          path: { customObjectName: type },
          asGet: true,
          lists: [{ name: 'fields', parts: fields, size: 1_000 }],
          body: {
            kind: 'json',
            value: {
              filterType: 'dedupeFields',
              fields: [pieceOf('fields')],
              input: [Object.fromEntries(keys.map(({ name, text }) => [name, text ?? null]))],
              ...(size ? { batchSize: Number(size.value) } : {}),
            },
          },
          paging: 'token',
        });
  const single = keys.length === 1;
  if (!single)
    plan.decide(
      'Several keys are sent as dedupeFields, and have to be all of them: describe names them. With fewer, ask by one and compare the others yourself.',
    );
  plan.sent(['objTypeName'], call, 'path customObjectName');
  for (const { path, name } of keys) {
    plan.sent([...path, 'attrName'], call, single ? 'query filterType' : `body input[0].${name}`);
    plan.sent([...path, 'attrValue'], call, single ? 'query filterValues' : `body input[0].${name}`);
  }
  for (const { path } of wanted) plan.sent(path, call, single ? 'query fields' : 'body fields');
  if (size) plan.sent(['batchSize'], call, single ? 'query batchSize' : 'body batchSize');
  if (keys.some(({ name }) => name.toUpperCase() === 'MKTOID')) {
    plan.decide(
      'MKTOID, the id of the lead, may be a link field of another name in REST: describe has it under relationships.',
    );
  }
}

/** Creates or updates records. */
export function planSyncCustomObjects(plan: RestPlan, values: Values): void {
  const type = typeName(plan, values);
  if (type === undefined) return;
  const operation = textValue(values.operation) ?? 'UPSERT';
  const action = actionOf(operation) ?? 'createOrUpdate';
  const records = placedGroups(values.customObjList, ['customObjList'], 'customObj');
  if (records.length === 0) {
    for (const name of ['objTypeName', 'operation'])
      plan.lost([name], 'There is no record to store.', 'Add one.');
    return;
  }
  for (const piece of pieces(records, MOST_VALUES)) {
    const places: [Path, string][] = [];
    const input = piece.map(({ value, path }, index) => {
      const record: Record<string, JsonPart> = {};
      for (const { name, text, path: at } of [
        ...pairsOf(plan, value.customObjKeyList, [...path, 'customObjKeyList']),
        ...pairsOf(plan, value.customObjAttributeList, [...path, 'customObjAttributeList']),
      ]) {
        if (Object.hasOwn(record, name)) {
          plan.lost(at, `${name} is given already.`, 'Leave it out.');
          continue;
        }
        Object.defineProperty(record, name, {
          value: text ?? null,
          configurable: true,
          enumerable: true,
          writable: true,
        });
        for (const part of ['attrName', 'attrValue'])
          places.push([[...at, part], `body input[${index}].${name}`]);
      }
      return record;
    });
    const call = plan.call({
      id: 'records',
      about: 'Stores the records',
      operation: 'syncCustomObjectsUsingPOST',
      path: { customObjectName: type },
      body: {
        kind: 'json',
        value: { action, ...(action === 'updateOnly' ? { dedupeBy: 'dedupeFields' } : {}), input },
      },
    });
    plan.sent(['objTypeName'], call, 'path customObjectName');
    plan.sent(['operation'], call, 'body action');
    for (const [path, at] of places) plan.sent(path, call, at);
  }
  plan.alternative({
    about: 'Very many records: a bulk import of a CSV file.',
    operations: ['importCustomObjectUsingPOST', 'getImportCustomObjectStatusUsingGET'],
  });
}

/** Deletes records by their keys. */
export function deleteCustomObjects(plan: RestPlan, values: Values): void {
  const type = typeName(plan, values);
  if (type === undefined) return;
  const lists = placedGroups(values.customObjKeyLists, ['customObjKeyLists'], 'keyList').map(
    ({ value, path }) => pairsOf(plan, value, path),
  );
  const records = lists.filter((pairs) => pairs.length > 0);
  if (records.length === 0) {
    plan.lost(['objTypeName'], 'There is no record to delete.', 'Name one by its keys.');
    return;
  }
  for (const piece of pieces(records, MOST_VALUES)) {
    const call = plan.call({
      id: 'records',
      about: 'Deletes the records',
      operation: 'deleteCustomObjectsUsingPOST',
      path: { customObjectName: type },
      body: {
        kind: 'json',
        value: {
          deleteBy: 'dedupeFields',
          input: piece.map((pairs) =>
            Object.fromEntries(pairs.map(({ name, text }) => [name, text ?? null])),
          ),
        },
      },
    });
    plan.sent(['objTypeName'], call, 'path customObjectName');
    for (const [index, pairs] of piece.entries()) {
      for (const { name, path } of pairs) {
        for (const part of ['attrName', 'attrValue'])
          plan.sent([...path, part], call, `body input[${index}].${name}`);
      }
    }
  }
  plan.decide(
    'A record is deleted by all its dedupe fields. With fewer keys, look the records up and delete them by marketoGUID.',
  );
}
