/*
 * Made from mktows.wsdl by `npm run types`: the shapes that `readRequest` gives for Marketo's contract. Not to be edited by
 * hand; a test holds this file against the WSDL.
 *
 * A text stands as it was written (numbers, booleans and dates in their lexical form), null is xsi:nil, an absent field is an
 * absent key, and `$type` names the type that `xsi:type` chose.
 */

/** An element's text, or null for nil. */
type Text = string | null;

export type LeadKeyRef =
  | 'IDNUM'
  | 'COOKIE'
  | 'EMAIL'
  | 'LEADOWNEREMAIL'
  | 'SFDCACCOUNTID'
  | 'SFDCCONTACTID'
  | 'SFDCLEADID'
  | 'SFDCLEADOWNERID'
  | 'SFDCOPPTYID';

export type ForeignSysType = 'CUSTOM' | 'SFDC' | 'NETSUITE';

export type LeadSyncStatus = 'CREATED' | 'UPDATED' | 'FAILED';

export type LeadMergeStatusEnum = 'MERGED' | 'FAILED';

export type ActivityType =
  | 'VisitWebpage'
  | 'FillOutForm'
  | 'ClickLink'
  | 'SendEmail'
  | 'EmailDelivered'
  | 'EmailBounced'
  | 'UnsubscribeEmail'
  | 'OpenEmail'
  | 'ClickEmail'
  | 'NewLead'
  | 'ChangeDataValue'
  | 'LeadAssigned'
  | 'NewSFDCOpprtnty'
  | 'Wait'
  | 'RunSubflow'
  | 'RemoveFromFlow'
  | 'PushLeadToSales'
  | 'CreateTask'
  | 'ConvertLead'
  | 'ChangeScore'
  | 'ChangeOwner'
  | 'AddToList'
  | 'RemoveFromList'
  | 'SFDCActivity'
  | 'EmailBouncedSoft'
  | 'PushLeadUpdatesToSales'
  | 'DeleteLeadFromSales'
  | 'SFDCActivityUpdated'
  | 'SFDCMergeLeads'
  | 'MergeLeads'
  | 'ResolveConflicts'
  | 'AssocWithOpprtntyInSales'
  | 'DissocFromOpprtntyInSales'
  | 'UpdateOpprtntyInSales'
  | 'DeleteLead'
  | 'SendAlert'
  | 'SendSalesEmail'
  | 'OpenSalesEmail'
  | 'ClickSalesEmail'
  | 'AddtoSFDCCampaign'
  | 'RemoveFromSFDCCampaign'
  | 'ChangeStatusInSFDCCampaign'
  | 'ReceiveSalesEmail'
  | 'InterestingMoment'
  | 'RequestCampaign'
  | 'SalesEmailBounced'
  | 'ChangeLeadPartition'
  | 'ChangeRevenueStage'
  | 'ChangeRevenueStageManually'
  | 'ComputeDataValue'
  | 'ChangeStatusInProgression'
  | 'ChangeFieldInProgram'
  | 'EnrichWithDatacom'
  | 'ChangeSegment'
  | 'ResolveRuleset'
  | 'SmartCampaignTest'
  | 'SmartCampaignTestTrigger';

export type ListKeyType = 'MKTOLISTNAME' | 'MKTOSALESUSERID' | 'SFDCLEADOWNERID';

export type ListOperationType = 'ADDTOLIST' | 'ISMEMBEROFLIST' | 'REMOVEFROMLIST';

export type ImportToListModeEnum = 'UPSERTLEADS' | 'LISTONLY';

export type ImportToListStatusEnum = 'PROCESSING' | 'COMPLETE' | 'FAILED' | 'CANCELED';

export type ReqCampSourceType = 'MKTOWS' | 'SALES';

export type ComparisonEnum = 'EQ' | 'NE' | 'LT' | 'LE' | 'GT' | 'GE';

export type MObjStatusEnum = 'CREATED' | 'UPDATED' | 'DELETED' | 'FAILED' | 'UNCHANGED' | 'SKIPPED';

export type SyncOperationEnum = 'UPSERT' | 'INSERT' | 'UPDATE';

export type SyncStatusEnum = 'CREATED' | 'UPDATED' | 'DELETED' | 'FAILED';

export type MObjectTypeEnum = 'Opportunity' | 'OpportunityPersonRole' | 'Program' | 'OpportunityLeadRole';

