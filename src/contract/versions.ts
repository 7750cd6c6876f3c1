import type { ComplexType, Contract, Field } from './contract';

/** A version of the service as its path writes it: `2_7` is `[2, 7]`. */
export type ServiceVersion = readonly [major: number, minor: number];

/** How a field was declared in the versions below one of them. */
interface Difference {
  readonly type: string;
  readonly field: string;
  readonly below: ServiceVersion;
  /** The field was not there, or it differed in what is named. */
  readonly was: 'absent' | { readonly type?: string; readonly required?: true; readonly nillable?: false };
}

/**
 * What older versions had otherwise than our WSDL, which is that of 3_1. Known are the WSDL files 2_1, 2_2, 2_3 and 2_7 (by
 * the vendor's client jars) and the pages of 3_1; what came between 2_7 and 3_1 is counted from 3_0 on. Two things of old
 * versions have no place here, because requests that use them are understood all the same: skipActivityLog of listOperation
 * (below 2_3), and that importToList insisted on clearList and campaignName.
 */
const DIFFERENCES: readonly Difference[] = [
  { type: 'ActivityRecord', field: 'marketoGUID', below: [3, 0], was: 'absent' },
  { type: 'LeadChangeRecord', field: 'marketoGUID', below: [3, 0], was: 'absent' },
  { type: 'AuthenticationHeaderInfo', field: 'partnerId', below: [3, 0], was: 'absent' },
  { type: 'ParamsScheduleCampaign', field: 'cloneToProgramName', below: [3, 0], was: 'absent' },
  { type: 'ParamsSyncLead', field: 'moveCookie', below: [3, 0], was: 'absent' },
  { type: 'ActivityRecord', field: 'id', below: [3, 0], was: { required: true, nillable: false } },
  { type: 'LeadChangeRecord', field: 'id', below: [3, 0], was: { required: true, nillable: false } },
  { type: 'ActivityRecord', field: 'id', below: [2, 7], was: { type: 'int' } },
  { type: 'LeadChangeRecord', field: 'id', below: [2, 7], was: { type: 'int' } },
  { type: 'MObjStatus', field: 'id', below: [2, 7], was: { nillable: false } },
  { type: 'ParamsMergeLeads', field: 'mergeInSales', below: [2, 7], was: 'absent' },
  { type: 'ParamsGetLeadChanges', field: 'activityNameFilter', below: [2, 3], was: 'absent' },
];

/** The version that a path segment names, `2_7`; undefined when it names none. */
export function readServiceVersion(segment: string): ServiceVersion | undefined {
  const match = /^(\d{1,3})_(\d{1,3})$/.exec(segment);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether that version differs from our WSDL's in anything that is known. */
export function isOlderVersion(version: ServiceVersion): boolean {
  return differencesOf(version).length > 0;
}

/** The contract of 3_1 as that version had it. */
export function contractOfVersion(contract: Contract, version: ServiceVersion): Contract {
  const types: Record<string, ComplexType> = { ...contract.types };
  for (const { type, field: name, was } of differencesOf(version)) {
    const known = types[type];
    if (!known) continue;
    const fields = known.fields.flatMap((field) => (field.name === name ? earlier(field, was) : field));
    types[type] = { ...known, fields };
  }
  return { ...contract, types };
}

/** Our WSDL's text as that version had it. */
export function wsdlOfVersion(wsdl: string, version: ServiceVersion): string {
  let text = wsdl;
  for (const { type, field, was } of differencesOf(version)) {
    const start = text.indexOf(`<xs:complexType name="${type}"`);
    const end = text.indexOf('</xs:complexType>', start);
    if (start < 0 || end < 0) continue;
    const element = new RegExp(`\\s*<xs:element name="${field}"([^>]*?)(/>|>[^]*?</xs:element>)`);
    const changed = text
      .slice(start, end)
      .replace(element, (whole: string) => (was === 'absent' ? '' : earlierTag(whole, was)));
    text = text.slice(0, start) + changed + text.slice(end);
  }
  return text;
}

function differencesOf([major, minor]: ServiceVersion): readonly Difference[] {
  return DIFFERENCES.filter(({ below }) => major < below[0] || (major === below[0] && minor < below[1]));
}

function earlier(field: Field, was: Difference['was']): Field | [] {
  if (was === 'absent') return [];
  return {
    ...field,
    type: was.type === undefined ? field.type : { ...field.type, name: was.type },
    minOccurs: was.required ? 1 : field.minOccurs,
    nillable: was.nillable ?? field.nillable,
  };
}

function earlierTag(element: string, was: Exclude<Difference['was'], 'absent'>): string {
  const end = element.indexOf('>');
  let tag = element.slice(0, end);
  if (was.type !== undefined) tag = tag.replace(/ type="[^"]*"/, ` type="xs:${was.type}"`);
  if (was.required) tag = tag.replace(/ minOccurs="[^"]*"/, '');
  if (was.nillable === false) tag = tag.replace(/ nillable="[^"]*"/, '');
  return tag + element.slice(end);
}
