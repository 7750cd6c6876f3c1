import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { LEAD_FIELDS } from '#src/sandbox/store/fields';
import { find, idsOf, linkedTo, valuesOf, where } from './mobject-requests';
import { at, call, listAt, sandboxAt } from './requests';

describe('listMObjects and describeMObject', () => {
  const world = sandboxAt();
  const KINDS = ['ActivityRecord', 'LeadRecord', 'Opportunity', 'OpportunityPersonRole'];
  const fieldsOf = async (objectName: string) => {
    const answer = await call(world, 'describeMObject', { objectName });
    return listAt(answer.values, 'result.metadata.fieldList.field');
  };

  test('the kinds come in the documented order', async () => {
    expect(at((await call(world, 'listMObjects', {})).values, 'result.objects')).toEqual(KINDS);
  });

  test.each(KINDS)('%s says what it is', async (objectName) => {
    const { values } = await call(world, 'describeMObject', { objectName });
    expect(at(values, 'result.metadata')).toMatchObject({
      name: objectName,
      isCustom: 'false',
      isVirtual: String(objectName.endsWith('Record')),
    });
    const fields = listAt(values, 'result.metadata.fieldList.field');
    expect(fields.filter(({ isPrimaryKey }) => isPrimaryKey === 'true').map(({ name }) => name)).toEqual([
      objectName === 'ActivityRecord' ? 'id' : 'Id',
    ]);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  });

  test('an ActivityRecord has the eleven documented fields', async () => {
    expect((await fieldsOf('ActivityRecord')).map(({ name, dataType }) => [name, dataType])).toEqual([
      ['id', 'integer'],
      ['activityDateTime', 'dateTime'],
      ['activityType', 'string'],
      ['mktgAssetName', 'string'],
      ['activityAttributes', 'Array'],
      ['campaign', 'string'],
      ['personName', 'string'],
      ['mktPersonId', 'integer'],
      ['foreignSysId', 'string'],
      ['orgName', 'string'],
      ['foreignSysOrgId', 'string'],
    ]);
  });

  test('a LeadRecord has every field that leads can have', async () => {
    const fields = await fieldsOf('LeadRecord');
    expect(fields.map(({ name }) => name)).toEqual(['Id', ...LEAD_FIELDS.map(({ name }) => name)]);
    expect(fields.find(({ name }) => name === 'FirstName')).toMatchObject({
      displayName: 'First Name',
      dataType: 'string',
      size: '255',
      isReadonly: 'false',
      isCustom: 'false',
    });
    expect(fields.find(({ name }) => name === 'Date_of_purchase')?.isCustom).toBe('true');
    expect(fields.find(({ name }) => name === 'AnonymousIP')?.isReadonly).toBe('true');
  });

  test('every attribute of an opportunity and of a role is described', async () => {
    for (const type of ['Opportunity', 'OpportunityPersonRole']) {
      const names = (await fieldsOf(type)).map(({ name }) => name);
      const used = (await find(world, type)).flatMap(({ attribList }) => Object.keys(valuesOf(attribList)));
      expect(used.filter((name) => !names.includes(name))).toEqual([]);
    }
    const name = (await fieldsOf('Opportunity')).find((field) => field.name === 'Name');
    expect(name).toMatchObject({ isName: 'true', dynamicFieldRef: null, description: null });
  });

  test.each([
    ['20110', { objectName: 'Program' }],
    ['20110', { objectName: 'toString' }],
    ['20109', { objectName: '' }],
    ['20017', {}],
  ])('answers %s to %j', async (code, values) => {
    const answer = await call(world, 'describeMObject', values);
    expect(answer.code).toBe(code);
    if (code === '20110') expect(answer.message).toBe('Object name is not valid (20110)');
  });
});