export type AuthenticationHeaderInfo = {
  readonly mktowsUserId?: Text;
  readonly requestSignature?: Text;
  readonly requestTimestamp?: Text;
  readonly partnerId?: Text;
  readonly audit?: Text;
  readonly mode?: Text;
};

export type MktowsContextHeaderInfo = {
  readonly targetWorkspace?: Text;
};

export type ArrayOfString = {
  readonly stringItem?: readonly Text[];
};

export type ArrayOfInteger = {
  readonly integerItem?: readonly Text[];
};

export type Attribute = {
  readonly attrName?: Text;
  readonly attrType?: Text;
  readonly attrValue?: Text;
};

export type ArrayOfAttribute = {
  readonly attribute?: readonly (Attribute | null)[];
};

export type ArrayOfKeyList = {
  readonly keyList?: readonly (ArrayOfAttribute | null)[];
};

export type Attrib = {
  readonly name?: Text;
  readonly value?: Text;
};

export type ArrayOfAttrib = {
  readonly attrib?: readonly (Attrib | null)[];
};

export type StreamPosition = {
  readonly latestCreatedAt?: Text;
  readonly oldestCreatedAt?: Text;
  readonly activityCreatedAt?: Text;
  readonly offset?: Text;
};

export type LeadKey = {
  readonly keyType?: LeadKeyRef | null;
  readonly keyValue?: Text;
};

export type ArrayOfLeadKey = {
  readonly leadKey?: readonly (LeadKey | null)[];
};

export type LeadRecord = {
  readonly Id?: Text;
  readonly Email?: Text;
  readonly ForeignSysPersonId?: Text;
  readonly ForeignSysType?: ForeignSysType | null;
  readonly leadAttributeList?: ArrayOfAttribute | null;
};

export type ArrayOfLeadRecord = {
  readonly leadRecord?: readonly (LeadRecord | null)[];
};

export type LeadSelector = Readonly<Record<never, never>>;

export type LeadKeySelector = {
  readonly keyType?: LeadKeyRef | null;
  readonly keyValues?: ArrayOfString | null;
};

export type StaticListSelector = {
  readonly staticListName?: Text;
  readonly staticListId?: Text;
};

export type LastUpdateAtSelector = {
  readonly latestUpdatedAt?: Text;
  readonly oldestUpdatedAt?: Text;
};

export type SyncStatus = {
  readonly leadId?: Text;
  readonly status?: LeadSyncStatus | null;
  readonly error?: Text;
};

export type ArrayOfSyncStatus = {
  readonly syncStatus?: readonly (SyncStatus | null)[];
};

export type ParamsGetLead = {
  readonly leadKey?: LeadKey | null;
};

export type ResultGetLead = {
  readonly count?: Text;
  readonly leadRecordList?: ArrayOfLeadRecord | null;
};

export type SuccessGetLead = {
  readonly result?: ResultGetLead | null;
};

export type ParamsGetMultipleLeads = {
  readonly leadSelector?:
    | (LeadKeySelector & { readonly $type: 'LeadKeySelector' })
    | (StaticListSelector & { readonly $type: 'StaticListSelector' })
    | (LastUpdateAtSelector & { readonly $type: 'LastUpdateAtSelector' })
    | null;
  readonly lastUpdatedAt?: Text;
  readonly streamPosition?: Text;
  readonly batchSize?: Text;
  readonly includeAttributes?: ArrayOfString | null;
};

export type ResultGetMultipleLeads = {
  readonly returnCount?: Text;
  readonly remainingCount?: Text;
  readonly newStreamPosition?: Text;
  readonly leadRecordList?: ArrayOfLeadRecord | null;
};

export type SuccessGetMultipleLeads = {
  readonly result?: ResultGetMultipleLeads | null;
};

export type ParamsSyncLead = {
  readonly leadRecord?: LeadRecord | null;
  readonly returnLead?: Text;
  readonly marketoCookie?: Text;
  readonly moveCookie?: Text;
};

export type ResultSyncLead = {
  readonly leadId?: Text;
  readonly syncStatus?: SyncStatus | null;
  readonly leadRecord?: LeadRecord | null;
};

export type SuccessSyncLead = {
  readonly result?: ResultSyncLead | null;
};

export type ParamsSyncMultipleLeads = {
  readonly leadRecordList?: ArrayOfLeadRecord | null;
  readonly dedupEnabled?: Text;
};

export type ResultSyncMultipleLeads = {
  readonly syncStatusList?: ArrayOfSyncStatus | null;
};

export type SuccessSyncMultipleLeads = {
  readonly result?: ResultSyncMultipleLeads | null;
};

