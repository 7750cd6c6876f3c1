import type { MObjFieldMetadata } from '../../../contract/mktows-types';
import { fault } from '../../../service/fault';
import { w3cTimestamp } from '../../../text/timestamp';
import { LEAD_FIELDS } from '../../store/fields';
import { ACTIVITY_DESCRIPTION, ACTIVITY_FIELDS } from './activity-fields';
import { OPPORTUNITY_FIELDS, ROLE_FIELDS, type ObjectField } from '../../store/object-fields';
import { formatDateTime } from '../../../service/time';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { textValue } from '../parameters';

/** What kinds of object there are, and their fields. */
export const describeHandlers = { listMObjects, describeMObject } satisfies OperationHandlers;

/** What an answer states about one field. */
interface FieldFacts {
  readonly name: string;
  /** The name on screen; nil when absent. */
  readonly display?: string;
  readonly description?: string;
  /** The object that holds the field; the described one when absent. */
  readonly source?: string;
  /** In characters or digits; by the type when absent. */
  readonly size?: number;
  readonly updateBlocked?: boolean;
  readonly primaryKey?: boolean;
  readonly type: string;
  readonly readOnly?: boolean;
  readonly custom?: boolean;
  readonly isName?: boolean;
}

interface DescribedKind {
  readonly virtual: boolean;
  readonly description?: string;
  readonly fields: readonly FieldFacts[];
  /** When the fields were changed last, as it is written. */
  updatedAt(epoch: number): string;
}

/** Kinds without a documented answer were changed last long ago (our choice), and never after the world began. */
const longAgo = (epoch: number) => formatDateTime(Math.min(Date.UTC(2013, 0, 15, 18), epoch));

/** The kinds in the vendor's order; Program is not among them. The virtual ones have operations of their own. */
const KINDS: Readonly<Record<string, DescribedKind>> = {
  ActivityRecord: {
    virtual: true,
    description: ACTIVITY_DESCRIPTION,
    fields: ACTIVITY_FIELDS.map((field) => ({ ...field, readOnly: true, updateBlocked: true })),
    // As the documented answer has it, whatever the clock says.
    updatedAt: () => w3cTimestamp(Date.UTC(2010, 0, 1), 'Z'),
  },
  LeadRecord: { virtual: true, fields: leadFields(), updatedAt: longAgo },
  Opportunity: { virtual: false, fields: OPPORTUNITY_FIELDS.map(named), updatedAt: longAgo },
  OpportunityPersonRole: { virtual: false, fields: ROLE_FIELDS, updatedAt: longAgo },
};

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
  const { description, virtual, fields } = kind;
  const updatedAt = kind.updatedAt(call.store.epoch);
  const field = fields.map((facts) => metadata(facts, name, updatedAt));
  return {
    result: {
      metadata: { name, description, isCustom: false, isVirtual: virtual, fieldList: { field }, updatedAt },
    },
  };
}

function metadata(
  facts: FieldFacts,
  kind: string,
  updatedAt: ResultOf<MObjFieldMetadata>['updatedAt'],
): ResultOf<MObjFieldMetadata> {
  const { name, display, type, readOnly = false, custom = false, updateBlocked = false } = facts;
  return {
    name,
    description: facts.description,
    displayName: display,
    sourceObject: facts.source ?? kind,
    dataType: type,
    size: facts.size ?? SIZES[type],
    isReadonly: readOnly,
    isUpdateBlocked: updateBlocked,
    isName: facts.isName ?? false,
    isPrimaryKey: facts.primaryKey ?? name === 'Id',
    isCustom: custom,
    isDynamic: false,
    updatedAt,
  };
}

/** Those of the lead database. Names with an underscore are a subscription's own. */
function leadFields(): FieldFacts[] {
  const id: FieldFacts = { name: 'Id', display: 'Id', type: 'integer', readOnly: true };
  return [id, ...LEAD_FIELDS.map((field) => ({ ...field, custom: field.name.includes('_') }))];
}

function named(field: ObjectField): FieldFacts {
  return { ...field, isName: field.name === 'Name' };
}
