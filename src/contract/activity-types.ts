import type { Contract } from './contract';

/** The display names that activityNameFilter takes (vendor's list of activity types for filters). */
const DISPLAY_NAMES: readonly string[] = (
  'Add to List|Add to Nurture|Add to Opportunity|Add to Segment|Add to SFDC Campaign|Add to Smart Campaign|' +
  'Assign Nurture Content|Capture Campaign Membership History|Capture List Membership History|Change Account Owner|' +
  'Change Attribute Datatype|Change CRM User|Change Custom Object|Change Data Value|Change Nurture Cadence|' +
  'Change Nurture Exhausted|Change Nurture Track|Change Owner|Change Program Data|Change Revenue Stage|' +
  'Change Revenue Stage Manually|Change Score|Change Segment|Change Status in Progression|' +
  'Change Status in SFDC Campaign|Click Email|Click Link|Click Sales Email|Click Shared Link|Convert Lead|Create Task|' +
  'Delete Lead from SFDC|Email Bounced|Email Bounced Soft|Email Delivered|Enrich with Data.com|Fill Out Form|' +
  'Interesting Moment|Lead Assigned|Merge Leads|New Lead|New SFDC Opportunity|Nurture Deploy|Open Email|' +
  'Open Sales Email|Receive Sales Email|Received Forward to Friend Email|Remove from Flow|Remove from List|' +
  'Remove from Opportunity|Remove from SFDC Campaign|Request Campaign|Reward Test Group Variant|Sales Email Bounced|' +
  'Segmentation Approval|Send Alert|Send Email|Send Sales Email|Sent Forward to Friend Email|SFDC Activity|' +
  'SFDC Activity Updated|SFDC Merge Leads|Share Content|Sync Lead to SFDC|Sync Lead Updates to SFDC|' +
  'Unsubscribe Email|Update Opportunity|Visit Webpage'
).split('|');

/** Values of ActivityType whose display name has other letters; which one it is, is our guess. */
const OTHER_LETTERS: Readonly<Record<string, string>> = {
  NewSFDCOpprtnty: 'New SFDC Opportunity',
  PushLeadToSales: 'Sync Lead to SFDC',
  PushLeadUpdatesToSales: 'Sync Lead Updates to SFDC',
  DeleteLeadFromSales: 'Delete Lead from SFDC',
  AssocWithOpprtntyInSales: 'Add to Opportunity',
  DissocFromOpprtntyInSales: 'Remove from Opportunity',
  UpdateOpprtntyInSales: 'Update Opportunity',
  ChangeFieldInProgram: 'Change Program Data',
};

const byLetters = new Map(DISPLAY_NAMES.map((name) => [letters(name), name]));

/** Whether activityNameFilter knows a name; names are compared without case (our choice). */
export function knownActivityName(name: string): string | undefined {
  return byLetters.get(letters(name));
}

/**
 * The display name of a value of ActivityType: the one with the same letters. Some values of the WSDL have none, and
 * activities of that type are never written.
 */
export function activityDisplayName(type: string): string | undefined {
  return OTHER_LETTERS[type] ?? byLetters.get(letters(type));
}

/** Every type that can be asked for: those of the WSDL's ActivityType and those of the vendor's list. */
export function activityNames(contract: Contract): readonly string[] {
  const values = contract.enumerations.ActivityType?.values ?? [];
  return [...new Set([...values.flatMap(({ value }) => activityDisplayName(value) ?? []), ...DISPLAY_NAMES])];
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
