import { leadField } from '../../store/fields';
import type { ForeignId, Lead } from '../../store/leads';
import type { Store } from '../../store/store';
import { formatDate } from '../../../service/time';

/** What is to be stored of a lead. */
export interface LeadContent {
  /** The new e-mail address; undefined leaves it alone. */
  readonly email?: string;
  readonly foreign?: ForeignId;
  /** By SOAP API name, without `Email`; an empty value clears the field. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly cookie?: string;
  readonly workspace?: string;
}

/** Who writes, as the activity log names it. */
export interface Author {
  /** `SOAP API`. */
  readonly reason: string;
  /** `Web service API`. */
  readonly source: string;
}

/** The author of what the API's own operations write (vendor's samples). */
export const SOAP_API: Author = { reason: 'SOAP API', source: 'Web service API' };

/** Creates a lead and logs it. */
export function createLead(store: Store, content: LeadContent, author: Author, now: number): Lead {
  const set = [...content.attributes].filter(([, value]) => value !== '');
  const lead = store.leads.create({
    email: content.email ?? '',
    attributes: Object.fromEntries(set),
    cookies: content.cookie === undefined ? [] : [content.cookie],
    workspace: content.workspace ?? 'Default',
    createdAt: now,
  });
  store.activities.log({
    leadId: lead.id,
    at: now,
    type: 'New Lead',
    attributes: {
      'Source Type': author.source,
      'Source Info': author.source,
      'Created Date': formatDate(now),
    },
  });
  return content.foreign ? assignForeignId(store, lead, content.foreign) : lead;
}

/** Changes a lead and logs each field whose value is another one now. */
export function updateLead(
  store: Store,
  lead: Lead,
  content: LeadContent,
  author: Author,
  now: number,
): Lead {
  const attributes = { ...lead.attributes };
  const changes: (readonly [name: string, old: string, fresh: string])[] = [];
  for (const [name, value] of content.attributes) {
    const old = lead.attributes[name] ?? '';
    if (old === value) continue;
    changes.push([name, old, value]);
    if (value === '') delete attributes[name];
    else attributes[name] = value;
  }
  const email = content.email ?? lead.email;
  if (email !== lead.email) changes.push(['Email', lead.email, email]);
  for (const [name, old, fresh] of changes) logChange(store, lead.id, name, old, fresh, author, now);
  const cookies =
    content.cookie === undefined ? lead.cookies : [...new Set([...lead.cookies, content.cookie])];
  const updatedAt = changes.length > 0 ? now : lead.updatedAt;
  const changed: Lead = { ...lead, email, attributes, cookies, anonymous: false, updatedAt };
  store.leads.put(changed);
  return content.foreign ? assignForeignId(store, changed, content.foreign) : changed;
}

/** A foreign id belongs to one lead only: whoever had it loses it. */
function assignForeignId(store: Store, lead: Lead, foreign: ForeignId): Lead {
  const isOther = (known: ForeignId) => known.id !== foreign.id || known.type !== foreign.type;
  const holder = store.leads.byForeignId(foreign);
  if (holder && holder.id !== lead.id) {
    store.leads.put({ ...holder, foreignIds: holder.foreignIds.filter(isOther) });
  }
  const changed = { ...lead, foreignIds: [...lead.foreignIds.filter(isOther), foreign] };
  store.leads.put(changed);
  return changed;
}

function logChange(
  store: Store,
  leadId: number,
  name: string,
  old: string,
  fresh: string,
  author: Author,
  now: number,
): void {
  store.activities.log({
    leadId,
    at: now,
    type: 'Change Data Value',
    asset: leadField(name)?.display ?? name,
    attributes: { 'Attribute Name': name, 'Old Value': old, 'New Value': fresh, Reason: author.reason },
  });
}
