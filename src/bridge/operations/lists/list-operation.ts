import { booleanValue, groupOf, groupsOf, textValue } from '../../../envelope/contents';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { leadsOfKeys, readLeadKeys, type KeyedLead } from '../lead-ids';
import { onlyValue, sameText } from '../programs/same-text';
import { changeList, membersAmong } from './list-members';

/** Membership of static lists. */
export const bridgeListHandlers = { listOperation } satisfies BridgeHandlers;

/** SOAP took this many keys. */
const MOST_KEYS = 1_000;

/**
 * Adds leads to a list of the lead database, removes them, or asks whether they are in it. As in the sandbox, a change that worked
 * for every lead has no list of statuses, and one that did not names the leads that failed. The check of `strict` is a call before
 * the change: somebody else may change the list between the two.
 */
async function listOperation(call: BridgeCall<'listOperation'>): Promise<BridgeAnswer<'listOperation'>> {
  const { values } = call;
  const listId = await listOf(call);
  if (isFault(listId)) return listId;
  const members = await membersOf(call);
  if (isFault(members)) return members;
  const ids = [...new Set(members.flatMap(({ id }) => id ?? []))];
  const operation = textValue(values.listOperation);
  if (operation === 'ISMEMBEROFLIST') {
    const present = await membersAmong(call, listId, ids);
    if (isFault(present)) return present;
    const isMember = ({ id }: KeyedLead) => id !== undefined && present.has(id);
    return answer(members.every(isMember), members, isMember);
  }
  const joins = operation === 'ADDTOLIST';
  if (booleanValue(values.strict)) {
    const present = joins ? new Set(ids) : await membersAmong(call, listId, ids);
    if (isFault(present)) return present;
    const failed = members.filter(({ id }) => id === undefined || !present.has(id));
    if (failed.length > 0) return answer(false, failed, () => false);
  }
  const done = await changeList(call, listId, ids, joins);
  if (isFault(done)) return done;
  const failed = members.filter(({ id }) => id === undefined || !done.has(id));
  return failed.length === 0 ? { result: { success: true } } : answer(false, failed, () => false);
}

function answer(
  success: boolean,
  members: readonly KeyedLead[],
  status: (member: KeyedLead) => boolean,
): BridgeAnswer<'listOperation'> {
  const leadStatus = members.map((member) => {
    const { type: keyType, value: keyValue } = member.key;
    return { leadKey: { keyType: keyType as 'IDNUM', keyValue }, status: status(member) };
  });
  return { result: { success, statusList: { leadStatus } } };
}

/** The id of a list of the lead database; the lists of sales people have no place in the REST API. */
async function listOf({ values, rest }: BridgeCall<'listOperation'>): Promise<string | SoapFault> {
  const { keyType, keyValue } = groupOf(values.listKey);
  const type = textValue(keyType);
  const name = textValue(keyValue);
  if (name === undefined) return fault('20109', 'listKey has no keyValue');
  if (type !== 'MKTOLISTNAME') {
    return fault(
      '20110',
      `The REST API finds no list by ${type ?? 'a key without a type'}: name a list of the lead database by MKTOLISTNAME`,
    );
  }
  const records = await rest.pages(
    { operation: 'getListsUsingGET', query: [{ name: 'name', value: onlyValue(name) }] },
    'token',
  );
  if (isFault(records)) return records;
  const ids = records
    .filter((record) => textMember(record, 'programName') === undefined)
    .filter((record) => sameText(textMember(record, 'name') ?? '', name))
    .flatMap((record) => numberMember(record, 'id') ?? []);
  const [id] = ids;
  if (id === undefined) return fault('20111', `No list found with ${type} = ${name}`);
  return ids.length === 1
    ? String(id)
    : fault('20111', `Several lists have the name ${name}: their ids are ${ids.join(', ')}`);
}

async function membersOf(call: BridgeCall<'listOperation'>): Promise<readonly KeyedLead[] | SoapFault> {
  const list = groupsOf(call.values.listMemberList, 'leadKey');
  if (list.length === 0) return fault('20109', 'listMemberList has no leadKey');
  if (list.length > MOST_KEYS) return fault('20110', `listMemberList has more than ${MOST_KEYS} leads`);
  const keys = readLeadKeys(list);
  return isFault(keys) ? keys : leadsOfKeys(call, keys);
}
