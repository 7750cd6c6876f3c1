import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import { id, instant, type StatePart } from './state-part';

const number = v.pipe(v.number(), v.integer(), v.minValue(0));

const jobSchema = v.object({
  program: v.string(),
  listId: id,
  /** SOAP API names or `{{my.token}}`s, one for each column. */
  columns: v.array(v.string()),
  rows: v.array(v.array(v.string())),
  /** Creates and updates leads, or only adds those that exist. */
  upsert: v.boolean(),
  /** The campaign that the token columns are for. */
  campaignId: v.optional(id),
  /** When it was ordered, and when its first row is done; milliseconds since 1970. */
  orderedAt: instant,
  startsAt: instant,
  /** Milliseconds for each row. */
  rowTime: v.pipe(v.number(), v.minValue(0)),
  /** How many rows are done; of these, how many went well and how many did not. */
  done: number,
  imported: number,
  failed: number,
  /** A sentence for each row that failed. */
  errors: v.array(v.string()),
});

/** An import into a list: how it was ordered, and how far it has come. */
export type ImportJob = v.InferOutput<typeof jobSchema>;

const schema = v.object({
  jobs: v.array(jobSchema),
  /** By campaign id, then by lead id: token names and values. */
  tokens: v.array(v.tuple([id, v.array(v.tuple([id, v.array(v.tuple([v.string(), v.string()]))]))])),
});

/** Values that an import left for the next run of a campaign, by token name. */
export type LeadTokens = ReadonlyMap<string, string>;

/** The imports into lists, under way and done, and the tokens that they left. */
export class ImportStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #jobs: ImportJob[] = [];
  readonly #asked = new WeakMap<ImportJob, number>();
  /** Campaign id, then lead id. */
  #tokens = new Map<number, Map<number, LeadTokens>>();

  /** Every import, oldest first; of each list only the last one is kept once it is done. */
  all(): readonly ImportJob[] {
    return this.#jobs;
  }

  add(job: ImportJob): void {
    const kept = this.#jobs.filter((old) => old.listId !== job.listId || old.done < old.rows.length);
    this.#jobs = [...kept, job];
  }

  /** The latest import into a list. */
  latest(listId: number): ImportJob | undefined {
    return this.#jobs.findLast((job) => job.listId === listId);
  }

  /** When somebody last got the status of an import, in milliseconds since 1970. It is not part of the exported state. */
  askedAt(job: ImportJob): number | undefined {
    return this.#asked.get(job);
  }

  /** Notes that somebody gets the status of an import. */
  ask(job: ImportJob, now: number): void {
    this.#asked.set(job, now);
  }

  /** Rows that are due by that time have not all been done. */
  isDue(now: number): boolean {
    return this.#jobs.some((job) => job.done < dueRows(job, now));
  }

  /** Keeps one lead's token values for the next run of a campaign. */
  keepTokens(campaignId: number, leadId: number, tokens: LeadTokens): void {
    const known = this.#tokens.get(campaignId) ?? new Map<number, LeadTokens>();
    known.set(leadId, tokens);
    this.#tokens.set(campaignId, known);
  }

  /** Hands out the token values kept for a campaign, by lead, and drops them: they are good for one run. */
  takeTokens(campaignId: number): ReadonlyMap<number, LeadTokens> {
    const tokens = this.#tokens.get(campaignId) ?? new Map<number, LeadTokens>();
    this.#tokens.delete(campaignId);
    return tokens;
  }

  dump(): v.InferOutput<typeof schema> {
    return {
      jobs: [...this.#jobs],
      tokens: [...this.#tokens].map(([campaign, byLead]) => [
        campaign,
        [...byLead].map(([lead, tokens]) => [lead, [...tokens]]),
      ]),
    };
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#jobs = state.jobs;
    this.#tokens = new Map(
      state.tokens.map(([campaign, byLead]) => [
        campaign,
        new Map(byLead.map(([lead, tokens]) => [lead, new Map(tokens)])),
      ]),
    );
  }

  moveLead(loser: number, winner: number): void {
    for (const byLead of this.#tokens.values()) {
      const tokens = byLead.get(loser);
      if (!tokens) continue;
      byLead.delete(loser);
      if (!byLead.has(winner)) byLead.set(winner, tokens);
    }
  }
}

/** How many rows of an import should be done by a time. */
export function dueRows(job: ImportJob, now: number): number {
  if (now < job.startsAt) return 0;
  if (job.rowTime === 0) return job.rows.length;
  return Math.min(job.rows.length, Math.floor((now - job.startsAt) / job.rowTime) + 1);
}

/** When the last row is done; milliseconds since 1970. */
export function endOf(job: ImportJob): number {
  return job.startsAt + Math.max(0, job.rows.length - 1) * job.rowTime;
}
