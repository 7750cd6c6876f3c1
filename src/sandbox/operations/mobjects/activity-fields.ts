/** What the service answers as the description of ActivityRecord (documented answer). */
export const ACTIVITY_DESCRIPTION =
  'Composite object composed of fields from Event, Campaign, Lead, and Company';

interface ActivityField {
  readonly name: string;
  readonly description: string;
  readonly source: 'Event' | 'Campaign' | 'Lead' | 'Company';
  readonly type: 'integer' | 'dateTime' | 'string' | 'Array';
  readonly size?: number;
  readonly isName?: boolean;
  readonly primaryKey?: boolean;
}

/** The fields of ActivityRecord with the values of the service's documented answer. marketoGUID is younger than it. */
export const ACTIVITY_FIELDS: readonly ActivityField[] = [
  {
    name: 'id',
    description: 'Unique system id of Event',
    source: 'Event',
    type: 'integer',
    size: 10,
    primaryKey: true,
  },
  { name: 'activityDateTime', description: 'Event timestamp', source: 'Event', type: 'dateTime' },
  {
    name: 'activityType',
    description: 'Name of Event',
    source: 'Event',
    type: 'string',
    size: 255,
    isName: true,
  },
  {
    name: 'mktgAssetName',
    description: 'Name of email, landing page, or object field',
    source: 'Event',
    type: 'string',
    size: 255,
  },
  {
    name: 'activityAttributes',
    description: 'Array of name / value pairs of dynamic event attributes',
    source: 'Event',
    type: 'Array',
  },
  {
    name: 'campaign',
    description: 'Name of Campaign that caused the Event',
    source: 'Campaign',
    type: 'string',
    size: 255,
  },
  {
    name: 'personName',
    description: 'Name of Lead that owns the Event',
    source: 'Lead',
    type: 'string',
    size: 255,
  },
  {
    name: 'mktPersonId',
    description: 'Unique system id of Lead',
    source: 'Lead',
    type: 'integer',
    size: 10,
  },
  {
    name: 'foreignSysId',
    description: 'Unique foreign system id of Lead',
    source: 'Lead',
    type: 'string',
    size: 50,
  },
  {
    name: 'orgName',
    description: 'Name of Company associated to the Lead',
    source: 'Company',
    type: 'string',
    size: 255,
  },
  {
    name: 'foreignSysOrgId',
    description: 'Unique foreign system id of Company',
    source: 'Company',
    type: 'string',
    size: 50,
  },
];
