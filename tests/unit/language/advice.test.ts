import { describe, expect, it } from 'vitest';
import { readWsdl } from '#src/contract/wsdl';
import { marketoWsdl } from '#src/contract/marketo';
import { check } from '#src/language/check';
import { checkEndpoint } from '#src/language/endpoint';
import { codes, envelope, expectProblem, HEADER, type Expected } from './texts';

const key = '<leadKey><keyType>EMAIL</keyType><keyValue>a@b.c</keyValue></leadKey>';
const selector =
  '<leadSelector xsi:type="m:LeadKeySelector"><keyType>EMAIL</keyType><keyValues><stringItem>a@b.c</stringItem></keyValues></leadSelector>';
const include = '<includeAttributes><stringItem>Email</stringItem></includeAttributes>';
const request = (name: string, content: string) => envelope(`<m:${name}>${content}</m:${name}>`);
const sync = (record: string, more = '') =>
  request('paramsSyncLead', `<leadRecord>${record}</leadRecord><returnLead>true</returnLead>${more}`);
const many = (content: string) => request('paramsGetMultipleLeads', content);
const header = (name: string, content: string) =>
  envelope('<m:paramsListMObjects/>', HEADER.replace(new RegExp(`(<${name}>)[^<]*`), `$1${content}`));
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

function expectAdvice(source: string, code: string, expected: Expected = {}) {
  return expectProblem(source, code, { severity: 'advice', ...expected });
}

describe('Names that the vendor’s pages use and its WSDL does not', () => {
  it('leadId, id and foreignSysPersonId in a lead record', () => {
    expectAdvice(sync('<«leadId»>7</leadId>'), 'lead-id', { fixed: '<Id>7</Id>' });
    expectAdvice(sync('<«id»>7</id>'), 'lead-id', { message: /case-sensitive/, fixed: '<Id>7</Id>' });
    expectAdvice(sync('<«foreignSysPersonId»>7</foreignSysPersonId>'), 'foreign-case', {
      fixed: '<ForeignSysPersonId>7</ForeignSysPersonId>',
    });
  });

  it('is not renamed to a field that is there already', () => {
    expect(expectAdvice(sync('<Id>1</Id><«leadId»>7</leadId>'), 'lead-id').fixes).toEqual([]);
  });

  it('includeAttributes in an activity filter', () => {
    const filter =
      '<activityFilter><«includeAttributes»><activityType>NewLead</activityType></includeAttributes></activityFilter>';
    expectAdvice(request('paramsGetLeadActivity', key + filter), 'filter-name', {
      fixed: '<includeTypes><activityType>NewLead</activityType></includeTypes>',
    });
  });

  it('the two kinds of position', () => {
    expectAdvice(many(`${selector}<«startPosition»/>${include}`), 'position-kind', {
      fixed: '<streamPosition/>',
    });
    expectAdvice(
      request('paramsGetLeadActivity', `${key}<«streamPosition»>x</streamPosition>`),
      'position-kind',
      {
        fixed: '<startPosition>x</startPosition>',
      },
    );
    expectProblem(
      many(`${selector}<streamPosition><«offset»>1</offset></streamPosition>${include}`),
      'position-kind',
    );
  });

  it('names of custom object calls, and a field that is gone', () => {
    expectAdvice(
      request('paramsSyncCustomObjects', '<«objectTypeName»>R</objectTypeName><customObjList/>'),
      'documented-name',
      { fixed: '<objTypeName>R</objTypeName>' },
    );
    expectAdvice(
      request(
        'paramsListOperation',
        '<listOperation>ISMEMBEROFLIST</listOperation><listKey><keyType>MKTOLISTNAME</keyType><keyValue>L</keyValue></listKey><listMemberList/><«skipActivityLog»>true</skipActivityLog>',
      ),
      'removed-field',
    );
  });

  it('apply to Marketo’s contract only', () => {
    const other = readWsdl(marketoWsdl.replaceAll('http://www.marketo.com/mktows/', 'urn:other'));
    if (!other.ok) throw new Error(other.message);
    const text = sync('<leadId>7</leadId>').replaceAll('http://www.marketo.com/mktows/', 'urn:other');
    const problems = check(text, other.contract);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['unknown-element', 'error']]);
  });
});

