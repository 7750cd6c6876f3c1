import { textValue } from '../../envelope/contents';
import { readInstant } from '../../text/instant';
import type { Path, Values } from '../../envelope/values';
import { pieceOf, Reference, type JsonPart, type Part } from '../equivalent';
import { placedGroups, type RestPlan } from '../plan';
import { restTime } from './activities';
import { wantsDetails } from './mobjects';

/** The largest page of assets. */
const PAGE = '200';

interface Criterion {
  readonly name: string;
  readonly by: string;
  readonly value: string;
  readonly path: Path;
}

/** Programs: found by id, name, tag or time, and then read one by one. */
export function getPrograms(plan: RestPlan, values: Values): void {
  plan.lost(['externalKey'], 'A program has no external key.', 'Name it by its id or its name.');
  plan.lost(['mObjAssociationList'], 'A program has no links here.', 'Leave them out.');
  const criteria = placedGroups(values.mObjCriteriaList, ['mObjCriteriaList'], 'mObjCriteria').map(
    ({ value, path }): Criterion => ({
      name: textValue(value.attrName) ?? '',
      by: textValue(value.comparison) ?? '',
      value: textValue(value.attrValue) ?? '',
      path,
    }),
  );
  const { programs, calls, used } = find(plan, values, criteria);
  for (const call of calls) plan.sent(['type'], call, 'path');
  for (const { path } of criteria.filter((one) => !used.includes(one))) {
    plan.here(path, 'REST has no comparisons: keep the programs for which it holds.');
  }
  const id = { id: pieceOf('programIds') };
  const lists = [{ name: 'programIds', parts: [programs], size: 1 }];
  plan.call({
    id: 'folder',
    about: 'Of each program the path in the tree, and whether it is archived',
    operation: 'getFolderByIdUsingGET',
    path: id,
    query: [{ name: 'type', value: 'Program' }],
    lists,
  });
  if (!wantsDetails(values)) {
    plan.implied(
      ['includeDetails'],
      'Tags and costs come without being asked for; tokens have a call of their own.',
    );
    return;
  }
  const call = plan.call({
    id: 'tokens',
    about: 'Of each program the tokens',
    operation: 'getTokensByFolderIdUsingGET',
    path: id,
    query: [{ name: 'folderType', value: 'Program' }],
    lists,
  });
  plan.sent(['includeDetails'], call, 'this call');
}

interface Found {
  /** The ids. */
  readonly programs: Part;
  readonly calls: readonly string[];
  readonly used: readonly Criterion[];
}

function find(plan: RestPlan, values: Values, criteria: readonly Criterion[]): Found {
  const equal = (name: string) =>
    criteria.find((one) => one.name === name && one.by === 'EQ' && one.value !== '');
  const id = textValue(values.id);
  const byId = equal('Id');
  if ((id ?? byId?.value) !== undefined) {
    const call = plan.call({
      id: 'program',
      about: 'The program with its tags and costs',
      operation: 'getProgramByIdUsingGET',
      path: { id: id ?? byId?.value ?? '' },
    });
    plan.sent(['id'], call, 'path id');
    if (id === undefined && byId) for (const part of PARTS) plan.sent([...byId.path, part], call, 'path id');
    return {
      programs: new Reference('programId', [call], 'id', true),
      calls: [call],
      used: id === undefined && byId ? [byId] : [],
    };
  }
  const named = equal('Name');
  if (named) {
    const call = plan.call({
      id: 'program',
      about: 'The program with its tags and costs',
      operation: 'getProgramByNameUsingGET',
      query: [
        { name: 'name', value: named.value },
        { name: 'includeTags', value: 'true' },
        { name: 'includeCosts', value: 'true' },
      ],
    });
    for (const part of PARTS) plan.sent([...named.path, part], call, 'query name');
    return { programs: new Reference('programId', [call], 'id', true), calls: [call], used: [named] };
  }
  const { call, used } = search(plan, criteria, equal('Tag Type'), equal('Tag Value'));
  const each = plan.call({
    id: 'program',
    about: 'Each program with its tags and costs, which the list lacks',
    operation: 'getProgramByIdUsingGET',
    path: { id: pieceOf('programIds') },
    lists: [{ name: 'programIds', parts: [new Reference('programId', [call], 'id', true)], size: 1 }],
  });
  return { programs: new Reference('programId', [each], 'id', true), calls: [call], used };
}

const PARTS = ['attrName', 'comparison', 'attrValue'];

function search(
  plan: RestPlan,
  criteria: readonly Criterion[],
  type: Criterion | undefined,
  value: Criterion | undefined,
): { readonly call: string; readonly used: readonly Criterion[] } {
  const paging = { paging: 'offset' } as const;
  if (type && value && type.value.toLowerCase() !== 'channel') {
    const call = plan.call({
      id: 'programs',
      about: 'The programs with this tag',
      operation: 'getProgramListByTagUsingGET',
      query: [
        { name: 'tagType', value: type.value },
        { name: 'tagValue', value: value.value },
        { name: 'maxReturn', value: PAGE },
      ],
      ...paging,
    });
    for (const part of PARTS) {
      plan.sent([...type.path, part], call, 'query tagType');
      plan.sent([...value.path, part], call, 'query tagValue');
    }
    return { call, used: [type, value] };
  }
  const from = criteria.find(({ name, by, value: text }) => DATES.has(name) && FROM.has(by) && isDate(text));
  const to = criteria.find(
    ({ name, by, value: text }) => name === 'Updated At' && TO.has(by) && isDate(text),
  );
  const call = plan.call({
    id: 'programs',
    about: from || to ? 'The programs that were created or updated in the span' : 'All programs',
    operation: 'browseProgramsUsingGET',
    query: [
      from && { name: 'earliestUpdatedAt', value: restTime(plan, from.value) },
      from && to && { name: 'latestUpdatedAt', value: restTime(plan, to.value) },
      { name: 'maxReturn', value: PAGE },
    ],
    ...paging,
  });
  const how = 'The call gives more than is wanted: keep the programs for which it holds.';
  if (from) {
    plan.sent([...from.path, 'attrValue'], call, 'query earliestUpdatedAt');
    plan.here(from.path, how);
  }
  if (from && to) {
    plan.sent([...to.path, 'attrValue'], call, 'query latestUpdatedAt');
    plan.here(to.path, how);
  }
  return { call, used: [] };
}

