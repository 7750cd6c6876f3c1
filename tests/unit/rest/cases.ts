import type { OperationName } from '#src/contract/mktows-types';
import type { Values } from '#src/envelope/values';
import type { RestCall } from '#src/rest/equivalent';
import { isPiece, type ResolveReference, type Scalar } from '#src/rest/http';

/** Values of earlier answers as they might be, so that a call can be written without making others. */
const LIKELY: Readonly<Record<string, Scalar>> = {
  leadId: 7,
  listId: 1_001,
  campaignId: 4_496,
  batchId: 12,
  programId: 1_003,
  typeId: 13,
  tagType: 'Content Channel',
};

/** Gives each reference a likely value. */
export function resolverFor(call: RestCall): ResolveReference {
  const resolve: ResolveReference = (reference) => {
    if (!isPiece(reference)) return [LIKELY[reference.name] ?? 'value'];
    const list = call.lists?.find(({ name }) => name === reference.name);
    const values = (list?.parts ?? []).flatMap((part) => (typeof part === 'string' ? [part] : resolve(part)));
    return list?.numbers ? values.map(Number) : values;
  };
  return resolve;
}

const keys = (keyType: string, ...stringItem: string[]): Values => ({
  $type: 'LeadKeySelector',
  keyType,
  keyValues: { stringItem },
});
const leadKey = (keyType: string, keyValue: string): Values => ({ keyType, keyValue });
const attrib = (list: Readonly<Record<string, string>>): Values => ({
  attrib: Object.entries(list).map(([name, value]) => ({ name, value })),
});
const attribute = (list: Readonly<Record<string, string>>): Values => ({
  attribute: Object.entries(list).map(([attrName, attrValue]) => ({ attrName, attrValue })),
});