describe('Leads', () => {
  it('a foreign id without its type', () => {
    expectAdvice(sync('<«ForeignSysPersonId»>7</ForeignSysPersonId>'), 'foreign-type');
    expect(
      codes(sync('<ForeignSysPersonId>7</ForeignSysPersonId><ForeignSysType>CUSTOM</ForeignSysType>')),
    ).toEqual([]);
  });

  it('a record that names no lead', () => {
    expectAdvice(
      request(
        'paramsSyncLead',
        '<«leadRecord»><leadAttributeList/></leadRecord><returnLead>true</returnLead>',
      ),
      'no-lead-key',
    );
    expect(codes(sync('', '<marketoCookie>id:1&amp;token:2</marketoCookie>'))).toEqual([]);
  });

  it('a key value that can’t be of its type', () => {
    expectAdvice(
      request('paramsGetLead', key.replace('EMAIL', 'IDNUM').replace('a@b.c', '«a@b.c»')),
      'key-value',
      { message: /EMAIL\?/ },
    );
    expectAdvice(request('paramsGetLead', key.replace('a@b.c', '«17»')), 'key-value', { message: /IDNUM\?/ });
    expectAdvice(
      request('paramsGetLead', key.replace('EMAIL', 'COOKIE').replace('a@b.c', '«_mkt_trk=id:1»')),
      'key-value',
    );
    expectAdvice(many(selector.replace('a@b.c', '«17»') + include), 'key-value');
  });

  it('a display name where the API name belongs', () => {
    expectAdvice(
      sync(
        '<Id>1</Id><leadAttributeList><attribute><attrName>«First Name»</attrName><attrValue>x</attrValue></attribute></leadAttributeList>',
      ),
      'display-name',
    );
  });

  it('two losers in one list of keys', () => {
    const loser = '<attribute><attrName>IDNUM</attrName><attrValue>1</attrValue></attribute>';
    expectAdvice(
      request(
        'paramsMergeLeads',
        `<winningLeadKeyList>${loser}</winningLeadKeyList><losingLeadKeyLists><«keyList»>${loser}${loser}</keyList></losingLeadKeyLists>`,
      ),
      'merge-key-list',
    );
  });

  it('emoji and line breaks in a value', () => {
    const value = (text: string) =>
      sync(
        `<Id>1</Id><leadAttributeList><attribute><attrName>Notes</attrName><attrValue>${text}</attrValue></attribute></leadAttributeList>`,
      );
    expectAdvice(value('«hi 🎉»'), 'emoji');
    expectAdvice(value('«a\nb»'), 'line-break');
    expect(codes(value('é 漢字'))).toEqual([]);
  });

  it('padding around a value, and no word about padding that may be meant', () => {
    expectAdvice(request('paramsGetLead', key.replace('a@b.c', '«\n  a@b.c »')), 'padding', {
      fixed: '<keyValue>a@b.c</keyValue>',
    });
    const value = sync(
      '<Id>1</Id><leadAttributeList><attribute><attrName>A</attrName><attrValue>« x»</attrValue></attribute></leadAttributeList>',
    );
    expect(expectAdvice(value, 'padding').fixes[0]?.alone).toBe(true);
  });
});

