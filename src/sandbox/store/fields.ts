import { judgeInteger } from '../../text/integers';
import { trimXml } from '../../text/white-space';
import { parseDateTime } from '../../service/time';

/** A field of the lead database. */
export interface LeadField {
  /** The SOAP API name, as `attrName` has it. */
  readonly name: string;
  /** The name on screen, as importToList's header row and Change Data Value activities have it. */
  readonly display: string;
  /** As `attrType` has it. */
  readonly type: FieldType;
  /** Filled by the service; what a client sends for it is ignored (our choice). */
  readonly readOnly?: boolean;
}

/** The types that `attrType` names. string, integer, url and date stand in the vendor's samples. */
export type FieldType =
  'string' | 'integer' | 'url' | 'date' | 'datetime' | 'boolean' | 'email' | 'phone' | 'text' | 'currency';

/**
 * The fields of the sandbox's lead database: the vendor's standard ones as far as the documentation shows them, and a few
 * of a typical subscription's own (`Date_of_purchase` is from a documented answer). Names in Marketo's spelling.
 */
const TABLE: Readonly<Record<FieldType, string>> = {
  string:
    'Salutation|FirstName:First Name|MiddleName:Middle Name|LastName:Last Name|Title:Job Title|Department|' +
    'Company:Company Name|Site|City|State|Country|PostalCode:Postal Code|BillingCity:Billing City|' +
    'BillingState:Billing State|BillingCountry:Billing Country|BillingPostalCode:Billing Postal Code|Industry|' +
    'SICCode:SIC Code|Rating:Lead Rating|LeadRole:Role|LeadSource:Lead Source|LeadStatus:Lead Status|' +
    'UnsubscribedReason:Unsubscribed Reason|EmailInvalidCause:Email Invalid Cause|DoNotCallReason:Do Not Call Reason|' +
    'Product_Interest:Product Interest|Preferred_Language:Preferred Language',
  text: 'Address|BillingStreet:Billing Address|LeadNotes:Notes',
  integer: 'LeadScore:Lead Score|NumberOfEmployees:Num Employees|Priority|RelativeScore:Relative Score',
  currency: 'AnnualRevenue:Annual Revenue',
  phone: 'Phone:Phone Number|MobilePhone:Mobile Phone Number|MainPhone:Main Phone|Fax:Fax Number',
  email: 'Email:Email Address|Secondary_Email:Secondary Email',
  url: 'Website',
  date: 'DateofBirth:Date of Birth|Date_of_purchase:Date of Purchase',
  datetime: 'Last_Webinar_Date:Last Webinar Date',
  boolean:
    'Unsubscribed|EmailInvalid:Email Invalid|DoNotCall:Do Not Call|MarketingSuspended:Marketing Suspended',
};

/** Fields of type string that the service fills itself. The names of the SFDC fields are our choice. */
const READ_ONLY =
  'AnonymousIP:Anonymous IP|InferredCompany:Inferred Company|InferredCountry:Inferred Country|' +
  'LeadOwnerEmailAddress:Lead Owner Email Address|LeadOwnerFirstName:Lead Owner First Name|' +
  'LeadOwnerLastName:Lead Owner Last Name|SFDCAccountId:SFDC Account Id|SFDCContactId:SFDC Contact Id|' +
  'SFDCLeadId:SFDC Lead Id|SFDCLeadOwnerId:SFDC Lead Owner Id|SFDCOpptyId:SFDC Opportunity Id';

function fieldsOf(list: string, type: FieldType, readOnly: boolean): LeadField[] {
  return list.split('|').map((entry) => {
    const [name = '', display = name] = entry.split(':');
    return readOnly ? { name, display, type, readOnly } : { name, display, type };
  });
}

/** Every field of a lead, sorted by name; `Email` is among them although records carry it in an element of its own. */
export const LEAD_FIELDS: readonly LeadField[] = [
  ...Object.entries(TABLE).flatMap(([type, list]) => fieldsOf(list, type as FieldType, false)),
  ...fieldsOf(READ_ONLY, 'string', true),
].sort((a, b) => (a.name < b.name ? -1 : 1));

const byName = new Map(LEAD_FIELDS.map((field) => [field.name, field]));
const byDisplay = new Map(LEAD_FIELDS.map((field) => [field.display.toLowerCase(), field]));

/** The field of that SOAP API name; names are case-sensitive, as everywhere in the service. */
export function leadField(name: string): LeadField | undefined {
  return byName.get(name);
}

/** The field of that display name, in any case. */
export function leadFieldByDisplayName(display: string): LeadField | undefined {
  return byDisplay.get(trimXml(display).toLowerCase());
}

/**
 * Whether a value can be stored in a field of that type. An empty value always can: it clears the field. The longest
 * string is 255 characters (our choice; the vendor's own limit for most of its fields).
 */
export function isStorable(type: FieldType, value: string): boolean {
  if (value === '') return true;
  switch (type) {
    case 'integer':
      return judgeInteger('int', value) === 'fine';
    case 'currency':
      return /^[+-]?\d{1,15}(\.\d+)?$/.test(value);
    case 'boolean':
      return /^(true|false|1|0|yes|no)$/i.test(value);
    case 'date':
    case 'datetime':
      return parseDateTime(value) !== undefined;
    case 'text':
      return value.length <= 30_000;
    default:
      return value.length <= 255;
  }
}
