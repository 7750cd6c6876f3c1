/*
 * Marketo keeps most of what is not fixed as lists of names with values; these put them together and take them apart.
 */
import type {
  ArrayOfAttrib,
  ArrayOfAttribute,
  LeadRecord,
  MObject,
  SyncStatus,
} from '../../contract/mktows-types';

/** `attribute` elements of names and values, in their order. */
export function attributes(values: Readonly<Record<string, string>>): ArrayOfAttribute {
  return { attribute: Object.entries(values).map(([attrName, attrValue]) => ({ attrName, attrValue })) };
}

/** `attrib` elements of names and values, in their order. */
export function attribs(values: Readonly<Record<string, string>>): ArrayOfAttrib {
  return { attrib: Object.entries(values).map(([name, value]) => ({ name, value })) };
}

/** Names and values of `attribute` elements. */
export function readAttributes(list: ArrayOfAttribute | null | undefined): ReadonlyMap<string, string> {
  return new Map(
    present(list?.attribute).map(({ attrName, attrValue }) => [attrName ?? '', attrValue ?? '']),
  );
}

/** Names and values of `attrib` elements. */
export function readAttribs(list: ArrayOfAttrib | null | undefined): ReadonlyMap<string, string> {
  return new Map(present(list?.attrib).map(({ name, value }) => [name ?? '', value ?? '']));
}

/** The items that are there and not nil. */
export function present<Item>(items: readonly (Item | null)[] | undefined): readonly Item[] {
  return (items ?? []).filter((item) => item !== null);
}

/** A lead as a row: id, e-mail, then the named attributes. */
export function leadRow(lead: LeadRecord, names: readonly string[]): readonly string[] {
  const values = readAttributes(lead.leadAttributeList);
  return [lead.Id ?? '', lead.Email ?? '', ...names.map((name) => values.get(name) ?? '')];
}

/** What an object says of itself under a kind of detail: `Tag`, `Cost`, `Token`. */
export function details(object: MObject, kind: string): readonly ReadonlyMap<string, string>[] {
  return present(object.typeAttribList?.typeAttrib)
    .filter(({ attrType }) => attrType === kind)
    .map(({ attrList }) => readAttribs(attrList));
}

/** Why a record was not taken, or undefined when it was. */
export function syncProblem({ status, error }: SyncStatus): string | undefined {
  return status === 'FAILED' ? (error ?? 'The service gave no reason.') : undefined;
}
