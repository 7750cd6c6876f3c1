import * as v from 'valibot';
import type { MovesLeads } from './moves-leads';
import { id, instant, type StatePart } from './state-part';

const common = {
  id,
  /** By API name; no empty values. */
  attributes: v.record(v.string(), v.string()),
  /** The record's id in the sales system. */
  crmId: v.optional(v.string()),
  createdAt: instant,
  updatedAt: instant,
};

const opportunitySchema = v.object({ ...common, companyId: v.optional(id) });
const roleSchema = v.object({ ...common, opportunityId: id, leadId: id });

/** A deal. External keys are among its attributes: they are custom fields. A change makes a new object. */
export type Opportunity = Readonly<v.InferOutput<typeof opportunitySchema>>;

/** The part that a lead has in a deal. A change makes a new object. */
export type Role = Readonly<v.InferOutput<typeof roleSchema>>;

const schema = v.object({
  opportunities: v.array(opportunitySchema),
  roles: v.array(roleSchema),
  nextOpportunityId: id,
  nextRoleId: id,
});

/** Opportunities and the roles of people in them. */
export class MObjectStore implements MovesLeads, StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  #opportunities = new Map<number, Opportunity>();
  #roles = new Map<number, Role>();
  #nextOpportunityId = 1;
  #nextRoleId = 1;

  /** The opportunities in the order in which they were added, which is that of their ids. */
  opportunities(): readonly Opportunity[] {
    return [...this.#opportunities.values()];
  }

  /** The roles in the order in which they were added, which is that of their ids. */
  roles(): readonly Role[] {
    return [...this.#roles.values()];
  }

  opportunity(id: number): Opportunity | undefined {
    return this.#opportunities.get(id);
  }

  role(id: number): Role | undefined {
    return this.#roles.get(id);
  }

  /** The roles in one opportunity. */
  rolesIn(opportunityId: number): readonly Role[] {
    return this.roles().filter((role) => role.opportunityId === opportunityId);
  }

  /** An opportunity by a value of one of its fields; of several the one added last (vendor's page). */
  opportunityByKey(name: string, value: string): Opportunity | undefined {
    return this.opportunities().findLast(({ attributes }) => attributes[name] === value);
  }

  addOpportunity(content: Omit<Opportunity, 'id'>): Opportunity {
    const opportunity = { ...content, id: this.#nextOpportunityId };
    this.putOpportunity(opportunity);
    return opportunity;
  }

  addRole(content: Omit<Role, 'id'>): Role {
    const role = { ...content, id: this.#nextRoleId };
    this.putRole(role);
    return role;
  }

  /** Stores an opportunity under its own id, in place of any other with it. */
  putOpportunity(opportunity: Opportunity): void {
    this.#opportunities.set(opportunity.id, opportunity);
    this.#nextOpportunityId = Math.max(this.#nextOpportunityId, opportunity.id + 1);
  }

  /** Stores a role under its own id, in place of any other with it. */
  putRole(role: Role): void {
    this.#roles.set(role.id, role);
    this.#nextRoleId = Math.max(this.#nextRoleId, role.id + 1);
  }

  /** Removes an opportunity; its roles are left to the caller. */
  removeOpportunity(id: number): void {
    this.#opportunities.delete(id);
  }

  removeRole(id: number): void {
    this.#roles.delete(id);
  }

  /** A role that the winner has already is not doubled: the loser's goes. */
  moveLead(loser: number, winner: number, now: number): void {
    const all = this.roles();
    for (const role of all.filter(({ leadId }) => leadId === loser)) {
      const twin = all.some((other) => other.leadId === winner && isSamePart(other, role));
      if (twin) this.#roles.delete(role.id);
      else this.#roles.set(role.id, { ...role, leadId: winner, updatedAt: now });
    }
  }

  dump(): v.InferOutput<typeof schema> {
    return {
      opportunities: [...this.opportunities()],
      roles: [...this.roles()],
      nextOpportunityId: this.#nextOpportunityId,
      nextRoleId: this.#nextRoleId,
    };
  }

  load(state: v.InferOutput<typeof schema>): void {
    this.#opportunities = new Map();
    this.#roles = new Map();
    for (const opportunity of byId(state.opportunities)) this.putOpportunity(opportunity);
    for (const role of byId(state.roles)) this.putRole(role);
    this.#nextOpportunityId = Math.max(this.#nextOpportunityId, state.nextOpportunityId);
    this.#nextRoleId = Math.max(this.#nextRoleId, state.nextRoleId);
  }
}

function isSamePart(a: Role, b: Role): boolean {
  return a.opportunityId === b.opportunityId && a.attributes.Role === b.attributes.Role;
}

function byId<T extends { readonly id: number }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => a.id - b.id);
}
