import { isFault } from '../../service/fault';
import { standardNames } from '../../rest/names';
import { isStorable, LEAD_FIELDS, type FieldType, type LeadField } from '../store/fields';
import type { Lead } from '../store/leads';
import { mergeHandlers } from '../operations/leads/merge-leads';
import { latestOf } from '../operations/leads/select';
import { createLead, updateLead, type Author } from '../operations/leads/write-lead';
import {
  inputOf,
  MOST,
  page,
  RestError,
  restInstant,
  skipped,
  parameterText,
  texts,
  wholeNumber,
  type RestAnswer,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';

/** How the activity log names what REST writes. */
const REST_API: Author = { reason: 'Web service API', source: 'Web service API' };

/** The REST name of a lead field of the sandbox: the standard one, `sfdcLeadId` for the keys of Salesforce, else its own. */
export function restNameOf({ name }: LeadField): string {
  const standard = standardNames.ofSoap(name)?.rest;
  if (standard !== undefined) return standard;
  if (name.startsWith('SFDC')) return `sfdc${name.slice(4)}`;
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  return standardNames.ofRest(small) ? small : name;
}

const byRest = new Map(LEAD_FIELDS.map((field) => [restNameOf(field), field]));

/** The field of the sandbox that has a REST name. */
export function fieldOfRest(name: string): LeadField | undefined {
  return byRest.get(name);
}

/** Calls about leads. */
export const restLeadHandlers: RestHandlers = {
  getLeadsByFilterUsingGET: (call) => {
    const filterType = parameterText(call, 'filterType');
    const values = texts(call, 'filterValues');
    if (filterType === undefined)
      return new RestError('1002', "Missing value for required parameter 'filterType'");
    if (values.length === 0)
      return new RestError('1002', "Missing value for required parameter 'filterValues'");
    if (values.length > MOST) return new RestError('1003', `More than ${MOST} values for 'filterValues'`);
    const found = find(call, filterType, values);
    return found instanceof RestError ? found : leadPage(call, found);
  },
  getLeadByIdUsingGET: (call) => {
    const lead = call.store.leads.get(Number(call.path.leadId));
    if (!lead) return new RestError('1004', `Lead ${call.path.leadId} not found`);
    return leadPage(call, [lead]);
  },
  describeUsingGET_2: () => ({
    result: [
      {
        id: 1,
        displayName: 'Id',
        dataType: 'integer',
        rest: { name: 'id', readOnly: true },
        soap: { name: 'Id', readOnly: true },
      },
      ...LEAD_FIELDS.map((field, index) => ({
        id: index + 2,
        displayName: field.display,
        dataType: field.type,
        ...(LENGTHS[field.type] === undefined ? {} : { length: LENGTHS[field.type] }),
        rest: { name: restNameOf(field), readOnly: field.readOnly ?? false },
        soap: { name: field.name, readOnly: field.readOnly ?? false },
      })),
    ],
  }),
  describeUsingGET_6: () => ({
    result: [
      {
        name: 'API Lead',
        searchableFields: SEARCHABLE.map((name) => [name]),
        fields: LEAD_FIELDS.map((field) => ({
          name: restNameOf(field),
          displayName: field.display,
          dataType: field.type,
          ...(LENGTHS[field.type] === undefined ? {} : { length: LENGTHS[field.type] }),
          updateable: !field.readOnly,
          crmManaged: false,
        })),
      },
    ],
  }),
  getLeadFieldsUsingGET: (call) =>
    page(
      call,
      LEAD_FIELDS.map((field) => ({
        displayName: field.display,
        name: restNameOf(field),
        description: '',
        dataType: field.type,
        isHidden: false,
        isHtmlEncodingInEmail: true,
        isSensitive: false,
        isCustom: field.name.includes('_'),
        isApiCreated: false,
      })),
    ),
  getLeadPartitionsUsingGET: ({ settings }) => ({
    result: ['Default', ...settings.workspaces].map((name, index) => ({
      id: index + 1,
      name,
      description: '',
    })),
  }),
  syncLeadUsingPOST: syncLeads,
  associateLeadUsingPOST: ({ store, path, query }) => {
    const lead = store.leads.get(Number(path.leadId));
    if (!lead) return new RestError('1004', `Lead ${path.leadId} not found`);
    const cookie = query.get('cookie');
    if (!cookie) return new RestError('1002', "Missing value for required parameter 'cookie'");
    const holder = store.leads.byCookie(cookie);
    if (holder && holder.id !== lead.id) {
      store.leads.put({ ...holder, cookies: holder.cookies.filter((own) => own !== cookie) });
    }
    store.leads.put({ ...lead, cookies: [...new Set([...lead.cookies, cookie])] });
    return {};
  },
  mergeLeadsUsingPOST: (call) => {
    const losers = texts(call, 'leadIds');
    if (losers.length === 0) return new RestError('1002', "Missing value for required parameter 'leadIds'");
    if (losers.length > 25) return new RestError('1080', 'More than 25 leads can not be merged at once');
    const key = (id: string) => ({ attribute: [{ attrName: 'IDNUM', attrValue: id }] });
    const values = {
      winningLeadKeyList: key(call.path.leadId ?? ''),
      losingLeadKeyLists: { keyList: losers.map(key) },
    };
    const outcome = mergeHandlers.mergeLeads({ ...soapCall(call), values });
    if (isFault(outcome)) return new RestError('1004', outcome.message);
    const status = outcome.result?.mergeStatus;
    return status?.status === 'MERGED'
      ? {}
      : new RestError('1004', String(status?.error ?? 'Lead not found'));
  },
};

/** Lengths of texts, as the lead store holds them. */
const LENGTHS: Readonly<Partial<Record<FieldType, number>>> = {
  string: 255,
  email: 255,
  phone: 255,
  url: 255,
  text: 30_000,
};

const KEYS: ReadonlyMap<string, string> = new Map([
  ['sfdcAccountId', 'SFDCAccountId'],
  ['sfdcContactId', 'SFDCContactId'],
  ['sfdcLeadId', 'SFDCLeadId'],
  ['sfdcLeadOwnerId', 'SFDCLeadOwnerId'],
  ['sfdcOpptyId', 'SFDCOpptyId'],
]);
const SEARCHABLE = ['id', 'email', 'cookies', ...KEYS.keys()];

/** What the SOAP operations want of a call, without its values. */
export function soapCall({ contract, store, settings, now }: RestServiceCall) {
  return {
    contract,
    store,
    settings,
    now,
    operation: contract.operations[0] as (typeof contract.operations)[number],
  };
}

function find(call: RestServiceCall, filterType: string, values: readonly string[]): Lead[] | RestError {
  const { leads } = call.store;
  const ids = new Map<number, Lead>();
  const add = (found: readonly (Lead | undefined)[]) => {
    for (const lead of found) if (lead) ids.set(lead.id, lead);
  };
  const custom = fieldOfRest(filterType);
  if (filterType === 'id') add(values.map((value) => leads.get(wholeNumber(value) ?? 0)));
  else if (filterType === 'email') add(values.flatMap((value) => leads.byEmail(value)));
  else if (filterType === 'cookies') add(values.map((value) => leads.byCookie(value)));
  else if (KEYS.has(filterType) || custom?.name.includes('_')) {
    const name = KEYS.get(filterType) ?? custom?.name ?? '';
    const wanted = new Set(values.map((value) => value.toLowerCase()));
    add(leads.all().filter((lead) => wanted.has(lead.attributes[name]?.toLowerCase() ?? '')));
  } else return new RestError('1011', `Value '${filterType}' for filterType is not supported`);
  if (ids.size > 1_000) return new RestError('1003', 'More than 1000 leads match');
  return [...ids.values()].sort((a, b) => a.id - b.id);
}

const USUAL = ['id', 'email', 'firstName', 'lastName', 'createdAt', 'updatedAt'];

/** A page of leads with the fields that were asked for. */
export function leadPage(call: RestServiceCall, leads: readonly Lead[]): RestAnswer {
  const asked = texts(call, 'fields');
  const unknown = asked.find((name) => !FIXED.has(name) && !fieldOfRest(name));
  if (unknown !== undefined) return new RestError('1006', `Field '${unknown}' not found`);
  const names = [...new Set(['id', ...(asked.length > 0 ? asked : USUAL)])];
  return page(
    call,
    leads.map((lead) => Object.fromEntries(names.map((name) => [name, valueOf(lead, name)]))),
  );
}

const FIXED: ReadonlySet<string> = new Set(['id', 'email', 'createdAt', 'updatedAt', 'cookies']);

function valueOf(lead: Lead, name: string): unknown {
  if (name === 'id') return lead.id;
  if (name === 'email') return lead.email || null;
  if (name === 'createdAt') return restInstant(lead.createdAt);
  if (name === 'updatedAt') return restInstant(lead.updatedAt);
  if (name === 'cookies') return lead.cookies.join(',') || null;
  const field = fieldOfRest(name);
  const own = field && lead.attributes[field.name];
  return own === undefined ? null : jsonOf(field?.type ?? 'string', own);
}

/** A stored text as JSON has it. */
export function jsonOf(type: string, value: string): unknown {
  if (['integer', 'currency', 'float', 'percent'].includes(type) && /^[+-]?\d+(\.\d+)?$/.test(value))
    return Number(value);
  if (type === 'boolean') return /^(true|1|yes)$/i.test(value);
  return value;
}

/** A value of JSON as it is stored. */
export function storedText(value: unknown): string {
  return value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

const ACTIONS = ['createOnly', 'updateOnly', 'createOrUpdate', 'createDuplicate'];

function syncLeads(call: RestServiceCall): RestAnswer {
  const input = inputOf(call);
  if (input instanceof RestError) return input;
  const action = parameterText(call, 'action') ?? 'createOrUpdate';
  if (!ACTIONS.includes(action)) return new RestError('1003', `Invalid action '${action}'`);
  const lookup = parameterText(call, 'lookupField') ?? 'email';
  if (lookup !== 'id' && !fieldOfRest(lookup))
    return new RestError('1006', `Lookup field '${lookup}' not found`);
  const partition = parameterText(call, 'partitionName') ?? 'Default';
  const workspace = ['Default', ...call.settings.workspaces].find(
    (name) => name.toLowerCase() === partition.toLowerCase(),
  );
  if (workspace === undefined) return new RestError('1009', `Partition '${partition}' not found`);
  return { result: input.map((record) => syncOne(call, record, { action, lookup, workspace })) };
}

interface SyncOptions {
  readonly action: string;
  readonly lookup: string;
  readonly workspace: string;
}

function syncOne(
  { store, now }: RestServiceCall,
  record: Readonly<Record<string, unknown>>,
  { action, lookup, workspace }: SyncOptions,
) {
  const attributes = new Map<string, string>();
  let email: string | undefined;
  for (const [name, value] of Object.entries(record)) {
    if (name === 'id') continue;
    const field = fieldOfRest(name);
    if (!field) return skipped('1006', `Field '${name}' not found`);
    const own = storedText(value).trim();
    if (!isStorable(field.type, own))
      return skipped('1001', `Invalid value '${own.slice(0, 40)}'. Required of type '${field.type}'`);
    if (name === 'email') email = own;
    else if (!field.readOnly) attributes.set(field.name, field.type === 'text' ? storedText(value) : own);
  }
  const key = record[lookup];
  const needsKey = action !== 'createDuplicate' && !(action === 'createOnly' && key === undefined);
  if (needsKey && (key === undefined || key === null || key === ''))
    return skipped('1003', `Value for '${lookup}' is missing`);
  if (lookup === 'id' && action !== 'updateOnly')
    return skipped('1003', "Field 'id' goes only with updateOnly");
  const found = needsKey ? leadsBy(lookup, storedText(key)) : [];
  if (found.length > 1) return skipped('1007', 'Multiple leads match the lookup criteria');
  const [lead] = found;
  if (!lead && action === 'updateOnly') return skipped('1004', 'Lead not found');
  if (lead && action === 'createOnly') return skipped('1005', 'Lead already exists');
  const stored = lead
    ? updateLead(store, latestOf([lead]), { email, attributes }, REST_API, now)
    : createLead(store, { email, attributes, workspace }, REST_API, now);
  return { id: stored.id, status: lead ? 'updated' : 'created' };

  function leadsBy(field: string, value: string): readonly Lead[] {
    if (field === 'id') return [store.leads.get(wholeNumber(value) ?? 0)].flatMap((one) => one ?? []);
    if (field === 'email') return store.leads.byEmail(value);
    const name = fieldOfRest(field)?.name ?? '';
    return store.leads.all().filter((one) => one.attributes[name]?.toLowerCase() === value.toLowerCase());
  }
}
