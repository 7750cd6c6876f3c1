import type { Attribute } from '../../../contract/mktows-types';
import { booleanValue, groupsOf, textValue } from '../../../envelope/contents';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { isLeadKeyType } from '../../../service/lead-key-types';
import { numberMember } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { piecesOf } from '../activities/activity-types';
import { findLeads, latestRecord, noLead, restFilterOf, type RestLeadKey } from './lead-keys';

/** Merging leads. */
export const bridgeMergeHandlers = { mergeLeads } satisfies BridgeHandlers;

/** The most losers of one call (vendor's page). */
const MOST_LOSERS = 25;

type Keys = readonly Partial<Attribute>[];

/**
 * Merges the losers into the winner: 25 in a call, so that more than these are not merged all or none. Each list of keys means one
 * lead, the one that every key in it agrees on; of several the one updated last.
 */
async function mergeLeads(call: BridgeCall<'mergeLeads'>): Promise<BridgeAnswer<'mergeLeads'>> {
  const { values, rest } = call;
  const winnerKeys: Keys = groupsOf(values.winningLeadKeyList, 'attribute');
  const losersKeys: Keys[] = groupsOf(values.losingLeadKeyLists, 'keyList').map((list) =>
    groupsOf(list, 'attribute'),
  );
  if (winnerKeys.length === 0) return fault('20101', 'winningLeadKeyList has no key');
  if (losersKeys.length === 0 || losersKeys.some((keys) => keys.length === 0)) {
    return fault('20101', 'losingLeadKeyLists has a keyList without a key');
  }
  const found = new Found(call);
  const unread = await found.readIds([winnerKeys, ...losersKeys].flat());
  if (isFault(unread)) return unread;
  const winner = await found.leadOf(winnerKeys, []);
  if (isFault(winner)) return unresolved(winner);
  const losers: number[] = [];
  for (const keys of losersKeys) {
    const loser = await found.leadOf(keys, [winner, ...losers]);
    if (isFault(loser)) return unresolved(loser, winner);
    losers.push(loser);
  }
  let merged = 0;
  for (const some of piecesOf(losers, MOST_LOSERS)) {
    const answer = await rest.call({
      operation: 'mergeLeadsUsingPOST',
      path: { leadId: String(winner) },
      query: [
        { name: 'leadIds', value: some.map(String) },
        booleanValue(values.mergeInSales) ? { name: 'mergeInCRM', value: 'true' } : undefined,
      ],
    });
    if (isFault(answer)) {
      if (merged === 0 && !isRefusal(answer)) return answer;
      const done = merged === 0 ? '' : `The first ${merged} leads were merged, the others not: `;
      return statusOf(answer, winner, done);
    }
    merged += some.length;
  }
  return {
    result: {
      mergeStatus: { winningLeadId: winner, losingLeadIdList: { integerItem: losers }, status: 'MERGED' },
    },
  };
}

/** Codes by which the REST API refuses a merge; everything else is a failure of the call. */
function isRefusal(problem: SoapFault): boolean {
  const code = 'restCode' in problem ? String(problem.restCode) : '';
  return ['712', '714', '1004'].includes(code) || /^10(7[6-9]|80)$/.test(code);
}

/** An unknown lead is said in the answer; everything else that can not be looked up is a fault. */
function unresolved(problem: SoapFault, known?: number): BridgeAnswer<'mergeLeads'> {
  return problem.code === '20103' ? statusOf(problem, known) : problem;
}

function statusOf({ message }: SoapFault, known?: number, done = ''): BridgeAnswer<'mergeLeads'> {
  return { result: { mergeStatus: { winningLeadId: known, status: 'FAILED', error: done + message } } };
}

/** Leads by their keys; each key is looked up once. */
class Found {
  readonly #call: BridgeCall;
  readonly #known = new Map<string, readonly unknown[]>();

  constructor(call: BridgeCall) {
    this.#call = call;
  }

  /** Looks all ids up together: most keys are ids. */
  async readIds(keys: Keys): Promise<SoapFault | undefined> {
    const ids = keys.flatMap(({ attrName, attrValue }) =>
      textValue(attrName) === 'IDNUM' ? (textValue(attrValue) ?? []) : [],
    );
    if (ids.length < 2) return undefined;
    const found = await findLeads(this.#call, 'id', ids, ['updatedAt']);
    if (isFault(found)) return found;
    const byId = new Map(found.map((lead) => [idOf(lead), lead]));
    for (const id of ids) {
      const lead = /^\d{1,10}$/.test(id) ? byId.get(Number(id)) : undefined;
      this.#known.set(`id ${id.toLowerCase()}`, lead === undefined ? [] : [lead]);
    }
    return undefined;
  }

  /** The lead that every key means. A lead that takes part already is passed over: the losers may share its address. */
  async leadOf(keys: Keys, others: readonly number[]): Promise<number | SoapFault> {
    let found: readonly unknown[] | undefined;
    for (const { attrName, attrValue } of keys) {
      const key = keyOf(textValue(attrName), textValue(attrValue));
      if (isFault(key)) return key;
      const leads = await this.#leads(key);
      if (isFault(leads)) return leads;
      if (leads.length === 0) return noLead(key);
      const before = found && new Set(found.map(idOf));
      const agreed = before ? leads.filter((lead) => before.has(idOf(lead))) : leads;
      if (agreed.length === 0) {
        const names = keys.map((one) => `${textValue(one.attrName)} = ${textValue(one.attrValue)}`);
        return fault('20103', `The keys of one list name different leads: ${names.join(', ')}`);
      }
      found = agreed.filter((lead) => !others.includes(idOf(lead)));
      if (found.length === 0) {
        return fault('20103', `The lead with ${key.type} = ${key.value} takes part in this merge already`);
      }
    }
    return found ? idOf(latestRecord(found)) : fault('20101');
  }

  async #leads(key: RestLeadKey): Promise<readonly unknown[] | SoapFault> {
    const name = `${key.filter} ${key.value.toLowerCase()}`;
    const known = this.#known.get(name);
    if (known) return known;
    const found = await findLeads(this.#call, key.filter, [key.value], ['updatedAt']);
    if (!isFault(found)) this.#known.set(name, found);
    return found;
  }
}

function keyOf(type: string | undefined, value: string | undefined): RestLeadKey | SoapFault {
  if (type === undefined || value === undefined) return fault('20101');
  if (!isLeadKeyType(type)) return fault('20102', `${type} is no type of lead key`);
  const filter = restFilterOf(type);
  return isFault(filter) ? filter : { type, value, filter };
}

function idOf(lead: unknown): number {
  return numberMember(lead, 'id') ?? 0;
}
