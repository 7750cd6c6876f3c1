import { isFault, type SoapFault } from '../../../service/fault';
import { memberOf, readRestTime, resultOf } from '../../../rest/run';
import { textMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';

/** What one reading of the activity log is about. */
export interface ActivityStream {
  /** Ten at most. */
  readonly types: readonly number[];
  /** Thirty at most; undefined for everybody. */
  readonly leads?: readonly number[];
  readonly listId?: number;
}

/** One page of the log. */
export interface ActivityPage {
  readonly records: readonly unknown[];
  /** Where to go on: the service gives it also at the end (vendor's page). */
  readonly token: string | undefined;
  readonly more: boolean;
}

/** The token to read the log from a moment on, in milliseconds since 1970. */
export async function tokenSince({ rest }: BridgeCall, since: number): Promise<string | SoapFault> {
  const sinceDatetime = new Date(Math.floor(since / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
  const json = await rest.call({
    operation: 'getActivitiesPagingTokenUsingGET',
    query: [{ name: 'sinceDatetime', value: sinceDatetime }],
  });
  return isFault(json) ? json : (textMember(json, 'nextPageToken') ?? '');
}

/** Reads a page. One may be short or empty although there is more (vendor's page). */
export async function activityPage(
  { rest }: BridgeCall,
  { types, leads, listId }: ActivityStream,
  token: string,
): Promise<ActivityPage | SoapFault> {
  const json = await rest.call({
    operation: 'getLeadActivitiesUsingGET',
    query: [
      { name: 'nextPageToken', value: token },
      { name: 'activityTypeIds', value: types.map(String) },
      leads && { name: 'leadIds', value: leads.map(String) },
      listId === undefined ? undefined : { name: 'listId', value: String(listId) },
    ],
  });
  if (isFault(json)) return json;
  return {
    records: resultOf(json),
    token: textMember(json, 'nextPageToken'),
    more: memberOf(json, 'moreResult') === true,
  };
}

/** When an activity happened, in milliseconds since 1970. */
export function timeOf(record: unknown): number {
  return readRestTime(textMember(record, 'activityDate') ?? '') ?? 0;
}

/** Every record of a stream from one moment to another, both included. */
export async function activitiesBetween(
  call: BridgeCall,
  stream: ActivityStream,
  oldest: number,
  latest: number,
): Promise<readonly unknown[] | SoapFault> {
  let token = await tokenSince(call, oldest);
  const records: unknown[] = [];
  for (;;) {
    if (isFault(token)) return token;
    const page = await activityPage(call, stream, token);
    if (isFault(page)) return page;
    for (const record of page.records) {
      const at = timeOf(record);
      if (at >= Math.floor(oldest / 1_000) * 1_000 && at <= latest) records.push(record);
    }
    const isPast = page.records.some((record) => timeOf(record) > latest);
    if (!page.more || isPast || page.token === undefined || page.token === token) return records;
    token = page.token;
  }
}