describe('Selectors, spans and sizes', () => {
  const span = (from: string, to?: string) =>
    many(
      `<leadSelector xsi:type="m:LastUpdateAtSelector">${to ? `<latestUpdatedAt>${to}</latestUpdatedAt>` : ''}<«oldestUpdatedAt»>${from}</oldestUpdatedAt></leadSelector>${include}`,
    );

  it('a span of more than 30 days', () => {
    expectAdvice(span('2013-01-01T00:00:00Z', '2013-02-01T00:00:00Z'), 'span', { message: /31 days/ });
    expectAdvice(span('2013-01-01T00:00:00Z'), 'span', {
      message: /until now/,
      context: { now: Date.UTC(2013, 5, 1) },
    });
    expect(codes(span('2013-01-01T00:00:00Z', '2013-01-31T00:00:00Z').replace(/[«»]/g, ''))).toEqual([]);
    expect(codes(span('2013-01-01T00:00:00Z').replace(/[«»]/g, ''))).toEqual([]);
  });

  it('a span that runs backwards', () => {
    expectAdvice(span('2013-02-01T00:00:00Z', '2013-01-01T00:00:00Z'), 'span-reversed');
    expectAdvice(
      request(
        'paramsGetLeadChanges',
        '<startPosition><latestCreatedAt>2013-01-01T00:00:00Z</latestCreatedAt><«oldestCreatedAt»>2013-02-01T00:00:00Z</oldestCreatedAt></startPosition>',
      ),
      'span-reversed',
    );
  });

  it('a static list named twice or not at all', () => {
    const list = (content: string) =>
      many(`<«leadSelector» xsi:type="m:StaticListSelector">${content}</leadSelector>${include}`);
    expectAdvice(list(''), 'static-list', { message: /No list/ });
    expectAdvice(list('<staticListName>a</staticListName><staticListId>1</staticListId>'), 'static-list', {
      message: /not by both/,
    });
  });

  it('a getMultipleLeads that asks for every field, or by the old parameter', () => {
    expectAdvice(envelope(`<«m:paramsGetMultipleLeads»>${selector}</m:paramsGetMultipleLeads>`), 'slow', {
      message: /includeAttributes/,
    });
    expectAdvice(
      many(`${selector}<«lastUpdatedAt»>2013-01-01T00:00:00Z</lastUpdatedAt>${include}`),
      'deprecated',
    );
  });

  it('more than 100 keys, and what becomes of the rest', () => {
    const items = (count: number) =>
      repeat(count, (index) => `${index === 100 ? '«' : ''}<stringItem>${index}@x</stringItem>`);
    const keys = (count: number) =>
      selector.replace('<stringItem>a@b.c</stringItem>', `${items(count)}${count > 100 ? '»' : ''}`);
    expectAdvice(many(keys(102) + include), 'too-many', {
      message: /102 items; 100 is the most\. The service passes over/,
    });
    expectAdvice(request('paramsGetLeadChanges', `<startPosition/>${keys(101)}`), 'too-many', {
      message: /refuses more/,
    });
    expect(codes(many(keys(100) + include))).toEqual([]);
  });

  it('batches that are too large, or larger than recommended', () => {
    const batch = (size: string) => many(`${selector}<batchSize>«${size}»</batchSize>${include}`);
    expectAdvice(batch('1001'), 'batch-size', { message: /largest batch is 1000/ });
    expectAdvice(batch('500'), 'batch-size', { message: /200/ });
    expectAdvice(batch('0'), 'batch-size', { message: /at least one/ });
    expect(codes(batch('200').replace(/[«»]/g, ''))).toEqual([]);
    expectAdvice(
      request('paramsGetLeadChanges', '<startPosition/><batchSize>«500»</batchSize>'),
      'batch-size',
      { message: /300/ },
    );
    const leads = repeat(301, () => '<leadRecord><Id>1</Id></leadRecord>');
    expectAdvice(
      request('paramsSyncMultipleLeads', `<«leadRecordList»>${leads}</leadRecordList>`),
      'batch-size',
      { message: /301 leads/ },
    );
  });
});

