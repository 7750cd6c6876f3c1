import * as v from 'valibot';

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What nobody documents and no recording shows: the sandbox's own answers, each of which can be changed. Where there is
 * evidence, there is no choice here.
 */
export const choicesSchema = v.object({
  /** What a LeadSelector without xsi:type gets: its kind is inferred from its children where only one fits, or fault 20110. */
  untypedSelector: v.optional(v.picklist(['infer', 'fault']), 'infer'),
  /** How many records a page has when a request names no batch size. */
  defaultBatchSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)), 100),
  /** What a stream position past the end gets: fault 20123, or a page without records. */
  pastTheEnd: v.optional(v.picklist(['fault', 'empty']), 'fault'),
  /** What syncLead does with an Id that no lead has: fault 20103, or a new lead under the next free id. */
  unknownLeadId: v.optional(v.picklist(['fault', 'create']), 'fault'),
  /** How mergeLeads says that a lead is unknown: in its answer with status FAILED, or as fault 20103. */
  mergeFailure: v.optional(v.picklist(['status', 'fault']), 'status'),
  /** How a strict listOperation fails: as an answer with success false, or as fault 20103. */
  strictFailure: v.optional(v.picklist(['answer', 'fault']), 'answer'),
  /** Whether listOperation also finds the lists of programs, as `Program.List`. The vendor's pages send people to importToList. */
  programListsInListOperation: v.optional(v.boolean(), false),
  /** What a campaign gets that is known but can't be requested by that source, or not be scheduled: 20110 or 20113. */
  unfitCampaign: v.optional(v.picklist(['20110', '20113']), '20110'),
  /** What requestCampaign does about a lead that nobody knows: fault 20103, or it runs the others. */
  unknownRequestedLead: v.optional(v.picklist(['fault', 'skip']), 'fault'),
  /** What requestCampaign does about tokens beside a campaignId: it takes them (seen once), or fault 20110 (vendor's page). */
  tokensWithCampaignId: v.optional(v.picklist(['take', 'fault']), 'take'),
  /** What syncMObjects does about an attribute that is no field: the object has FAILED, or a custom field is made of it. */
  unknownObjectFields: v.optional(v.picklist(['fail', 'take']), 'fail'),
  /** How often getImportToListStatus may ask about an import under way, in milliseconds: once a minute, says the vendor's page. */
  importStatusInterval: v.optional(milliseconds, 60_000),
  /** How long an import waits before its first row, in milliseconds. */
  importDelay: v.optional(milliseconds, 1_000),
  /** How long an import takes for each row, in milliseconds. */
  importRowTime: v.optional(milliseconds, 200),
});

/** The sandbox's own answers to what is not documented. */
export type Choices = v.InferOutput<typeof choicesSchema>;
