import type { ArrayOfMObjCriteria, MObjCriteria } from '../../../contract/mktows-types';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { Program } from '../../store/programs';
import { sameName } from '../../store/tags';
import { parseDateTime } from '../../../service/time';
import { booleanValue, groupsOf, textValue } from '../parameters';

/** A name that objects of a kind can be compared by. Times are milliseconds since 1970. */
export type Criterion<T> =
  | { readonly type: 'number' | 'time'; read(object: T): number }
  | { readonly type: 'text'; read(object: T): string | undefined };

/** The names of a kind, as the vendor writes them, with spaces. */
export type Criteria<T> = Readonly<Record<string, Criterion<T>>>;

/** Whether an object is wanted. */
export type Condition<T> = (object: T) => boolean;

/** Names of a Program's criteria that are no mere comparison. */
const TAG_TYPE = 'Tag Type';
const TAG_VALUE = 'Tag Value';
const ARCHIVE = 'Include Archive';

/** How often a name may come: two dates make a range, the vendor has the others once. What is not listed is free. */
const MOST: Readonly<Record<string, number>> = {
  'Created At': 2,
  'Updated At': 2,
  [TAG_TYPE]: 1,
  [TAG_VALUE]: 1,
  [ARCHIVE]: 1,
  'Workspace Id': 1,
  'Workspace Name': 1,
};

interface Comparison {
  readonly name: string;
  readonly by: string;
  readonly value: string;
}

/** Reads the criteria of a kind of object. All of them have to hold. A name that the kind lacks is fault 20110. */
export function conditionOf<T>(
  criteria: Criteria<T>,
  list: ArrayOfMObjCriteria | null | undefined,
): Condition<T> | SoapFault {
  const comparisons = comparisonsOf(list);
  return isFault(comparisons) ? comparisons : allOf(criteria, comparisons);
}

/**
 * Reads the criteria of programs: besides the comparisons, tags (a type and a value side by side mean one tag) and
 * Include Archive, without which archived programs are left out.
 */
export function programCondition(
  criteria: Criteria<Program>,
  list: ArrayOfMObjCriteria | null | undefined,
): Condition<Program> | SoapFault {
  const comparisons = comparisonsOf(list);
  if (isFault(comparisons)) return comparisons;
  const special = (name: string) => comparisons.find((comparison) => comparison.name === name);
  const [type, value, archive] = [special(TAG_TYPE), special(TAG_VALUE), special(ARCHIVE)];
  for (const comparison of [type, value, archive]) {
    if (comparison && comparison.by !== 'EQ' && comparison.by !== 'NE') {
      return fault('20110', `${comparison.name} can't be compared by ${comparison.by}`);
    }
  }
  const archived = archive && booleanValue(archive.value);
  if (archive && !/^(true|false|0|1)$/i.test(archive.value)) {
    return fault('20114', `${ARCHIVE} is no boolean: ${archive.value}`);
  }
  const includesArchive = archived === (archive?.by === 'EQ') && archive !== undefined;
  const rest = comparisons.filter((comparison) => ![type, value, archive].includes(comparison));
  const others = allOf(criteria, rest);
  if (isFault(others)) return others;
  return (program) =>
    (includesArchive || !program.archived) && hasTag(program, type, value) && others(program);
}

function hasTag(program: Program, type: Comparison | undefined, value: Comparison | undefined): boolean {
  const tags = [['Channel', program.channel] as const, ...program.tags];
  const oneType = type?.by === 'EQ' ? tags.filter(([name]) => sameName(name, type.value)) : tags;
  if (type?.by === 'EQ' && oneType.length === 0) return false;
  if (type?.by === 'NE' && tags.some(([name]) => sameName(name, type.value))) return false;
  if (!value) return true;
  return oneType.some(([, own]) => sameName(own, value.value)) === (value.by === 'EQ');
}

function comparisonsOf(list: ArrayOfMObjCriteria | null | undefined): Comparison[] | SoapFault {
  const comparisons = groupsOf(list, 'mObjCriteria').map(comparisonOf);
  for (const { name } of comparisons) {
    const most = Object.hasOwn(MOST, name) ? MOST[name] : undefined;
    const count = comparisons.filter((other) => other.name === name).length;
    if (most !== undefined && count > most) return fault('20110', `The criterion ${name} comes too often`);
  }
  return comparisons;
}

function comparisonOf({ attrName, comparison, attrValue }: MObjCriteria): Comparison {
  return {
    name: textValue(attrName) ?? '',
    by: textValue(comparison) ?? '',
    value: textValue(attrValue) ?? '',
  };
}

function allOf<T>(criteria: Criteria<T>, comparisons: readonly Comparison[]): Condition<T> | SoapFault {
  const conditions: Condition<T>[] = [];
  for (const comparison of comparisons) {
    const { name, value } = comparison;
    const criterion = Object.hasOwn(criteria, name) ? criteria[name] : undefined;
    if (!criterion) return fault('20110', `${name || 'An empty name'} is no criterion for this type`);
    const condition = holds(criterion, comparison);
    if (!condition) return fault('20114', `${name} is no ${criterion.type}: ${value.slice(0, 80)}`);
    conditions.push(condition);
  }
  return (object) => conditions.every((condition) => condition(object));
}

/** Texts are compared without case (our choice); an object without the value differs from any. */
function holds<T>(criterion: Criterion<T>, { by, value }: Comparison): Condition<T> | undefined {
  if (criterion.type === 'text') {
    const wanted = value.toLowerCase();
    return (object) => ordered(criterion.read(object)?.toLowerCase(), by, wanted);
  }
  const wanted = criterion.type === 'time' ? parseDateTime(value) : wholeNumber(value);
  if (wanted === undefined) return undefined;
  // Times are shown to the second, so they are compared to the second.
  const unit = criterion.type === 'time' ? 1_000 : 1;
  const limit = Math.floor(wanted / unit);
  return (object) => ordered(Math.floor(criterion.read(object) / unit), by, limit);
}

function ordered<V extends string | number>(value: V | undefined, by: string, wanted: V): boolean {
  if (value === undefined) return by === 'NE';
  switch (by) {
    case 'EQ':
      return value === wanted;
    case 'NE':
      return value !== wanted;
    case 'LT':
      return value < wanted;
    case 'LE':
      return value <= wanted;
    case 'GT':
      return value > wanted;
    default:
      return value >= wanted;
  }
}

function wholeNumber(text: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
