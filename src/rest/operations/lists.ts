import { booleanValue, textValue } from '../../envelope/contents';
import { fieldValue, isValues, type Path, type Values } from '../../envelope/values';
import { pieceOf, Reference, type Part } from '../equivalent';
import { MOST_VALUES, placedGroups, type NewCall, type RestPlan } from '../plan';
import { leadIds, placedKey, type PlacedKey } from './lead-keys';

/** How a request names a static list. */
export interface NamedList {
  readonly id?: string;
  readonly idPath: Path;
  /** `List`, or `Program.List`. */
  readonly fullName?: string;
  readonly namePath: Path;
}

/** The id of a list: as given, or looked up by its name. Undefined when the request names none; that is said then. */
export function listReference(
  plan: RestPlan,
  { id, idPath, fullName, namePath }: NamedList,
): Part | undefined {
  if (id !== undefined && /^\d{1,10}$/.test(id)) {
    plan.implied(namePath, 'The id goes before the name.');
    return id;
  }
  if (id !== undefined)
    plan.lost(idPath, 'An id is a whole number, and this is none.', 'Use the list’s number.');
  if (fullName === undefined) {
    plan.lost(namePath, 'No list is named.', 'Name a list, or give its id.');
    return undefined;
  }
  const dot = fullName.indexOf('.');
  if (dot <= 0 || dot === fullName.length - 1) return listByName(plan, { name: fullName, namePath });
  if (fullName.indexOf('.', dot + 1) > 0) {
    plan.decide(`${fullName} has several dots: here the program’s name ends at the first one.`);
  }
  return listByName(plan, { program: fullName.slice(0, dot), name: fullName.slice(dot + 1), namePath });
}

/** Looks up a list of a program, or of the lead database. */
export function listByName(
  plan: RestPlan,
  {
    program,
    name,
    namePath,
    programPath,
  }: { program?: string; name: string; namePath: Path; programPath?: Path },
): Reference {
  const call = plan.call({
    id: 'list',
    about:
      program === undefined
        ? 'The list’s id: the list of this name that belongs to no program'
        : 'The list’s id',
    operation: 'getListsUsingGET',
    query: [
      { name: 'name', value: [name] },
      program === undefined ? undefined : { name: 'programName', value: [program] },
    ],
  });
  plan.sent(
    namePath,
    call,
    program === undefined || programPath ? 'query name' : 'query programName and name',
  );
  if (programPath) plan.sent(programPath, call, 'query programName');
  // The filter is the service's; a list of a program is no list of the lead database.
  const where = program === undefined ? [{ member: 'programName', absent: true }] : [];
  return new Reference('listId', [call], 'id', false, where);
}

const OPERATIONS = {
  ADDTOLIST: { operation: 'addLeadsToListUsingPOST', about: 'Adds the leads to the list' },
  REMOVEFROMLIST: { operation: 'removeLeadsFromListUsingDELETE', about: 'Takes the leads off the list' },
  ISMEMBEROFLIST: { operation: 'areLeadsMemberOfListUsingGET', about: 'Who is on the list' },
} as const;

/** Adds leads to a list, removes them, or asks about them. */
export function listOperation(plan: RestPlan, values: Values): void {
  const name = textValue(values.listOperation) ?? '';
  const wanted = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name as keyof typeof OPERATIONS] : undefined;
  const key = isValues(values.listKey) ? values.listKey : {};
  const type = textValue(fieldValue(key, 'keyType'));
  const value = textValue(fieldValue(key, 'keyValue'));
  const members = placedGroups(values.listMemberList, ['listMemberList'], 'leadKey').flatMap(
    ({ value: member, path }) => placedKey(plan, member, path) ?? [],
  );
  if (!wanted || type !== 'MKTOLISTNAME' || value === undefined) {
    const why =
      wanted === undefined
        ? 'The request does not say what to do with the list.'
        : type === 'MKTOLISTNAME'
          ? 'No list is named.'
          : 'REST knows no list of a sales person.';
    for (const field of ['listOperation', 'listKey', 'listMemberList', 'strict']) {
      plan.lost([field], why, 'Name a list of the lead database, or find its id with lists.json.');
    }
    return;
  }
  const list = listByName(plan, { name: value, namePath: ['listKey', 'keyValue'] });
  plan.implied(['listKey', 'keyType'], 'REST looks lists up by their name.');
  const sent: PlacedKey[] = [];
  const ids = leadIds(plan, members, (member) => void sent.push(member));
  if (ids.length === 0) {
    plan.lost(['listMemberList'], 'There is no lead.', 'Name at least one lead.');
  }
  const strict = booleanValue(values.strict) === true;
  if (strict && name === 'REMOVEFROMLIST') {
    plan.call({
      ...listCall('check', OPERATIONS.ISMEMBEROFLIST, list, ids),
      about: 'First, whether all of them are on the list',
    });
  }
  const call = plan.call(listCall('members', wanted, list, ids));
  plan.sent(['listOperation'], call, 'method and path');
  for (const member of sent) if (member.type === 'IDNUM') plan.sent(member.valuePath, call, 'query id');
  if (strict) {
    plan.here(
      ['strict'],
      'Check first that every lead exists, and on removal that it is on the list; write only then.',
    );
    plan.decide(
      'strict is not one step any more: somebody else can change the list between the check and the write.',
    );
  } else plan.implied(['strict'], 'REST takes what it can, as SOAP did without strict.');
}

/** One of the vendor's documents wants the ids of a removal in the query and in the body, the page in the query: both. */
function listCall(
  id: string,
  { operation, about }: (typeof OPERATIONS)[keyof typeof OPERATIONS],
  list: Part,
  ids: readonly Part[],
): NewCall {
  const body: NewCall['body'] = { kind: 'json', value: { input: [{ id: pieceOf('id') }] } };
  return {
    id,
    about,
    operation,
    path: { listId: list },
    query: [{ name: 'id', value: [pieceOf('id')] }],
    lists: [{ name: 'id', parts: ids, size: MOST_VALUES, numbers: true }],
    ...(operation === 'removeLeadsFromListUsingDELETE' ? { body } : {}),
  };
}
