/** How a key type of LeadKeyRef finds leads. */
export type LeadKeyLookup =
  | { readonly by: 'id' | 'email' | 'cookie' }
  | { readonly by: 'attribute'; readonly attribute: string; readonly owner: boolean };

/**
 * The nine key types (WSDL, LeadKeyRef). `owner` marks the two that name a user of the sales system, for whom there is a
 * fault of its own (20108).
 */
const KEY_TYPES = {
  IDNUM: { by: 'id' },
  COOKIE: { by: 'cookie' },
  EMAIL: { by: 'email' },
  LEADOWNEREMAIL: { by: 'attribute', attribute: 'LeadOwnerEmailAddress', owner: true },
  SFDCACCOUNTID: { by: 'attribute', attribute: 'SFDCAccountId', owner: false },
  SFDCCONTACTID: { by: 'attribute', attribute: 'SFDCContactId', owner: false },
  SFDCLEADID: { by: 'attribute', attribute: 'SFDCLeadId', owner: false },
  SFDCLEADOWNERID: { by: 'attribute', attribute: 'SFDCLeadOwnerId', owner: true },
  SFDCOPPTYID: { by: 'attribute', attribute: 'SFDCOpptyId', owner: false },
} as const satisfies Record<string, LeadKeyLookup>;

/** A value of LeadKeyRef. */
export type LeadKeyType = keyof typeof KEY_TYPES;

/** Whether a text is one of the nine key types; they are case-sensitive. */
export function isLeadKeyType(text: string): text is LeadKeyType {
  return Object.hasOwn(KEY_TYPES, text);
}

/** How leads are found by that type of key. */
export function parseLeadKeyType(type: LeadKeyType): LeadKeyLookup {
  return KEY_TYPES[type];
}
