import type { CallBody } from '../../../rest/equivalent';
import { resultOf } from '../../../rest/run';
import { isFault, type SoapFault } from '../../../service/fault';
import { numberMember, outcomeOf } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';

/** The most leads of one call about a list. */
const MOST_LEADS = 300;

/** Which of these leads are on a list. */
export async function membersAmong(
  { rest }: BridgeCall,
  listId: string,
  ids: readonly number[],
): Promise<ReadonlySet<number> | SoapFault> {
  const present = new Set<number>();
  for (const piece of piecesOf(ids)) {
    const records = await rest.records({
      operation: 'areLeadsMemberOfListUsingGET',
      path: { listId },
      query: [{ name: 'id', value: piece.map(String) }],
    });
    if (isFault(records)) return records;
    for (const { id, status } of records.map(outcomeOf)) {
      if (id !== undefined && status === 'memberof') present.add(id);
    }
  }
  return present;
}

/**
 * Puts leads on a list or takes them off, 300 at a time. When a later call fails, those of the earlier ones are done, and the others
 * count as not done.
 *
 * @returns the ids of those for which it was done. A lead that was on the list already counts as added.
 */
export async function changeList(
  call: BridgeCall,
  listId: string,
  ids: readonly number[],
  joins: boolean,
): Promise<ReadonlySet<number> | SoapFault> {
  const done = new Set<number>();
  for (const [index, piece] of piecesOf(ids).entries()) {
    const body: CallBody = { kind: 'json', value: { input: piece.map((id) => ({ id })) } };
    const json = await call.rest.call(
      joins
        ? { operation: 'addLeadsToListUsingPOST', path: { listId }, body }
        : {
            operation: 'removeLeadsFromListUsingDELETE',
            path: { listId },
            // The vendor's document wants the ids in both places.
            query: [{ name: 'id', value: piece.map(String) }],
            body,
          },
    );
    if (isFault(json)) {
      if (index === 0) return json;
      call.note('A list was changed in part: a later call of several failed.');
      return done;
    }
    for (const { id, status, reason } of resultOf(json).map(outcomeOf)) {
      const skipped = status === 'skipped' && (!joins || reason?.code === '1004');
      if (id !== undefined && !skipped) done.add(id);
    }
  }
  return done;
}

/** Everybody on a list. */
export async function allMembers(call: BridgeCall, listId: string): Promise<number[] | SoapFault> {
  const records = await call.rest.pages(
    {
      operation: 'getLeadsByListIdUsingGET_1',
      path: { listId },
      query: [{ name: 'fields', value: ['id'] }],
    },
    'token',
  );
  return isFault(records) ? records : records.flatMap((record) => numberMember(record, 'id') ?? []);
}

function piecesOf(ids: readonly number[]): (readonly number[])[] {
  return Array.from({ length: Math.ceil(ids.length / MOST_LEADS) }, (_, index) =>
    ids.slice(index * MOST_LEADS, (index + 1) * MOST_LEADS),
  );
}
