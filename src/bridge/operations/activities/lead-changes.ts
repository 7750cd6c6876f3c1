import { groupOf, textValue } from '../../../envelope/contents';
import { isValues } from '../../../envelope/values';
import { activityFilter } from '../../../service/activity-filter';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { MAX_KEYS, MAX_RANGE, selectionOf, type LeadSelection } from '../../../service/lead-selection';
import { askedPageSize } from '../../../service/asked-page-size';
import { instantValue } from '../../../service/time';
import { numberMember, textMember } from '../../instance/rest-calls';
import { hasRestCode } from '../../instance/rest-fault';
import { scopeOf, type BridgeAnswer, type BridgeCall, type BridgeHandlers } from '../../operation';
import { findLeads, restFilterOf } from '../leads/lead-keys';
import { packIds, unpackIds } from '../leads/packed-ids';
import { findLists } from '../lists/find-lists';
import { changeRecordOf, wordsFor } from './activity-records';
import { activityTypesOf, MOST_LEADS, MOST_TYPES, piecesOf } from './activity-types';
import { activityPage, timeOf, tokenSince, type ActivityStream } from './read-activities';

/** What happened to many leads. */
export const bridgeLeadChangesHandlers = { getLeadChanges } satisfies BridgeHandlers;

/** The vendor's largest page. */
const MAX_CHANGES = 1_000;
const START = '0';

/** Whose activities are asked for. */
interface Whose {
  /** Undefined for everybody. */
  readonly leads?: readonly number[];
  readonly listId?: number;
  readonly oldest?: number;
  readonly latest?: number;
}

/**
 * What happened, oldest first. The log is read in several streams, since a call takes ten types and thirty leads; the position
 * holds how far each was read. That of the last page stays good: it gives what comes later.
 */
async function getLeadChanges(call: BridgeCall<'getLeadChanges'>): Promise<BridgeAnswer<'getLeadChanges'>> {
  const { values, settings, now } = call;
  const given = groupOf(values.startPosition);
  const scope = scopeOf(call, [
    groupOf(values.activityFilter),
    groupOf(values.activityNameFilter),
    groupOf(values.leadSelector),
    textValue(given.oldestCreatedAt),
    textValue(given.latestCreatedAt),
  ]);
  const offset = textValue(given.offset) ?? START;
  const position = offset === START ? undefined : call.positions.read(offset, scope);
  if (isFault(position)) return position;
  const wanted = activityFilter(values.activityFilter, values.activityNameFilter);
  if (isFault(wanted)) return wanted;
  const whose = await whoseOf(call, position);
  if (isFault(whose)) return whose;
  const size = askedPageSize(values.batchSize, settings.defaultBatchSize, MAX_CHANGES);
  if (isFault(size)) return size;
  const oldest =
    whose.oldest ?? instantValue(given.oldestCreatedAt) ?? instantValue(given.activityCreatedAt) ?? 0;
  const latest = whose.latest ?? instantValue(given.latestCreatedAt) ?? now;
  const types = await activityTypesOf(call);
  if (isFault(types)) return types;

  const ids = types.filter(({ name }) => wanted(name)).map(({ id }) => id);
  const streams = streamsOf(ids, whose);
  const kept: readonly unknown[] = Array.isArray(position?.streams) ? (position.streams as unknown[]) : [];
  const start = kept.length === 0 && streams.length > 0 ? await tokenSince(call, oldest) : '';
  if (isFault(start)) return start;
  const readers = streams.map((stream, index) => {
    const [token, skip] = (kept[index] ?? [start, 0]) as [string, number];
    return new StreamReader(call, stream, token, skip, { oldest, latest });
  });
  const page = await oldestFirst(readers, size);
  if (isFault(page)) return tooManyLeads(page);
  if (position && page.length === 0) return fault('20123');
  const remaining = await remainingOf(call, readers);
  if (isFault(remaining)) return remaining;
  const words = await wordsFor(call, page, types);
  const next = {
    streams: readers.map((reader) => reader.place),
    leads: whose.leads && packIds(whose.leads),
    list: whose.listId,
  };
  return {
    result: {
      returnCount: page.length,
      remainingCount: remaining,
      newStartPosition: {
        latestCreatedAt: textValue(given.latestCreatedAt),
        oldestCreatedAt: textValue(given.oldestCreatedAt),
        offset: page.length > 0 ? call.positions.write(scope, next) : START,
      },
      leadChangeRecordList:
        page.length > 0 ? { leadChangeRecord: page.map((record) => changeRecordOf(record, words)) } : null,
    },
  };
}

/** Reads whose activities are asked for. The leads of the first page stay the same for all its pages. */
async function whoseOf(
  call: BridgeCall<'getLeadChanges'>,
  position: Readonly<Record<string, unknown>> | undefined,
): Promise<Whose | SoapFault> {
  const { values, now } = call;
  if (!isValues(values.leadSelector)) return {};
  const selection = selectionOf(values.leadSelector);
  if (isFault(selection)) return selection;
  if (selection.by === 'dates') {
    const latest = selection.latest ?? now;
    return latest - selection.oldest > MAX_RANGE ? fault('20022') : { oldest: selection.oldest, latest };
  }
  if (selection.by === 'keys' && selection.keyValues.length > MAX_KEYS) {
    return fault('20110', `leadSelector has more than ${MAX_KEYS} keys`);
  }
  if (typeof position?.leads === 'string') return { leads: unpackIds(position.leads) };
  if (typeof position?.list === 'number') return { listId: position.list };
  return selection.by === 'keys' ? leadsOf(call, selection) : listOf(call, selection);
}

