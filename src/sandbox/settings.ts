import * as v from 'valibot';
import { choicesSchema } from './choices';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, DEMO_SECRET_KEY, DEMO_USER_ID } from './demo';
import { faultOnPurposeSchema } from './http/faults-on-purpose';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.minValue(0));

/** Every setting with its default; times in milliseconds. */
export const settingsSchema = v.object({
  /** The user id that requests have to carry. */
  userId: v.optional(v.pipe(v.string(), v.minLength(1)), DEMO_USER_ID),
  /** The key that requests have to be signed with. */
  secretKey: v.optional(v.string(), DEMO_SECRET_KEY),
  /** The client that may fetch a token for the REST calls, and its secret. */
  clientId: v.optional(v.pipe(v.string(), v.minLength(1)), DEMO_CLIENT_ID),
  clientSecret: v.optional(v.string(), DEMO_CLIENT_SECRET),
  /**
   * How far a request's timestamp may lie from the sandbox's clock, before or after it; null takes any. The vendor never
   * published its window: 60 minutes are our choice, and so is treating the future like the past.
   */
  timestampWindow: v.optional(v.nullable(milliseconds), 60 * 60_000),
  /** Added to the clock, to see the sandbox's world at another time. */
  clockOffset: v.optional(v.number(), 0),
  /** The number that the world is made from; another one takes effect with the next reset. */
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** Calls in a day, which begins at 00:00 CST; null for any number. The vendor's figure. */
  dailyQuota: v.optional(v.nullable(count), 10_000),
  /** Calls in the span of `rateSpan`; null for any number. The vendor's figure. */
  rateCalls: v.optional(v.nullable(count), 100),
  rateSpan: v.optional(milliseconds, 20_000),
  /** Calls under way at once; null for any number. The vendor's figure. */
  concurrentCalls: v.optional(v.nullable(count), 10),
  /** Operations that this user may not call (fault 20013). */
  deniedOperations: v.optional(v.array(v.string()), []),
  /** Names of the workspaces; none when the subscription has no workspaces, and then only `Default` may be named. */
  workspaces: v.optional(v.array(v.string()), []),
  /** Answers to what is not documented. */
  choices: v.optional(choicesSchema, {}),
  /** What goes wrong on purpose. */
  faultsOnPurpose: v.optional(v.array(faultOnPurposeSchema), []),
});

/** All settings. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Some settings; of the choices, too, only some. */
export type SettingsChange = Partial<v.InferInput<typeof settingsSchema>>;

/** The settings after a change, or a sentence that names the setting that is wrong. */
export type SettingsResult =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly message: string };

/** The settings that nobody changed. */
export function defaultSettings(): Settings {
  return v.parse(settingsSchema, {});
}

/** Applies a change that may come from outside; what it does not name stays as it is. */
export function changeSettings(old: Settings, change: unknown): SettingsResult {
  if (typeof change !== 'object' || change === null) return { ok: false, message: 'Settings are an object.' };
  const choices = 'choices' in change ? { ...old.choices, ...(change.choices as object) } : old.choices;
  const result = v.safeParse(settingsSchema, { ...old, ...change, choices });
  if (result.success) return { ok: true, settings: result.output };
  const [issue] = result.issues;
  return { ok: false, message: `The setting ${v.getDotPath(issue) ?? ''} is not right: ${issue.message}.` };
}
