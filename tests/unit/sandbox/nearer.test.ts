import { gzipSync, deflateSync, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { contractOfVersion, readServiceVersion, wsdlOfVersion } from '#src/contract/versions';
import { readWsdl } from '#src/contract/wsdl';
import type { Values } from '#src/envelope/values';
import { MAX_REQUEST } from '#src/proxy/body';
import { createJudge } from '../xsd';
import {
  at,
  attributesOf,
  call,
  envelopeOf,
  listAt,
  NOW,
  post,
  readAnswer,
  sandboxAt,
  URL_3_1,
} from './requests';

const key = (keyType: string, keyValue: string): Values => ({ leadKey: { keyType, keyValue } });

function send(
  world: ReturnType<typeof sandboxAt>,
  text: string | Uint8Array<ArrayBuffer>,
  more: RequestInit = {},
) {
  const headers = { 'Content-Type': 'text/xml; charset=utf-8', ...(more.headers as Record<string, string>) };
  return world.sandbox.handle(new Request(URL_3_1, { method: 'POST', body: text, headers }));
}

describe('parameters that clients leave out', () => {
  test.each([undefined, { stringItem: [] }])(
    'getCustomObjects with includeAttributes %j answers all of them',
    async (only) => {
      const world = sandboxAt();
      const keys = { attribute: [{ attrName: 'MKTOID', attrValue: '1090177' }] };
      const text = envelopeOf(
        'getCustomObjects',
        { objTypeName: 'RoadShow', customObjKeyList: keys, includeAttributes: only ?? { stringItem: [] } },
        NOW,
      );
      const sent = only
        ? text
        : text.replace(/\s*<includeAttributes\/>|\s*<includeAttributes>\s*<\/includeAttributes>/, '');
      expect(sent.includes('includeAttributes')).toBe(only !== undefined);
      const answer = await readAnswer(await send(world, sent));
      expect(at(answer.values, 'result.returnCount')).toBe('6');
      expect(
        attributesOf(at(answer.values, 'result.customObjList.customObj.0.customObjAttributeList')),
      ).toHaveProperty('zip');
    },
  );

  const selectors: readonly (readonly [string, string])[] = [
    ['keys', '<keyType>EMAIL</keyType><keyValues><stringItem>joe@marketo.com</stringItem></keyValues>'],
    [
      'keys, values first',
      '<keyValues><stringItem>joe@marketo.com</stringItem></keyValues><keyType>EMAIL</keyType>',
    ],
    ['a list by its name', '<staticListName>SMSProgram.listForTesting</staticListName>'],
    ['dates', '<oldestUpdatedAt>2026-03-01T00:00:00Z</oldestUpdatedAt>'],
  ];
  const untyped = (children: string) =>
    envelopeOf(
      'getMultipleLeads',
      { leadSelector: { $type: 'StaticListSelector', staticListName: 'x' } },
      NOW,
    ).replace(/<leadSelector [^>]*>[^]*<\/leadSelector>/, `<leadSelector>${children}</leadSelector>`);

  test.each(selectors)('a leadSelector without xsi:type: %s', async (_, children) => {
    const answer = await readAnswer(await send(sandboxAt(), untyped(children)));
    expect(answer.message).toBeUndefined();
    expect(Number(at(answer.values, 'result.returnCount'))).toBeGreaterThan(0);
  });

  test.each([
    ['children of two kinds', '<keyType>EMAIL</keyType><staticListName>a</staticListName>'],
    ['no children', ''],
    ['a child that no kind has', '<keyType>EMAIL</keyType><keyvalue>a</keyvalue>'],
  ])('a leadSelector without xsi:type and %s is fault 20110', async (_, children) => {
    expect((await readAnswer(await send(sandboxAt(), untyped(children)))).code).toBe('20110');
  });

  test('by a setting, a leadSelector has to say its kind', async () => {
    const world = sandboxAt({ now: NOW }, { settings: { choices: { untypedSelector: 'fault' } } });
    expect((await readAnswer(await send(world, untyped(selectors[0]![1])))).code).toBe('20110');
  });
});

describe('keys among the attributes of a lead', () => {
  const lead = (attributes: Record<string, string>, more: Values = {}): Values => ({
    ...more,
    leadAttributeList: {
      attribute: Object.entries(attributes).map(([attrName, attrValue]) => ({ attrName, attrValue })),
    },
  });

  test.each(['syncLead', 'syncMultipleLeads'])('%s finds the lead by its Id', async (name) => {
    const record = lead({ FirstName: 'A', Id: '65835' });
    const world = sandboxAt();
    const answer = await call(
      world,
      name,
      name === 'syncLead'
        ? { leadRecord: record, returnLead: 'false' }
        : { leadRecordList: { leadRecord: [record] } },
    );
    expect(answer.message).toBeUndefined();
    expect(answer.text).toContain('<leadId>65835</leadId>');
    expect(answer.text).toContain('<status>UPDATED</status>');
    const read = await call(world, 'getLead', key('IDNUM', '65835'));
    expect(
      attributesOf(at(read.values, 'result.leadRecordList.leadRecord.0.leadAttributeList')).FirstName,
    ).toBe('A');
  });

  test('syncLead stores a foreign id and finds the lead by it again', async () => {
    const world = sandboxAt();
    const record = lead({ ForeignSysPersonId: 'F-1', ForeignSysType: 'CUSTOM', LastName: 'B' });
    const first = await call(world, 'syncLead', { leadRecord: record, returnLead: 'true' });
    expect(at(first.values, 'result.leadRecord.ForeignSysPersonId')).toBe('F-1');
    const again = await call(world, 'syncLead', { leadRecord: record, returnLead: 'false' });
    expect(at(again.values, 'result.leadId')).toBe(at(first.values, 'result.leadId'));
    expect(at(again.values, 'result.syncStatus.status')).toBe('UPDATED');
  });

  test('the element Id goes before the attribute, and an Id has to be a number', async () => {
    const world = sandboxAt();
    const both = await call(world, 'syncLead', {
      leadRecord: lead({ Id: '67508' }, { Id: '65835' }),
      returnLead: 'false',
    });
    expect(at(both.values, 'result.leadId')).toBe('65835');
    const none = await call(world, 'syncLead', { leadRecord: lead({ Id: 'x' }), returnLead: 'false' });
    expect(none.code).toBe('20106');
  });
});

describe('describeMObject', () => {
  test('answers of ActivityRecord what the documentation prints', async () => {
    const answer = await call(sandboxAt(), 'describeMObject', { objectName: 'ActivityRecord' });
    const metadata = at(answer.values, 'result.metadata');
    expect(metadata).toMatchObject({
      description: 'Composite object composed of fields from Event, Campaign, Lead, and Company',
      updatedAt: '2010-01-01T00:00:00+00:00',
    });
    const fields = listAt(answer.values, 'result.metadata.fieldList.field');
    const column = (name: string) => fields.map((field) => field[name]).join(' ');
    expect(column('name')).toBe(
      'id activityDateTime activityType mktgAssetName activityAttributes campaign personName mktPersonId foreignSysId orgName foreignSysOrgId',
    );
    expect(column('sourceObject')).toBe(
      'Event Event Event Event Event Campaign Lead Lead Lead Company Company',
    );
    expect(column('dataType')).toBe(
      'integer dateTime string string Array string string integer string string string',
    );
    expect(fields.map(({ size }) => size)).toEqual([
      '10',
      null,
      '255',
      '255',
      null,
      '255',
      '255',
      '10',
      '50',
      '255',
      '50',
    ]);
    expect(fields.map(({ isName }) => isName).indexOf('true')).toBe(2);
    expect(fields.map(({ isPrimaryKey }) => isPrimaryKey).indexOf('true')).toBe(0);
    for (const field of fields) {
      expect(field).toMatchObject({ displayName: null, dynamicFieldRef: null, isReadonly: 'true' });
      expect(field).toMatchObject({ isUpdateBlocked: 'true', isCustom: 'false', isDynamic: 'false' });
      expect(field.updatedAt).toBe('2010-01-01T00:00:00+00:00');
      expect(field.description).toMatch(/\w/);
    }
  });

  test.each(['ActivityRecord', 'LeadRecord', 'Opportunity', 'OpportunityPersonRole'])(
    'says of every field of %s whether it is the name',
    async (objectName) => {
      const answer = await call(sandboxAt(), 'describeMObject', { objectName });
      for (const { isName } of listAt(answer.values, 'result.metadata.fieldList.field')) {
        expect(['true', 'false']).toContain(isName);
      }
    },
  );
});

describe('the documented world', () => {
  test.each([
    ['EMAIL', 't@t.com', undefined],
    ['EMAIL', 'two@t.com', undefined],
    ['EMAIL', 'em1000@etestd.marketo.net', '1090240'],
    ['EMAIL', 'em1001@etestd.marketo.net', '1090239'],
    ['IDNUM', '19', '19'],
  ])('has the lead %s %s', async (type, value, id) => {
    const answer = await call(sandboxAt(), 'getLead', key(type, value));
    expect(at(answer.values, 'result.count')).toBe('1');
    if (id) expect(at(answer.values, 'result.leadRecordList.leadRecord.0.Id')).toBe(id);
  });

  const attribs = (values: Record<string, string>) => ({
    attrib: Object.entries(values).map(([name, value]) => ({ name, value })),
  });

  test('the documented cost of program 1970 is an update', async () => {
    const attrList = attribs({ Month: '2013-06', Amount: '2000', Id: '153' });
    const mObject = {
      type: 'Program',
      id: '1970',
      typeAttribList: { typeAttrib: [{ attrType: 'Cost', attrList }] },
    };
    const answer = await call(sandboxAt(), 'syncMObjects', {
      mObjectList: { mObject: [mObject] },
      operation: 'UPDATE',
    });
    expect(at(answer.values, 'result.mObjStatusList.mObjStatus.0')).toMatchObject({
      id: '1970',
      status: 'UPDATED',
    });
  });

  test.each(['80%', '80', '12.5%', '0%'])(
    'an opportunity with the Probability %s is created',
    async (Probability) => {
      const mObject = {
        type: 'Opportunity',
        attribList: attribs({ Name: 'Q1 2014', Amount: '2000', Probability }),
      };
      const answer = await call(sandboxAt(), 'syncMObjects', {
        mObjectList: { mObject: [mObject] },
        operation: 'INSERT',
      });
      expect(at(answer.values, 'result.mObjStatusList.mObjStatus.0.status')).toBe('CREATED');
    },
  );

  test.each([1, 2, 77])(
    'the documented role of person 19 in opportunity 64 is created, whatever the seed (%i)',
    async (seed) => {
      const attribList = attribs({ OpportunityId: '64', PersonId: '19', Role: 'Influencer/Champion' });
      const mObject = { type: 'OpportunityPersonRole', attribList };
      const answer = await call(sandboxAt({ now: NOW }, { settings: { seed } }), 'syncMObjects', {
        mObjectList: { mObject: [mObject] },
        operation: 'INSERT',
      });
      expect(at(answer.values, 'result.mObjStatusList.mObjStatus.0.status')).toBe('CREATED');
    },
  );

  test('ER Demo.Triggered Campaign is 3374', async () => {
    const answer = await call(sandboxAt(), 'getCampaignsForSource', {
      source: 'MKTOWS',
      name: 'Trigger',
      exactName: 'false',
    });
    expect(answer.text).toMatch(/<id>3374<\/id>\s*<name>ER Demo\.Triggered Campaign</);
  });

  test('leademail@company.com has ten visits and forms, and a second page of four', async () => {
    const world = sandboxAt();
    const request = {
      ...key('EMAIL', 'leademail@company.com'),
      activityFilter: { includeTypes: { activityType: ['VisitWebpage', 'FillOutForm'] } },
      batchSize: '10',
    };
    const first = await call(world, 'getLeadActivity', request);
    expect(at(first.values, 'leadActivityList')).toMatchObject({ returnCount: '10', remainingCount: '4' });
    const startPosition = at(first.values, 'leadActivityList.newStartPosition') as Values;
    const second = await call(world, 'getLeadActivity', { ...request, startPosition });
    expect(at(second.values, 'leadActivityList')).toMatchObject({ returnCount: '4', remainingCount: '0' });
  });

  test('a visit was created at the local part of its time', async () => {
    const answer = await call(sandboxAt(), 'getLeadActivity', key('EMAIL', 'leademail@company.com'));
    const visits = listAt(answer.values, 'leadActivityList.activityRecordList.activityRecord').filter(
      ({ activityType }) => activityType === 'Visit Webpage',
    );
    expect(visits.length).toBeGreaterThan(5);
    for (const { activityDateTime, activityAttributes } of visits) {
      expect(attributesOf(activityAttributes)['Created At']).toBe(
        String(activityDateTime).slice(0, 19).replace('T', ' '),
      );
    }
  });

  test('programs have no times, and a path that begins with a slash', async () => {
    const criteria = { mObjCriteria: [{ attrName: 'Id', comparison: 'LE', attrValue: '1010' }] };
    const answer = await call(sandboxAt(), 'getMObjects', { type: 'Program', mObjCriteriaList: criteria });
    const programs = listAt(answer.values, 'result.mObjectList.mObject');
    expect(programs.length).toBeGreaterThan(3);
    for (const program of programs) {
      expect(program).not.toHaveProperty('createdAt');
      expect(program).not.toHaveProperty('updatedAt');
      const own = Object.fromEntries(
        listAt(program.attribList, 'attrib').map(({ name, value }) => [name, value]),
      );
      expect(own['Tree Path']).toMatch(/^\/Marketing Activities\/Default\/.+/);
    }
    expect(answer.text).toMatch(
      /elizprogramtest2<\/value>\s*<\/attrib>\s*<attrib>\s*<name>Type<\/name>\s*<value>Marketing Program</,
    );
  });
});

describe('polling getLeadChanges', () => {
  const since = { oldestCreatedAt: '2026-03-09T15:00:00.000Z' };

  async function toTheEnd(world: ReturnType<typeof sandboxAt>, more: Values): Promise<Values> {
    let startPosition: Values = since;
    for (;;) {
      const answer = await call(world, 'getLeadChanges', { ...more, startPosition, batchSize: '1000' });
      expect(answer.message).toBeUndefined();
      startPosition = at(answer.values, 'result.newStartPosition') as Values;
      if (at(answer.values, 'result.remainingCount') === '0') return startPosition;
    }
  }

  test.each([
    ['every change', {}],
    [
      'one kind, of which there was none',
      { activityNameFilter: { stringItem: ['Merge Leads', 'New Lead'] } },
    ],
  ])('goes on from the last position as changes come: %s', async (_, filter) => {
    const world = sandboxAt();
    const position = await toTheEnd(world, filter);
    world.clock.now += 60_000;
    for (const email of ['one@poll.example', 'two@poll.example']) {
      await call(world, 'syncLead', { leadRecord: { Email: email }, returnLead: 'false' });
    }
    const later = await call(world, 'getLeadChanges', {
      ...filter,
      startPosition: position,
      batchSize: '1000',
    });
    expect(
      listAt(later.values, 'result.leadChangeRecordList.leadChangeRecord').map(
        ({ activityType }) => activityType,
      ),
    ).toEqual(['New Lead', 'New Lead']);
    const last = at(later.values, 'result.newStartPosition') as Values;
    const still = await call(world, 'getLeadChanges', { ...filter, startPosition: last, batchSize: '1000' });
    expect(still.code).toBe('20123');
    await call(world, 'syncLead', { leadRecord: { Email: 'three@poll.example' }, returnLead: 'false' });
    const third = await call(world, 'getLeadChanges', { ...filter, startPosition: last, batchSize: '1000' });
    expect(at(third.values, 'result.returnCount')).toBe('1');
  });

  test('begins where there is nothing yet', async () => {
    const world = sandboxAt();
    const nothing = { activityNameFilter: { stringItem: ['Merge Leads'] }, startPosition: since };
    const first = await call(world, 'getLeadChanges', nothing);
    const startPosition = at(first.values, 'result.newStartPosition') as Values;
    const again = await call(world, 'getLeadChanges', { ...nothing, startPosition });
    expect(again.values.result).toEqual(first.values.result);
  });

  test('gets its dates back as they were sent', async () => {
    const startPosition = {
      oldestCreatedAt: '2026-03-09T20:30:00.000+05:30',
      latestCreatedAt: '2026-03-10T10:00:00Z',
    };
    const answer = await call(sandboxAt(), 'getLeadChanges', { startPosition, batchSize: '1' });
    expect(at(answer.values, 'result.newStartPosition')).toMatchObject(startPosition);
  });
});

describe('the status of an import', () => {
  async function importing() {
    const world = sandboxAt({ now: NOW }, { settings: { choices: { importDelay: 90_000 } } });
    await call(world, 'importToList', {
      programName: 'Trav-Demo-Program',
      listName: 'Trav-Test-List',
      importFileHeader: 'Email Address',
      importFileRows: { stringItem: ['a@b.example', 'c@d.example'] },
      importListMode: 'UPSERTLEADS',
    });
    const status = () =>
      call(world, 'getImportToListStatus', { programName: 'Trav-Demo-Program', listName: 'Trav-Test-List' });
    return { world, status };
  }

  test('says when it started and estimates nothing while it is under way', async () => {
    const { status } = await importing();
    expect((await status()).values.result).toMatchObject({
      status: 'PROCESSING',
      startedTime: '2026-03-10T10:00:00-05:00',
      endedTime: null,
      estimatedTime: null,
      rowsIgnored: '2',
    });
  });

  test('may be asked for once a minute', async () => {
    const { world, status } = await importing();
    expect((await status()).code).toBeUndefined();
    world.clock.now += 59_000;
    expect((await status()).code).toBe('20023');
    world.clock.now += 1_000;
    expect((await status()).code).toBeUndefined();
  });
});

describe('a merge with two leads in one keyList', () => {
  test('names the reason, and merges nothing', async () => {
    const world = sandboxAt();
    const id = (attrValue: string) => ({ attrName: 'IDNUM', attrValue });
    const answer = await call(world, 'mergeLeads', {
      winningLeadKeyList: { attribute: [id('2')] },
      losingLeadKeyLists: { keyList: [{ attribute: [id('15'), id('16')] }] },
    });
    expect(at(answer.values, 'result.mergeStatus.status')).toBe('FAILED');
    expect(at(answer.values, 'result.mergeStatus.error')).toContain(
      'different leads: IDNUM = 15, IDNUM = 16',
    );
    expect((await call(world, 'getLead', key('IDNUM', '15'))).code).toBeUndefined();
  });
});

describe('the words of faults', () => {
  test.each([
    ['20017', 'Invalid Request'],
    ['20022', 'Time range specified in query filter exceeded limit'],
    ['20107', 'Activity Key Bad'],
    ['20114', 'Bad Parameter'],
    ['20101', 'Lead Key Required'],
  ])('%s has the words of the vendor’s table', async (code, words) => {
    const answer = await post(sandboxAt().sandbox, '<a/>', { 'X-Sandbox-Fault': code });
    expect(await answer.text()).toContain(`<faultstring>${code} - ${words}</faultstring>`);
  });
});

describe('the envelope of an answer', () => {
  test('declares xsi before the prefix of the service', async () => {
    const answer = await call(sandboxAt(), 'getLead', key('EMAIL', 'joe@marketo.com'));
    expect(answer.text).toMatch(/xmlns:SOAP-ENV="[^"]+" xmlns:xsi="[^"]+" xmlns:ns1="[^"]+"/);
  });
});

describe('versions in the path', () => {
  const strict = (version: string) => createJudge(wsdlOfVersion(marketoWsdl, readServiceVersion(version)!));

  test.each(['2_1', '2_2', '2_3', '2_6'])(
    '%s gets no marketoGUID, and answers by its own schema',
    async (version) => {
      const world = sandboxAt();
      const judge = strict(version);
      for (const [name, values] of [
        ['getLeadActivity', key('EMAIL', 'leademail@company.com')],
        ['getLeadChanges', { startPosition: { oldestCreatedAt: '2026-03-09T00:00:00Z' } }],
        [
          'deleteMObjects',
          { mObjectList: { mObject: [{ type: 'Opportunity', externalKey: { name: 'a', value: 'b' } }] } },
        ],
      ] as const) {
        const request = new Request(URL_3_1.replace('3_1', version), {
          method: 'POST',
          headers: { 'Content-Type': 'text/xml' },
          body: envelopeOf(name, values as Values, NOW),
        });
        const answer = await readAnswer(await world.sandbox.handle(request));
        expect(answer.message).toBeUndefined();
        expect(answer.text).not.toContain('marketoGUID');
        expect(judge(answer.text)).toEqual([]);
      }
    },
  );

  test.each(['3_1', '3_0', '4_0', 'latest'])('%s answers as 3_1', async (version) => {
    const request = new Request(URL_3_1.replace('3_1', version), {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' },
      body: envelopeOf('getLeadActivity', key('EMAIL', 'leademail@company.com'), NOW),
    });
    expect(await (await sandboxAt().sandbox.handle(request)).text()).toContain('<marketoGUID>');
  });

  test.each(['2_1', '2_2', '2_3', '2_7', '3_0', '3_1'])(
    'the WSDL of %s says what its contract says',
    async (segment) => {
      const version = readServiceVersion(segment)!;
      const read = readWsdl(wsdlOfVersion(marketoWsdl, version));
      expect(read.ok && read.contract.types).toEqual(contractOfVersion(marketo, version).types);
      const response = await sandboxAt().sandbox.handle(
        new Request(`${URL_3_1.replace('3_1', segment)}?WSDL`),
      );
      const served = readWsdl(await response.text());
      expect(served.ok && served.contract.service.address).toBe(URL_3_1.replace('3_1', segment));
      expect(served.ok && 'marketoGUID' in fieldsOf(served.contract, 'ActivityRecord')).toBe(segment >= '3');
      expect(served.ok && 'activityNameFilter' in fieldsOf(served.contract, 'ParamsGetLeadChanges')).toBe(
        segment >= '2_3',
      );
    },
  );

  function fieldsOf(contract: typeof marketo, type: string): Record<string, unknown> {
    return Object.fromEntries((contract.types[type]?.fields ?? []).map((field) => [field.name, field]));
  }
});

describe('the served WSDL', () => {
  test('documents each operation where tools look for it, and holds nothing of the playground', async () => {
    const response = await sandboxAt().sandbox.handle(new Request(`${URL_3_1}?WSDL`));
    const text = await response.text();
    expect(text).not.toMatch(/xmlns:play|<play:|appinfo|playground/);
    const portType = text.slice(text.indexOf('<wsdl:portType'), text.indexOf('</wsdl:portType>'));
    expect(
      portType.match(
        /<wsdl:operation name="\w+">\s*<wsdl:documentation>[^<]{20,}<\/wsdl:documentation>\s*<wsdl:input/g,
      ),
    ).toHaveLength(23);
    const read = readWsdl(text);
    expect(read.ok && Object.keys(read.contract.types)).toEqual(Object.keys(marketo.types));
  });
});

describe('headers that have to be understood', () => {
  const withHeader = (header: string) =>
    envelopeOf('getLead', key('EMAIL', 'joe@marketo.com'), NOW).replace(
      '<SOAP-ENV:Header>',
      `<SOAP-ENV:Header>${header}`,
    );
  const must = 'SOAP-ENV:mustUnderstand="1"';

  test.each([
    ['from nowhere', `<x:Trace xmlns:x="urn:x" ${must}/>`],
    ['of WS-Security', `<w:Security xmlns:w="http://docs.oasis-open.org/wss" ${must}><w:A/></w:Security>`],
    [
      'for the next node',
      `<x:T xmlns:x="urn:x" ${must} SOAP-ENV:actor="http://schemas.xmlsoap.org/soap/actor/next"/>`,
    ],
    ['with a known name in another namespace', `<x:AuthenticationHeader xmlns:x="urn:x" ${must}/>`],
  ])('%s: a fault MustUnderstand', async (_, header) => {
    const response = await send(sandboxAt(), withHeader(header));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toMatch(/<faultcode>SOAP-ENV:MustUnderstand<\/faultcode>/);
    expect(text).not.toContain('<detail');
  });

  test.each([
    ['that need not be', '<x:Trace xmlns:x="urn:x"/>'],
    ['that need not be, said with 0', '<x:Trace xmlns:x="urn:x" SOAP-ENV:mustUnderstand="0"/>'],
    ['for somebody else', `<x:T xmlns:x="urn:x" ${must} SOAP-ENV:actor="http://proxy.example/"/>`],
    ['with an attribute of no namespace', '<x:T xmlns:x="urn:x" mustUnderstand="1"/>'],
    [
      'of the contract',
      `<c:MktowsContextHeader xmlns:c="http://www.marketo.com/mktows/" ${must}><targetWorkspace>Default</targetWorkspace></c:MktowsContextHeader>`,
    ],
  ])('%s: passed over', async (_, header) => {
    expect((await send(sandboxAt(), withHeader(header))).status).toBe(200);
  });

  test('the AuthenticationHeader may insist as well', async () => {
    const text = envelopeOf('getLead', key('EMAIL', 'joe@marketo.com'), NOW);
    expect(
      (await send(sandboxAt(), text.replace('AuthenticationHeader>', `AuthenticationHeader ${must}>`)))
        .status,
    ).toBe(200);
  });
});

describe('bodies in other encodings', () => {
  const named = (encoding: string) =>
    envelopeOf(
      'syncLead',
      {
        leadRecord: {
          Email: 'm@m.example',
          leadAttributeList: { attribute: [{ attrName: 'LastName', attrValue: 'Müller' }] },
        },
        returnLead: 'true',
      },
      NOW,
    ).replace('encoding="UTF-8"', `encoding="${encoding}"`);
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

  test.each([
    ['ISO-8859-1 by its content type', latin(named('ISO-8859-1')), 'text/xml; charset=ISO-8859-1'],
    ['ISO-8859-1 by its declaration', latin(named('ISO-8859-1')), 'text/xml'],
    ['windows-1252 by its declaration', latin(named('windows-1252')), 'application/xml'],
    [
      'UTF-8 by its content type, whatever Latin the declaration names',
      new TextEncoder().encode(named('ISO-8859-1')),
      'text/xml; charset=utf-8',
    ],
  ])('%s is decoded', async (_, bytes, type) => {
    const answer = await readAnswer(
      await send(sandboxAt(), bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type } }),
    );
    expect(answer.message).toBeUndefined();
    expect(answer.text).toContain('<attrValue>Müller</attrValue>');
  });

  test.each([
    ['UTF-8 bytes that the content type calls utf-16', named('UTF-8'), 'text/xml; charset=utf-16'],
    ['UTF-8 bytes that the declaration calls utf-16', named('UTF-16'), 'text/xml'],
    ['the same, with a content type that says utf-8', named('utf-16'), 'text/xml; charset=utf-8'],
    ['an encoding that is not read', named('UTF-8'), 'text/xml; charset=koi8-r'],
  ])('%s: fault 20018', async (_, text, type) => {
    const answer = await readAnswer(await send(sandboxAt(), text, { headers: { 'Content-Type': type } }));
    expect(answer.code).toBe('20018');
  });
});

