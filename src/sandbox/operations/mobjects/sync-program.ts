import type { MObject, TypeAttrib } from '../../../contract/mktows-types';
import { isStorable } from '../../store/fields';
import type { Cost, Program } from '../../store/programs';
import type { Store } from '../../store/store';
import { failed, type MObjectResult, type SyncOperation } from './mobject-result';
import { programContents } from './mobject-records';
import type { OperationCall } from '../operation';
import { groupsOf, integerValue, textValue } from '../parameters';
import { dateFault, datePartFault } from '../../../text/date-time';

/** What a program costs and how it is tagged, to be changed all at once or not at all. */
interface Draft {
  costs: readonly Cost[];
  tags: readonly (readonly [type: string, value: string])[];
}

/**
 * Updates one program: its costs and tags, nothing else, and all of them or none. Attributes may be sent back as they were
 * read (our choice); other values are an error.
 */
export function syncProgram(
  { store, now }: OperationCall,
  object: MObject,
  operation: SyncOperation,
): MObjectResult {
  const id = integerValue(object.id);
  if (operation !== 'UPDATE') return failed('Programs can only be updated: the operation is UPDATE', id);
  if (object.externalKey !== undefined) return failed('Program has no external key', id);
  if (id === undefined) return failed('An UPDATE of a Program needs its id');
  const program = store.programs.byId(id);
  if (!program) return { status: 'SKIPPED', id };
  const fixed = fixedProblem(program, object);
  if (fixed !== undefined) return failed(fixed, id);

  const draft: Draft = { costs: program.costs, tags: program.tags };
  for (const detail of groupsOf(object.typeAttribList, 'typeAttrib')) {
    const problem = apply(store, draft, detail);
    if (problem !== undefined) return failed(problem, id);
  }
  if (JSON.stringify(draft) === JSON.stringify({ costs: program.costs, tags: program.tags })) {
    return { status: 'UNCHANGED', id };
  }
  store.programs.add({
    ...program,
    costs: [...draft.costs],
    tags: draft.tags.map(([type, value]) => [type, value]),
    updatedAt: now,
  });
  return { status: 'UPDATED', id };
}

function fixedProblem(program: Program, object: MObject): string | undefined {
  const known = programContents(program, false).attribList?.attrib ?? [];
  for (const { name, value } of groupsOf(object.attribList, 'attrib')) {
    const own = known.find((one) => one?.name === textValue(name));
    if (own?.value !== textValue(value)) return `${textValue(name) ?? ''} of a Program can't be changed`;
  }
  return groupsOf(object.associationList, 'mObjAssociation').length > 0
    ? 'Program has no associations'
    : undefined;
}

/** @returns what is wrong with the detail; then the draft is of no use any more. */
function apply(store: Store, draft: Draft, detail: TypeAttrib): string | undefined {
  const parts = new Map(
    groupsOf(detail.attrList, 'attrib').map(({ name, value }) => [
      textValue(name) ?? '',
      textValue(value) ?? '',
    ]),
  );
  const type = textValue(detail.attrType) ?? '';
  if (type === 'Cost') return applyCost(store, draft, parts);
  if (type === 'Tag') return applyTag(store, draft, parts);
  return `${type || 'An empty name'} is no detail of a Program that can be changed: Cost and Tag are`;
}

/** With an Id that cost is changed, without one a cost is added. A month may come without its day. */
function applyCost(store: Store, draft: Draft, parts: ReadonlyMap<string, string>): string | undefined {
  const unknown = [...parts.keys()].filter((name) => !['Id', 'Month', 'Amount', 'Note'].includes(name));
  if (unknown.length > 0) return `Unknown parts of a Cost: ${unknown.join(', ')}`;
  const month = monthOf(parts.get('Month') ?? '');
  const amount = parts.get('Amount') ?? '';
  if (month === undefined) return 'A Cost needs a Month in the form 2013-06-01';
  if (amount === '' || !isStorable('currency', amount)) return 'A Cost needs an Amount, which is a number';
  const note = parts.get('Note');
  const asked = parts.get('Id');
  if (!asked) {
    draft.costs = [...draft.costs, { id: store.programs.takeCostId(), month, amount, note }];
    return undefined;
  }
  const old = draft.costs.find(({ id }) => String(id) === asked);
  if (!old) return `The program has no Cost with the Id ${asked}`;
  const fresh = { id: old.id, month, amount, note: note ?? old.note };
  draft.costs = draft.costs.map((cost) => (cost === old ? fresh : cost));
  return undefined;
}

/** A program has one value of each type; both have to be defined already (vendor's page). */
function applyTag(store: Store, draft: Draft, parts: ReadonlyMap<string, string>): string | undefined {
  const type = parts.get('Type') ?? '';
  const value = parts.get('Value') ?? '';
  if (type === '' || value === '') return 'A Tag needs a Type and a Value';
  const tag = store.tags.find(type, value);
  if (!tag) return `There is no tag ${type} with the value ${value}`;
  const index = draft.tags.findIndex(([known]) => known === tag[0]);
  draft.tags = index < 0 ? [...draft.tags, tag] : draft.tags.with(index, tag);
  return undefined;
}

/** The first day of the month that `2013-06` or `2013-06-24` names, or undefined when the text is neither. */
function monthOf(text: string): string | undefined {
  const isMonth = text.length === 7 && !datePartFault('gYearMonth', text);
  const isDay = text.length === 10 && !dateFault(text);
  return isMonth || isDay ? `${text.slice(0, 7)}-01` : undefined;
}
