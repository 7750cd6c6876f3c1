import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import { id, instant, type StatePart } from './state-part';

/** Something that happened to a lead. */
export interface Activity {
  readonly id: number;
  readonly leadId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The display name: `Visit Webpage`. */
  readonly type: string;
  /** The marketing asset or field that it is about; empty when there is none. */
  readonly asset: string;
  /** The smart campaign that did it; empty when there is none. */
  readonly campaign: string;
  /** Details by name, in the order in which they are shown. `Lead ID` is added when the record is written. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is known of an activity before it is logged. */
export interface NewActivity {
  readonly leadId: number;
  readonly at: number;
  readonly type: string;
  readonly asset?: string;
  readonly campaign?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A merge that the log has seen. */
export interface Move {
  readonly loser: number;
  readonly winner: number;
}

/** Seeded activities have lower ids than those that are logged later. */
const FIRST_LOGGED_ID = 30_000_001;

/** The seeded part is not in it: it can be made again, and then follows the moves. */
const schema = v.object({
  logged: v.array(
    v.object({
      id,
      leadId: id,
      at: instant,
      type: v.string(),
      asset: v.string(),
      campaign: v.string(),
      attributes: v.record(v.string(), v.string()),
    }),
  ),
  moves: v.array(v.object({ loser: id, winner: id })),
});

/**
 * The activity log, by time. Its seeded part is made when somebody first asks for it, because a page that only reads leads
 * never does.
 */
export class ActivityStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #seed: () => readonly Activity[] = () => [];
  #all: Activity[] | undefined;
  #byLead: Map<number, Activity[]> | undefined;
  readonly #logged: Activity[] = [];
  readonly #moves: Move[] = [];
  #nextId = FIRST_LOGGED_ID;

  /** Says where the seeded activities come from. */
  seedWith(make: () => readonly Activity[]): void {
    this.#seed = make;
  }

  /** Adds an entry to the log. */
  log(entry: NewActivity): Activity {
    const activity = { asset: '', campaign: '', attributes: {}, ...entry, id: this.#nextId };
    this.#add([activity]);
    return activity;
  }

  #add(entries: readonly Activity[]): void {
    for (const activity of entries) {
      this.#nextId = Math.max(this.#nextId, activity.id + 1);
      this.#logged.push(activity);
      if (this.#all) insert(this.#all, activity);
      if (this.#byLead) insert(bucket(this.#byLead, activity.leadId), activity);
    }
  }

  /** Every activity, oldest first; those of one moment by id. */
  all(): readonly Activity[] {
    this.#all ??= this.#build();
    return this.#all;
  }

  /** A lead's activities, oldest first. */
  ofLead(leadId: number): readonly Activity[] {
    if (!this.#byLead) {
      const byLead = new Map<number, Activity[]>();
      for (const activity of this.all()) bucket(byLead, activity.leadId).push(activity);
      this.#byLead = byLead;
    }
    return this.#byLead.get(leadId) ?? [];
  }

  /** Activities from one moment to another, both included, oldest first. */
  between(oldest: number, latest: number): readonly Activity[] {
    const all = this.all();
    return all.slice(position(all, oldest, 0), position(all, latest, Infinity));
  }

  dump() {
    return { logged: [...this.#logged], moves: [...this.#moves] };
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#moves.push(...state.moves);
    this.#all = undefined;
    this.#byLead = undefined;
    this.#add(state.logged);
  }

  moveLead(loser: number, winner: number): void {
    this.#moves.push({ loser, winner });
    this.#logged.forEach((activity, index) => {
      if (activity.leadId === loser) this.#logged[index] = { ...activity, leadId: winner };
    });
    this.#all = undefined;
    this.#byLead = undefined;
  }

  #build(): Activity[] {
    const seeded = this.#seed().map((activity) => {
      const leadId = this.#moves.reduce(
        (id, move) => (move.loser === id ? move.winner : id),
        activity.leadId,
      );
      return leadId === activity.leadId ? activity : { ...activity, leadId };
    });
    return [...seeded, ...this.#logged].sort(compare);
  }
}

function compare(a: Activity, b: Activity): number {
  return a.at - b.at || a.id - b.id;
}

/** The index of the first activity that is not before that moment and id. */
function position(sorted: readonly Activity[], at: number, id: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = sorted[middle];
    if (candidate && (candidate.at < at || (candidate.at === at && candidate.id < id))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(sorted: Activity[], activity: Activity): void {
  sorted.splice(position(sorted, activity.at, activity.id), 0, activity);
}

function bucket(byLead: Map<number, Activity[]>, leadId: number): Activity[] {
  const known = byLead.get(leadId);
  if (known) return known;
  const fresh: Activity[] = [];
  byLead.set(leadId, fresh);
  return fresh;
}