export type MergeStatus = {
  readonly winningLeadId?: Text;
  readonly losingLeadIdList?: ArrayOfInteger | null;
  readonly status?: LeadMergeStatusEnum | null;
  readonly error?: Text;
};

export type ParamsMergeLeads = {
  readonly winningLeadKeyList?: ArrayOfAttribute | null;
  readonly losingLeadKeyLists?: ArrayOfKeyList | null;
  readonly mergeInSales?: Text;
};

export type ResultMergeLeads = {
  readonly mergeStatus?: MergeStatus | null;
};

export type SuccessMergeLeads = {
  readonly result?: ResultMergeLeads | null;
};

export type ArrayOfActivityType = {
  readonly activityType?: readonly (ActivityType | null)[];
};

export type ActivityTypeFilter = {
  readonly includeTypes?: ArrayOfActivityType | null;
  readonly excludeTypes?: ArrayOfActivityType | null;
};

export type ActivityRecord = {
  readonly id?: Text;
  readonly marketoGUID?: Text;
  readonly activityDateTime?: Text;
  readonly activityType?: Text;
  readonly mktgAssetName?: Text;
  readonly activityAttributes?: ArrayOfAttribute | null;
  readonly campaign?: Text;
  readonly personName?: Text;
  readonly mktPersonId?: Text;
  readonly foreignSysId?: Text;
  readonly orgName?: Text;
  readonly foreignSysOrgId?: Text;
};

export type ArrayOfActivityRecord = {
  readonly activityRecord?: readonly (ActivityRecord | null)[];
};

export type LeadChangeRecord = {
  readonly id?: Text;
  readonly marketoGUID?: Text;
  readonly activityDateTime?: Text;
  readonly activityType?: Text;
  readonly mktgAssetName?: Text;
  readonly activityAttributes?: ArrayOfAttribute | null;
  readonly campaign?: Text;
  readonly mktPersonId?: Text;
};

export type ArrayOfLeadChangeRecord = {
  readonly leadChangeRecord?: readonly (LeadChangeRecord | null)[];
};

export type ParamsGetLeadActivity = {
  readonly leadKey?: LeadKey | null;
  readonly activityFilter?: ActivityTypeFilter | null;
  readonly startPosition?: StreamPosition | null;
  readonly batchSize?: Text;
};

export type LeadActivityList = {
  readonly returnCount?: Text;
  readonly remainingCount?: Text;
  readonly newStartPosition?: StreamPosition | null;
  readonly activityRecordList?: ArrayOfActivityRecord | null;
};

export type SuccessGetLeadActivity = {
  readonly leadActivityList?: LeadActivityList | null;
};

export type ParamsGetLeadChanges = {
  readonly startPosition?: StreamPosition | null;
  readonly activityFilter?: ActivityTypeFilter | null;
  readonly activityNameFilter?: ArrayOfString | null;
  readonly batchSize?: Text;
  readonly leadSelector?:
    | (LeadKeySelector & { readonly $type: 'LeadKeySelector' })
    | (StaticListSelector & { readonly $type: 'StaticListSelector' })
    | (LastUpdateAtSelector & { readonly $type: 'LastUpdateAtSelector' })
    | null;
};

export type ResultGetLeadChanges = {
  readonly returnCount?: Text;
  readonly remainingCount?: Text;
  readonly newStartPosition?: StreamPosition | null;
  readonly leadChangeRecordList?: ArrayOfLeadChangeRecord | null;
};

export type SuccessGetLeadChanges = {
  readonly result?: ResultGetLeadChanges | null;
};

export type ListKey = {
  readonly keyType?: ListKeyType | null;
  readonly keyValue?: Text;
};

export type LeadStatus = {
  readonly leadKey?: LeadKey | null;
  readonly status?: Text;
};

export type ArrayOfLeadStatus = {
  readonly leadStatus?: readonly (LeadStatus | null)[];
};

export type ParamsListOperation = {
  readonly listOperation?: ListOperationType | null;
  readonly listKey?: ListKey | null;
  readonly listMemberList?: ArrayOfLeadKey | null;
  readonly strict?: Text;
};

export type ResultListOperation = {
  readonly success?: Text;
  readonly statusList?: ArrayOfLeadStatus | null;
};

export type SuccessListOperation = {
  readonly result?: ResultListOperation | null;
};

