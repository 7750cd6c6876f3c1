import { groupOf, textValue } from '../../../envelope/contents';
import { activityFilter } from '../../../service/activity-filter';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { askedPageSize } from '../../../service/asked-page-size';
import { formatDateTime, instantValue } from '../../../service/time';
import { numberMember, textMember } from '../../instance/rest-calls';
import { scopeOf, type BridgeAnswer, type BridgeCall, type BridgeHandlers } from '../../operation';
import { canBeLookedUp, findLeads, noLead, restKeyOf } from '../leads/lead-keys';
import { activityRecordOf, wordsFor } from './activity-records';
import { activityTypesOf, MOST_LEADS, MOST_TYPES, piecesOf } from './activity-types';
import { activitiesBetween, timeOf } from './read-activities';

/** The history of one lead. */
export const bridgeLeadActivityHandlers = { getLeadActivity } satisfies BridgeHandlers;

/** The vendor's largest page. */
const MAX_ACTIVITIES = 100;
/** The offset of a position before the first record, and of one after which nothing comes. */
const START = '0';
const FINISHED = '1';
/** The first window in which is looked back, in milliseconds. */
const FIRST_WINDOW = 24 * 3_600_000;

/** The history of a lead, newest first. Of several leads with the key, the history of all. */
async function getLeadActivity(
  call: BridgeCall<'getLeadActivity'>,
): Promise<BridgeAnswer<'getLeadActivity'>> {
  const { values, settings, now } = call;
  const key = restKeyOf(values.leadKey);
  if (isFault(key)) return key;
  const wanted = activityFilter(values.activityFilter);
  const size = askedPageSize(values.batchSize, settings.defaultBatchSize, MAX_ACTIVITIES);
  const given = groupOf(values.startPosition);
  const scope = scopeOf(call, [key, groupOf(values.activityFilter)]);
  const offset = textValue(given.offset) ?? START;
  const position = offset === START || offset === FINISHED ? {} : call.positions.read(offset, scope);
  const found = canBeLookedUp(key.filter, key.value)
    ? await findLeads(call, key.filter, [key.value], [])
    : [];
  if (isFault(found)) return found;
  if (found.length === 0) return noLead(key);
  for (const problem of [wanted, position, size]) if (isFault(problem)) return problem;
  if (isFault(wanted) || isFault(position) || isFault(size)) return fault('10001');
  if (offset === FINISHED) return fault('20123');
  const types = await activityTypesOf(call);
  if (isFault(types)) return types;

  const latest = Number(position.latest ?? instantValue(given.latestCreatedAt) ?? now);
  const oldest = instantValue(given.oldestCreatedAt) ?? instantValue(given.activityCreatedAt);
  const after: Place | undefined = Array.isArray(position.after)
    ? (position.after as unknown as Place)
    : undefined;
  const history = await newestFirst(call, {
    leads: found.flatMap((lead) => numberMember(lead, 'id') ?? []),
    types: types.filter(({ name }) => wanted(name)).map(({ id }) => id),
    oldest: oldest ?? now - settings.history,
    latest,
    after,
    enough: size + 1,
  });
  if (isFault(history)) return history;
  const records = history.slice(0, size);
  const remaining = history.length - records.length;
  const words = await wordsFor(call, records, types);
  const last = records.at(-1);
  const done = remaining === 0;
  return {
    leadActivityList: {
      returnCount: records.length,
      remainingCount: remaining,
      newStartPosition: {
        latestCreatedAt: done ? null : formatDateTime(latest),
        oldestCreatedAt: done || oldest === undefined ? null : formatDateTime(oldest),
        offset:
          done || last === undefined
            ? FINISHED
            : call.positions.write(scope, { latest, after: placeOf(last) }),
      },
      activityRecordList:
        records.length > 0
          ? { activityRecord: records.map((record) => activityRecordOf(record, words)) }
          : null,
    },
  };
}

/** The place of a record in the order: its time, and its id as a text. */
type Place = readonly [time: number, id: string];

function placeOf(record: unknown): Place {
  return [timeOf(record), textMember(record, 'id') ?? textMember(record, 'marketoGUID') ?? ''];
}

/** Newest first; ids of one moment as numbers where they are some. */
function comparePlaces(a: Place, b: Place): number {
  if (a[0] !== b[0]) return b[0] - a[0];
  return b[1].length - a[1].length || (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : 0);
}

interface HistoryRequest {
  readonly leads: readonly number[];
  readonly types: readonly number[];
  readonly oldest: number;
  readonly latest: number;
  /** The last record of the page before. */
  readonly after: Place | undefined;
  /** How many records are enough; the settings may ask for all, so that they can be counted. */
  readonly enough: number;
}

/**
 * The log runs forward only: it is read in windows that go back and grow, each from its beginning to its end, until there are
 * enough records.
 */
async function newestFirst(
  call: BridgeCall,
  { leads, types, oldest, latest, after, enough }: HistoryRequest,
): Promise<readonly unknown[] | SoapFault> {
  const all = call.settings.counts === 'exact';
  const found: unknown[] = [];
  let end = Math.min(latest, after?.[0] ?? latest);
  let width = all ? Infinity : FIRST_WINDOW;
  while (end >= oldest && found.length < (all ? Infinity : enough)) {
    const begin = Math.max(oldest, end - width);
    const inWindow: unknown[] = [];
    for (const some of piecesOf(leads, MOST_LEADS)) {
      for (const group of piecesOf(types, MOST_TYPES)) {
        const records = await activitiesBetween(call, { types: group, leads: some }, begin, end);
        if (isFault(records)) return records;
        for (const record of records) inWindow.push(record);
      }
    }
    const fresh = inWindow.filter((record) => !after || comparePlaces(placeOf(record), after) > 0);
    for (const record of fresh.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)))) found.push(record);
    // Times are whole seconds: the next window ends in the second before.
    end = Math.floor(begin / 1_000) * 1_000 - 1;
    width *= 2;
  }
  return found;
}