describe('Activities, campaigns, lists and objects', () => {
  it('an activity filter that both includes and excludes', () => {
    const types = (name: string, mark: string) =>
      `<${mark ? `«${name}»` : name}><activityType>NewLead</activityType></${name}>`;
    expectAdvice(
      request(
        'paramsGetLeadActivity',
        `${key}<activityFilter>${types('includeTypes', '')}${types('excludeTypes', '1')}</activityFilter>`,
      ),
      'both-filters',
    );
    expectAdvice(
      request(
        'paramsGetLeadChanges',
        `<startPosition/><activityFilter>${types('includeTypes', '1')}</activityFilter>`,
      ),
      'deprecated',
    );
  });

  it('an activity’s type where its display name belongs', () => {
    expectAdvice(
      request(
        'paramsGetLeadChanges',
        '<startPosition/><activityNameFilter><stringItem>«VisitWebpage»</stringItem><stringItem>Visit Webpage</stringItem></activityNameFilter>',
      ),
      'activity-name',
    );
  });

  it('a campaign by id and by name, or by half a name, or by none', () => {
    const campaign = (content: string, after = '') =>
      envelope(
        `<«m:paramsRequestCampaign»><source>MKTOWS</source>${content}<leadList>${key}</leadList>${after}</m:paramsRequestCampaign>`,
      );
    const names = '<programName>P</programName><campaignName>C</campaignName>';
    const byId = (after: string) =>
      campaign('<«campaignId»>1</campaignId>', after).replace(
        '«m:paramsRequestCampaign»',
        'm:paramsRequestCampaign',
      );
    expectAdvice(byId(names), 'campaign-id-and-name');
    expectAdvice(
      byId('<programTokenList><attrib><name>{{my.a}}</name><value>b</value></attrib></programTokenList>'),
      'campaign-id-and-tokens',
    );
    expectAdvice(campaign('', '<campaignName>C</campaignName>'), 'campaign-name', { message: /together/ });
    expectAdvice(campaign(''), 'campaign-name', { message: /No campaign/ });
    expect(codes(campaign('', names).replace(/[«»]/g, ''))).toEqual([]);
  });

  it('a token by half its name', () => {
    const token = (name: string) =>
      request(
        'paramsScheduleCampaign',
        `<programName>P</programName><campaignName>C</campaignName><programTokenList><attrib><name>${name}</name><value>b</value></attrib></programTokenList>`,
      );
    expectAdvice(token('«my.message»'), 'token-name', { fixed: '<name>{{my.message}}</name>' });
    expectAdvice(token('«message»'), 'token-name', { fixed: '<name>{{my.message}}</name>' });
    expectAdvice(token('«{{message}»'), 'token-name', { fixed: '<name>{{my.message}}</name>' });
    expect(expectAdvice(token('«a{b}c»'), 'token-name').fixes).toEqual([]);
    expect(codes(token('{{my.message}}'))).toEqual([]);
  });

  it('a program’s list in listOperation, and CLEARLIST', () => {
    const list = (operation: string, name: string) =>
      request(
        'paramsListOperation',
        `<listOperation>${operation}</listOperation><listKey><keyType>MKTOLISTNAME</keyType><keyValue>${name}</keyValue></listKey><listMemberList>${key}</listMemberList>`,
      );
    expectAdvice(list('ADDTOLIST', '«Program.List»'), 'program-list');
    expectProblem(list('«CLEARLIST»', 'L'), 'clear-list', { message: /importToList/ });
  });

  it('an import with API names, rows of another length, or tokens without a campaign', () => {
    const load = (head: string, row: string) =>
      request(
        'paramsImportToList',
        `<programName>P</programName><importFileHeader>${head}</importFileHeader><importFileRows><stringItem>${row}</stringItem></importFileRows><importListMode>UPSERTLEADS</importListMode><listName>L</listName>`,
      );
    expectAdvice(load('«FirstName,Email»', 'a,b'), 'display-names', { fixed: '>First Name,Email Address<' });
    expectAdvice(load('First Name,Email Address', '«"a,b",c,d»'), 'row-length', {
      message: /3 values.*2 columns/,
    });
    expectAdvice(load('«Email Address,{{my.a}}»', 'a,b'), 'token-column');
    expect(codes(load('First Name,Email Address', '"a,b",c'))).toEqual([]);
  });

  it('objects: the role’s name, programs, ids and details', () => {
    expectAdvice(
      request('paramsDescribeMObject', '<objectName>«OpportunityLeadRole»</objectName>'),
      'role-name',
      { fixed: '>OpportunityPersonRole<' },
    );
    const object = (type: string, operation: string, id = '') =>
      request(
        'paramsSyncMObjects',
        `<mObjectList><«mObject»><type>${type}</type>${id}</mObject></mObjectList><operation>${operation}</operation>`,
      );
    expectAdvice(object('Program', 'INSERT'), 'program-update');
    expectAdvice(object('Opportunity', 'UPDATE'), 'object-id', { message: /needs the id/ });
    expectAdvice(object('Opportunity', 'INSERT', '<id>1</id>'), 'object-id', { message: /no id yet/ });
    expectAdvice(
      request('paramsGetMObjects', '<type>Opportunity</type><includeDetails>«true»</includeDetails>'),
      'include-details',
    );
  });
});