export type ParamsImportToList = {
  readonly programName?: Text;
  readonly importFileHeader?: Text;
  readonly importFileRows?: ArrayOfString | null;
  readonly importListMode?: ImportToListModeEnum | null;
  readonly listName?: Text;
  readonly clearList?: Text;
  readonly campaignName?: Text;
};

export type ResultImportToList = {
  readonly importStatus?: ImportToListStatusEnum | null;
};

export type SuccessImportToList = {
  readonly result?: ResultImportToList | null;
};

export type ParamsGetImportToListStatus = {
  readonly programName?: Text;
  readonly listName?: Text;
};

export type ResultGetImportToListStatus = {
  readonly status?: ImportToListStatusEnum | null;
  readonly startedTime?: Text;
  readonly endedTime?: Text;
  readonly estimatedTime?: Text;
  readonly estimatedRows?: Text;
  readonly rowsImported?: Text;
  readonly rowsFailed?: Text;
  readonly rowsIgnored?: Text;
  readonly importSummary?: Text;
};

export type SuccessGetImportToListStatus = {
  readonly result?: ResultGetImportToListStatus | null;
};

export type CampaignRecord = {
  readonly id?: Text;
  readonly name?: Text;
  readonly description?: Text;
};

export type ArrayOfCampaignRecord = {
  readonly campaignRecord?: readonly (CampaignRecord | null)[];
};

export type ParamsGetCampaignsForSource = {
  readonly source?: ReqCampSourceType | null;
  readonly name?: Text;
  readonly exactName?: Text;
};

export type ResultGetCampaignsForSource = {
  readonly returnCount?: Text;
  readonly campaignRecordList?: ArrayOfCampaignRecord | null;
};

export type SuccessGetCampaignsForSource = {
  readonly result?: ResultGetCampaignsForSource | null;
};

export type ParamsRequestCampaign = {
  readonly source?: ReqCampSourceType | null;
  readonly campaignId?: Text;
  readonly leadList?: ArrayOfLeadKey | null;
  readonly programName?: Text;
  readonly campaignName?: Text;
  readonly programTokenList?: ArrayOfAttrib | null;
};

export type ResultRequestCampaign = {
  readonly success?: Text;
};

export type SuccessRequestCampaign = {
  readonly result?: ResultRequestCampaign | null;
};

export type ParamsScheduleCampaign = {
  readonly programName?: Text;
  readonly cloneToProgramName?: Text;
  readonly campaignName?: Text;
  readonly campaignRunAt?: Text;
  readonly programTokenList?: ArrayOfAttrib | null;
};

export type ResultScheduleCampaign = {
  readonly success?: Text;
};

export type SuccessScheduleCampaign = {
  readonly result?: ResultScheduleCampaign | null;
};

export type TypeAttrib = {
  readonly attrType?: Text;
  readonly attrList?: ArrayOfAttrib | null;
};

export type ArrayOfTypeAttrib = {
  readonly typeAttrib?: readonly (TypeAttrib | null)[];
};

export type MObjAssociation = {
  readonly mObjType?: Text;
  readonly id?: Text;
  readonly externalKey?: Attrib | null;
};

export type ArrayOfMObjAssociation = {
  readonly mObjAssociation?: readonly (MObjAssociation | null)[];
};

export type MObject = {
  readonly type?: Text;
  readonly id?: Text;
  readonly externalKey?: Attrib | null;
  readonly createdAt?: Text;
  readonly updatedAt?: Text;
  readonly attribList?: ArrayOfAttrib | null;
  readonly typeAttribList?: ArrayOfTypeAttrib | null;
  readonly associationList?: ArrayOfMObjAssociation | null;
};

export type ArrayOfMObject = {
  readonly mObject?: readonly (MObject | null)[];
};

export type MObjCriteria = {
  readonly attrName?: Text;
  readonly comparison?: ComparisonEnum | null;
  readonly attrValue?: Text;
};

export type ArrayOfMObjCriteria = {
  readonly mObjCriteria?: readonly (MObjCriteria | null)[];
};

export type MObjStatus = {
  readonly id?: Text;
  readonly externalKey?: Attrib | null;
  readonly status?: MObjStatusEnum | null;
  readonly error?: Text;
};

export type ArrayOfMObjStatus = {
  readonly mObjStatus?: readonly (MObjStatus | null)[];
};

export type MObjFieldMetadata = {
  readonly name?: Text;
  readonly description?: Text;
  readonly displayName?: Text;
  readonly sourceObject?: Text;
  readonly dataType?: Text;
  readonly size?: Text;
  readonly isReadonly?: Text;
  readonly isUpdateBlocked?: Text;
  readonly isName?: Text;
  readonly isPrimaryKey?: Text;
  readonly isCustom?: Text;
  readonly isDynamic?: Text;
  readonly dynamicFieldRef?: Text;
  readonly updatedAt?: Text;
};

