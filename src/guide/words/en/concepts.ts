import type { Concept, ConceptBlock } from '../concept-words';

const text = (words: string): ConceptBlock => ({ kind: 'text', text: words });
const guess = (words: string): ConceptBlock => ({ kind: 'text', text: words, guess: true });
const heading = (words: string): ConceptBlock => ({ kind: 'heading', text: words });
const list = (...items: string[]): ConceptBlock => ({ kind: 'list', items });
const table = (columns: readonly string[], ...rows: (readonly string[])[]): ConceptBlock => ({
  kind: 'table',
  columns,
  rows,
});
const tryIt = (operation: string, words: string): ConceptBlock => ({ kind: 'try', operation, text: words });

/** The ideas behind the operations, in the order in which one needs them. */
export const concepts: readonly Concept[] = [
  {
    id: 'what-happened',
    title: 'What happened to the API',
    summary: 'Dates, what still exists, and what the sandbox is and is not.',
    blocks: [
      text(
        'Marketo’s SOAP API was switched off on 2026-07-31. Its last version was 3_1. Its documentation and the guide that said what replaces each call were deleted with it.',
      ),
      text(
        'Marketo’s REST API goes on. It has other names, other limits and another way to authenticate: a client id and a secret give a token, and nothing is signed.',
      ),
      heading('What the sandbox is'),
      list(
        'A stand-in that reads envelopes, checks signatures, holds data and answers all 23 operations, with the element names, the order, the prefixes, the faults and the paging of the service.',
        'Filled with the leads, lists, programs and campaigns that the documented examples name, so that an old example gets its old answer.',
        'An address for any SOAP client: PHP, Java, Python, Ruby, .NET, Node.',
      ),
      heading('What it is not'),
      list(
        'Not connected to Marketo: nothing in it ever reaches an account, and no mail leaves it.',
        'Not proof for what nobody documented. There it chose once; each choice is listed in its settings and can be changed.',
      ),
      tryIt('getLead', 'Send a first request.'),
    ],
  },
  {
    id: 'signature',
    title: 'The signature',
    summary: 'What is signed, with what, and how it is written.',
    blocks: [
      text(
        'Each request carries an `AuthenticationHeader` with `mktowsUserId`, `requestTimestamp` and `requestSignature`. The signature is HMAC-SHA1 (RFC 2104) with the secret key over one string: the timestamp, followed by the user id, with nothing between.',
      ),
      list(
        'Key and string are taken as UTF-8 bytes.',
        'The digest is written as 40 hexadecimal digits in lower case. Base64 is wrong.',
        'The timestamp is signed letter by letter as it stands in the header: another spelling of the same moment gives another signature.',
        'Nothing else is signed. `partnerId` is not, and the Body is not.',
      ),
      text(
        'When anything of this is wrong, the service says only `20014`. It never says which part. *Signature → Check* in the inspector finds out which mistake makes exactly the signature that you have.',
      ),
      tryIt('getLead', 'Open a request, and see how its signature is made under Signature → Sign.'),
    ],
  },
  {
    id: 'timestamp',
    title: 'The timestamp and its window',
    summary: 'The form of requestTimestamp, and how old it may be.',
    blocks: [
      text(
        '`requestTimestamp` is W3C date and time with an offset: `2013-06-09T14:04:54-08:00`. The schema calls it a string, so no toolkit checks it for you.',
      ),
      text(
        'A timestamp that is too old gives `20016`, and only when the signature is right. Sign again with the time of now.',
      ),
      guess(
        'How old is too old was never published. The sandbox takes 60 minutes, before and after its clock; `timestampWindow` is the setting.',
      ),
      list(
        'An offset in half hours must not be cut: +05:30 is not +05:00.',
        'A clock that runs ahead or behind is told under Signature → Sign, from the date of the last answer.',
        'A header that is made once and used again goes stale: sign each request.',
      ),
    ],
  },
  {
    id: 'stream-position',
    title: 'Stream positions',
    summary: 'How pages are asked for, in both shapes.',
    blocks: [
      text(
        'Answers with many records come in pages. Each says where the next one starts; that value is opaque. Pass it back as it came, with the same selector and the same filters.',
      ),
      table(
        ['Operation', 'Asks with', 'Answers', 'Ends when'],
        ['getMultipleLeads', '`streamPosition`, a text', '`newStreamPosition`', '`remainingCount` is 0'],
        ['getCustomObjects', '`streamPosition`, a text', '`newStreamPosition`', '`remainingCount` is 0'],
        ['getMObjects', '`streamPosition`, a text', '`newStreamPosition`', '`hasMore` is false'],
        ['getLeadActivity', '`startPosition`, a group', '`newStartPosition`', '`remainingCount` is 0'],
        ['getLeadChanges', '`startPosition`, a group', '`newStartPosition`', '`remainingCount` is 0'],
      ),
      text(
        'A group is passed back child by child: `latestCreatedAt`, `oldestCreatedAt`, `activityCreatedAt` and `offset`, nil where it was nil.',
      ),
      text('A position that the service never gave is `20122`; one past the end is `20123`.'),
      guess('Whether the service answered `20123` or an empty page past the end is not documented.'),
      { kind: 'recipe', recipe: 'changes-since' },
    ],
  },
  {
    id: 'lead-keys',
    title: 'Lead keys',
    summary: 'The ways to say which lead is meant.',
    blocks: [
      text(
        'A lead is named by a type of key and a value: `LeadKey` has `keyType` and `keyValue`. The types are `IDNUM`, `COOKIE`, `EMAIL`, `LEADOWNEREMAIL`, `SFDCACCOUNTID`, `SFDCCONTACTID`, `SFDCLEADID`, `SFDCLEADOWNERID` and `SFDCOPPTYID`.',
      ),
      list(
        'An e-mail address is not unique: `getLead` answers every lead that has it.',
        'A lead that is not there is `20103`; a type that is none is `20102`.',
        'At most 100 keys: getMultipleLeads and requestCampaign ignore further ones without a word, getLeadChanges answers a fault.',
      ),
      tryIt('getLead', 'Ask for a lead by its e-mail address.'),
      { kind: 'recipe', recipe: 'merge-duplicates' },
    ],
  },
  {
    id: 'attributes',
    title: 'Attributes and types',
    summary: 'How a lead’s fields are written and read.',
    blocks: [
      text(
        'What is not `Id`, `Email`, `ForeignSysPersonId` or `ForeignSysType` is an attribute: `attrName`, `attrType` and `attrValue`. In a request the type may be left out.',
      ),
      list(
        'Names are the SOAP API names, in their exact case: `FirstName`, `LeadScore`. An unknown one is `20105`, and the whole call fails.',
        'Answers leave out attributes that hold nothing.',
        '`includeAttributes` limits what comes back; without it everything does.',
        'REST has other names for the same fields: `firstName` for `FirstName`.',
      ),
      text(
        'Children of a message carry no prefix: the schema leaves them unqualified. `xsi:type` says which selector is meant, and its prefix has to be bound.',
      ),
      { kind: 'recipe', recipe: 'csv-of-leads' },
    ],
  },
  {
    id: 'mobjects',
    title: 'MObjects and custom objects',
    summary: 'Opportunities, roles, programs, and tables of your own.',
    blocks: [
      text(
        'MObjects are Marketo’s own objects beside leads: `Opportunity`, `OpportunityPersonRole` and `Program`. `listMObjects` and `describeMObject` also name `LeadRecord` and `ActivityRecord`, which can’t be read or written this way.',
      ),
      list(
        '`INSERT` takes new ones, `UPDATE` those that are there, `UPSERT` both. Each object has a result of its own.',
        'A program can only be updated: its tags and its costs.',
        'Custom objects have a type, keys, and a field that links them to a lead.',
      ),
      { kind: 'recipe', recipe: 'opportunity-without-crm' },
      { kind: 'recipe', recipe: 'custom-objects-again' },
    ],
  },
  {
    id: 'tokens',
    title: 'Tokens',
    summary: 'Texts that are replaced when a mail is sent.',
    blocks: [
      text(
        'A program has tokens such as `{{my.message}}`. A request replaces them for one run: in `programTokenList`, or for each lead by a column of `importToList`. The name is written in full, with the braces.',
      ),
      list(
        'A lead’s own text of an import comes first, then the call’s, then the program’s.',
        'With requestCampaign they need the program’s and the campaign’s name; they can’t go with `campaignId`.',
      ),
      { kind: 'recipe', recipe: 'send-email-now' },
      { kind: 'recipe', recipe: 'send-email-later' },
    ],
  },
  {
    id: 'limits',
    title: 'Limits',
    summary: 'How many, how often, how large.',
    blocks: [
      table(
        ['What', 'Limit', 'Beyond it'],
        ['calls in a day', '10,000', '`20015`'],
        ['calls in 20 seconds', '100', '`20023`'],
        ['calls at once', '10', '`20024`'],
        ['days from oldest to latest', '30', '`20022`'],
        ['leads a page of getMultipleLeads', '1,000', 'the page has 1,000'],
        ['activities a page of getLeadActivity', '100', 'the page has 100'],
        ['keys of leads in a request', '100', 'ignored, or a fault'],
        ['leads in listOperation', '1,000', 'not documented'],
        ['MObjects or custom objects in a sync', '100', 'not documented'],
        ['questions about an import', 'one a minute', '`20023` in the sandbox'],
      ),
      text('The day began at midnight, US Central time.'),
      text(
        'Which batch size is best for getMultipleLeads: the vendor’s pages say 100, 200, 300 and 1,000 in different places. Measure it.',
      ),
      { kind: 'recipe', recipe: 'fast-leads' },
    ],
  },
  {
    id: 'faults',
    title: 'Faults',
    summary: 'How the service says no.',
    blocks: [
      text(
        'A fault comes with HTTP 500. Its `faultstring` is a code and a short text, `20103 - Lead not found`; its `detail` holds `serviceException` with `name`, `message` and `code`, and the message is the specific one.',
      ),
      guess(
        'For most codes no answer of the service survives; there the sandbox words the message like the vendor’s table.',
      ),
      text(
        'Where records of a batch fail one by one, there is no fault: the answer has HTTP 200, and each record its status.',
      ),
    ],
  },
];
