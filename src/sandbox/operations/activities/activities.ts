import type { ActivityRecord, LeadChangeRecord } from '../../../contract/mktows-types';
import { isValues } from '../../../envelope/values';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { Activity } from '../../store/activities';
import { formatDateTime } from '../../../service/time';
import { activityFilter } from '../../../service/activity-filter';
import { batchSize } from '../leads/leads';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { groupOf, textValue } from '../parameters';
import { MAX_KEYS, MAX_RANGE, selectionOf } from '../../../service/lead-selection';
import { leadKeyOf, leadsOfKey, select } from '../leads/select';
import { FINISHED, indexAfter, START, startPosition, type StartPosition } from './start-position';

/** Reading what happened. */
export const activityHandlers = { getLeadActivity, getLeadChanges } satisfies OperationHandlers;

/** The vendor's largest pages. */
const MAX_ACTIVITIES = 100;
const MAX_CHANGES = 1_000;

/** The history of one lead, newest first. Of several leads with the key, the history of all (our choice). */
function getLeadActivity(call: OperationCall<'getLeadActivity'>): OperationAnswer<'getLeadActivity'> {
  const { values, store, now } = call;
  const key = leadKeyOf(values.leadKey);
  if (isFault(key)) return key;
  const leads = leadsOfKey(store, key);
  if (isFault(leads)) return leads;
  const wanted = activityFilter(values.activityFilter);
  if (isFault(wanted)) return wanted;
  const position = startPosition(values.startPosition);
  if (isFault(position)) return position;
  const latest = position.latest ?? now;
  const records = leads
    .flatMap(({ id }) => store.activities.ofLead(id))
    .filter((activity) => inRange(activity, position.oldest, latest) && wanted(activity.type))
    .sort((a, b) => b.at - a.at || b.id - a.id);

  const page = pageOf(call, records, position, MAX_ACTIVITIES);
  if (isFault(page)) return page;
  const done = page.remaining === 0;
  return {
    leadActivityList: {
      returnCount: page.records.length,
      remainingCount: page.remaining,
      newStartPosition: {
        latestCreatedAt: done ? null : formatDateTime(latest),
        oldestCreatedAt: done || position.oldest === undefined ? null : formatDateTime(position.oldest),
        offset: page.offset,
      },
      activityRecordList:
        page.records.length > 0 ? { activityRecord: page.records.map(activityRecord) } : null,
    },
  };
}

/**
 * What happened to many leads, oldest first. The position of the last page stays good: it gives what comes later, so that a
 * program can ask again and again. Its dates come back as they were sent (vendor's sample).
 */
function getLeadChanges(call: OperationCall<'getLeadChanges'>): OperationAnswer<'getLeadChanges'> {
  const { values, store, now } = call;
  const given = startPosition(values.startPosition);
  if (isFault(given)) return given;
  const wanted = activityFilter(values.activityFilter, values.activityNameFilter);
  if (isFault(wanted)) return wanted;
  const leads = leadFilter(call);
  if (isFault(leads)) return leads;
  const oldest = leads.oldest ?? given.oldest ?? 0;
  const latest = leads.latest ?? given.latest ?? now;
  const records = store.activities
    .between(oldest, latest)
    .filter((activity) => wanted(activity.type) && leads.has(activity.leadId));

  const page = pageOf(call, records, given, MAX_CHANGES);
  if (isFault(page)) return page;
  const echoed = groupOf(values.startPosition);
  return {
    result: {
      returnCount: page.records.length,
      remainingCount: page.remaining,
      newStartPosition: {
        latestCreatedAt: textValue(echoed.latestCreatedAt),
        oldestCreatedAt: textValue(echoed.oldestCreatedAt),
        offset: nextOffset(page, given),
      },
      leadChangeRecordList:
        page.records.length > 0 ? { leadChangeRecord: page.records.map(changeRecord) } : null,
    },
  };
}

/** The position after the last record; before the first one, the position that was asked from. */
function nextOffset({ records }: Page, given: StartPosition): string {
  const last = records.at(-1)?.id ?? given.after;
  return last === undefined ? START : `ID:${last}`;
}

interface LeadFilter {
  has(leadId: number): boolean;
  readonly oldest?: number;
  readonly latest?: number;
}

/** A selector by dates stands for the dates of the position (vendor's page); more than 100 keys are a bad parameter. */
function leadFilter({ values, store, now }: OperationCall<'getLeadChanges'>): LeadFilter | SoapFault {
  if (!isValues(values.leadSelector)) return { has: () => true };
  const selection = selectionOf(values.leadSelector);
  if (isFault(selection)) return selection;
  if (selection.by === 'dates') {
    const latest = selection.latest ?? now;
    if (latest - selection.oldest > MAX_RANGE) return fault('20022');
    return { has: () => true, oldest: selection.oldest, latest };
  }
  if (selection.by === 'keys' && selection.keyValues.length > MAX_KEYS) {
    return fault('20110', `leadSelector has more than ${MAX_KEYS} keys`);
  }
  return new Set(select(store, selection, now).map(({ id }) => id));
}

interface Page {
  readonly records: readonly Activity[];
  readonly remaining: number;
  readonly offset: string;
}

/** The number that remains is exact here, where the service itself gave a mere flag for several activity types. */
function pageOf(
  call: OperationCall<'getLeadActivity' | 'getLeadChanges'>,
  records: readonly Activity[],
  position: StartPosition,
  limit: number,
): Page | SoapFault {
  const size = batchSize(call, limit);
  if (isFault(size)) return size;
  const fails = call.settings.choices.pastTheEnd === 'fault';
  if (position.finished && fails) return fault('20123');
  const start = position.finished ? records.length : indexAfter(records, position);
  if (isFault(start)) return start;
  if (position.after !== undefined && start >= records.length && fails) return fault('20123');
  const page = records.slice(start, start + size);
  const remaining = records.length - start - page.length;
  const last = page.at(-1);
  return { records: page, remaining, offset: remaining > 0 && last ? `ID:${last.id}` : FINISHED };
}

function inRange({ at }: Activity, oldest: number | undefined, latest: number): boolean {
  return at <= latest && at >= (oldest ?? -Infinity);
}

/** An empty asset or campaign is sent as an empty element, although both may be left out (vendor's samples). */
function activityRecord(activity: Activity): ResultOf<ActivityRecord> {
  return { ...common(activity), mktgAssetName: activity.asset, campaign: activity.campaign };
}

/** Here an empty asset is nil and an empty campaign is left out (vendor's samples). */
function changeRecord(activity: Activity): ResultOf<LeadChangeRecord> {
  return {
    ...common(activity),
    mktgAssetName: activity.asset || null,
    campaign: activity.campaign || undefined,
  };
}

function common({ id, leadId, at, type, attributes }: Activity) {
  const attribute = Object.entries({ ...attributes, 'Lead ID': String(leadId) }).map(
    ([attrName, attrValue]) => ({ attrName, attrValue }),
  );
  return {
    id,
    marketoGUID: String(id),
    activityDateTime: formatDateTime(at),
    activityType: type,
    activityAttributes: { attribute },
    mktPersonId: leadId,
  } satisfies ResultOf<ActivityRecord>;
}