export type ArrayOfMObjFieldMetadata = {
  readonly field?: readonly (MObjFieldMetadata | null)[];
};

export type MObjectMetadata = {
  readonly name?: Text;
  readonly description?: Text;
  readonly isCustom?: Text;
  readonly isVirtual?: Text;
  readonly fieldList?: ArrayOfMObjFieldMetadata | null;
  readonly updatedAt?: Text;
};

export type ParamsListMObjects = Readonly<Record<never, never>>;

export type ResultListMObjects = {
  readonly objects?: readonly Text[];
};

export type SuccessListMObjects = {
  readonly result?: ResultListMObjects | null;
};

export type ParamsDescribeMObject = {
  readonly objectName?: Text;
};

export type ResultDescribeMObject = {
  readonly metadata?: MObjectMetadata | null;
};

export type SuccessDescribeMObject = {
  readonly result?: ResultDescribeMObject | null;
};

export type ParamsGetMObjects = {
  readonly type?: Text;
  readonly id?: Text;
  readonly externalKey?: Attrib | null;
  readonly mObjCriteriaList?: ArrayOfMObjCriteria | null;
  readonly mObjAssociationList?: ArrayOfMObjAssociation | null;
  readonly includeDetails?: Text;
  readonly streamPosition?: Text;
};

export type ResultGetMObjects = {
  readonly returnCount?: Text;
  readonly hasMore?: Text;
  readonly newStreamPosition?: Text;
  readonly mObjectList?: ArrayOfMObject | null;
};

export type SuccessGetMObjects = {
  readonly result?: ResultGetMObjects | null;
};

export type ParamsSyncMObjects = {
  readonly mObjectList?: ArrayOfMObject | null;
  readonly operation?: SyncOperationEnum | null;
};

export type ResultSyncMObjects = {
  readonly mObjStatusList?: ArrayOfMObjStatus | null;
};

export type SuccessSyncMObjects = {
  readonly result?: ResultSyncMObjects | null;
};

export type ParamsDeleteMObjects = {
  readonly mObjectList?: ArrayOfMObject | null;
};

export type ResultDeleteMObjects = {
  readonly mObjStatusList?: ArrayOfMObjStatus | null;
};

export type SuccessDeleteMObjects = {
  readonly result?: ResultDeleteMObjects | null;
};

export type CustomObj = {
  readonly customObjKeyList?: ArrayOfAttribute | null;
  readonly customObjAttributeList?: ArrayOfAttribute | null;
};

export type ArrayOfCustomObj = {
  readonly customObj?: readonly (CustomObj | null)[];
};

export type SyncCustomObjStatus = {
  readonly objTypeName?: Text;
  readonly customObjKeyList?: ArrayOfAttribute | null;
  readonly status?: SyncStatusEnum | null;
  readonly error?: Text;
};

export type ArrayOfSyncCustomObjStatus = {
  readonly syncCustomObjStatus?: readonly (SyncCustomObjStatus | null)[];
};

export type ParamsGetCustomObjects = {
  readonly objTypeName?: Text;
  readonly streamPosition?: Text;
  readonly batchSize?: Text;
  readonly customObjKeyList?: ArrayOfAttribute | null;
  readonly includeAttributes?: ArrayOfString | null;
};

export type ResultGetCustomObjects = {
  readonly objTypeName?: Text;
  readonly returnCount?: Text;
  readonly remainingCount?: Text;
  readonly newStreamPosition?: Text;
  readonly customObjList?: ArrayOfCustomObj | null;
};

export type SuccessGetCustomObjects = {
  readonly result?: ResultGetCustomObjects | null;
};

export type ParamsSyncCustomObjects = {
  readonly objTypeName?: Text;
  readonly customObjList?: ArrayOfCustomObj | null;
  readonly operation?: SyncOperationEnum | null;
};

export type ResultSyncCustomObjects = {
  readonly syncCustomObjStatusList?: ArrayOfSyncCustomObjStatus | null;
};

export type SuccessSyncCustomObjects = {
  readonly result?: ResultSyncCustomObjects | null;
};

export type ParamsDeleteCustomObjects = {
  readonly objTypeName?: Text;
  readonly customObjKeyLists?: ArrayOfKeyList | null;
};

