import * as v from 'valibot';
import { parseLeadKeyType, type LeadKeyType } from '../../service/lead-key-types';
import { id, instant, type StatePart } from './state-part';
import { trimXml } from '../../text/white-space';

/** A lead as it is stored. A change makes a new object, so that whoever holds one holds a snapshot. */
export interface Lead {
  readonly id: number;
  /** Empty when the lead has none. */
  readonly email: string;
  /** By SOAP API name, without `Email`; no empty values. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Keys of other systems; each belongs to one lead only. The last one was assigned last. */
  readonly foreignIds: readonly ForeignId[];
  /** Values of the `_mkto_trk` cookie of this person's browsers. */
  readonly cookies: readonly string[];
  /** The workspace whose primary partition holds the lead. */
  readonly workspace: string;
  /** Known by cookie only, until a syncLead names it. */
  readonly anonymous: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970 of the last change of a value. */
  readonly updatedAt: number;
}

/** A person's key in a system outside. */
export interface ForeignId {
  readonly type: string;
  readonly id: string;
}

/** What a lead starts with; the rest has defaults. */
export type NewLead = Partial<Omit<Lead, 'id'>> & { readonly createdAt: number };

const leadSchema = v.object({
  id,
  email: v.string(),
  attributes: v.record(v.string(), v.string()),
  foreignIds: v.array(v.object({ type: v.string(), id: v.string() })),
  cookies: v.array(v.string()),
  workspace: v.string(),
  anonymous: v.boolean(),
  createdAt: instant,
  updatedAt: instant,
});

/** What has become of the seeded leads: those that are new or changed, and those that are gone. */
const schema = v.object({ nextId: id, changed: v.array(leadSchema), removed: v.array(id) });

/** The lead database: records by id, e-mail, cookie and foreign id. */
export class LeadStore implements StatePart<v.InferOutput<typeof schema>> {
  readonly schema = schema;
  readonly #leads = new Map<number, Lead>();
  readonly #byEmail = new Map<string, Set<number>>();
  readonly #byCookie = new Map<string, number>();
  readonly #byForeignId = new Map<string, number>();
  #ordered: readonly Lead[] | undefined;
  #nextId = 1;
  /** Leads that are no longer as the seed made them. */
  readonly #touched = new Set<number>();

  get size(): number {
    return this.#leads.size;
  }

  /** The id that the next new lead gets. */
  get nextId(): number {
    return this.#nextId;
  }

  get(id: number): Lead | undefined {
    return this.#leads.get(id);
  }

  /** All leads, by ascending id. */
  all(): readonly Lead[] {
    this.#ordered ??= [...this.#leads.values()].sort((a, b) => a.id - b.id);
    return this.#ordered;
  }

  /** Adds a lead under a new id. */
  create(content: NewLead): Lead {
    const lead: Lead = { ...DEFAULTS, updatedAt: content.createdAt, ...content, id: this.#nextId };
    this.put(lead);
    return lead;
  }

  /** Stores a lead under its own id, in place of any other with it. */
  put(lead: Lead): void {
    const old = this.#leads.get(lead.id);
    if (old) this.#forget(old);
    this.#touched.add(lead.id);
    this.#leads.set(lead.id, lead);
    this.#nextId = Math.max(this.#nextId, lead.id + 1);
    if (lead.email) {
      const key = lead.email.toLowerCase();
      const ids = this.#byEmail.get(key);
      if (ids) ids.add(lead.id);
      else this.#byEmail.set(key, new Set([lead.id]));
    }
    for (const cookie of lead.cookies) this.#byCookie.set(cookie, lead.id);
    for (const foreign of lead.foreignIds) this.#byForeignId.set(foreignKey(foreign), lead.id);
    this.#ordered = undefined;
  }

  remove(id: number): void {
    const old = this.#leads.get(id);
    if (!old) return;
    this.#forget(old);
    this.#touched.add(id);
    this.#leads.delete(id);
    this.#ordered = undefined;
  }

  /** Leads with that e-mail address, in any case, by ascending id. */
  byEmail(email: string): Lead[] {
    const ids = [...(this.#byEmail.get(email.toLowerCase()) ?? [])];
    return ids.sort((a, b) => a - b).flatMap((id) => this.#leads.get(id) ?? []);
  }

  byCookie(cookie: string): Lead | undefined {
    return this.#leads.get(this.#byCookie.get(cookie) ?? 0);
  }

  byForeignId(foreign: ForeignId): Lead | undefined {
    return this.#leads.get(this.#byForeignId.get(foreignKey(foreign)) ?? 0);
  }

  /** Leads that match a key of one of the nine types, by ascending id. */
  byKey(keyType: LeadKeyType, value: string): Lead[] {
    const key = parseLeadKeyType(keyType);
    const text = trimXml(value);
    if (text === '') return [];
    if (key.by === 'id') return /^\d{1,10}$/.test(text) ? present(this.get(Number(text))) : [];
    if (key.by === 'email') return this.byEmail(text);
    if (key.by === 'cookie') return present(this.byCookie(text));
    if (key.by !== 'attribute') return [];
    const wanted = text.toLowerCase();
    return this.all().filter((lead) => lead.attributes[key.attribute]?.toLowerCase() === wanted);
  }

  /** What is stored now is what the seed made. */
  markSeeded(): void {
    this.#touched.clear();
  }

  dump() {
    const touched = [...this.#touched].sort((a, b) => a - b);
    return {
      nextId: this.#nextId,
      changed: touched.flatMap((id) => this.#leads.get(id) ?? []),
      removed: touched.filter((id) => !this.#leads.has(id)),
    };
  }

  load(state: v.InferOutput<typeof schema>): void {
    for (const gone of state.removed) this.remove(gone);
    for (const lead of state.changed) this.put(lead);
    this.#nextId = Math.max(this.#nextId, state.nextId);
  }

  #forget(lead: Lead): void {
    const ids = this.#byEmail.get(lead.email.toLowerCase());
    ids?.delete(lead.id);
    if (ids?.size === 0) this.#byEmail.delete(lead.email.toLowerCase());
    for (const cookie of lead.cookies) this.#byCookie.delete(cookie);
    for (const foreign of lead.foreignIds) this.#byForeignId.delete(foreignKey(foreign));
  }
}

const DEFAULTS = {
  email: '',
  attributes: {},
  foreignIds: [],
  cookies: [],
  workspace: 'Default',
  anonymous: false,
} as const;

function foreignKey({ type, id }: ForeignId): string {
  return `${type} ${id}`;
}

function present(lead: Lead | undefined): Lead[] {
  return lead ? [lead] : [];
}
