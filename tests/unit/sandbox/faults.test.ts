import { describe, expect, test } from 'vitest';
import { parseXml } from '#src/xml/parse';
import { FAULT_CODES, type FaultCode } from '#src/service/fault';
import type { SettingsChange } from '#src/sandbox/settings';
import type { Values } from '#src/envelope/values';
import { attributeList, call, envelopeOf, NOW, post, readAnswer, sandboxAt, type Answer } from './requests';

const keyOf = (keyType: string, keyValue: string) => ({ keyType, keyValue });
const RUFUS = { leadKey: keyOf('EMAIL', 'rufus@marketo.com') };
const getLead = envelopeOf('getLead', RUFUS, NOW);
const selector = ($type: string, fields: Values): Values => ({ leadSelector: { $type, ...fields } });
const memberList = { leadKey: [keyOf('IDNUM', '87710')] };
const listKey = keyOf('MKTOLISTNAME', 'Trav-Test-List');
const isMember = { listOperation: 'ISMEMBEROFLIST', listKey, listMemberList: memberList };
const importOf = (change: Values): Values => ({
  programName: 'Trav-Demo-Program',
  importFileHeader: 'Email Address',
  importFileRows: { stringItem: ['a@x.example'] },
  importListMode: 'UPSERTLEADS',
  listName: 'Trav-Test-List',
  ...change,
});
const lead = (attributes: Record<string, string>) => ({
  leadRecord: { Email: 'a@x.example', leadAttributeList: attributeList(attributes) },
  returnLead: 'false',
});

/** A request that deserves a code: an operation with its values, or a whole text. */
interface Deed {
  readonly what: string;
  readonly code: FaultCode;
  readonly call?: readonly [operation: string, values: Values, context?: Values];
  readonly text?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly settings?: SettingsChange;
  /** Requests that go before it and succeed. */
  readonly before?: number;
}