export type ResultDeleteCustomObjects = {
  readonly deleteCustomObjStatusList?: ArrayOfSyncCustomObjStatus | null;
};

export type SuccessDeleteCustomObjects = {
  readonly result?: ResultDeleteCustomObjects | null;
};

export type Tag = {
  readonly type?: Text;
  readonly values?: ArrayOfString | null;
};

export type ArrayOfTag = {
  readonly tag?: readonly (Tag | null)[];
};

export type ProgressionStatus = {
  readonly progressionStatus?: ArrayOfAttrib | null;
};

export type ArrayOfProgressionStatus = {
  readonly progressionStatusItem?: readonly (ProgressionStatus | null)[];
};

export type TagStatus = {
  readonly tagValue?: Text;
  readonly statusList?: ArrayOfProgressionStatus | null;
};

export type ArrayOfTagStatus = {
  readonly tagStatus?: readonly (TagStatus | null)[];
};

export type ParamsGetTags = {
  readonly tagList?: ArrayOfTag | null;
};

export type ResultGetTags = {
  readonly tagList?: ArrayOfTag | null;
};

export type SuccessGetTags = {
  readonly result?: ResultGetTags | null;
};

export type ParamsGetChannels = {
  readonly tag?: Tag | null;
};

export type ResultGetChannels = {
  readonly tags?: ArrayOfTagStatus | null;
};

export type SuccessGetChannels = {
  readonly result?: ResultGetChannels | null;
};

export type ArrayOfBase64Binary = {
  readonly base64Binary?: readonly Text[];
};

export type VersionedItem = {
  readonly id?: Text;
  readonly name?: Text;
  readonly type?: Text;
  readonly description?: Text;
  readonly timestamp?: Text;
};

export type ArrayOfVersionedItem = {
  readonly versionedItem?: readonly (VersionedItem | null)[];
};

/** The content of each operation’s `params…` element. */
export interface RequestValues {
  getLead: ParamsGetLead;
  getMultipleLeads: ParamsGetMultipleLeads;
  syncLead: ParamsSyncLead;
  syncMultipleLeads: ParamsSyncMultipleLeads;
  mergeLeads: ParamsMergeLeads;
  getLeadActivity: ParamsGetLeadActivity;
  getLeadChanges: ParamsGetLeadChanges;
  listOperation: ParamsListOperation;
  importToList: ParamsImportToList;
  getImportToListStatus: ParamsGetImportToListStatus;
  getCampaignsForSource: ParamsGetCampaignsForSource;
  requestCampaign: ParamsRequestCampaign;
  scheduleCampaign: ParamsScheduleCampaign;
  listMObjects: ParamsListMObjects;
  describeMObject: ParamsDescribeMObject;
  getMObjects: ParamsGetMObjects;
  syncMObjects: ParamsSyncMObjects;
  deleteMObjects: ParamsDeleteMObjects;
  getCustomObjects: ParamsGetCustomObjects;
  syncCustomObjects: ParamsSyncCustomObjects;
  deleteCustomObjects: ParamsDeleteCustomObjects;
  getTags: ParamsGetTags;
  getChannels: ParamsGetChannels;
}

/** The content of each operation’s `success…` element. */
export interface ResultContents {
  getLead: SuccessGetLead;
  getMultipleLeads: SuccessGetMultipleLeads;
  syncLead: SuccessSyncLead;
  syncMultipleLeads: SuccessSyncMultipleLeads;
  mergeLeads: SuccessMergeLeads;
  getLeadActivity: SuccessGetLeadActivity;
  getLeadChanges: SuccessGetLeadChanges;
  listOperation: SuccessListOperation;
  importToList: SuccessImportToList;
  getImportToListStatus: SuccessGetImportToListStatus;
  getCampaignsForSource: SuccessGetCampaignsForSource;
  requestCampaign: SuccessRequestCampaign;
  scheduleCampaign: SuccessScheduleCampaign;
  listMObjects: SuccessListMObjects;
  describeMObject: SuccessDescribeMObject;
  getMObjects: SuccessGetMObjects;
  syncMObjects: SuccessSyncMObjects;
  deleteMObjects: SuccessDeleteMObjects;
  getCustomObjects: SuccessGetCustomObjects;
  syncCustomObjects: SuccessSyncCustomObjects;
  deleteCustomObjects: SuccessDeleteCustomObjects;
  getTags: SuccessGetTags;
  getChannels: SuccessGetChannels;
}

/** The name of an operation. */
export type OperationName = keyof RequestValues;
