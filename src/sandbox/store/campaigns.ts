import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import { id, instant, type StatePart } from './state-part';
import { trimXml } from '../../text/white-space';

const stepSchema = v.object({
  /** The display name of the activity that it leaves: `Send Email`. */
  type: v.string(),
  asset: v.string(),
  /** Details of the activity. My Tokens stand in them in full, `{{my.message}}`. */
  attributes: v.record(v.string(), v.string()),
});

const campaignSchema = v.object({
  id,
  name: v.string(),
  /** The program that it belongs to, by name. */
  program: v.optional(v.string()),
  /** A batch campaign is scheduled, a trigger campaign is requested. */
  kind: v.picklist(['batch', 'trigger']),
  description: v.string(),
  /** For trigger campaigns: who may request it. */
  sources: v.array(v.picklist(['MKTOWS', 'SALES'])),
  flow: v.array(stepSchema),
});

const scheduleSchema = v.object({
  campaignId: id,
  runAt: instant,
  /** Token names in full, with the values for this run. */
  tokens: v.array(v.tuple([v.string(), v.string()])),
});

/** A smart campaign with what it does to a lead. */
export type Campaign = Readonly<v.InferOutput<typeof campaignSchema>>;

/** A run of a batch campaign that is still to come; times in milliseconds since 1970. */
export type Schedule = Readonly<v.InferOutput<typeof scheduleSchema>>;

const schema = v.object({
  campaigns: v.array(campaignSchema),
  schedules: v.array(scheduleSchema),
  /** By campaign id: how often it ran. */
  runs: v.array(v.tuple([id, v.pipe(v.number(), v.integer())])),
  /** By campaign id: lead ids with the time of joining. */
  members: v.array(v.tuple([id, v.array(v.tuple([id, instant]))])),
});

/** The smart campaigns, who went through them, and the runs to come. Names are compared without case (our choice). */
export class CampaignStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #campaigns = new Map<number, Campaign>();
  #schedules: Schedule[] = [];
  #runs = new Map<number, number>();
  #members = new Map<number, Map<number, number>>();

  all(): readonly Campaign[] {
    return [...this.#campaigns.values()];
  }

  add(campaign: Campaign): void {
    this.#campaigns.set(campaign.id, campaign);
  }

  byId(id: number): Campaign | undefined {
    return this.#campaigns.get(id);
  }

  /** A campaign of a program by its own name. */
  inProgram(program: string, name: string): Campaign | undefined {
    const wanted = trimXml(name).toLowerCase();
    return this.ofProgram(program).find((campaign) => campaign.name.toLowerCase() === wanted);
  }

  /** The campaigns of a program. */
  ofProgram(program: string): readonly Campaign[] {
    const wanted = trimXml(program).toLowerCase();
    return this.all().filter((campaign) => campaign.program?.toLowerCase() === wanted);
  }

  /** The id that the next new campaign gets. */
  get nextId(): number {
    return Math.max(0, ...this.#campaigns.keys()) + 1;
  }

  /** The runs to come, in the order in which they were scheduled. */
  schedules(): readonly Schedule[] {
    return this.#schedules;
  }

  schedule(run: Schedule): void {
    this.#schedules.push(run);
  }

  /** Hands out the runs that are due by that time, earliest first, and forgets them. */
  takeDue(now: number): readonly Schedule[] {
    if (!this.#schedules.some(({ runAt }) => runAt <= now)) return [];
    const due = this.#schedules.filter(({ runAt }) => runAt <= now);
    this.#schedules = this.#schedules.filter(({ runAt }) => runAt > now);
    return due.sort((a, b) => a.runAt - b.runAt);
  }

  /** Counts a run of a campaign: 1 for the first. */
  startRun(campaignId: number): number {
    const run = (this.#runs.get(campaignId) ?? 0) + 1;
    this.#runs.set(campaignId, run);
    return run;
  }

  /** Who went through a campaign: lead ids with the time of the first run, in milliseconds since 1970. */
  members(campaignId: number): ReadonlyMap<number, number> {
    return this.#members.get(campaignId) ?? new Map<number, number>();
  }

  /** Makes a lead a member, unless it is one. @returns whether it is new. */
  join(campaignId: number, leadId: number, at: number): boolean {
    const members = this.#members.get(campaignId) ?? new Map<number, number>();
    if (members.has(leadId)) return false;
    this.#members.set(campaignId, members.set(leadId, at));
    return true;
  }

  moveLead(loser: number, winner: number): void {
    for (const members of this.#members.values()) {
      const joined = members.get(loser);
      if (joined === undefined) continue;
      members.delete(loser);
      if (!members.has(winner)) members.set(winner, joined);
    }
  }

  dump(): v.InferOutput<typeof schema> {
    return {
      campaigns: [...this.all()],
      schedules: [...this.#schedules],
      runs: [...this.#runs],
      members: [...this.#members].map(([campaign, members]) => [campaign, [...members]]),
    };
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#campaigns = new Map(state.campaigns.map((campaign) => [campaign.id, campaign]));
    this.#schedules = state.schedules;
    this.#runs = new Map(state.runs);
    this.#members = new Map(state.members.map(([campaign, members]) => [campaign, new Map(members)]));
  }
}

/** `Program.Campaign`, or the plain name of a campaign outside of programs (vendor's sample). */
export function campaignName(campaign: Campaign): string {
  return campaign.program === undefined ? campaign.name : `${campaign.program}.${campaign.name}`;
}
