import { isFault } from '../../../service/fault';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { canBeLookedUp, findLeads, noLead, restKeyOf } from './lead-keys';
import { leadRecordOf, wantedFields, withNames } from './lead-records';

/** Reading leads. */
export const bridgeLeadHandlers = { getLead } satisfies BridgeHandlers;

/** All leads of one key: several people may share an e-mail address. */
async function getLead(call: BridgeCall<'getLead'>): Promise<BridgeAnswer<'getLead'>> {
  const key = restKeyOf(call.values.leadKey);
  if (isFault(key)) return key;
  if (!canBeLookedUp(key.filter, key.value)) return noLead(key);
  return withNames(call, async (names) => {
    const found = await findLeads(call, key.filter, [key.value], wantedFields(names));
    if (isFault(found)) return found;
    if (found.length === 0) return noLead(key);
    const leadRecord = found.map((record) => leadRecordOf(call, names, record));
    return { result: { count: found.length, leadRecordList: { leadRecord } } };
  });
}