/** Requests of every operation in every form that has an equivalent of its own; all names are in the sandbox's world. */
export const CASES: readonly (readonly [OperationName, string, Values])[] = [
  ['getLead', 'by e-mail', { leadKey: leadKey('EMAIL', 'rufus@marketo.com') }],
  ['getLead', 'by id', { leadKey: leadKey('IDNUM', '65835') }],
  ['getMultipleLeads', 'by ids', { leadSelector: keys('IDNUM', '65835', '67508'), batchSize: '10' }],
  [
    'getMultipleLeads',
    'by e-mail with a choice of fields',
    {
      leadSelector: keys('EMAIL', 'joe@marketo.com', 'rufus@marketo.com'),
      includeAttributes: { stringItem: ['FirstName', 'LeadScore'] },
    },
  ],
  [
    'getMultipleLeads',
    'of a list by its name',
    {
      leadSelector: { $type: 'StaticListSelector', staticListName: 'SMSProgram.listForTesting' },
      includeAttributes: { stringItem: ['FirstName', 'LastName', 'Company'] },
      batchSize: '300',
    },
  ],
  [
    'getMultipleLeads',
    'of a list by its id',
    {
      leadSelector: { $type: 'StaticListSelector', staticListId: '1001' },
      includeAttributes: { stringItem: ['Company'] },
    },
  ],
  [
    'getMultipleLeads',
    'of a span of time',
    {
      leadSelector: {
        $type: 'LastUpdateAtSelector',
        oldestUpdatedAt: '2013-07-30T00:00:00-05:00',
        latestUpdatedAt: '2013-08-02T00:00:00-05:00',
      },
      includeAttributes: { stringItem: ['FirstName'] },
      batchSize: '300',
    },
  ],
  [
    'syncLead',
    'by e-mail',
    {
      leadRecord: {
        Email: 'joe@marketo.com',
        leadAttributeList: attribute({ FirstName: 'Joseph', LeadScore: '12' }),
      },
      returnLead: 'true',
    },
  ],
  [
    'syncLead',
    'of a new lead',
    {
      leadRecord: {
        Email: 'brand.new@example.com',
        leadAttributeList: attribute({ Company: 'New & Sons, Ltd' }),
      },
      returnLead: 'false',
    },
  ],
  [
    'syncLead',
    'by id',
    { leadRecord: { Id: '67508', leadAttributeList: attribute({ Title: 'Boss' }) }, returnLead: 'false' },
  ],
  [
    'syncMultipleLeads',
    'of old and new leads',
    {
      leadRecordList: {
        leadRecord: [
          { Email: 'joe@marketo.com', leadAttributeList: attribute({ City: 'Paris' }) },
          { Email: 'fresh@example.com', leadAttributeList: attribute({ City: 'Rome' }) },
        ],
      },
    },
  ],
  [
    'syncMultipleLeads',
    'without a look for others',
    {
      leadRecordList: {
        leadRecord: [{ Email: 'joe@marketo.com', leadAttributeList: attribute({ City: 'Oslo' }) }],
      },
      dedupEnabled: 'false',
    },
  ],
  [
    'mergeLeads',
    'by id',
    {
      winningLeadKeyList: attribute({ IDNUM: '2' }),
      losingLeadKeyLists: { keyList: [attribute({ IDNUM: '15' }), attribute({ IDNUM: '16' })] },
    },
  ],
  [
    'getLeadActivity',
    'of two types',
    {
      leadKey: leadKey('EMAIL', 'leademail@company.com'),
      activityFilter: { includeTypes: { activityType: ['VisitWebpage', 'FillOutForm'] } },
      batchSize: '100',
    },
  ],
  [
    'getLeadChanges',
    'since a time',
    {
      startPosition: {
        oldestCreatedAt: '2013-07-30T00:00:00-05:00',
        latestCreatedAt: '2013-08-02T00:00:00-05:00',
      },
      activityNameFilter: { stringItem: ['Visit Webpage', 'Click Link'] },
      batchSize: '300',
    },
  ],
  [
    'getLeadChanges',
    'of some leads',
    {
      startPosition: { oldestCreatedAt: '2013-01-01T00:00:00Z' },
      leadSelector: keys('IDNUM', '1090238', '1089965'),
      batchSize: '300',
    },
  ],
  [
    'listOperation',
    'adding',
    {
      listOperation: 'ADDTOLIST',
      listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Trav-Test-List' },
      listMemberList: { leadKey: [leadKey('IDNUM', '87710'), leadKey('EMAIL', 'joe@marketo.com')] },
    },
  ],
  [
    'listOperation',
    'removing',
    {
      listOperation: 'REMOVEFROMLIST',
      listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Trav-Test-List' },
      listMemberList: { leadKey: [leadKey('IDNUM', '1089946')] },
      strict: 'true',
    },
  ],
  [
    'listOperation',
    'asking',
    {
      listOperation: 'ISMEMBEROFLIST',
      listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Trav-Test-List' },
      listMemberList: { leadKey: [leadKey('IDNUM', '1089946'), leadKey('IDNUM', '87710')] },
    },
  ],
  [
    'importToList',
    'creating leads',
    {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importFileHeader: 'Last Name,First Name,Job Title,Company Name,Email Address',
      importFileRows: {
        stringItem: [
          'Awesome,Developer,Code Slinger,"Marketo, Inc",da@example.com',
          'Doe,Jane,,Marketo,jd@example.com',
        ],
      },
      importListMode: 'UPSERTLEADS',
    },
  ],
  [
    'importToList',
    'of leads that exist, into an emptied list',
    {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importFileHeader: 'Email Address',
      importFileRows: { stringItem: ['joe@marketo.com', 'rufus@marketo.com'] },
      importListMode: 'LISTONLY',
      clearList: 'true',
    },
  ],
  [
    'getImportToListStatus',
    'of the last import',
    { programName: 'Trav-Demo-Program', listName: 'Trav-Test-List' },
  ],
  [
    'getCampaignsForSource',
    'by a part of the name',
    { source: 'MKTOWS', name: 'Trigger', exactName: 'false' },
  ],
  [
    'getCampaignsForSource',
    'by the whole name',
    { source: 'MKTOWS', name: 'ER Demo.Triggered Campaign', exactName: 'true' },
  ],
  [
    'requestCampaign',
    'by id',
    { source: 'MKTOWS', campaignId: '4496', leadList: { leadKey: [leadKey('EMAIL', 'lead@company.com')] } },
  ],
  [
    'requestCampaign',
    'by names, with tokens',
    {
      source: 'MKTOWS',
      programName: 'ER Demo',
      campaignName: 'Triggered Campaign',
      leadList: { leadKey: [leadKey('IDNUM', '1090241')] },
      programTokenList: attrib({ '{{my.message}}': 'Now!' }),
    },
  ],
  [
    'scheduleCampaign',
    'at a time',
    {
      programName: 'Trav-Demo-Program',
      campaignName: 'Batch Campaign Example',
      campaignRunAt: '2031-01-01T10:00:00-06:00',
      programTokenList: attrib({ '{{my.message}}': 'Later.' }),
    },
  ],
  ['describeMObject', 'of opportunities', { objectName: 'Opportunity' }],
  ['describeMObject', 'of leads', { objectName: 'LeadRecord' }],
  [
    'getMObjects',
    'of an opportunity by its key',
    { type: 'Opportunity', externalKey: { name: 'ExternalId', value: 'OPP-5004' } },
  ],
  [
    'getMObjects',
    'of the opportunities of a lead',
    { type: 'Opportunity', mObjAssociationList: { mObjAssociation: [{ mObjType: 'Lead', id: '67508' }] } },
  ],
  [
    'getMObjects',
    'of the roles of a lead',
    {
      type: 'OpportunityPersonRole',
      mObjAssociationList: { mObjAssociation: [{ mObjType: 'Lead', id: '67508' }] },
    },
  ],
  ['getMObjects', 'of a program with its details', { type: 'Program', id: '1970', includeDetails: 'true' }],
  [
    'getMObjects',
    'of programs by comparisons',
    {
      type: 'Program',
      mObjCriteriaList: {
        mObjCriteria: [
          { attrName: 'Id', comparison: 'LE', attrValue: '1010' },
          { attrName: 'Name', comparison: 'NE', attrValue: 'elizprogramtest' },
        ],
      },
    },
  ],
  [
    'getMObjects',
    'of a program by its name',
    {
      type: 'Program',
      mObjCriteriaList: { mObjCriteria: [{ attrName: 'Name', comparison: 'EQ', attrValue: 'ER Demo' }] },
      includeDetails: 'true',
    },
  ],
  [
    'syncMObjects',
    'of an opportunity and a role',
    {
      operation: 'UPSERT',
      mObjectList: {
        mObject: [
          {
            type: 'Opportunity',
            externalKey: { name: 'ExternalId', value: 'NEW-1' },
            attribList: attrib({ Name: 'Q1 2014', Amount: '500' }),
          },
          {
            type: 'OpportunityPersonRole',
            attribList: attrib({ Role: 'Evaluator', IsPrimary: 'true' }),
            associationList: {
              mObjAssociation: [
                { mObjType: 'Lead', id: '67508' },
                { mObjType: 'Opportunity', externalKey: { name: 'ExternalId', value: 'NEW-1' } },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'syncMObjects',
    'of a program’s costs and tags',
    {
      operation: 'UPDATE',
      mObjectList: {
        mObject: [
          {
            type: 'Program',
            id: '1003',
            typeAttribList: {
              typeAttrib: [
                { attrType: 'Cost', attrList: attrib({ Month: '2013-06', Amount: '2000', Note: 'Booth' }) },
                { attrType: 'Tag', attrList: attrib({ Type: 'Content Channel', Value: 'SEM' }) },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'deleteMObjects',
    'of an opportunity by its key',
    {
      mObjectList: {
        mObject: [{ type: 'Opportunity', externalKey: { name: 'ExternalId', value: 'OPP-5001' } }],
      },
    },
  ],
  [
    'getCustomObjects',
    'by one key',
    { objTypeName: 'Roadshow', customObjKeyList: attribute({ MKTOID: '1090177' }), includeAttributes: {} },
  ],
  [
    'getCustomObjects',
    'by all keys',
    {
      objTypeName: 'Roadshow',
      customObjKeyList: attribute({ MKTOID: '1090177', rid: 'rid1' }),
      includeAttributes: { stringItem: ['city', 'state'] },
    },
  ],
  [
    'syncCustomObjects',
    'of an old and a new record',
    {
      objTypeName: 'Roadshow',
      operation: 'UPSERT',
      customObjList: {
        customObj: [
          {
            customObjKeyList: attribute({ MKTOID: '1090177', rid: 'rid1' }),
            customObjAttributeList: attribute({ city: 'Oakland' }),
          },
          {
            customObjKeyList: attribute({ MKTOID: '1090177', rid: 'rid-new' }),
            customObjAttributeList: attribute({ city: 'Reno', zip: '89501' }),
          },
        ],
      },
    },
  ],
  [
    'deleteCustomObjects',
    'by all keys',
    {
      objTypeName: 'Roadshow',
      customObjKeyLists: { keyList: [attribute({ MKTOID: '1090177', rid: 'rid2' })] },
    },
  ],
  ['getTags', 'of all types', {}],
  [
    'getTags',
    'of one type',
    { tagList: { tag: [{ type: 'Content Channel', values: { stringItem: ['SEM'] } }] } },
  ],
  ['getChannels', 'of one name', { tag: { values: { stringItem: ['Webinar'] } } }],
  ['getChannels', 'of several names', { tag: { values: { stringItem: ['Webinar', 'Blog', 'Tradeshow'] } } }],
];
