import type { MObjFieldMetadata } from '../../../contract/mktows-types';
import type { Field } from '../../../contract/contract';
import { fault } from '../../../service/fault';
import { LEAD_FIELDS } from '../../store/fields';
import { OPPORTUNITY_FIELDS, ROLE_FIELDS, type ObjectField } from '../../store/object-fields';
import { formatDateTime } from '../../../service/time';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { textValue } from '../parameters';

/** What kinds of object there are, and their fields. */
export const describeHandlers = { listMObjects, describeMObject } satisfies OperationHandlers;

/** What is said of one field. */
interface FieldFacts {
  readonly name: string;
  readonly display: string;
  readonly type: string;
  readonly readOnly?: boolean;
  readonly custom?: boolean;
  readonly isName?: boolean;
}

/** The kinds in the vendor's order; Program is not among them. The virtual ones have operations of their own. */
const KINDS: Readonly<
  Record<string, { readonly virtual: boolean; fields(call: OperationCall): readonly FieldFacts[] }>
> = {
  ActivityRecord: { virtual: true, fields: activityFields },
  LeadRecord: { virtual: true, fields: leadFields },
  Opportunity: { virtual: false, fields: () => OPPORTUNITY_FIELDS.map(named) },
  OpportunityPersonRole: { virtual: false, fields: () => ROLE_FIELDS },
};

/** When the fields were changed last: long ago (our choice). */
const CHANGED = Date.UTC(2013, 0, 15, 18);

/** The longest text of a type, in characters, as the lead store holds it; others have no size. */
const SIZES: Readonly<Record<string, number>> = {
  string: 255,
  email: 255,
  phone: 255,
  url: 255,
  text: 30_000,
};

function listMObjects(): OperationAnswer<'listMObjects'> {
  return { result: { objects: Object.keys(KINDS) } };
}

/** An unknown name is fault 20110 in the words that are recorded for custom objects. */
function describeMObject(call: OperationCall<'describeMObject'>): OperationAnswer<'describeMObject'> {
  const name = textValue(call.values.objectName);
  if (name === undefined) return fault('20109', 'objectName is null or missing');
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!kind) return fault('20110', 'Object name is not valid');
  const updatedAt = formatDateTime(Math.min(CHANGED, call.store.epoch));
  const field = kind.fields(call).map((facts) => metadata(facts, name, updatedAt));
  return {
    result: {
      metadata: { name, isCustom: false, isVirtual: kind.virtual, fieldList: { field }, updatedAt },
    },
  };
}

function metadata(
  facts: FieldFacts,
  sourceObject: string,
  updatedAt: ResultOf<MObjFieldMetadata>['updatedAt'],
): ResultOf<MObjFieldMetadata> {
  const { name, display, type, readOnly = false, custom = false, isName } = facts;
  return {
    name,
    displayName: display,
    sourceObject,
    dataType: type,
    size: SIZES[type],
    isReadonly: readOnly,
    isUpdateBlocked: false,
    isName,
    isPrimaryKey: name === 'Id',
    isCustom: custom,
    isDynamic: false,
    updatedAt,
  };
}

/** The elements of an ActivityRecord. The vendor's answer has eleven: marketoGUID is younger than it. */
function activityFields({ contract }: OperationCall): FieldFacts[] {
  const fields = contract.types.ActivityRecord?.fields ?? [];
  return fields
    .filter(({ name }) => name !== 'marketoGUID')
    .map((field) => ({
      name: capital(field.name),
      display: capital(field.name).replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
      type: dataType(field),
      readOnly: true,
    }));
}

function dataType({ type }: Field): string {
  if (type.kind === 'complex') return 'array';
  return { int: 'integer', long: 'integer', dateTime: 'datetime' }[type.name] ?? type.name;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Those of the lead database. Names with an underscore are a subscription's own. */
function leadFields(): FieldFacts[] {
  const id: FieldFacts = { name: 'Id', display: 'Id', type: 'integer', readOnly: true };
  return [id, ...LEAD_FIELDS.map((field) => ({ ...field, custom: field.name.includes('_') }))];
}

function named(field: ObjectField): FieldFacts {
  return { ...field, isName: field.name === 'Name' ? true : undefined };
}
