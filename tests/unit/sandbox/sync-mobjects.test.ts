import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import {
  attribs,
  deal,
  find,
  idsOf,
  key,
  linkedTo,
  newActivities,
  remove,
  role,
  sync,
  valuesOf,
  where,
  type World,
} from './mobject-requests';
import { call, listAt, NOW, sandboxAt } from './requests';

describe('syncMObjects of opportunities', () => {
  test('what is created is read back, with every standard field', async () => {
    const world = sandboxAt();
    const content = {
      Amount: '1000.50',
      CloseDate: '2014-03-31',
      Description: 'Two\nlines',
      ExpectedRevenue: '500',
      ExternalCreatedDate: '2014-01-02T03:04:05Z',
      Fiscal: '2014 1',
      FiscalQuarter: '1',
      FiscalYear: '2014',
      ForecastCategoryName: 'Best Case',
      IsClosed: 'false',
      IsWon: 'false',
      LastActivityDate: '2014-02-01',
      LeadSource: 'Web',
      Name: 'Q1 2014',
      NextStep: 'Call',
      Probability: '50',
      Quantity: '2.5',
      Stage: 'Proposal',
      Type: 'New Business',
    };
    const company = { mObjType: 'Company', id: '3' };
    const [status] = await sync(
      world,
      'INSERT',
      deal(content, { associationList: { mObjAssociation: [company] } }),
    );
    expect(status).toMatchObject({ status: 'CREATED' });
    const [found] = await find(world, 'Opportunity', { id: String(status?.id) });
    expect(valuesOf(found?.attribList)).toEqual(content);
    expect(listAt(found, 'associationList.mObjAssociation')).toEqual([company]);
    expect(Date.parse(String(found?.createdAt))).toBe(NOW);
  });

  test('INSERT skips what is there', async () => {
    const world = sandboxAt();
    const result = await sync(
      world,
      'INSERT',
      deal({ Name: 'A' }, { id: '4' }),
      deal({ Name: 'B' }, key('OPP-5003')),
      deal({ Name: 'C' }, key('NEW-1')),
      deal({ Name: 'D' }, key('NEW-1')),
      deal({ Name: 'E' }, { id: '999999' }),
    );
    expect(result.map(({ status }) => status)).toEqual([
      'SKIPPED',
      'SKIPPED',
      'CREATED',
      'SKIPPED',
      'FAILED',
    ]);
    expect(result[1]).toMatchObject({ id: '4', ...key('OPP-5003') });
    expect(result[4]?.error).toBe('There is no Opportunity with the id 999999');
    expect(valuesOf((await find(world, 'Opportunity', { id: '4' }))[0]?.attribList).Name).toBe(
      'Marketo - Second seat',
    );
  });

  test('UPDATE changes what is there, and skips what is not', async () => {
    const world = sandboxAt();
    world.clock.now += 60_000;
    const result = await sync(
      world,
      'UPDATE',
      deal({ Name: 'Fourth', Stage: '' }, { id: '4' }),
      deal({ Name: 'Fourth' }, { id: '4' }),
      deal({ Amount: '7' }, key('OPP-5006')),
      deal({ Name: 'X' }, { id: '999999' }),
      deal({ Name: 'X' }, key('nobody')),
      deal({ Name: 'X' }),
    );
    expect(result.map(({ status }) => status)).toEqual([
      'UPDATED',
      'UNCHANGED',
      'UPDATED',
      'SKIPPED',
      'SKIPPED',
      'FAILED',
    ]);
    expect(result.map(({ id }) => id)).toEqual(['4', '4', '7', '999999', null, null]);
    const [fourth] = await find(world, 'Opportunity', { id: '4' });
    expect(valuesOf(fourth?.attribList)).toMatchObject({ Name: 'Fourth', ExternalId: 'OPP-5003' });
    expect(valuesOf(fourth?.attribList)).not.toHaveProperty('Stage');
    expect(Date.parse(String(fourth?.updatedAt))).toBe(NOW + 60_000);
  });

  test('UPSERT does either, and of several with one key means the one added last', async () => {
    const world = sandboxAt();
    const [first] = await sync(world, 'UPSERT', deal({ Name: 'One' }, key('K', 'Contract')));
    const [again] = await sync(world, 'UPSERT', deal({ Name: 'Uno' }, key('K', 'Contract')));
    expect([first?.status, again?.status]).toEqual(['CREATED', 'UPDATED']);
    expect(again?.id).toBe(first?.id);
    const [twin] = await sync(world, 'INSERT', deal({ Name: 'Two', ExternalId: 'OPP-5003' }));
    const [last] = await sync(world, 'UPSERT', deal({ Name: 'Zwei' }, key('OPP-5003')));
    expect(last?.id).toBe(twin?.id);
    expect(idsOf(await find(world, 'Opportunity', key('OPP-5003')))).toEqual([4, Number(twin?.id)]);
  });

  test.each<[string, Values, RegExp]>([
    [
      'an attribute that is no field',
      deal({ Colour: 'red', Shape: 'round' }),
      /^Unknown attributes: Colour, Shape$/,
    ],
    ['an amount that is no number', deal({ Amount: 'much' }), /^Amount can't hold/],
    ['a date that is none', deal({ CloseDate: 'soon' }), /^CloseDate can't hold/],
    ['a text that is too long', deal({ Name: 'x'.repeat(256) }), /^Name can't hold/],
    ['half an external key', deal({}, key('')), /^externalKey has no name or value$/],
    ['an id as external key', deal({}, key('4', 'Id')), /^Id can't be an external key/],
    ['a key that is too long', deal({}, key('x'.repeat(256))), /^ExternalId can't be an external key/],
    [
      'a link to a lead',
      deal({}, { associationList: { mObjAssociation: [{ mObjType: 'Lead', id: '2' }] } }),
      /no association with Lead$/,
    ],
    [
      'a company that is not there',
      deal({}, { associationList: { mObjAssociation: [{ mObjType: 'Company', id: '9999' }] } }),
      /^There is no Company with the id 9999$/,
    ],
    [
      'a link to nothing',
      deal({}, { associationList: { mObjAssociation: [{ mObjType: 'Company' }] } }),
      /neither id nor externalKey$/,
    ],
  ])('%s fails that object alone', async (_what, bad, error) => {
    const world = sandboxAt();
    const before = (
      await find(world, 'Opportunity', where(['Created At', 'GE', new Date(NOW).toISOString()]))
    ).length;
    const result = await sync(world, 'UPSERT', bad, deal({ Name: 'Good' }));
    expect(result.map(({ status }) => status)).toEqual(['FAILED', 'CREATED']);
    expect(result[0]?.error).toMatch(error);
    expect(result[1]?.error).toBeUndefined();
    const after = await find(world, 'Opportunity', where(['Created At', 'GE', new Date(NOW).toISOString()]));
    expect(after).toHaveLength(before + 1);
  });

  test('an attribute that is no field becomes one where the choice says so', async () => {
    const world = sandboxAt(undefined, { settings: { choices: { unknownObjectFields: 'take' } } });
    const [status] = await sync(world, 'INSERT', deal({ Colour: 'red' }));
    expect(valuesOf((await find(world, 'Opportunity', { id: String(status?.id) }))[0]?.attribList)).toEqual({
      Colour: 'red',
    });
    const [nameless] = await sync(world, 'INSERT', deal({ '': 'red' }));
    expect(nameless?.status).toBe('FAILED');
  });

  test('a change is logged with everybody who has a role in it', async () => {
    const world = sandboxAt();
    await sync(world, 'UPDATE', deal({ Stage: 'Negotiation', Name: 'Renamed' }, { id: '7' }));
    expect(await newActivities(world, '1090177')).toEqual([
      [
        'Update Opportunity',
        expect.objectContaining({ 'Attribute Name': 'Stage', 'New Value': 'Negotiation' }),
      ],
      [
        'Update Opportunity',
        expect.objectContaining({ 'Old Value': 'Company - RoadShow package', 'New Value': 'Renamed' }),
      ],
    ]);
  });
});

describe('syncMObjects of roles', () => {
  test('an opportunity and its role are created in one call', async () => {
    const world = sandboxAt();
    const result = await sync(
      world,
      'UPSERT',
      deal({ Name: 'Both' }, key('BOTH-1')),
      role(
        { Role: 'Buyer', IsPrimary: 'true', ExternalCreatedDate: '2014-01-02T03:04:05Z' },
        {
          associationList: {
            mObjAssociation: [
              { mObjType: 'Opportunity', ...key('BOTH-1') },
              { mObjType: 'Lead', externalKey: { name: 'Email', value: 'rufus@marketo.com' } },
            ],
          },
        },
      ),
    );
    expect(result.map(({ status }) => status)).toEqual(['CREATED', 'CREATED']);
    const [found] = await find(world, 'OpportunityPersonRole', { id: String(result[1]?.id) });
    expect(valuesOf(found?.attribList)).toEqual({
      OpportunityId: String(result[0]?.id),
      PersonId: '1089965',
      Role: 'Buyer',
      IsPrimary: 'true',
      ExternalCreatedDate: '2014-01-02T03:04:05Z',
    });
    expect(await newActivities(world, '1089965')).toEqual([
      [
        'Add to Opportunity',
        expect.objectContaining({ 'Opportunity ID': String(result[0]?.id), Role: 'Buyer' }),
      ],
    ]);
  });

  test('a role is known by its opportunity, person and name', async () => {
    const world = sandboxAt();
    const same = { OpportunityId: '4', PersonId: '2', Role: 'Buyer' };
    const [created] = await sync(world, 'INSERT', role(same));
    const [skipped] = await sync(world, 'INSERT', role({ ...same, IsPrimary: 'true' }));
    const [updated] = await sync(world, 'UPSERT', role({ ...same, IsPrimary: 'true' }));
    const [unchanged] = await sync(world, 'UPDATE', role({ IsPrimary: 'true' }, { id: String(created?.id) }));
    const [other] = await sync(world, 'UPSERT', role({ ...same, Role: 'User' }));
    const all = [created, skipped, updated, unchanged, other];
    expect(all.map((one) => one?.status)).toEqual(['CREATED', 'SKIPPED', 'UPDATED', 'UNCHANGED', 'CREATED']);
    expect(new Set(all.slice(0, 4).map((one) => one?.id)).size).toBe(1);
    expect(other?.id).not.toBe(created?.id);
  });

  const ends = { OpportunityId: '4', PersonId: '2' };
  test.each<[string, string, Values, string, string?]>([
    ['no lead', 'INSERT', role({ OpportunityId: '4' }), 'FAILED', 'OpportunityId and PersonId are required'],
    ['nothing', 'UPDATE', role({}), 'FAILED', 'OpportunityId and PersonId are required'],
    [
      'an unknown lead',
      'INSERT',
      role({ ...ends, PersonId: '1' }),
      'FAILED',
      'There is no Lead with the id 1',
    ],
    [
      'an unknown deal',
      'INSERT',
      role({ ...ends, OpportunityId: '99999' }),
      'FAILED',
      'There is no Opportunity with the id 99999',
    ],
    [
      'an external key',
      'INSERT',
      role(ends, key('X')),
      'FAILED',
      'OpportunityPersonRole has no external key',
    ],
    [
      'a company',
      'INSERT',
      role(ends, { associationList: { mObjAssociation: [{ mObjType: 'Company', id: '1' }] } }),
      'FAILED',
      'OpportunityPersonRole has no association with Company',
    ],
    [
      'two deals',
      'INSERT',
      role(ends, { associationList: { mObjAssociation: [{ mObjType: 'Opportunity', id: '7' }] } }),
      'FAILED',
      'Two different objects are given as Opportunity',
    ],
    [
      'an end that is no number',
      'INSERT',
      role({ ...ends, PersonId: 'joe' }),
      'FAILED',
      "PersonId can't hold the value given",
    ],
    [
      'an unknown attribute',
      'INSERT',
      role({ ...ends, Colour: 'red' }),
      'FAILED',
      'Unknown attributes: Colour',
    ],
    [
      'an unknown id',
      'UPSERT',
      role(ends, { id: '99999' }),
      'FAILED',
      'There is no OpportunityPersonRole with the id 99999',
    ],
    ['an unknown id to update', 'UPDATE', role(ends, { id: '99999' }), 'SKIPPED'],
    ['a part that is not there', 'UPDATE', role({ ...ends, Role: 'Nobody' }), 'SKIPPED'],
    [
      'another lead for it',
      'UPDATE',
      role({ PersonId: '2' }, { id: '7' }),
      'FAILED',
      "The opportunity and the lead of a role can't be changed",
    ],
  ])('%s: %s', async (_what, operation, object, status, error) => {
    const [outcome] = await sync(sandboxAt(), operation, object);
    expect([outcome?.status, outcome?.error]).toEqual([status, error]);
  });

  test('roles go with a lead that is merged, and none is doubled', async () => {
    const world = sandboxAt();
    for (const OpportunityId of ['4', '7']) {
      await sync(world, 'INSERT', role({ OpportunityId, PersonId: '15', Role: 'Buyer' }));
    }
    await sync(world, 'INSERT', role({ OpportunityId: '4', PersonId: '2', Role: 'Buyer' }));
    await call(world, 'mergeLeads', {
      winningLeadKeyList: { attribute: [{ attrName: 'IDNUM', attrValue: '2' }] },
      losingLeadKeyLists: { keyList: [{ attribute: [{ attrName: 'IDNUM', attrValue: '15' }] }] },
    });
    const roles = await find(world, 'OpportunityPersonRole', {
      ...linkedTo({ mObjType: 'Lead', id: '2' }),
      ...where(['Role', 'EQ', 'Buyer']),
    });
    expect(roles.map(({ attribList }) => valuesOf(attribList).OpportunityId).sort()).toEqual(['4', '7']);
    expect(await find(world, 'OpportunityPersonRole', linkedTo({ mObjType: 'Lead', id: '15' }))).toEqual([]);
  });
});

describe('syncMObjects of programs', () => {
  const program = (...typeAttrib: Values[]): Values => ({
    type: 'Program',
    id: '1970',
    typeAttribList: { typeAttrib },
  });
  const cost = (values: Record<string, string>): Values => ({ attrType: 'Cost', attrList: attribs(values) });
  const tag = (values: Record<string, string>): Values => ({ attrType: 'Tag', attrList: attribs(values) });
  const detailsOf = async (world: World, type: string) => {
    const [found] = await find(world, 'Program', { id: '1970', includeDetails: 'true' });
    const details = listAt(found, 'typeAttribList.typeAttrib').filter(({ attrType }) => attrType === type);
    return details.map(({ attrList }) => valuesOf(attrList));
  };

  test('a cost with an Id is changed, one without is added', async () => {
    const world = sandboxAt();
    const result = await sync(
      world,
      'UPDATE',
      program(
        cost({ Id: '153', Month: '2013-06', Amount: '2500' }),
        cost({ Month: '2013-07-15', Amount: '10.50', Note: 'Tea' }),
      ),
    );
    expect(result).toEqual([{ id: '1970', status: 'UPDATED' }]);
    expect(await detailsOf(world, 'Cost')).toEqual([
      { Id: '153', Month: '2013-06-01', Amount: '2500', Note: 'Booth and travel' },
      { Id: '154', Month: '2013-07-01', Amount: '10.50', Note: 'Tea' },
    ]);
  });

  test('a tag is set in the spelling in which it is defined, one value for each type', async () => {
    const world = sandboxAt();
    const change = program(
      tag({ Type: 'content channel', Value: 'sem' }),
      tag({ Type: 'Owner', Value: 'Grace' }),
    );
    expect((await sync(world, 'UPDATE', change))[0]?.status).toBe('UPDATED');
    expect((await sync(world, 'UPDATE', change))[0]?.status).toBe('UNCHANGED');
    expect(await detailsOf(world, 'Tag')).toEqual([
      { Type: 'Channel', Value: 'Tradeshow' },
      { Type: 'Content Channel', Value: 'SEM' },
      { Type: 'Region', Value: 'North America' },
      { Type: 'Owner', Value: 'Grace' },
    ]);
  });

  test('attributes may come back as they were read', async () => {
    const world = sandboxAt();
    const [read] = await find(world, 'Program', { id: '1970' });
    const back = { type: 'Program', id: '1970', attribList: read?.attribList };
    expect((await sync(world, 'UPDATE', back))[0]?.status).toBe('UNCHANGED');
  });

  test.each<[string, string, Values, RegExp | undefined]>([
    ['INSERT', 'INSERT', { type: 'Program' }, /can only be updated/],
    ['UPSERT', 'UPSERT', program(), /can only be updated/],
    ['no id', 'UPDATE', { type: 'Program' }, /needs its id/],
    ['an external key', 'UPDATE', { ...program(), ...key('X') }, /no external key/],
    [
      'an association',
      'UPDATE',
      { ...program(), associationList: { mObjAssociation: [{ mObjType: 'Lead', id: '2' }] } },
      /no associations/,
    ],
    [
      'another name',
      'UPDATE',
      { ...program(), attribList: attribs({ Name: 'X' }) },
      /^Name of a Program can't be changed/,
    ],
    [
      'a token',
      'UPDATE',
      program({ attrType: 'Token', attrList: attribs({ Name: '{{my.x}}', Value: 'y' }) }),
      /^Token is no detail/,
    ],
    ['a cost without month', 'UPDATE', program(cost({ Amount: '1' })), /needs a Month/],
    ['a thirteenth month', 'UPDATE', program(cost({ Month: '2013-13-01', Amount: '1' })), /needs a Month/],
    [
      'a day that no calendar has',
      'UPDATE',
      program(cost({ Month: '2013-02-30', Amount: '1' })),
      /needs a Month/,
    ],
    ['a cost without amount', 'UPDATE', program(cost({ Month: '2013-06-01' })), /needs an Amount/],
    [
      'an amount that is no number',
      'UPDATE',
      program(cost({ Month: '2013-06-01', Amount: 'x' })),
      /needs an Amount/,
    ],
    [
      'a cost of another program',
      'UPDATE',
      program(cost({ Id: '151', Month: '2013-06-01', Amount: '1' })),
      /no Cost with the Id 151/,
    ],
    [
      'an unknown part',
      'UPDATE',
      program(cost({ Month: '2013-06-01', Amount: '1', Colour: 'red' })),
      /Unknown parts of a Cost: Colour/,
    ],
    ['half a tag', 'UPDATE', program(tag({ Type: 'Owner' })), /needs a Type and a Value/],
    [
      'a tag that is not defined',
      'UPDATE',
      program(tag({ Type: 'Owner', Value: 'Nobody' })),
      /no tag Owner with the value Nobody/,
    ],
    ['another channel', 'UPDATE', program(tag({ Type: 'Channel', Value: 'Blog' })), /no tag Channel/],
  ])('%s fails', async (_what, operation, object, error) => {
    const [outcome] = await sync(sandboxAt(), operation, object);
    expect(outcome?.status).toBe('FAILED');
    expect(outcome?.error).toMatch(error!);
  });

  test('a program that is not there is skipped, and one detail that is wrong keeps the others out', async () => {
    const world = sandboxAt();
    const result = await sync(
      world,
      'UPDATE',
      { type: 'Program', id: '1' },
      program(cost({ Month: '2013-06-01', Amount: '1' }), tag({ Type: 'Owner', Value: 'Nobody' })),
    );
    expect(result.map(({ status }) => status)).toEqual(['SKIPPED', 'FAILED']);
    expect(await detailsOf(world, 'Cost')).toHaveLength(1);
  });
});

describe('deleteMObjects', () => {
  test('what is deleted is gone, and so are the roles in it', async () => {
    const world = sandboxAt();
    const [fifth] = await find(
      world,
      'OpportunityPersonRole',
      linkedTo({ mObjType: 'Opportunity', id: '5' }),
    );
    const result = await remove(
      world,
      { type: 'Opportunity', id: '4' },
      { type: 'Opportunity', ...key('OPP-5006') },
      { type: 'OpportunityPersonRole', id: String(fifth?.id) },
      { type: 'Opportunity', id: '4' },
      { type: 'Opportunity', ...key('nobody') },
      { type: 'OpportunityPersonRole', id: '99999' },
      { type: 'Opportunity' },
      { type: 'OpportunityPersonRole' },
      { type: 'Program', id: '1003' },
    );
    expect(result.map(({ id, status }) => [id, status])).toEqual([
      ['4', 'DELETED'],
      ['7', 'DELETED'],
      [fifth?.id, 'DELETED'],
      ['4', 'UNCHANGED'],
      [null, 'UNCHANGED'],
      ['99999', 'UNCHANGED'],
      [null, 'FAILED'],
      [null, 'FAILED'],
      ['1003', 'FAILED'],
    ]);
    expect(idsOf(await find(world, 'Opportunity', where(['Id', 'LE', '8'])))).toEqual([1, 2, 3, 5, 6, 8]);
    const roles = await find(world, 'OpportunityPersonRole', where(['Id', 'LE', '8']));
    expect(roles.map(({ attribList }) => valuesOf(attribList).OpportunityId)).toEqual([
      '1',
      '2',
      '3',
      '6',
      '8',
    ]);
    expect(await newActivities(world, '1090177')).toEqual([
      ['Remove from Opportunity', expect.objectContaining({ 'Opportunity ID': '7' })],
    ]);
    expect(idsOf(await find(world, 'Program', { id: '1003' }))).toEqual([1003]);
  });

  test('an id is never given again, not even after an export', async () => {
    const world = sandboxAt();
    const [created] = await sync(world, 'INSERT', deal({ Name: 'Short-lived' }));
    await remove(world, { type: 'Opportunity', id: String(created?.id) });
    const other = sandboxAt();
    expect(other.sandbox.importState(world.sandbox.exportState())).toEqual({ ok: true });
    const [next] = await sync(other, 'INSERT', deal({ Name: 'Next' }));
    expect(Number(next?.id)).toBe(Number(created?.id) + 1);
  });
});

describe('the faults of syncMObjects and deleteMObjects', () => {
  const world = sandboxAt();
  const one = { mObjectList: { mObject: [deal({ Name: 'Never' })] } };
  test.each<[string, string, string, Values]>([
    ['20017', 'syncMObjects', 'no list', { operation: 'INSERT' }],
    ['20109', 'syncMObjects', 'an empty list', { mObjectList: {}, operation: 'INSERT' }],
    ['20017', 'syncMObjects', 'no operation', one],
    ['20109', 'syncMObjects', 'an empty operation', { ...one, operation: '' }],
    ['20114', 'syncMObjects', 'another operation', { ...one, operation: 'DELETE' }],
    [
      '20110',
      'syncMObjects',
      'an unknown type',
      { mObjectList: { mObject: [deal({ Name: 'Never' }), { type: 'Deal' }] }, operation: 'INSERT' },
    ],
    ['20017', 'syncMObjects', 'no type', { mObjectList: { mObject: [{ id: '4' }] }, operation: 'INSERT' }],
    [
      '20109',
      'syncMObjects',
      'a blank type',
      { mObjectList: { mObject: [{ type: ' ' }] }, operation: 'INSERT' },
    ],
    [
      '20110',
      'syncMObjects',
      '101 objects',
      {
        mObjectList: { mObject: Array.from({ length: 101 }, () => deal({ Name: 'Never' })) },
        operation: 'INSERT',
      },
    ],
    ['20017', 'deleteMObjects', 'no list', {}],
    ['20109', 'deleteMObjects', 'an empty list', { mObjectList: {} }],
    ['20109', 'deleteMObjects', 'a blank type', { mObjectList: { mObject: [{ type: '' }] } }],
    [
      '20110',
      'deleteMObjects',
      'an unknown type',
      {
        mObjectList: {
          mObject: [
            { type: 'Opportunity', id: '4' },
            { type: 'LeadRecord', id: '2' },
          ],
        },
      },
    ],
  ])('%s: %s with %s, and nothing has changed', async (code, name, _what, values) => {
    expect((await call(world, name, values)).code).toBe(code);
    expect(await find(world, 'Opportunity', where(['Name', 'EQ', 'Never']))).toEqual([]);
    expect(await find(world, 'Opportunity', { id: '4' })).toHaveLength(1);
  });

  test('100 objects are taken', async () => {
    const objects = Array.from({ length: 100 }, (_, index) => deal({ Name: `Bulk ${index}` }));
    const result = await sync(sandboxAt(), 'INSERT', ...objects);
    expect(new Set(result.map(({ status }) => status))).toEqual(new Set(['CREATED']));
    expect(new Set(result.map(({ id }) => id)).size).toBe(100);
  });
});