async function leadsOf(
  call: BridgeCall,
  { keyType, keyValues }: LeadSelection & { readonly by: 'keys' },
): Promise<Whose | SoapFault> {
  const filter = restFilterOf(keyType);
  if (isFault(filter)) return filter;
  const found = await findLeads(call, filter, keyValues, []);
  return isFault(found) ? found : { leads: found.flatMap((lead) => numberMember(lead, 'id') ?? []) };
}

/** Nobody is in a list that is not there: the service answered so. */
async function listOf(
  call: BridgeCall,
  { id, name = '' }: LeadSelection & { readonly by: 'list' },
): Promise<Whose | SoapFault> {
  const lists = await findLists(call, id === undefined ? { name } : { id });
  if (isFault(lists)) return lists;
  const listId = numberMember(lists[0], 'id');
  return listId === undefined ? { leads: [] } : { listId };
}

function streamsOf(types: readonly number[], { leads, listId }: Whose): ActivityStream[] {
  const groups = piecesOf(types, MOST_TYPES);
  if (!leads) return groups.map((some) => ({ types: some, listId }));
  return piecesOf(leads, MOST_LEADS).flatMap((some) =>
    groups.map((group) => ({ types: group, leads: some })),
  );
}

/** One stream of the log, read page by page and no further than it has to be. */
class StreamReader {
  readonly #call: BridgeCall;
  readonly #stream: ActivityStream;
  readonly #range: { readonly oldest: number; readonly latest: number };
  #token: string;
  /** How many records of the page under the token are given already. */
  #given: number;
  #page:
    | { readonly records: readonly unknown[]; readonly token: string | undefined; readonly more: boolean }
    | undefined;
  /** No record is left that is not after the range. */
  #ended = false;

  constructor(
    call: BridgeCall,
    stream: ActivityStream,
    token: string,
    given: number,
    range: { readonly oldest: number; readonly latest: number },
  ) {
    this.#call = call;
    this.#stream = stream;
    this.#token = token;
    this.#given = given;
    this.#range = range;
  }

  /** Another reader at the same place. */
  copy(): StreamReader {
    const copy = new StreamReader(this.#call, this.#stream, this.#token, this.#given, this.#range);
    copy.#page = this.#page;
    copy.#ended = this.#ended;
    return copy;
  }

  /** Where the next page goes on. */
  get place(): readonly [token: string, given: number] {
    return [this.#token, this.#given];
  }

  /** The next record, which stays; undefined at the end. */
  async head(): Promise<unknown> {
    while (!this.#ended) {
      if (!this.#page) {
        const page = await activityPage(this.#call, this.#stream, this.#token);
        if (isFault(page)) return page;
        this.#page = page;
      }
      const record = this.#page.records[this.#given];
      if (record !== undefined) {
        if (timeOf(record) < Math.floor(this.#range.oldest / 1_000) * 1_000) {
          this.#given += 1;
          continue;
        }
        this.#ended = timeOf(record) > this.#range.latest;
        return this.#ended ? undefined : record;
      }
      const { token, more } = this.#page;
      this.#ended = !more || token === undefined || token === this.#token;
      if (token !== undefined && token !== this.#token) {
        this.#token = token;
        this.#given = 0;
        this.#page = undefined;
      }
    }
    return undefined;
  }

  take(): void {
    this.#given += 1;
  }

  /** How many are left in the page at hand, and whether the service says that there are more. */
  get left(): { readonly inHand: number; readonly more: boolean } {
    if (this.#ended || !this.#page) return { inHand: 0, more: false };
    const inRange = this.#page.records
      .slice(this.#given)
      .filter((record) => timeOf(record) <= this.#range.latest);
    const isPast = this.#page.records.some((record) => timeOf(record) > this.#range.latest);
    return { inHand: inRange.length, more: this.#page.more && !isPast };
  }
}

/** The next records of all streams together, oldest first. */
async function oldestFirst(readers: readonly StreamReader[], size: number): Promise<unknown[] | SoapFault> {
  const page: unknown[] = [];
  for (;;) {
    let first: { readonly reader: StreamReader; readonly record: unknown } | undefined;
    for (const reader of readers) {
      const record = await reader.head();
      if (isFault(record)) return record;
      if (record !== undefined && (!first || isBefore(record, first.record))) first = { reader, record };
    }
    if (!first || page.length >= size) return page;
    page.push(first.record);
    first.reader.take();
  }
}

function isBefore(a: unknown, b: unknown): boolean {
  const [own, other] = [timeOf(a), timeOf(b)];
  if (own !== other) return own < other;
  const [id, otherId] = [textMember(a, 'id') ?? '', textMember(b, 'id') ?? ''];
  return id.length - otherId.length < 0 || (id.length === otherId.length && id < otherId);
}

/** How many records remain: exact once the rest is in hand, and the fewest there are before, unless the settings want a count. */
async function remainingOf(call: BridgeCall, readers: readonly StreamReader[]): Promise<number | SoapFault> {
  if (call.settings.counts === 'exact') {
    const copies = readers.map((reader) => reader.copy());
    const rest = await oldestFirst(copies, Infinity);
    return isFault(rest) ? rest : rest.length;
  }
  return readers.reduce((sum, { left }) => sum + left.inHand + (left.more ? 1 : 0), 0);
}

function tooManyLeads(problem: SoapFault): SoapFault {
  return hasRestCode(problem, '1003')
    ? fault(
        '20110',
        'The REST API reads the changes of lists with fewer than 10,000 leads only: use a selector by keys or dates',
      )
    : problem;
}
