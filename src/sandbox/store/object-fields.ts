import { isStorable, type FieldType } from './fields';

/** The types that fields of objects have besides those of leads. */
export type ObjectFieldType = FieldType | 'float' | 'percent' | 'reference';

/** A field of an opportunity or of a role. */
export interface ObjectField {
  /** The API name, as `attrib.name` has it. */
  readonly name: string;
  /** The name on screen. */
  readonly display: string;
  readonly type: ObjectFieldType;
  /** Filled by the service; what a client sends for it is ignored (our choice). */
  readonly readOnly: boolean;
  /** Not one of the vendor's standard fields. */
  readonly custom: boolean;
}

/** The standard fields of an opportunity; names and order are the vendor's, types are our reading of the names. */
const OPPORTUNITY =
  'Amount:currency|CloseDate:date|Description:text|ExpectedRevenue:currency|ExternalCreatedDate:datetime|Fiscal:string|' +
  'FiscalQuarter:string|FiscalYear:string|ForecastCategoryName:string|IsClosed:boolean|IsWon:boolean|' +
  'LastActivityDate:date|LeadSource:string|Name:string|NextStep:string|Probability:percent|Quantity:float|' +
  'Stage:string|Type:string';
/** Fields of the sandbox's own subscription, so that there is something to use as an external key. */
const OPPORTUNITY_CUSTOM = 'ExternalId:string|Region:string';
const ROLE =
  'OpportunityId:reference|PersonId:reference|Role:string|IsPrimary:boolean|ExternalCreatedDate:datetime';
const FILLED = 'Id:integer|CreatedAt:datetime|UpdatedAt:datetime';

/** The fields of an opportunity. */
export const OPPORTUNITY_FIELDS: readonly ObjectField[] = [
  ...fieldsOf(FILLED, { readOnly: true }),
  ...fieldsOf(OPPORTUNITY),
  ...fieldsOf(OPPORTUNITY_CUSTOM, { custom: true }),
];

/** The fields of a person's role in an opportunity. */
export const ROLE_FIELDS: readonly ObjectField[] = [
  ...fieldsOf(FILLED, { readOnly: true }),
  ...fieldsOf(ROLE),
];

function fieldsOf(list: string, kind: { readOnly?: boolean; custom?: boolean } = {}): ObjectField[] {
  return list.split('|').map((entry) => {
    const [name = '', type = 'string'] = entry.split(':');
    const { readOnly = false, custom = false } = kind;
    return { name, display: spaced(name), type: type as ObjectFieldType, readOnly, custom };
  });
}

/** `CloseDate` as `Close Date`. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** Whether a value can be stored in a field of that type; an empty one always can, it clears the field. */
export function isObjectValue(type: ObjectFieldType, value: string): boolean {
  switch (type) {
    case 'float':
      return isStorable('currency', value);
    case 'percent':
      // The documented programs write `80%`.
      return isStorable('currency', value.replace(/%$/, ''));
    case 'reference':
      return value === '' || /^\d{1,9}$/.test(value);
    default:
      return isStorable(type, value);
  }
}