const DEEDS: readonly Deed[] = [
  { what: 'ordered by header', code: '10001', text: getLead, headers: { 'X-Sandbox-Fault': '10001' } },
  {
    what: 'an operation that fails inside the API',
    code: '20011',
    text: getLead,
    headers: { 'X-Sandbox-Fault': '20011' },
  },
  { what: 'an empty body', code: '20012', text: '' },
  { what: 'white space alone', code: '20012', text: ' \r\n\t' },
  { what: 'no XML', code: '20012', text: 'getLead please' },
  { what: 'a tag that is not closed', code: '20012', text: getLead.replace('</keyType>', '') },
  { what: 'an ampersand that stands alone', code: '20012', text: getLead.replace('rufus@', 'rufus&') },
  {
    what: 'an unbound prefix',
    code: '20012',
    text: getLead.replace('<leadKey>', '<x:leadKey>').replace('</leadKey>', '</x:leadKey>'),
  },
  { what: 'a document type', code: '20012', text: getLead.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>') },
  {
    what: 'SOAP 1.2',
    code: '20012',
    text: getLead.replace(
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://www.w3.org/2003/05/soap-envelope',
    ),
  },
  { what: 'another document', code: '20012', text: '<paramsGetLead/>' },
  { what: 'no Body', code: '20012', text: getLead.replace(/<SOAP-ENV:Body>[\s\S]*<\/SOAP-ENV:Body>/, '') },
  {
    what: 'an empty Body',
    code: '20012',
    text: getLead.replace(/(<SOAP-ENV:Body>)[\s\S]*(<\/SOAP-ENV:Body>)/, '$1$2'),
  },
  {
    what: 'two requests at once',
    code: '20012',
    text: getLead.replace(/(<ns1:paramsGetLead>[\s\S]*<\/ns1:paramsGetLead>)/, '$1$1'),
  },
  {
    what: 'an operation that this user may not call',
    code: '20013',
    text: getLead,
    settings: { deniedOperations: ['getLead'] },
  },
  { what: 'another user', code: '20014', text: getLead.replace('demo17_1_', 'demo18_1_') },
  { what: 'another key', code: '20014', text: getLead, settings: { secretKey: 'other' } },
  {
    what: 'an upper-case signature',
    code: '20014',
    text: getLead.replace(
      /(<requestSignature>)(\w+)/,
      (_, tag: string, hex: string) => tag + hex.toUpperCase(),
    ),
  },
  {
    what: 'no signature',
    code: '20014',
    text: getLead.replace(/<requestSignature>.*<\/requestSignature>/, ''),
  },
  {
    what: 'no AuthenticationHeader',
    code: '20014',
    text: getLead.replace(/<SOAP-ENV:Header>[\s\S]*<\/SOAP-ENV:Header>/, ''),
  },
  {
    what: 'an AuthenticationHeader in no namespace',
    code: '20014',
    text: getLead.replaceAll('ns1:AuthenticationHeader', 'AuthenticationHeader'),
  },
  {
    what: 'more calls in a day than the quota has',
    code: '20015',
    text: getLead,
    settings: { dailyQuota: 3 },
    before: 3,
  },
  {
    what: 'a request of two hours ago',
    code: '20016',
    text: envelopeOf('getLead', RUFUS, NOW - 2 * 3_600_000),
  },
  {
    what: 'a request of two hours ahead',
    code: '20016',
    text: envelopeOf('getLead', RUFUS, NOW + 2 * 3_600_000),
  },
  { what: 'a missing parameter', code: '20017', call: ['getLeadChanges', {}] },
  {
    what: 'a missing part of a parameter',
    code: '20017',
    call: ['getMultipleLeads', selector('LeadKeySelector', { keyType: 'EMAIL' })],
  },
  { what: 'bytes that are no UTF-8', code: '20018', text: Uint8Array.from([0x3c, 0xff, 0xfe]) },
  {
    what: 'another charset',
    code: '20018',
    text: getLead,
    headers: { 'Content-Type': 'text/xml; charset=koi8-r' },
  },
  {
    what: 'an operation that does not exist',
    code: '20019',
    text: getLead.replaceAll('paramsGetLead', 'paramsGetPerson'),
  },
  {
    what: 'an operation in another namespace',
    code: '20019',
    text: getLead.replaceAll('http://www.marketo.com/mktows/', 'http://www.marketo.com/mktows'),
  },
  {
    what: 'an operation without its params',
    code: '20019',
    text: getLead.replaceAll('paramsGetLead', 'getLead'),
  },
  {
    what: 'more than thirty days',
    code: '20022',
    call: ['getMultipleLeads', selector('LastUpdateAtSelector', { oldestUpdatedAt: '2026-01-01T00:00:00Z' })],
  },
  {
    what: 'more than thirty days of changes',
    code: '20022',
    call: [
      'getLeadChanges',
      { startPosition: {}, ...selector('LastUpdateAtSelector', { oldestUpdatedAt: '2026-01-01T00:00:00Z' }) },
    ],
  },
  {
    what: 'more calls in a short time than the limit',
    code: '20023',
    text: getLead,
    settings: { rateCalls: 2 },
    before: 2,
  },
  { what: 'ordered by header', code: '20024', text: getLead, headers: { 'X-Sandbox-Fault': '20024' } },
  { what: 'no lead key', code: '20101', call: ['getLead', {}] },
  { what: 'a lead key without a value', code: '20101', call: ['getLead', { leadKey: { keyType: 'EMAIL' } }] },
  {
    what: 'a lead key with a blank value',
    code: '20101',
    call: ['getLead', { leadKey: keyOf('EMAIL', '  ') }],
  },
  {
    what: 'a lead without any key',
    code: '20101',
    call: ['syncLead', { leadRecord: {}, returnLead: 'false' }],
  },
  {
    what: 'a loser without a key',
    code: '20101',
    call: [
      'mergeLeads',
      { winningLeadKeyList: attributeList({ IDNUM: '2' }), losingLeadKeyLists: { keyList: [{}] } },
    ],
  },
  {
    what: 'a key type that does not exist',
    code: '20102',
    call: ['getLead', { leadKey: keyOf('Email', 'rufus@marketo.com') }],
  },
  {
    what: 'a key type in a merge that does not exist',
    code: '20102',
    call: [
      'mergeLeads',
      {
        winningLeadKeyList: attributeList({ Id: '2' }),
        losingLeadKeyLists: { keyList: [attributeList({ IDNUM: '15' })] },
      },
    ],
  },
  {
    what: 'a lead that does not exist',
    code: '20103',
    call: ['getLead', { leadKey: keyOf('IDNUM', '999') }],
  },
  {
    what: 'the history of a lead that does not exist',
    code: '20103',
    call: ['getLeadActivity', { leadKey: keyOf('IDNUM', 'abc') }],
  },
  {
    what: 'an update of an unknown Id',
    code: '20103',
    call: ['syncLead', { leadRecord: { Id: '999' }, returnLead: 'false' }],
  },
  { what: 'no lead record', code: '20104', call: ['syncLead', { returnLead: 'false' }] },
  {
    what: 'unknown attributes',
    code: '20105',
    call: ['syncLead', lead({ pants: 'blue', FirstName: 'A', shoes: 'red' })],
  },
  {
    what: 'unknown columns',
    code: '20105',
    call: ['importToList', importOf({ importFileHeader: 'Email Address,Shoe Size' })],
  },
  {
    what: 'an address that is too long',
    code: '20106',
    call: ['syncLead', { leadRecord: { Email: `${'a'.repeat(256)}@x.example` }, returnLead: 'false' }],
  },
  {
    what: "a value that its field can't hold",
    code: '20106',
    call: ['syncLead', lead({ LeadScore: 'high' })],
  },
  {
    what: 'an activity type that does not exist',
    code: '20107',
    call: [
      'getLeadActivity',
      { ...RUFUS, activityFilter: { includeTypes: { activityType: ['Visit Webpage'] } } },
    ],
  },
  {
    what: 'an activity name that does not exist',
    code: '20107',
    call: ['getLeadChanges', { startPosition: {}, activityNameFilter: { stringItem: ['Ate Lunch'] } }],
  },
  {
    what: 'an owner that does not exist',
    code: '20108',
    call: ['getLead', { leadKey: keyOf('SFDCLEADOWNERID', '0') }],
  },
  { what: 'no selector', code: '20109', call: ['getMultipleLeads', {}] },
  {
    what: 'a list selector without a list',
    code: '20109',
    call: ['getMultipleLeads', selector('StaticListSelector', {})],
  },
  { what: 'a nil parameter', code: '20109', call: ['importToList', importOf({ programName: null })] },
  {
    what: 'an empty date that is required',
    code: '20109',
    call: ['getMultipleLeads', selector('LastUpdateAtSelector', { oldestUpdatedAt: '' })],
  },
  { what: 'an empty list of leads', code: '20109', call: ['syncMultipleLeads', { leadRecordList: {} }] },
  {
    what: 'a foreign id without its type',
    code: '20109',
    call: ['syncLead', { leadRecord: { ForeignSysPersonId: '1' }, returnLead: 'false' }],
  },
  { what: 'an import without rows', code: '20109', call: ['importToList', importOf({ importFileRows: {} })] },
  {
    what: 'an import without columns',
    code: '20109',
    call: ['importToList', importOf({ importFileHeader: '' })],
  },
  {
    what: 'a token column without a campaign',
    code: '20109',
    call: ['importToList', importOf({ importFileHeader: 'Email Address,{{my.message}}' })],
  },
  {
    what: 'a list operation without leads',
    code: '20109',
    call: ['listOperation', { ...isMember, listMemberList: {} }],
  },
  {
    what: 'a list operation with a blank list',
    code: '20109',
    call: ['listOperation', { ...isMember, listKey: keyOf('MKTOLISTNAME', '') }],
  },
  {
    what: 'a selector without xsi:type whose children do not tell its kind',
    code: '20110',
    text: envelopeOf(
      'getMultipleLeads',
      selector('StaticListSelector', { staticListName: 'Newsletter' }),
      NOW,
    )
      .replace(/ xsi:type="[^"]*"/, '')
      .replace('<staticListName>', '<keyType>EMAIL</keyType><staticListName>'),
  },
  {
    what: 'including and excluding at once',
    code: '20110',
    call: [
      'getLeadActivity',
      {
        ...RUFUS,
        activityFilter: {
          includeTypes: { activityType: ['NewLead'] },
          excludeTypes: { activityType: ['NewLead'] },
        },
      },
    ],
  },
  {
    what: 'more than a hundred keys of changes',
    code: '20110',
    call: [
      'getLeadChanges',
      {
        startPosition: {},
        ...selector('LeadKeySelector', {
          keyType: 'IDNUM',
          keyValues: { stringItem: Array.from({ length: 101 }, (_, index) => String(index + 1)) },
        }),
      },
    ],
  },
  {
    what: 'more than a thousand members',
    code: '20110',
    call: [
      'listOperation',
      { ...isMember, listMemberList: { leadKey: Array.from({ length: 1_001 }, () => keyOf('IDNUM', '2')) } },
    ],
  },
  { what: 'an unknown workspace', code: '20110', call: ['syncLead', lead({}), { targetWorkspace: 'Mars' }] },
  {
    what: 'an unknown program',
    code: '20110',
    call: ['importToList', importOf({ programName: 'No Program' })],
  },
  {
    what: 'an import without e-mail addresses',
    code: '20110',
    call: ['importToList', importOf({ importFileHeader: 'First Name' })],
  },
  {
    what: 'the status of an import that never was',
    code: '20110',
    call: ['getImportToListStatus', { programName: 'SMSProgram', listName: 'listForTesting' }],
  },
  {
    what: 'an unknown list',
    code: '20111',
    call: ['listOperation', { ...isMember, listKey: keyOf('MKTOLISTNAME', 'No List') }],
  },
  {
    what: 'a list of a program',
    code: '20111',
    call: ['listOperation', { ...isMember, listKey: keyOf('MKTOLISTNAME', 'SMSProgram.listForTesting') }],
  },
  {
    what: 'an unknown list of a program',
    code: '20111',
    call: ['importToList', importOf({ listName: 'No List' })],
  },
  {
    what: 'an unknown campaign',
    code: '20113',
    call: ['importToList', importOf({ campaignName: 'No Campaign' })],
  },
  { what: 'a number that is none', code: '20114', call: ['getLeadActivity', { ...RUFUS, batchSize: 'ten' }] },
  {
    what: 'a number that is too large',
    code: '20114',
    call: ['syncLead', { leadRecord: { Id: '2147483648' }, returnLead: 'false' }],
  },
  {
    what: 'a boolean that is none',
    code: '20114',
    call: ['syncLead', { leadRecord: { Email: 'a@x.example' }, returnLead: 'yes' }],
  },
  {
    what: 'a date that is none',
    code: '20114',
    call: ['getMultipleLeads', selector('LastUpdateAtSelector', { oldestUpdatedAt: '2026-02-31T00:00:00Z' })],
  },
  {
    what: 'a list operation that does not exist',
    code: '20114',
    call: ['listOperation', { ...isMember, listOperation: 'CLEARLIST' }],
  },
  {
    what: 'a strange stream position',
    code: '20122',
    call: [
      'getMultipleLeads',
      { ...selector('StaticListSelector', { staticListName: 'Newsletter' }), streamPosition: 'next' },
    ],
  },
  {
    what: 'a strange offset',
    code: '20122',
    call: ['getLeadActivity', { ...RUFUS, startPosition: { offset: 'x' } }],
  },
  {
    what: 'the position of another history',
    code: '20122',
    call: ['getLeadChanges', { startPosition: { offset: 'ID:1' } }],
  },
  {
    what: 'a stream past its end',
    code: '20123',
    call: ['getLeadActivity', { ...RUFUS, startPosition: { offset: '1' } }],
  },
];

describe('every code has a request that deserves it', () => {
  test('none is missing from the table', () => {
    expect([...new Set(DEEDS.map(({ code }) => code))].sort()).toEqual(FAULT_CODES);
  });

  test.each(DEEDS)('$code: $what', async (deed) => {
    const world = sandboxAt({ now: NOW }, { settings: deed.settings });
    for (let count = 0; count < (deed.before ?? 0); count += 1) {
      expect((await call(world, 'getLead', RUFUS)).status).toBe(200);
    }
    const text = deed.call ? envelopeOf(deed.call[0], deed.call[1], NOW, deed.call[2]) : deed.text!;
    const answer = await readAnswer(await post(world.sandbox, text, deed.headers));
    expect(answer.code).toBe(deed.code);
    expectFault(answer, deed.code);
    const { settings, headers } = deed;
    if (settings || headers) return;
    expect((await call(world, 'getLead', RUFUS)).status, 'the next request is served').toBe(200);
  });
});

describe('the texts that are on record', () => {
  test.each([
    [
      'getLead',
      { leadKey: keyOf('EMAIL', 'pants@example.com') },
      '20103 - Lead not found',
      'No lead found with EMAIL = pants@example.com (20103)',
    ],
    [
      'syncLead',
      lead({ pants: 'x' }),
      '20105 - Unknown lead field',
      'syncLead operation failed: unknown fields for import: pants (20105)',
    ],
    [
      'syncLead',
      lead({ pants: 'x', 'a<b': 'y' }),
      '20105 - Unknown lead field',
      'syncLead operation failed: unknown fields for import: pants, a&lt;b (20105)',
    ],
  ])('%s', async (name, values, faultstring, message) => {
    const { text } = await call(sandboxAt(), name, values);
    expect(text).toContain(`<faultstring>${faultstring}</faultstring>`);
    expect(text).toContain(`<message>${message}</message>`);
  });
});

describe('the order of the checks', () => {
  const wrongKey: SettingsChange = { secretKey: 'other' };
  test.each<[string, string, SettingsChange, FaultCode]>([
    ['XML before the operation', '<a', wrongKey, '20012'],
    [
      'the operation before the signature',
      getLead.replaceAll('paramsGetLead', 'paramsGone'),
      wrongKey,
      '20019',
    ],
    ['the signature before access', getLead, { ...wrongKey, deniedOperations: ['getLead'] }, '20014'],
    ['the signature before the age', envelopeOf('getLead', RUFUS, 0), wrongKey, '20014'],
    ['access before the limits', getLead, { deniedOperations: ['getLead'], rateCalls: 1 }, '20013'],
    ['the signature before the parameters', envelopeOf('getLead', {}, NOW), wrongKey, '20014'],
  ])('%s', async (_, text, settings, code) => {
    const { sandbox } = sandboxAt({ now: NOW }, { settings });
    await post(sandbox, getLead);
    expect((await readAnswer(await post(sandbox, text))).code).toBe(code);
  });

  test('the limits before the parameters', async () => {
    const { sandbox } = sandboxAt({ now: NOW }, { settings: { rateCalls: 1 } });
    await post(sandbox, getLead);
    expect((await readAnswer(await post(sandbox, envelopeOf('getLead', {}, NOW)))).code).toBe('20023');
  });
});

function expectFault({ status, text }: Answer, code: FaultCode): void {
  expect(status).toBe(500);
  expect(parseXml(text).ok).toBe(true);
  expect(text).toContain(
    `<faultcode>SOAP-ENV:${code === '10001' || code === '20011' ? 'Server' : 'Client'}</faultcode>`,
  );
  expect(text).toMatch(new RegExp(`<faultstring>${code} - [^<]+</faultstring>`));
  expect(text).toMatch(
    new RegExp(
      `<name>mktServiceException</name>\\s*<message>[^<]+ \\(${code}\\)</message>\\s*<code>${code}</code>`,
    ),
  );
}