describe('getMObjects of programs', () => {
  const world = sandboxAt();

  test('the documented criteria are both met', async () => {
    const ids = idsOf(
      await find(world, 'Program', where(['Id', 'LE', '1010'], ['Name', 'NE', 'elizprogramtest'])),
    );
    expect(ids).toEqual([1003, 1004, 1005, 1007, 1008, 1009, 1010]);
  });

  test('the attributes have the documented names, and an event has its dates', async () => {
    const [plain, event] = await find(world, 'Program', where(['Id', 'GE', '1004'], ['Id', 'LE', '1005']));
    expect(valuesOf(plain?.attribList)).toEqual({
      Name: 'SMSProgram',
      Type: 'Marketing Program',
      'Workspace Id': '1',
      'Workspace Name': 'Default',
      'Tree Path': '/Marketing Activities/Default/SMSProgram',
      'Is Archived': 'false',
    });
    expect(valuesOf(event?.attribList)).toMatchObject({
      'Start Date': '2013-08-20',
      'End Date': '2013-08-20',
    });
    expect(plain?.typeAttribList).toBeUndefined();
  });

  test('with details come tags, tokens and costs', async () => {
    const detailsOf = async (id: string) => {
      const [program] = await find(world, 'Program', { id, includeDetails: 'true' });
      const details = listAt(program, 'typeAttribList.typeAttrib');
      return details.map(({ attrType, attrList }) => [attrType, valuesOf(attrList)]);
    };
    expect(await detailsOf('1970')).toEqual([
      ['Tag', { Type: 'Channel', Value: 'Tradeshow' }],
      ['Tag', { Type: 'Content Channel', Value: 'Event' }],
      ['Tag', { Type: 'Region', Value: 'North America' }],
      ['Cost', { Id: '153', Month: '2013-06-01', Amount: '1750', Note: 'Booth and travel' }],
    ]);
    expect(await detailsOf('1003')).toContainEqual([
      'Token',
      { Name: '{{my.message}}', Value: 'Thank you for trying the demo.' },
    ]);
  });

  const EVERY = [1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1970, 1971];
  test.each<[string, [string, string, string][], number[]]>([
    ['Id EQ', [['Id', 'EQ', '1970']], [1970]],
    ['Id LT', [['Id', 'LT', '1005']], [1003, 1004]],
    ['Id GT', [['Id', 'GT', '1010']], [1970, 1971]],
    ['Name EQ, in any case', [['Name', 'EQ', 'smsPROGRAM']], [1004]],
    ['CRM Id', [['CRM Id', 'EQ', '7015000000ROAD1AAQ']], [1970]],
    [
      'CRM Id NE, also for those without one',
      [['CRM Id', 'NE', '7015000000ROAD1AAQ']],
      EVERY.filter((id) => id !== 1970),
    ],
    ['CRM Id LT, never for those without one', [['CRM Id', 'LT', 'zzz']], [1970]],
    [
      'Created At, as a range',
      [
        ['Created At', 'GE', '2013-01-01T00:00:00Z'],
        ['Created At', 'LT', '2013-05-01T00:00:00Z'],
      ],
      [1970],
    ],
    ['Created At, to the second', [['Created At', 'EQ', '2013-04-15T10:00:00-05:00']], [1970]],
    ['Updated At', [['Updated At', 'GT', '2013-05-20']], [1971]],
    ['Tag Type', [['Tag Type', 'EQ', 'region']], [1970]],
    ['Tag Type NE', [['Tag Type', 'NE', 'Content Channel']], [1006, 1007, 1010]],
    ['Tag Value', [['Tag Value', 'EQ', 'sem']], [1008]],
    [
      'both, which mean one tag',
      [
        ['Tag Type', 'EQ', 'Content Channel'],
        ['Tag Value', 'EQ', 'Email'],
      ],
      [1003, 1005, 1009],
    ],
    [
      'both, the value not this one',
      [
        ['Tag Type', 'EQ', 'Content Channel'],
        ['Tag Value', 'NE', 'Email'],
      ],
      [1004, 1008, 1970, 1971],
    ],
    [
      'a type and the value of another',
      [
        ['Tag Type', 'EQ', 'Region'],
        ['Tag Value', 'EQ', 'Event'],
      ],
      [],
    ],
    [
      'the channel as a tag',
      [
        ['Tag Type', 'EQ', 'Channel'],
        ['Tag Value', 'EQ', 'Webinar'],
      ],
      [1005],
    ],
    ['Workspace Id', [['Workspace Id', 'EQ', '2']], []],
    ['Workspace Name', [['Workspace Name', 'EQ', 'default']], EVERY],
    [
      'Include Archive',
      [
        ['Include Archive', 'EQ', 'true'],
        ['Id', 'EQ', '1011'],
      ],
      [1011],
    ],
    ['Include Archive false', [['Include Archive', 'EQ', 'false']], EVERY],
    [
      'Include Archive NE false',
      [
        ['Include Archive', 'NE', 'false'],
        ['Id', 'EQ', '1011'],
      ],
      [1011],
    ],
  ])('finds by %s', async (_what, criteria, ids) => {
    expect(idsOf(await find(world, 'Program', where(...criteria)))).toEqual(ids);
  });

  test('archived programs are not found by mistake, and an external key finds none', async () => {
    expect(await find(world, 'Program', { id: '1011' })).toEqual([]);
    expect(await find(world, 'Program', { externalKey: { name: 'Name', value: 'SMSProgram' } })).toEqual([]);
  });
});

