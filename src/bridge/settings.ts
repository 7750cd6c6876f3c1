import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.minValue(0));

/** Every setting of a bridge with its default; times in milliseconds. */
export const bridgeSettingsSchema = v.object({
  /** How far a request's timestamp may lie from the clock, before or after it; null takes any. As in the sandbox. */
  timestampWindow: v.optional(v.nullable(milliseconds), 60 * 60_000),
  /** The service's own limits, for each SOAP user; null for any number. */
  dailyQuota: v.optional(v.nullable(count), 10_000),
  rateCalls: v.optional(v.nullable(count), 100),
  rateSpan: v.optional(milliseconds, 20_000),
  concurrentCalls: v.optional(v.nullable(count), 10),
  /** Operations that nobody may call (fault 20013). */
  deniedOperations: v.optional(v.array(v.string()), []),
  /** What a LeadSelector without xsi:type gets, as in the sandbox. */
  untypedSelector: v.optional(v.picklist(['infer', 'fault']), 'infer'),
  /** How many records a page has when a request names no batch size. */
  defaultBatchSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)), 100),
  /**
   * REST calls that may begin in 20 seconds, and that may be under way at once. An instance allows 100 and 10 to all of its
   * integrations together; the vendor advises each to keep to half. Where several bridges run, each gets its share of this.
   */
  restRate: v.optional(count, 50),
  restConcurrency: v.optional(count, 5),
  /** How long a SOAP call may take; clients give up after 60 seconds in many cases (PHP's default). */
  budget: v.optional(v.pipe(v.number(), v.minValue(11_000)), 55_000),
  /** How long a stream position is good. */
  positionLife: v.optional(milliseconds, 24 * 3_600_000),
  /** The REST name of a custom field that holds ForeignSysPersonId; null where there is none, and then it is fault 20110. */
  foreignIdField: v.optional(v.nullable(v.string()), null),
  /** How booleans of leads are written; no recorded answer of the service shows one, and the sandbox writes words. */
  booleans: v.optional(v.picklist(['words', 'digits']), 'words'),
  /** The lead partition of each workspace that MktowsContextHeader names, beside `Default`. */
  partitions: v.optional(v.record(v.string(), v.string()), {}),
  /**
   * What importToList does about columns of tokens, which the REST API does not have: fault 20110, or it leaves them out. A campaign
   * would run with the program's own tokens then, and nobody would see that.
   */
  importTokens: v.optional(v.picklist(['refuse', 'drop']), 'refuse'),
  /**
   * What LastUpdateAtSelector asks for: leads with a changed value, or with any activity at all, which costs a call for every ten
   * types of activity.
   */
  updatedBy: v.optional(v.picklist(['changes', 'any']), 'any'),
  /**
   * How many records remain after a page: the REST API does not say. `bound` says the fewest there are, which is 0 at the end and
   * exact when few remain; `exact` reads on to count them.
   */
  counts: v.optional(v.picklist(['bound', 'exact']), 'bound'),
  /** How far back getLeadActivity looks when a request names no time. */
  history: v.optional(milliseconds, 90 * 24 * 3_600_000),
});

/** All settings of a bridge. */
export type BridgeSettings = v.InferOutput<typeof bridgeSettingsSchema>;

/** Some settings of a bridge. */
export type BridgeSettingsChange = v.InferInput<typeof bridgeSettingsSchema>;

/** The settings with their defaults, or a sentence that names the one that is wrong. */
export function readBridgeSettings(
  change: unknown,
):
  | { readonly ok: true; readonly settings: BridgeSettings }
  | { readonly ok: false; readonly message: string } {
  const result = v.safeParse(bridgeSettingsSchema, change);
  if (result.success) return { ok: true, settings: result.output };
  const [issue] = result.issues;
  return { ok: false, message: `The setting ${v.getDotPath(issue) ?? ''} is not right: ${issue.message}.` };
}
