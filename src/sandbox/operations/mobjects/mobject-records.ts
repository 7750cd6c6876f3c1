import type { ArrayOfMObjAssociation, Attrib, MObject, TypeAttrib } from '../../../contract/mktows-types';
import { OPPORTUNITY_FIELDS, ROLE_FIELDS, type ObjectField } from '../../store/object-fields';
import type { Opportunity, Role } from '../../store/mobjects';
import type { Cost, Program } from '../../store/programs';
import type { ResultOf } from '../../../service/complete-result';

/** Fields in the order of the vendor's list, the subscription's own after them; empty ones are left out (our choice). */
export function opportunityContents({ attributes, companyId }: Opportunity): ResultOf<MObject> {
  return {
    attribList: { attrib: fieldsOf(OPPORTUNITY_FIELDS, attributes) },
    associationList: companyId === undefined ? undefined : associations([['Company', companyId]]),
  };
}

/** Both ends of a role stand among its attributes and as associations: either form is taken when one is written. */
export function roleContents({ attributes, opportunityId, leadId }: Role): ResultOf<MObject> {
  const ends = { OpportunityId: String(opportunityId), PersonId: String(leadId) };
  return {
    attribList: { attrib: fieldsOf(ROLE_FIELDS, { ...ends, ...attributes }) },
    associationList: associations([
      ['Opportunity', opportunityId],
      ['Lead', leadId],
    ]),
  };
}

/**
 * A program's attributes; with details also its tags (the channel first), tokens and costs. Names and order are the
 * vendor's.
 */
export function programContents(program: Program, details: boolean): ResultOf<MObject> {
  const { name, type, workspaceId, workspace, folder, archived, start, end } = program;
  const attrib = pairs([
    ['Name', name],
    ['Type', type],
    ['Workspace Id', String(workspaceId)],
    ['Workspace Name', workspace],
    ['Tree Path', `${folder}/${name}`],
    ['Is Archived', String(archived)],
    ['Start Date', start],
    ['End Date', end],
  ]);
  return { attribList: { attrib }, typeAttribList: details ? { typeAttrib: detailsOf(program) } : undefined };
}

function detailsOf({ channel, tags, tokens, costs }: Program): ResultOf<TypeAttrib>[] {
  const allTags = [['Channel', channel] as const, ...tags];
  return [
    ...allTags.map(([type, value]) =>
      typeAttrib('Tag', [
        ['Type', type],
        ['Value', value],
      ]),
    ),
    ...tokens.map(([name, value]) =>
      typeAttrib('Token', [
        ['Name', name],
        ['Value', value],
      ]),
    ),
    ...costs.map(costOf),
  ];
}

function costOf({ id, month, amount, note }: Cost): ResultOf<TypeAttrib> {
  return typeAttrib('Cost', [
    ['Id', String(id)],
    ['Month', month],
    ['Amount', amount],
    ['Note', note ?? ''],
  ]);
}

type Pair = readonly [name: string, value: string | undefined];

function typeAttrib(attrType: string, list: readonly Pair[]): ResultOf<TypeAttrib> {
  return { attrType, attrList: { attrib: pairs(list) } };
}

function pairs(list: readonly Pair[]): ResultOf<Attrib>[] {
  return list.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function fieldsOf(
  fields: readonly ObjectField[],
  values: Readonly<Record<string, string>>,
): ResultOf<Attrib>[] {
  const order = fields.map(({ name }) => name);
  const others = Object.keys(values).filter((name) => !order.includes(name));
  return pairs([...order, ...others].map((name) => [name, values[name]]));
}

function associations(
  links: readonly (readonly [kind: string, id: number])[],
): ResultOf<ArrayOfMObjAssociation> {
  return { mObjAssociation: links.map(([mObjType, id]) => ({ mObjType, id })) };
}