describe('packed bodies', () => {
  const text = () => envelopeOf('getLead', key('EMAIL', 'joe@marketo.com'), NOW);
  const packed = (pack: (bytes: Buffer) => Buffer, body = text()) => new Uint8Array(pack(Buffer.from(body)));

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('%s is unpacked', async (coding, pack) => {
    const response = await send(sandboxAt(), packed(pack), { headers: { 'Content-Encoding': coding } });
    expect((await readAnswer(response)).message).toBeUndefined();
  });

  test('no further than the limit', async () => {
    const bomb = packed(gzipSync, ' '.repeat(MAX_REQUEST + 1));
    expect(bomb.byteLength).toBeLessThan(MAX_REQUEST / 100);
    expect((await send(sandboxAt(), bomb, { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(413);
  });

  test.each([
    ['what is not packed at all', 'gzip', 400],
    ['a coding that is not read', 'br', 415],
  ])('%s is refused with a sentence', async (_, coding, status) => {
    const response = await send(sandboxAt(), text(), { headers: { 'Content-Encoding': coding } });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(coding);
  });
});

describe('a state to import', () => {
  test.each(['\u0000', '\u0007', '\ud800', '\uffff'])('is refused with the character %j', (character) => {
    const { sandbox } = sandboxAt();
    const before = sandbox.exportState();
    const bad = before.replace('"program": "', `"program": "${JSON.stringify(character).slice(1, -1)}`);
    expect(bad).not.toBe(before);
    const result = sandbox.importState(bad);
    expect(result.ok || result.message).toMatch(/U\+[0-9A-F]{4}/);
    expect(sandbox.exportState()).toBe(before);
  });
});
