import type { ProblemCode } from '../problem-codes';

/** A name that the vendor's pages or samples use for a field, and its own WSDL does not. */
export interface VendorName {
  readonly code: ProblemCode;
  /** The field that is meant. */
  readonly name: string;
  readonly message: string;
}

const IGNORED = 'The service passed over it without a word.';

function documented(wrong: string, name: string, code: ProblemCode = 'documented-name'): VendorName {
  return {
    code,
    name,
    message: `The vendor's pages say ${wrong}; the field is called ${name}. ${IGNORED}`,
  };
}

/** By complex type, then by the name that is wrong. */
const NAMES: Readonly<Record<string, Readonly<Record<string, VendorName>>>> = {
  LeadRecord: {
    leadId: documented('leadId', 'Id', 'lead-id'),
    leadID: documented('leadID', 'Id', 'lead-id'),
    id: { code: 'lead-id', name: 'Id', message: `Names are case-sensitive: the lead's id is Id. ${IGNORED}` },
    foreignSysPersonId: documented('foreignSysPersonId', 'ForeignSysPersonId', 'foreign-case'),
    foreignSysType: documented('foreignSysType', 'ForeignSysType', 'foreign-case'),
  },
  ActivityTypeFilter: {
    includeAttributes: documented('includeAttributes', 'includeTypes', 'filter-name'),
    excludeAttributes: documented('excludeAttributes', 'excludeTypes', 'filter-name'),
  },
  ParamsGetMultipleLeads: {
    startPosition: {
      code: 'position-kind',
      name: 'streamPosition',
      message:
        'getMultipleLeads pages with streamPosition, a text; startPosition belongs to getLeadActivity and getLeadChanges.',
    },
  },
  ParamsGetLeadActivity: { streamPosition: positionKind('getLeadActivity') },
  ParamsGetLeadChanges: { streamPosition: positionKind('getLeadChanges') },
  ParamsSyncCustomObjects: {
    objectTypeName: documented('objectTypeName', 'objTypeName'),
    customObjectList: documented('customObjectList', 'customObjList'),
  },
  ParamsGetCustomObjects: {
    objectTypeName: documented('objectTypeName', 'objTypeName'),
    customObjKeyLists: documented('customObjKeyLists', 'customObjKeyList'),
  },
  ParamsDeleteCustomObjects: { objectTypeName: documented('objectTypeName', 'objTypeName') },
  ArrayOfCustomObj: { customObject: documented('customObject', 'customObj') },
  MObject: { mObjAssociationList: documented('mObjAssociationList', 'associationList') },
  MObjCriteria: {
    comparsion: { code: 'documented-name', name: 'comparison', message: 'The field is called comparison.' },
  },
  ParamsListOperation: {
    skipActivityLog: {
      code: 'removed-field',
      name: '',
      message: 'skipActivityLog is gone since version 2_3; the service passes over it.',
    },
  },
};

function positionKind(operation: string): VendorName {
  return {
    code: 'position-kind',
    name: 'startPosition',
    message: `${operation} pages with startPosition, which holds elements; streamPosition is the text of other operations.`,
  };
}

/** The field that the vendor's pages mean by a name; undefined for names that they don't use so. */
export function vendorName(type: string, name: string): VendorName | undefined {
  const names = Object.hasOwn(NAMES, type) ? NAMES[type] : undefined;
  return names && Object.hasOwn(names, name) ? names[name] : undefined;
}
