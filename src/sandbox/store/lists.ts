import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import { id, instant, type StatePart } from './state-part';
import { trimXml } from '../../text/white-space';

/** A static list with its members. */
export interface StaticList {
  readonly id: number;
  readonly name: string;
  /** The program that the list belongs to; absent for a list of the lead database. */
  readonly program?: string;
  /** For lists that a sales person keeps: the id of that user in Marketo and in Salesforce. */
  readonly salesUserId?: string;
  readonly sfdcOwnerId?: string;
  /** Lead ids with the time of joining, in milliseconds since 1970. */
  readonly members: Map<number, number>;
}

const schema = v.array(
  v.object({
    id,
    name: v.string(),
    program: v.optional(v.string()),
    salesUserId: v.optional(v.string()),
    sfdcOwnerId: v.optional(v.string()),
    members: v.array(v.tuple([id, instant])),
  }),
);

/** The static lists of the lead database and of programs. Names are compared without case (our choice). */
export class ListStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #lists: StaticList[] = [];

  all(): readonly StaticList[] {
    return this.#lists;
  }

  add(list: StaticList): void {
    this.#lists.push(list);
  }

  byId(id: number): StaticList | undefined {
    return this.#lists.find((list) => list.id === id);
  }

  /** A list of the lead database by its name. */
  inDatabase(name: string): StaticList | undefined {
    return this.#lists.find((list) => list.program === undefined && same(list.name, name));
  }

  /** A list of a program. */
  inProgram(program: string, name: string): StaticList | undefined {
    return this.#lists.find(
      (list) => list.program !== undefined && same(list.program, program) && same(list.name, name),
    );
  }

  /** A list by its full name: `List` in the lead database, `Program.List` in a program. */
  byFullName(name: string): StaticList | undefined {
    return (
      this.inDatabase(name) ??
      this.#lists.find((list) => list.program !== undefined && same(fullName(list), name))
    );
  }

  dump() {
    return this.#lists.map((list) => ({ ...list, members: [...list.members] }));
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#lists = state.map((list) => ({ ...list, members: new Map(list.members) }));
  }

  moveLead(loser: number, winner: number): void {
    for (const { members } of this.#lists) {
      const joined = members.get(loser);
      if (joined === undefined) continue;
      members.delete(loser);
      if (!members.has(winner)) members.set(winner, joined);
    }
  }
}

/** `Program.List`, or the plain name of a list of the lead database. */
export function fullName(list: StaticList): string {
  return list.program === undefined ? list.name : `${list.program}.${list.name}`;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === trimXml(b).toLowerCase();
}