const DATES: ReadonlySet<string> = new Set(['Created At', 'Updated At']);
const FROM: ReadonlySet<string> = new Set(['GE', 'GT']);
const TO: ReadonlySet<string> = new Set(['LE', 'LT']);

function isDate(text: string): boolean {
  return readInstant(text) !== null;
}

/** The costs and tags of one program. */
export function planSyncProgram(plan: RestPlan, object: Values, path: Path, operation: string): void {
  const id = textValue(object.id);
  if (operation !== 'UPDATE' || id === undefined || !/^\d{1,10}$/.test(id)) {
    plan.lost(
      path,
      'A program is updated by its id, and never created so.',
      'Set operation to UPDATE, and give the id.',
    );
    return;
  }
  plan.lost([...path, 'externalKey'], 'A program has no external key.', 'Leave it out.');
  plan.lost([...path, 'associationList'], 'A program has no links here.', 'Leave them out.');
  plan.lost(
    [...path, 'attribList'],
    'SOAP changed none of a program’s attributes, and neither does this call.',
    'Leave them out.',
  );
  const costs: JsonPart[] = [];
  const tags: JsonPart[] = [];
  const places: [Path, string][] = [];
  for (const { value, path: at } of placedGroups(
    object.typeAttribList,
    [...path, 'typeAttribList'],
    'typeAttrib',
  )) {
    const parts = new Map(
      placedGroups(value.attrList, [...at, 'attrList'], 'attrib').map((part) => [
        textValue(part.value.name) ?? '',
        { text: textValue(part.value.value) ?? '', path: part.path },
      ]),
    );
    const type = textValue(value.attrType);
    const into =
      type === 'Cost'
        ? cost(plan, parts, at, costs)
        : type === 'Tag'
          ? tag(plan, parts, at, tags)
          : undefined;
    if (into === undefined) {
      plan.lost(
        at,
        'REST changes the costs and the tags of a program.',
        'Tokens have calls of their own, among the assets.',
      );
      continue;
    }
    places.push([[...at, 'attrType'], into]);
    for (const { path: part } of parts.values())
      for (const name of ['name', 'value']) places.push([[...part, name], into]);
  }
  if (costs.length === 0 && tags.length === 0) {
    plan.lost(
      path,
      'There is neither a cost nor a tag that REST could set.',
      'Give a cost with month and amount, or a tag with type and value.',
    );
    return;
  }
  const call = plan.call({
    id: 'program',
    about: 'Adds costs to the program and sets its tags',
    operation: 'updateProgramUsingPOST',
    path: { id },
    body: {
      kind: 'form',
      fields: [
        ...(costs.length > 0 ? [{ name: 'costs', value: costs }] : []),
        ...(tags.length > 0 ? [{ name: 'tags', value: tags }] : []),
      ],
    },
  });
  plan.sent(['operation'], call, 'method and path');
  plan.sent([...path, 'type'], call, 'path');
  plan.sent([...path, 'id'], call, 'path id');
  for (const [place, at] of places) plan.sent(place, call, `form ${at}`);
  if (tags.length > 0)
    plan.decide(
      'Whether tags that are not sent stay on the program is not documented: read them first, and send all.',
    );
}

type Parts = ReadonlyMap<string, { readonly text: string; readonly path: Path }>;

function cost(plan: RestPlan, parts: Parts, path: Path, costs: JsonPart[]): string | undefined {
  const month = /^(\d{4}-\d\d)(-\d\d)?$/.exec(parts.get('Month')?.text ?? '')?.[1];
  const amount = parts.get('Amount')?.text ?? '';
  if (parts.has('Id')) {
    plan.lost(
      path,
      'Costs have no id in REST: they are added, or all replaced at once.',
      'Send all costs with costsDestructiveUpdate.',
    );
    return undefined;
  }
  if (month === undefined || !/^\d{1,9}$/.test(amount)) {
    plan.lost(
      path,
      'A cost is a month and a whole number in REST.',
      'Round the amount, and write the month as 2013-06-01.',
    );
    return undefined;
  }
  const note = parts.get('Note')?.text;
  costs.push({ startDate: `${month}-01T00:00:00Z`, cost: Number(amount), ...(note ? { note } : {}) });
  for (const [name, part] of parts) {
    if (!['Month', 'Amount', 'Note'].includes(name))
      plan.lost(part.path, 'A cost has no such part.', 'Leave it out.');
  }
  return `costs[${costs.length - 1}]`;
}

function tag(plan: RestPlan, parts: Parts, path: Path, tags: JsonPart[]): string | undefined {
  const type = parts.get('Type')?.text ?? '';
  const value = parts.get('Value')?.text ?? '';
  if (type === '' || value === '') {
    plan.lost(path, 'A tag needs a type and a value.', 'Fill in both.');
    return undefined;
  }
  if (type.toLowerCase() === 'channel') {
    plan.lost(
      path,
      'The channel of a program is chosen when it is made.',
      'Make another program with that channel.',
    );
    return undefined;
  }
  tags.push({ tagType: type, tagValue: value });
  return `tags[${tags.length - 1}]`;
}
