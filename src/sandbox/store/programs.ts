import * as v from 'valibot';
import { id, instant, type StatePart } from './state-part';
import { trimXml } from '../../text/white-space';

const pair = v.tuple([v.string(), v.string()]);

const costSchema = v.object({
  id,
  /** The first day of the month, `2013-06-01`. */
  month: v.string(),
  /** A decimal number, as it was sent. */
  amount: v.string(),
  note: v.optional(v.string()),
});

const programSchema = v.object({
  id,
  name: v.string(),
  /** The kind of program: `Default`, `Event`, `Event with Webinar` or `Nurture`. */
  type: v.string(),
  /** One of the channels; answers show it as the tag `Channel`. */
  channel: v.string(),
  workspaceId: id,
  workspace: v.string(),
  /** The folders above it, `Marketing Activities/Events`. */
  folder: v.string(),
  archived: v.boolean(),
  /** The id of the campaign in the sales system that it is synchronised with. */
  crmId: v.optional(v.string()),
  /** First and last day of an event, `2013-06-10`. */
  start: v.optional(v.string()),
  end: v.optional(v.string()),
  /** Type and value, each type once. */
  tags: v.array(pair),
  /** The My Tokens: name in full, `{{my.message}}`, and value. */
  tokens: v.array(pair),
  costs: v.array(costSchema),
  createdAt: instant,
  updatedAt: instant,
});

/** What a program costs in one month. */
export type Cost = Readonly<v.InferOutput<typeof costSchema>>;

/** A program. A change makes a new object. Times in milliseconds since 1970. */
export type Program = Readonly<v.InferOutput<typeof programSchema>>;

const schema = v.object({
  programs: v.array(programSchema),
  nextCostId: id,
  clones: v.object({ day: v.pipe(v.number(), v.integer()), count: v.pipe(v.number(), v.integer()) }),
});

/** The programs. Names are compared without case (our choice). */
export class ProgramStore implements StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #programs = new Map<number, Program>();
  #nextCostId = 1;
  #clones = { day: 0, count: 0 };

  /** All programs, by ascending id. */
  all(): readonly Program[] {
    return [...this.#programs.values()].sort((a, b) => a.id - b.id);
  }

  /** Stores a program under its own id, in place of any other with it. */
  add(program: Program): void {
    this.#programs.set(program.id, program);
    for (const cost of program.costs) this.#nextCostId = Math.max(this.#nextCostId, cost.id + 1);
  }

  byId(id: number): Program | undefined {
    return this.#programs.get(id);
  }

  byName(name: string): Program | undefined {
    const wanted = trimXml(name).toLowerCase();
    return this.all().find((program) => program.name.toLowerCase() === wanted);
  }

  /** The id that the next new program gets. */
  get nextId(): number {
    return Math.max(0, ...this.#programs.keys()) + 1;
  }

  /** Hands out the id of a new cost; none is handed out twice. */
  takeCostId(): number {
    this.#nextCostId += 1;
    return this.#nextCostId - 1;
  }

  /**
   * How many programs were cloned on a day.
   *
   * @param day its number, as `standardDay` counts.
   */
  clonesOn(day: number): number {
    return this.#clones.day === day ? this.#clones.count : 0;
  }

  /** One program more was cloned on that day. */
  countClone(day: number): void {
    this.#clones = { day, count: this.clonesOn(day) + 1 };
  }

  dump(): v.InferOutput<typeof schema> {
    return { programs: [...this.all()], nextCostId: this.#nextCostId, clones: this.#clones };
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#programs = new Map();
    this.#nextCostId = state.nextCostId;
    this.#clones = state.clones;
    for (const program of state.programs) this.add(program);
  }
}
