import type { FieldName } from './names';

/**
 * The vendor's standard lead fields: SOAP name, REST name, and where it is known the type and the name on screen. Most REST
 * names are the SOAP name with a small first letter, but not all (vendor's list of standard fields, in its last version with
 * SOAP names).
 */
const TABLE: readonly (readonly [soap: string, rest: string, type?: string, display?: string])[] = [
  ['Address', 'address', 'text', 'Address'],
  ['AnnualRevenue', 'annualRevenue', 'currency', 'Annual Revenue'],
  ['AnonymousIP', 'anonymousIP', 'string', 'Anonymous IP'],
  ['BillingCity', 'billingCity', 'string', 'Billing City'],
  ['BillingCountry', 'billingCountry', 'string', 'Billing Country'],
  ['BillingPostalCode', 'billingPostalCode', 'string', 'Billing Postal Code'],
  ['BillingState', 'billingState', 'string', 'Billing State'],
  ['BillingStreet', 'billingStreet', 'text', 'Billing Address'],
  ['City', 'city', 'string', 'City'],
  ['Company', 'company', 'string', 'Company Name'],
  ['Country', 'country', 'string', 'Country'],
  ['DateofBirth', 'dateOfBirth', 'date', 'Date of Birth'],
  ['Department', 'department', 'string', 'Department'],
  ['DoNotCall', 'doNotCall', 'boolean', 'Do Not Call'],
  ['DoNotCallReason', 'doNotCallReason', 'string', 'Do Not Call Reason'],
  ['Email', 'email', 'email', 'Email Address'],
  ['Fax', 'fax', 'phone', 'Fax Number'],
  ['FirstName', 'firstName', 'string', 'First Name'],
  ['Industry', 'industry', 'string', 'Industry'],
  ['InferredCompany', 'inferredCompany', 'string', 'Inferred Company'],
  ['InferredCountry', 'inferredCountry', 'string', 'Inferred Country'],
  ['LastName', 'lastName', 'string', 'Last Name'],
  ['LeadRole', 'leadRole', 'string', 'Role'],
  ['LeadScore', 'leadScore', 'integer', 'Lead Score'],
  ['LeadSource', 'leadSource', 'string', 'Lead Source'],
  ['LeadStatus', 'leadStatus', 'string', 'Lead Status'],
  ['MainPhone', 'mainPhone', 'phone', 'Main Phone'],
  ['Marketo Jigsaw Contact Id', 'jigsawContactId'],
  ['Marketo Jigsaw Contact Status', 'jigsawContactStatus'],
  ['MiddleName', 'middleName', 'string', 'Middle Name'],
  ['MobilePhone', 'mobilePhone', 'phone', 'Mobile Phone Number'],
  ['NumberOfEmployees', 'numberOfEmployees', 'integer', 'Num Employees'],
  ['Phone', 'phone', 'phone', 'Phone Number'],
  ['PostalCode', 'postalCode', 'string', 'Postal Code'],
  ['Rating', 'rating', 'string', 'Lead Rating'],
  ['Salutation', 'salutation', 'string', 'Salutation'],
  ['SICCode', 'sicCode', 'string', 'SIC Code'],
  ['Site', 'site', 'string', 'Site'],
  ['State', 'state', 'string', 'State'],
  ['Title', 'title', 'string', 'Job Title'],
  ['Unsubscribed', 'unsubscribed', 'boolean', 'Unsubscribed'],
  ['UnsubscribedReason', 'unsubscribedReason', 'string', 'Unsubscribed Reason'],
  ['Website', 'website', 'url', 'Website'],
  ['MarketoSocialFacebookDisplayName', 'facebookDisplayName'],
  ['MarketoSocialFacebookId', 'facebookId'],
  ['MarketoSocialFacebookPhotoURL', 'facebookPhotoURL'],
  ['MarketoSocialFacebookProfileURL', 'facebookProfileURL'],
  ['MarketoSocialFacebookReach', 'facebookReach'],
  ['MarketoSocialFacebookReferredEnrollments', 'facebookReferredEnrollments'],
  ['MarketoSocialFacebookReferredVisits', 'facebookReferredVisits'],
  ['MarketoSocialGender', 'gender'],
  ['MarketoSocialLastReferredEnrollment', 'lastReferredEnrollment'],
  ['MarketoSocialLastReferredVisit', 'lastReferredVisit'],
  ['MarketoSocialLinkedInDisplayName', 'linkedInDisplayName'],
  ['MarketoSocialLinkedInId', 'linkedInId'],
  ['MarketoSocialLinkedInPhotoURL', 'linkedInPhotoURL'],
  ['MarketoSocialLinkedInProfileURL', 'linkedInProfileURL'],
  ['MarketoSocialLinkedInReach', 'linkedInReach'],
  ['MarketoSocialLinkedInReferredEnrollments', 'linkedInReferredEnrollments'],
  ['MarketoSocialLinkedInReferredVisits', 'linkedInReferredVisits'],
  ['MarketoSocialTotalReferredEnrollments', 'totalReferredEnrollments'],
  ['MarketoSocialTotalReferredVisits', 'totalReferredVisits'],
  ['MarketoSocialTwitterDisplayName', 'twitterDisplayName'],
  ['MarketoSocialTwitterId', 'twitterId'],
  ['MarketoSocialTwitterPhotoURL', 'twitterPhotoURL'],
  ['MarketoSocialTwitterProfileURL', 'twitterProfileURL'],
  ['MarketoSocialTwitterReach', 'twitterReach'],
  ['MarketoSocialTwitterReferredEnrollments', 'twitterReferredEnrollments'],
  ['MarketoSocialTwitterReferredVisits', 'twitterReferredVisits'],
];

/** Fields of the REST API that SOAP had no name for (the same list). */
const REST_ONLY =
  'createdAt|updatedAt|emailInvalid|emailInvalidCause|isAnonymous|priority|relativeScore|urgency'.split('|');

/** Every standard field. */
export const STANDARD_FIELDS: readonly FieldName[] = [
  ...TABLE.map(([soap, rest, type, display]) => ({ soap, rest, type, display })),
  ...REST_ONLY.map((rest) => ({ rest })),
];
