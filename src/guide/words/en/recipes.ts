import type { RecipeWords } from '../recipe-words';

type Facts = Readonly<Record<string, string | number>>;

const text = (facts: Facts, name: string) => String(facts[name] ?? '');

function count(facts: Facts, name: string, one: string, many: string): string {
  const number = Number(facts[name] ?? 0);
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** The English words of each recipe, by its id. */
export const recipeWords: Readonly<Record<string, RecipeWords>> = {
  'all-programs': {
    title: 'All programs with what is known of them',
    question: 'How do I get a list of all programs in Marketo, with their metadata?',
    intro: [
      'getMObjects with type Program and includeDetails true gives each program’s attributes, tags, tokens and costs. It has no batch size: pages of at most 100 come one after the other, until hasMore is false.',
    ],
    inputs: {},
    steps: {
      programs: {
        name: 'Get the programs',
        why: 'Page after page: each request repeats the first one, with the position of the last answer.',
        found: (facts) =>
          `${count(facts, 'programs', 'program', 'programs')} in ${count(facts, 'pages', 'page', 'pages')}.`,
      },
    },
    notes: ['Archived programs come too when the criterion Include Archive is true.'],
  },
  'fast-leads': {
    title: 'Make getMultipleLeads fast',
    question: 'Is there a way to make getMultipleLeads faster?',
    intro: [
      'Three things help: the size of a page, asking only for the fields that are needed, and several ranges of dates side by side over connections that are kept open. Here the same leads are fetched in each way, and measured.',
      'The sandbox answers at once, so its answers are delayed as the numbers say: for each call, for each lead, and for each kilobyte. On another endpoint the delays are its own.',
    ],
    inputs: {
      days: 'days back',
      batchSize: 'leads per page',
      threads: 'at once',
      perCall: 'ms per call',
      perRow: 'ms per lead',
      perKilobyte: 'ms per kB',
    },
    steps: {
      'batch-100': { name: '100 per page', why: 'The number in the table of the operation’s own page.' },
      plain: { name: 'Plain call', why: 'The number above; the vendor’s FAQ advises 200.' },
      'batch-300': {
        name: '300 per page',
        why: 'The number that the general page advises for any operation.',
      },
      'batch-1000': { name: '1,000 per page', why: 'The largest page that the service gave.' },
      'few-fields': {
        name: 'Three fields',
        why: 'includeAttributes names FirstName, LastName and Company: the answers are a fraction of the size.',
      },
      'side-by-side': {
        name: 'Ranges side by side',
        why: 'The time is cut into ranges, and several requests are under way at once.',
      },
      together: { name: 'Both together', why: 'Three fields, and ranges side by side.' },
    },
    notes: [
      'The vendor’s pages contradict each other about batchSize: 100 in the table of getMultipleLeads, up to 1,000 in its text, 300 on the page about the API, 200 in the FAQ. The sandbox takes up to 1,000.',
      'No more than 10 calls at once and 100 in 20 seconds were allowed (20024 and 20023). A range of dates may be 30 days long (20022).',
    ],
  },
  'opportunity-without-crm': {
    title: 'An opportunity without a CRM',
    question: 'How do I create opportunities when no CRM is connected?',
    intro: [
      'syncMObjects makes the Opportunity, and then an OpportunityPersonRole that ties a lead to it. The ids of both come from the answers before.',
    ],
    inputs: { email: 'lead’s e-mail', name: 'opportunity', amount: 'amount', role: 'role' },
    steps: {
      describe: {
        name: 'See what an opportunity can hold',
        why: 'The fields that syncMObjects takes, with their types.',
        found: (facts) => `${count(facts, 'fields', 'field', 'fields')}.`,
      },
      lead: {
        name: 'Find the person',
        why: 'The role needs the lead’s Marketo id.',
        found: (facts) => `Lead ${text(facts, 'leadId')}.`,
      },
      opportunity: {
        name: 'Create the opportunity',
        why: 'INSERT makes a new one, and answers its id.',
        found: (facts) => `Opportunity ${text(facts, 'opportunityId')} is created.`,
      },
      role: {
        name: 'Give the person a role in it',
        why: 'OpportunityId and PersonId are the ids of the two steps before.',
        found: (facts) => `Role ${text(facts, 'roleId')} is created.`,
      },
      'read-back': {
        name: 'Read it back',
        why: 'All roles of the opportunity, by association.',
        found: (facts) => `${count(facts, 'roles', 'role', 'roles')}.`,
      },
    },
    notes: [
      'Run it again, and there is a second opportunity of the same name: an external key and UPSERT avoid that.',
    ],
  },
  'send-email-now': {
    title: 'Send an e-mail now, with own content',
    question: 'Can I send an e-mail from a program, with other content for each person?',
    intro: [
      'requestCampaign puts leads into a trigger campaign at once. The tokens of its program are replaced for this run, and with them the text of the mail.',
    ],
    inputs: { email: 'lead’s e-mail', campaign: 'campaign', token: 'token', text: 'its text' },
    steps: {
      campaigns: {
        name: 'See which campaigns may be requested',
        why: 'Those with the trigger “Campaign is Requested” and the source Web Service API (MKTOWS).',
        found: (facts) => `${count(facts, 'campaigns', 'campaign', 'campaigns')}.`,
      },
      request: {
        name: 'Request the campaign',
        why: 'By program and campaign name, since tokens can’t go with an id.',
        found: () => 'The lead is in the campaign.',
      },
      activity: {
        name: 'See it happen',
        why: 'The lead’s activity since then: the mail, and the text that the token gave.',
        found: (facts) => `${count(facts, 'activities', 'activity', 'activities')}.`,
      },
    },
    notes: [
      'At most 100 leads count in one call; further ones are ignored without a word.',
      'No mail leaves the sandbox: it logs the activities that a mail would leave.',
    ],
  },
  'send-email-later': {
    title: 'Send an e-mail at a set time, with own content',
    question: 'Can I send an e-mail at a set date and time, with other content for each person?',
    intro: [
      'importToList takes a file of people and token texts, one row each. When it is done, scheduleCampaign says when the batch campaign runs; tokens of the file win over those of the call.',
    ],
    inputs: {
      email: 'lead’s e-mail',
      program: 'program',
      list: 'static list',
      campaign: 'batch campaign',
      token: 'token in the file',
      text: 'its text',
      otherToken: 'token of the call',
      otherText: 'its text for all',
      seconds: 'seconds from now',
    },
    steps: {
      import: {
        name: 'Import the people and their texts',
        why: 'Columns have the names that Marketo shows, or are tokens. The list is emptied first.',
        found: (facts) => `The import is ${text(facts, 'status')}.`,
      },
      wait: {
        name: 'Wait until the import is done',
        why: 'It may be asked about once a minute and no more (20023).',
        found: (facts) =>
          `${text(facts, 'status')}: ${count(facts, 'imported', 'row', 'rows')} imported, ${text(facts, 'failed')} failed.`,
      },
      schedule: {
        name: 'Schedule the campaign',
        why: 'campaignRunAt is a date and time with its offset.',
        found: (facts) => `It runs at ${text(facts, 'runAt')}.`,
      },
      activity: {
        name: 'See it happen',
        why: 'After that time: the mail, and the texts that the tokens gave.',
        found: (facts) => `${count(facts, 'activities', 'activity', 'activities')}.`,
      },
    },
    notes: ['The texts of the file are used by the next run of the campaign, and then forgotten.'],
  },
  'csv-of-leads': {
    title: 'Sync a CSV file of leads',
    question: 'How do I bring a spreadsheet of leads into Marketo, and learn which rows failed?',
    intro: [
      'Columns are matched with the fields that describeMObject names, by API name or by the name that Marketo shows. syncMultipleLeads then takes at most 300 rows at a time and answers a result for each, in their order.',
    ],
    inputs: { file: 'CSV' },
    steps: {
      fields: {
        name: 'Match columns and fields',
        why: 'An unknown attribute would fail the whole call (20105), so it is found before.',
        found: (facts) =>
          `${count(facts, 'columns', 'column', 'columns')}, ${count(facts, 'rows', 'row', 'rows')}.`,
      },
      sync: {
        name: 'Sync in batches',
        why: 'dedupEnabled finds a lead that is there by its e-mail address.',
        found: (facts) =>
          `${text(facts, 'done')} of ${count(facts, 'rows', 'row', 'rows')} done, ${text(facts, 'failed')} failed.`,
      },
    },
    notes: ['An empty cell leaves its field as it is.'],
  },
  'changes-since': {
    title: 'Everything that changed since a date',
    question: 'How do I follow changes, without reading everything again?',
    intro: [
      'getLeadChanges goes through activities from the oldest to the newest. The position of the last page is kept: the next time, it gives only what came later.',
    ],
    inputs: { since: 'since', activity: 'activities, a line each' },
    steps: {
      changes: {
        name: 'Read all changes since then',
        why: 'Until remainingCount is 0.',
        found: (facts) =>
          `${count(facts, 'changes', 'change', 'changes')} in ${count(facts, 'pages', 'page', 'pages')}.`,
      },
      later: {
        name: 'Ask again from the position',
        why: 'Change something, then run from here: only that comes.',
        found: (facts) => `${count(facts, 'changes', 'change', 'changes')} since.`,
      },
    },
    notes: ['A position is opaque: pass it back as it came, child by child, with the same filters.'],
  },
  'not-in-list': {
    title: 'Why is this lead not in the list?',
    question: 'A lead should be in a static list and is not. Why?',
    intro: ['Three questions in turn: does the lead exist, is it a member, and when did it come or go?'],
    inputs: { email: 'lead’s e-mail', list: 'static list' },
    steps: {
      lead: {
        name: 'Find the lead',
        why: 'Several leads may share an address; then another one of them may be the member.',
        found: (facts) => `${count(facts, 'leads', 'lead', 'leads')}: ${text(facts, 'ids')}.`,
      },
      member: {
        name: 'Ask for the membership',
        why: 'ISMEMBEROFLIST answers for each lead.',
        found: (facts) =>
          text(facts, 'isMember') === 'yes' ? 'It is in the list.' : 'It is not in the list.',
      },
      log: {
        name: 'See when it was added or removed',
        why: 'Add to List and Remove from List stand in the lead’s activity.',
        found: (facts) =>
          Number(facts.moves) === 0
            ? 'The log says nothing of this list: the lead was never added, or before the log begins.'
            : `Last: ${text(facts, 'last')} at ${text(facts, 'lastAt')}.`,
      },
    },
    notes: ['listOperation knows the lists of the lead database; importToList fills the lists of programs.'],
  },
  'merge-duplicates': {
    title: 'Merge duplicates found by e-mail',
    question: 'Several leads have one e-mail address. How do I make one of them?',
    intro: [
      'getLead answers every lead with the address. The oldest one wins; mergeLeads moves what the others did to it, and fills its empty fields with their values. This can’t be undone.',
    ],
    inputs: { email: 'e-mail' },
    steps: {
      make: {
        name: 'Have duplicates',
        why: 'Where there are fewer than two leads with the address, they are made: syncMultipleLeads with dedupEnabled false.',
        found: (facts) => `${text(facts, 'made')} made, ${text(facts, 'there')} there.`,
      },
      find: {
        name: 'Find them',
        why: 'One key, several records.',
        found: (facts) => `${count(facts, 'leads', 'lead', 'leads')}.`,
      },
      merge: {
        name: 'Merge them',
        why: 'Keys are attributes, named after their key type; each loser has a list of its own.',
        found: (facts) => `Lead ${text(facts, 'winner')} has won.`,
      },
      see: {
        name: 'See the one that is left',
        why: 'It has the values of all.',
        found: (facts) => `${count(facts, 'leads', 'lead', 'leads')}.`,
      },
    },
    notes: [],
  },
  'custom-objects-again': {
    title: 'Delete and re-create custom objects',
    question: 'How do I replace all custom objects of a lead?',
    intro: [
      'They are read by their link to the lead, deleted by their keys, and made again with the same keys and values. What failed is told for each.',
    ],
    inputs: { type: 'type', linkField: 'link field', lead: 'lead’s value' },
    steps: {
      read: {
        name: 'Read them',
        why: 'Any part of the key finds all objects that agree with it.',
        found: (facts) => `${count(facts, 'objects', 'object', 'objects')}.`,
      },
      delete: {
        name: 'Delete them',
        why: 'A list of keys for each.',
        found: (facts) => `${text(facts, 'deleted')} deleted, ${text(facts, 'failed')} failed.`,
      },
      create: {
        name: 'Create them again',
        why: 'INSERT, with what was read.',
        found: (facts) => `${text(facts, 'created')} created, ${text(facts, 'failed')} failed.`,
      },
    },
    notes: ['Between the second and the third step they are gone: what was read is kept in this tab.'],
  },
};
