import { describe, expect, test } from 'vitest';
import { knownActivityName } from '#src/contract/activity-types';
import { campaignName } from '#src/sandbox/store/campaigns';
import { valueOf } from '#src/sandbox/store/custom-objects';
import { isObjectValue, OPPORTUNITY_FIELDS, ROLE_FIELDS } from '#src/sandbox/store/object-fields';
import { seedStore } from '#src/sandbox/seed/seed';
import { NOW } from './requests';

const store = seedStore(1, NOW);
const { programs, campaigns, lists, mObjects, companies, customObjects } = store;

/** Everything of these areas that an export holds. */
const areasOf = (seed: number, epoch: number) => {
  const { parts } = seedStore(seed, epoch);
  return ['programs', 'campaigns', 'mObjects', 'customObjects'].map((name) => parts[name]?.dump());
};

describe('the seeded programs, campaigns and objects', () => {
  test('are the same for the same seed and time, and others for another seed', () => {
    expect(areasOf(1, NOW)).toEqual(areasOf(1, NOW));
    expect(areasOf(2, NOW)).not.toEqual(areasOf(1, NOW));
  });

  test.each([NOW, Date.parse('2013-06-01T00:00:00Z'), Date.parse('2031-01-01T00:00:00Z')])(
    'have no times after their beginning at %d',
    (epoch) => {
      const world = seedStore(1, epoch);
      const roadshow = world.customObjects.type('RoadShow')!;
      const all = [
        ...world.programs.all(),
        ...world.mObjects.opportunities(),
        ...world.mObjects.roles(),
        ...world.customObjects.find(roadshow, new Map()),
      ];
      expect(all.length).toBeGreaterThan(400);
      for (const { createdAt, updatedAt } of all) {
        expect(createdAt).toBeLessThanOrEqual(updatedAt);
        expect(updatedAt).toBeLessThanOrEqual(epoch);
      }
    },
  );

  test.each(['Trav-Demo-Program', 'SMSProgram', 'elizprogramtest', 'elizprogramtest2', 'elizprogramtest3'])(
    'the documented program %s is there',
    (name) => {
      expect(programs.byName(name)?.name).toBe(name);
    },
  );

  test('the documented ids, tokens and costs of programs are there', () => {
    const ids = programs.all().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1970]));
    expect(programs.byName('Trav-Demo-Program')?.tokens.map(([name]) => name)).toEqual([
      '{{my.message}}',
      '{{my.other token}}',
    ]);
    expect(programs.byId(1970)?.costs).toContainEqual(
      expect.objectContaining({ id: 153, month: '2013-06-01' }),
    );
  });

  test('every campaign and list belongs to a program that is there', () => {
    for (const { program, name } of [...campaigns.all(), ...lists.all()]) {
      if (program !== undefined) expect(programs.byName(program)?.name, name).toBe(program);
    }
    const steps = campaigns.all().flatMap(({ flow }) => flow.map(({ type }) => type));
    expect(steps.map((type) => knownActivityName(type))).toEqual(steps);
  });

  test("every campaign that the leads' history names is there", () => {
    const named = new Set(store.activities.all().flatMap(({ campaign }) => (campaign ? [campaign] : [])));
    const known = new Set(campaigns.all().map(campaignName));
    expect(named.size).toBeGreaterThan(3);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
  });

  test('tokens in the flow of a campaign are tokens of its program', () => {
    for (const { program, flow } of campaigns.all()) {
      const used = JSON.stringify(flow).match(/\{\{my\.[^{}]+\}\}/g) ?? [];
      const own = programs.byName(program ?? '')?.tokens.map(([name]) => name) ?? [];
      expect(used.filter((name) => !own.includes(name))).toEqual([]);
    }
  });

  test('opportunities have values that fit, a company that is there, and people who work for it', () => {
    for (const { id, attributes, companyId } of mObjects.opportunities()) {
      for (const [name, value] of Object.entries(attributes)) {
        const field = OPPORTUNITY_FIELDS.find((one) => one.name === name)!;
        expect(isObjectValue(field.type, value), `${name} = ${value}`).toBe(true);
      }
      const company = companies.byId(companyId ?? 0)?.name;
      const people = mObjects.rolesIn(id).map(({ leadId }) => store.leads.get(leadId)?.attributes.Company);
      expect(people.length).toBeGreaterThan(0);
      expect(new Set(people)).toEqual(new Set([company]));
    }
    expect(mObjects.opportunities().length).toBeGreaterThan(50);
  });

  test('a deal that is won is closed and sure', () => {
    const stages = new Set<string>();
    for (const { attributes } of mObjects.opportunities()) {
      stages.add(attributes.Stage ?? '');
      const left = Date.parse(attributes.CloseDate ?? '') - NOW;
      // On the very day it may be either.
      if (Math.abs(left) > 86_400_000) expect(attributes.IsClosed).toBe(String(left < 0));
      expect(attributes.IsWon).toBe(String(attributes.Stage === 'Closed Won'));
      if (attributes.IsWon === 'true') expect(attributes.Probability).toBe('100');
    }
    expect(stages.size).toBeGreaterThan(3);
  });

  test('roles have values that fit and begin when both ends are there', () => {
    for (const { attributes, opportunityId, leadId, createdAt } of mObjects.roles()) {
      for (const [name, value] of Object.entries(attributes)) {
        const field = ROLE_FIELDS.find((one) => one.name === name)!;
        expect(isObjectValue(field.type, value), `${name} = ${value}`).toBe(true);
      }
      expect(createdAt).toBeGreaterThanOrEqual(mObjects.opportunity(opportunityId)!.createdAt);
      expect(createdAt).toBeGreaterThanOrEqual(store.leads.get(leadId)!.createdAt);
    }
  });

  test('every record of a custom object belongs to a lead', () => {
    for (const name of ['Roadshow', 'Purchase']) {
      const type = customObjects.type(name)!;
      const records = customObjects.find(type, new Map());
      expect(records.length).toBeGreaterThan(50);
      for (const record of records) {
        expect(store.leads.get(Number(valueOf(type, record, type.link)))).toBeDefined();
      }
    }
  });
});
