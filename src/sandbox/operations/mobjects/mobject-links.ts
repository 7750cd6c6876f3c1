import type { ArrayOfMObjAssociation, Attrib, MObjAssociation } from '../../../contract/mktows-types';
import { leadField } from '../../store/fields';
import type { Store } from '../../store/store';
import { latestOf } from '../leads/select';
import { groupsOf, integerValue, textValue } from '../parameters';

/** A name and a value that mean one object: a custom field of it. */
export interface ExternalKey {
  readonly name: string;
  readonly value: string;
}

/** What an association names: an object of a kind, by id or by external key. */
export interface Link {
  readonly kind: LinkKind;
  readonly id?: number;
  readonly key?: ExternalKey;
}

/** The kinds of object that others can be linked to. */
export type LinkKind = 'Lead' | 'Company' | 'Opportunity';

const KINDS: readonly string[] = ['Lead', 'Company', 'Opportunity'] satisfies LinkKind[];

/** An external key, or undefined when there is none or half of one. */
export function externalKeyOf(value: Attrib | null | undefined): ExternalKey | undefined {
  const [name, own] = [textValue(value?.name), textValue(value?.value)];
  return name === undefined || own === undefined ? undefined : { name, value: own };
}

/** The links of a list of associations, or a sentence about the first one that is not right. */
export function linksOf(list: ArrayOfMObjAssociation | null | undefined): Link[] | string {
  const links: Link[] = [];
  for (const association of groupsOf(list, 'mObjAssociation')) {
    const link = linkOf(association);
    if (typeof link === 'string') return link;
    links.push(link);
  }
  return links;
}

function linkOf(association: MObjAssociation): Link | string {
  const kind = textValue(association.mObjType) ?? '';
  const id = integerValue(association.id);
  const key = externalKeyOf(association.externalKey);
  if (!isKind(kind)) return `${kind || 'An empty name'} is no type of association`;
  if (id === undefined && !key) return `The association ${kind} has neither id nor externalKey`;
  return { kind, id, key };
}

function isKind(name: string): name is LinkKind {
  return KINDS.includes(name);
}

/**
 * The id of the object that a link means, or undefined when there is none. An id goes before an external key. Of several
 * objects with the key the one added last is meant (vendor's page), of several leads the one updated last (our choice, as
 * for lead keys); companies have no custom fields here, so their name is the value, whatever the key is called.
 */
export function resolve(store: Store, { kind, id, key }: Link): number | undefined {
  switch (kind) {
    case 'Opportunity':
      return (id === undefined ? key && store.mObjects.opportunityByKey(key.name, key.value) : own(id))?.id;
    case 'Company':
      return (id === undefined ? store.companies.byName(key?.value ?? '') : store.companies.byId(id))?.id;
    case 'Lead':
      return id === undefined ? key && leadByKey(store, key) : store.leads.get(id)?.id;
  }

  function own(id: number) {
    return store.mObjects.opportunity(id);
  }
}

function leadByKey(store: Store, { name, value }: ExternalKey): number | undefined {
  if (name === 'Email') return lastOf(store.leads.byEmail(value));
  if (!leadField(name)) return undefined;
  return lastOf(store.leads.all().filter(({ attributes }) => attributes[name] === value));

  function lastOf(leads: ReturnType<Store['leads']['byEmail']>): number | undefined {
    return leads.length > 0 ? latestOf(leads).id : undefined;
  }
}

/** What a link says of itself, for a sentence: `Lead with the id 4`. */
export function describeLink({ kind, id, key }: Link): string {
  return id === undefined ? `${kind} with ${key?.name} = ${key?.value}` : `${kind} with the id ${id}`;
}
