import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { StaticList } from '../../store/lists';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, groupOf, groupsOf, textValue } from '../parameters';
import { leadKeyOf, leadOfKey, type TypedLeadKey } from '../leads/select';

/** Membership of static lists. */
export const listHandlers = { listOperation } satisfies OperationHandlers;

/** The vendor takes this many keys; more are fault 20110 (our choice of code). */
const MAX_MEMBERS = 1_000;

interface Member {
  readonly key: TypedLeadKey;
  /** Absent when no lead has the key. */
  readonly leadId?: number;
}

/**
 * Adds leads to a list of the lead database, removes them, or asks whether they are in it. In the answers of the real
 * service, a change that worked for every lead has no list of statuses, and one that did not lists the leads that failed
 * (whether it listed the others too is not known; ours does not). Adding a member again works (our choice).
 */
function listOperation(call: OperationCall<'listOperation'>): OperationAnswer<'listOperation'> {
  const { values, settings } = call;
  const list = findList(call);
  if (isFault(list)) return list;
  const members = findMembers(call);
  if (isFault(members)) return members;
  const operation = textValue(values.listOperation);
  if (operation === 'ISMEMBEROFLIST') {
    const isMember = ({ leadId }: Member) => leadId !== undefined && list.members.has(leadId);
    return answer(members.every(isMember), members, isMember);
  }
  const works = ({ leadId }: Member) =>
    leadId !== undefined && (operation === 'ADDTOLIST' || list.members.has(leadId));
  const failed = members.filter((member) => !works(member));
  if (failed.length > 0 && booleanValue(values.strict)) {
    const { keyType, keyValue } = failed[0]?.key ?? {};
    if (settings.choices.strictFailure === 'answer') return answer(false, failed, () => false);
    return fault('20103', `No lead found with ${keyType} = ${keyValue}`);
  }
  for (const { leadId } of members.filter(works)) {
    if (leadId !== undefined) changeMember(call, list, leadId, operation === 'ADDTOLIST');
  }
  return failed.length === 0 ? { result: { success: true } } : answer(false, failed, () => false);
}

function answer(
  success: boolean,
  members: readonly Member[],
  status: (member: Member) => boolean,
): OperationAnswer<'listOperation'> {
  const leadStatus = members.map((member) => ({ leadKey: { ...member.key }, status: status(member) }));
  return { result: { success, statusList: { leadStatus } } };
}

/** Finds the list; MKTOSALESUSERID and SFDCLEADOWNERID name the list that a sales person keeps (our reading). */
function findList({ values, store, settings }: OperationCall<'listOperation'>): StaticList | SoapFault {
  const { keyType, keyValue } = groupOf(values.listKey);
  const type = textValue(keyType);
  const value = textValue(keyValue);
  if (value === undefined) return fault('20109', 'listKey has no keyValue');
  const { lists } = store;
  const list =
    type === 'MKTOLISTNAME'
      ? settings.choices.programListsInListOperation
        ? lists.byFullName(value)
        : lists.inDatabase(value)
      : lists.all().find((one) => (type === 'MKTOSALESUSERID' ? one.salesUserId : one.sfdcOwnerId) === value);
  return list ?? fault('20111', `No list found with ${type} = ${value}`);
}

function findMembers({ values, store }: OperationCall<'listOperation'>): Member[] | SoapFault {
  const keys = groupsOf(values.listMemberList, 'leadKey');
  if (keys.length === 0) return fault('20109', 'listMemberList has no leadKey');
  if (keys.length > MAX_MEMBERS) return fault('20110', `listMemberList has more than ${MAX_MEMBERS} leads`);
  const members: Member[] = [];
  for (const value of keys) {
    const key = leadKeyOf(value);
    if (isFault(key)) return key;
    const lead = leadOfKey(store, key);
    members.push({ key, leadId: isFault(lead) ? undefined : lead.id });
  }
  return members;
}

/** Puts a lead on a list or takes it off, and logs that, unless it is so already. */
export function changeMember(
  { store, now }: Pick<OperationCall, 'store' | 'now'>,
  list: StaticList,
  leadId: number,
  join: boolean,
): void {
  if (join === list.members.has(leadId)) return;
  if (join) list.members.set(leadId, now);
  else list.members.delete(leadId);
  store.activities.log({
    leadId,
    at: now,
    type: join ? 'Add to List' : 'Remove from List',
    asset: list.name,
    attributes: { 'List ID': String(list.id), Source: 'Web service API' },
  });
}