describe('getMObjects of opportunities and roles', () => {
  const world = sandboxAt();

  test('the documented opportunities are there, with roles of the same people', async () => {
    expect(idsOf(await find(world, 'Opportunity', { id: '4' }))).toEqual([4]);
    const [deal] = await find(world, 'Opportunity', { id: '7' });
    expect(valuesOf(deal?.attribList)).toMatchObject({
      Name: 'Company - RoadShow package',
      ExternalId: 'OPP-5006',
    });
    const [role] = await find(world, 'OpportunityPersonRole', linkedTo({ mObjType: 'Opportunity', id: '7' }));
    expect(valuesOf(role?.attribList)).toMatchObject({
      OpportunityId: '7',
      PersonId: '1090177',
      IsPrimary: 'true',
    });
    expect(listAt(role, 'associationList.mObjAssociation')).toEqual([
      { mObjType: 'Opportunity', id: '7' },
      { mObjType: 'Lead', id: '1090177' },
    ]);
  });

  test('an external key is a value of a field', async () => {
    const externalKey = { name: 'ExternalId', value: 'OPP-5003' };
    expect(idsOf(await find(world, 'Opportunity', { externalKey }))).toEqual([4]);
    expect(await find(world, 'Opportunity', { externalKey, id: '7' })).toEqual([]);
    expect(await find(world, 'OpportunityPersonRole', { externalKey })).toEqual([]);
  });

  test('associations find by lead, company and opportunity, by id or by external key, and all have to hold', async () => {
    const company = { mObjType: 'Company', externalKey: { name: 'Name', value: 'marketo' } };
    const joe = { mObjType: 'Lead', externalKey: { name: 'Email', value: 'joe@marketo.com' } };
    const key = { mObjType: 'Opportunity', externalKey: { name: 'ExternalId', value: 'OPP-5003' } };
    const deals = async (...links: Values[]) => idsOf(await find(world, 'Opportunity', linkedTo(...links)));
    expect(await deals(company)).toEqual([3, 4, 5, 6]);
    expect(await deals({ mObjType: 'Company', id: '1' })).toEqual([3, 4, 5, 6]);
    expect(await deals(joe)).toEqual([3, 4]);
    expect(await deals({ mObjType: 'Lead', id: '67508' })).toEqual([3, 4]);
    expect(await deals({ mObjType: 'Lead', externalKey: { name: 'LastName', value: 'Orante' } })).toEqual([
      3, 4,
    ]);
    expect(await deals(key)).toEqual([4]);
    expect(await deals(joe, key)).toEqual([4]);
    expect(await deals({ mObjType: 'Opportunity', id: '7' }, company)).toEqual([]);
    expect(await deals({ mObjType: 'Lead', id: '1' })).toEqual([]);
    expect(await deals({ mObjType: 'Lead', externalKey: { name: 'Shoe Size', value: '42' } })).toEqual([]);
    const roles = await find(world, 'OpportunityPersonRole', linkedTo(company, joe));
    expect(roles.map(({ attribList }) => valuesOf(attribList).OpportunityId)).toEqual(['3', '4']);
  });

  test('criteria compare the type, the stage and the role', async () => {
    const all = await find(world, 'Opportunity');
    const stage = (object: Values) => valuesOf(object.attribList).Stage;
    const lost = all.filter((object) => stage(object) === 'Closed Lost');
    const first100 = idsOf(lost);
    const found = idsOf(
      await find(
        world,
        'Opportunity',
        where(['Stage', 'EQ', 'closed lost'], ['Id', 'LE', String(all.at(-1)?.id)]),
      ),
    );
    expect(found).toEqual(first100);
    expect(first100.length).toBeGreaterThan(0);
    const renewals = await find(world, 'Opportunity', where(['Type', 'EQ', 'Renewal'], ['Name', 'GE', 'a']));
    expect(new Set(renewals.map(({ attribList }) => valuesOf(attribList).Type))).toEqual(
      new Set(['Renewal']),
    );
    const buyers = await find(world, 'OpportunityPersonRole', where(['Role', 'EQ', 'Evaluator']));
    expect(new Set(buyers.map(({ attribList }) => valuesOf(attribList).Role))).toEqual(
      new Set(['Evaluator']),
    );
  });

  test('pages of 100 hold everything once, and the last position leads to the end', async () => {
    const seen: number[] = [];
    let streamPosition: string | undefined;
    for (let more = true; more;) {
      const { values } = await call(world, 'getMObjects', { type: 'OpportunityPersonRole', streamPosition });
      const page = idsOf(listAt(values, 'result.mObjectList.mObject'));
      more = at(values, 'result.hasMore') === 'true';
      if (more) expect(page).toHaveLength(100);
      streamPosition = String(at(values, 'result.newStreamPosition'));
      expect(streamPosition).toMatch(/^[A-Za-z0-9+/]+=*$/);
      seen.push(...page);
    }
    expect(seen.length).toBeGreaterThan(150);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    const past = await call(world, 'getMObjects', { type: 'OpportunityPersonRole', streamPosition });
    expect(past.code).toBe('20123');
    const other = await call(world, 'getMObjects', { type: 'Opportunity', streamPosition });
    expect(other.code).toBe('20122');
    const narrowed = { type: 'OpportunityPersonRole', ...where(['Role', 'EQ', 'Evaluator']), streamPosition };
    expect((await call(world, 'getMObjects', narrowed)).code).toBe('20122');
  });

  test('a position past the end gets an empty page where the choice says so', async () => {
    const lenient = sandboxAt(undefined, { settings: { choices: { pastTheEnd: 'empty' } } });
    const first = await call(lenient, 'getMObjects', { type: 'Opportunity', id: '4' });
    const streamPosition = String(at(first.values, 'result.newStreamPosition'));
    const next = await call(lenient, 'getMObjects', { type: 'Opportunity', id: '4', streamPosition });
    expect(at(next.values, 'result')).toMatchObject({ returnCount: '0', hasMore: 'false' });
    expect(next.text).toContain('<mObjectList/>');
  });

  test.each<[string, Values]>([
    ['20017', {}],
    ['20109', { type: '' }],
    ['20110', { type: 'LeadRecord' }],
    ['20110', { type: 'opportunity' }],
    ['20114', { type: 'Opportunity', id: 'four' }],
    ['20114', { type: 'Opportunity', id: '4000000000' }],
    ['20109', { type: 'Opportunity', externalKey: { name: 'ExternalId', value: '' } }],
    ['20017', { type: 'Opportunity', externalKey: { name: 'ExternalId' } }],
    [
      '20017',
      { type: 'Opportunity', mObjCriteriaList: { mObjCriteria: [{ attrName: 'Id', comparison: 'EQ' }] } },
    ],
    ['20114', { type: 'Opportunity', ...where(['Id', 'LIKE', '1']) }],
    ['20114', { type: 'Opportunity', ...where(['Id', 'EQ', 'one']) }],
    ['20114', { type: 'Opportunity', ...where(['Created At', 'GT', 'yesterday']) }],
    ['20110', { type: 'Opportunity', ...where(['Role', 'EQ', 'X']) }],
    ['20110', { type: 'Opportunity', ...where(['toString', 'EQ', 'X']) }],
    ['20110', { type: 'Opportunity', ...where(['Include Archive', 'EQ', 'true']) }],
    ['20110', { type: 'OpportunityPersonRole', ...where(['Stage', 'EQ', 'X']) }],
    ['20110', { type: 'Program', ...where(['Stage', 'EQ', 'X']) }],
    ['20110', { type: 'Program', ...where(['Tag Type', 'EQ', 'X'], ['Tag Type', 'EQ', 'Y']) }],
    ['20110', { type: 'Program', ...where(['Tag Type', 'GT', 'X']) }],
    ['20114', { type: 'Program', ...where(['Include Archive', 'EQ', 'perhaps']) }],
    [
      '20110',
      {
        type: 'Opportunity',
        ...where(
          ...[1, 2, 3].map((year): [string, string, string] => ['Created At', 'GT', `200${year}-01-01`]),
        ),
      },
    ],
    ['20110', { type: 'Opportunity', ...linkedTo({ mObjType: 'Planet', id: '4' }) }],
    ['20110', { type: 'Opportunity', ...linkedTo({ mObjType: 'Lead' }) }],
    ['20110', { type: 'Program', ...linkedTo({ mObjType: 'Lead', id: '4' }) }],
    ['20122', { type: 'Opportunity', streamPosition: 'garbage' }],
    ['20122', { type: 'Opportunity', streamPosition: btoa('{"q":"x"}') }],
    ['20122', { type: 'Opportunity', streamPosition: 'ümlaut' }],
    ['20114', { type: 'Program', includeDetails: 'perhaps' }],
  ])('answers %s to %j', async (code, values) => {
    expect((await call(world, 'getMObjects', values)).code).toBe(code);
  });
});