describe('The AuthenticationHeader', () => {
  const now = { userId: 'demo17_1', timestamp: '2026-01-01T00:00:00+00:00' };

  it('is missed, unless it is added when the request goes out', () => {
    const text = envelope('<m:paramsListMObjects/>', '').replace('<s:Envelope', '<«s:Envelope»');
    const problem = expectAdvice(text, 'no-authentication', { context: now });
    expect(problem.fixes[0]?.edits.map((edit) => edit.text).join('')).toContain(
      '<mktowsUserId>demo17_1</mktowsUserId>',
    );
    expect(codes(text.replace(/[«»]/g, ''), { signOnSend: true })).toEqual([]);
  });

  it('names a user', () => {
    const text = header('mktowsUserId', '').replace('<mktowsUserId>', '<«mktowsUserId»>');
    expectAdvice(text, 'no-user-id', { context: now, fixed: '<mktowsUserId>demo17_1</mktowsUserId>' });
    expect(expectAdvice(text, 'no-user-id').fixes).toEqual([]);
    expectAdvice(header('mktowsUserId', '«demo\u200b17»'), 'user-id-characters');
  });

  it('has a timestamp with an offset, with its colon, and without a fraction', () => {
    expectAdvice(header('requestTimestamp', '«2013-08-02T15:47:06.123456»'), 'timestamp-no-offset');
    expectAdvice(header('requestTimestamp', '«2013-08-02T15:47:06-0700»'), 'timestamp-offset', {
      fixed: '>2013-08-02T15:47:06-07:00<',
    });
    expectAdvice(header('requestTimestamp', '«2013-08-02T15:47:06.5-07:00»'), 'timestamp-fraction', {
      fixed: '>2013-08-02T15:47:06-07:00<',
    });
    expectAdvice(header('requestTimestamp', '«2013-08-02 15:47:06 UTC»'), 'timestamp-form', {
      fixed: '>2013-08-02T15:47:06Z<',
    });
    expectAdvice(header('requestTimestamp', '«1375483626»'), 'timestamp-form');
    expect(codes(header('requestTimestamp', '1375483626'), { signOnSend: true })).toEqual([]);
  });

  it('has a signature of 40 characters of lower-case hexadecimal', () => {
    expectAdvice(header('requestSignature', '«146EC93F4F1E2A45F7A545F7E42E2D053C0457E7»'), 'signature-form', {
      fixed: '>146ec93f4f1e2a45f7a545f7e42e2d053c0457e7<',
    });
    expectAdvice(header('requestSignature', '«FG7JP08eKkX3pUX35C4tBTwEV+c=»'), 'signature-form', {
      message: /Base64/,
    });
    expectAdvice(header('requestSignature', '«146ec9»'), 'signature-form', { message: /6 characters/ });
    expectAdvice(header('requestSignature', '«none»'), 'signature-form');
  });

  it('leaves out what is reserved', () => {
    const text = envelope(
      '<m:paramsListMObjects/>',
      HEADER.replace('    </m:Auth', '      <«mode»>1</mode>\n    </m:Auth'),
    );
    expectAdvice(text, 'reserved-mode', { fixed: '</requestTimestamp>\n    </m:' });
  });
});

describe('How the text is written', () => {
  it('encodingStyle and an encoding that is not UTF-8', () => {
    const text = envelope('<m:paramsListMObjects/>');
    expectAdvice(
      text.replace(
        '<s:Envelope',
        '<s:Envelope «s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"»',
      ),
      'encoding-style',
      { fixed: '<s:Envelope xmlns:s' },
    );
    expectAdvice(text.replace('UTF-8', '«ISO-8859-1»'), 'encoding', { fixed: 'encoding="UTF-8"' });
  });
});

describe('The endpoint', () => {
  const found = (url: string) => checkEndpoint(url).map((problem) => problem.code);

  it.each([
    ['https://100-AEK-913.example.com/soap/mktows/3_1', []],
    ['/sandbox/soap/mktows/3_1', []],
    ['http://localhost:5173/soap/mktows/3_1', []],
    ['http://127.0.0.1/soap/mktows/3_1', []],
    ['', ['empty']],
    ['not a url', ['not-a-url']],
    ['100-AEK-913.mktoapi.com/soap/mktows/3_1', ['not-a-url']],
    ['ftp://example.com/soap', ['scheme']],
    [' https://example.com/soap', ['padding']],
    ['https://example.com/soap/mktows/3_1?WSDL', ['wsdl']],
    ['https://example.com', ['no-path']],
    ['http://example.com/soap', ['http']],
    ['https://user:pass@example.com/soap', ['credentials']],
    ['https://example.com/soap#x', ['fragment']],
    ['https://100-AEK-913.mktorest.com/rest', ['rest']],
    ['https://example.com/rest/v1/leads.json', ['rest']],
    ['https://100-AEK-913.mktoapi.com/soap/mktows/3_1', ['retired']],
    ['https://na-aba.marketo.com/soap/mktows/2_2', ['retired']],
    ['http://app.marketo.com/soap/mktows/2_3?WSDL', ['wsdl', 'retired', 'http']],
  ])('%s', (url, expected) => {
    expect(found(url)).toEqual(expected);
  });

  it('is mended where that is plain', () => {
    const fixed = (url: string) => checkEndpoint(url)[0]?.fixed;
    expect(fixed('https://example.com/soap?WSDL')).toBe('https://example.com/soap');
    expect(fixed('http://example.com/soap')).toBe('https://example.com/soap');
    expect(fixed('example.com/soap')).toBe('https://example.com/soap');
    expect(fixed(' https://example.com/soap ')).toBe('https://example.com/soap');
  });
});
