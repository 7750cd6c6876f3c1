import { describe, expect, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { activityDisplayName, activityNames } from '#src/contract/activity-types';
import { isStorable, LEAD_FIELDS, leadField } from '#src/sandbox/store/fields';
import { createRandom } from '#src/sandbox/seed/random';
import { seedStore } from '#src/sandbox/seed/seed';
import { NOW } from './requests';

const store = seedStore(1, NOW);
const known = store.leads.all().filter((lead) => !lead.anonymous);

describe('the seeded world', () => {
  test('is the same for the same seed and time, and another for another seed', () => {
    const worldOf = (seed: number, epoch: number) => {
      const { leads, activities, lists } = seedStore(seed, epoch);
      return { leads: leads.all(), activities: activities.all(), lists: lists.dump() };
    };
    expect(worldOf(1, NOW)).toEqual(worldOf(1, NOW));
    expect(worldOf(2, NOW).leads).not.toEqual(worldOf(1, NOW).leads);
  });

  test('moves with its time: nothing lies in its future, much in its last days', () => {
    for (const epoch of [NOW, Date.parse('2031-01-01T00:00:00Z'), Date.parse('2013-08-02T15:50:00-07:00')]) {
      const { leads, activities } = seedStore(1, epoch);
      for (const lead of leads.all()) {
        expect(lead.createdAt).toBeLessThanOrEqual(lead.updatedAt);
        expect(lead.updatedAt).toBeLessThanOrEqual(epoch);
      }
      expect(activities.all().every(({ at }) => at <= epoch)).toBe(true);
      expect(activities.between(epoch - 7 * 86_400_000, epoch).length).toBeGreaterThan(100);
    }
  });

  test('has at least 2,500 known leads with ids and addresses of their own', () => {
    expect(known.length).toBeGreaterThanOrEqual(2_500);
    expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    const shared = known.length - new Set(known.map(({ email }) => email)).size;
    expect(shared).toBe(1);
  });

  test('has only fields that exist, with values that fit', () => {
    for (const { attributes } of store.leads.all()) {
      for (const [name, value] of Object.entries(attributes)) {
        expect(isStorable(leadField(name)!.type, value) && value !== '', `${name} = ${value}`).toBe(true);
      }
    }
  });

  test('made-up addresses belong to nobody', () => {
    const documented = /@(company|marketo|etestd\.marketo|t)\.(com|net)$/;
    for (const { email } of known)
      expect(email).toMatch(documented.test(email) ? documented : /^[a-z0-9.-]+@[a-z]+\.example$/);
  });

  test.each([
    [2, 'winner@company.com'],
    [15, 'loser1@company.com'],
    [16, 'loser2@company.com'],
    [65_835, 'formtest1@marketo.com'],
    [67_508, 'joe@marketo.com'],
    [87_710, 'notamember@company.com'],
    [318_815, 'fromapi@company.com'],
    [1_089_946, 'member@company.com'],
    [1_089_965, 'rufus@marketo.com'],
    [1_090_177, 'roadshow@company.com'],
  ])('lead %d of the documentation is there', (id, email) => {
    expect(store.leads.get(id)?.email).toBe(email);
  });

  test.each(
    ['leademail', 'lead', 'anotherlead']
      .map((name) => `${name}@company.com`)
      .concat('em1000@etestd.marketo.net', 'em1001@etestd.marketo.net'),
  )('%s of the documentation is there', (email) => {
    expect(store.leads.byEmail(email)).toHaveLength(1);
  });

  test('the lead that the example updates is there', () => {
    expect(store.leads.byEmail('t@t.com')).toHaveLength(1);
  });

  test('every activity belongs to a lead, after its arrival, under an id of its own', () => {
    const all = store.activities.all();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { leadId, at } of all) {
      const lead = store.leads.get(leadId)!;
      expect(at).toBeGreaterThanOrEqual(lead.createdAt);
    }
    const names = new Set(activityNames(marketo));
    expect(all.filter(({ type }) => !names.has(type))).toEqual([]);
  });

  test('ids of activities grow with time', () => {
    const ids = store.activities.all().map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('members of lists are leads, and joined when they were', () => {
    for (const { members } of store.lists.all()) {
      for (const [id, joined] of members) {
        expect(joined).toBeGreaterThanOrEqual(store.leads.get(id)!.createdAt);
        expect(joined).toBeLessThanOrEqual(NOW);
      }
    }
    expect(store.lists.inDatabase('Trav-Test-List')).toBeDefined();
    expect(store.lists.inProgram('Trav-Demo-Program', 'Trav-Test-List')).toBeDefined();
    expect(store.lists.byFullName('SMSProgram.listForTesting')?.members.size).toBeGreaterThan(100);
  });
});

describe('what the world is made of', () => {
  test('names and display names of fields are unique', () => {
    expect(new Set(LEAD_FIELDS.map(({ name }) => name)).size).toBe(LEAD_FIELDS.length);
    expect(new Set(LEAD_FIELDS.map(({ display }) => display.toLowerCase())).size).toBe(LEAD_FIELDS.length);
  });

  test.each([
    ['VisitWebpage', 'Visit Webpage'],
    ['AddtoSFDCCampaign', 'Add to SFDC Campaign'],
    ['EnrichWithDatacom', 'Enrich with Data.com'],
    ['NewSFDCOpprtnty', 'New SFDC Opportunity'],
    ['ResolveRuleset', undefined],
  ])('the activity type %s is shown as %s', (type, name) => {
    expect(activityDisplayName(type)).toBe(name);
  });

  test("most values of the contract's ActivityType have a display name", () => {
    const values = marketo.enumerations.ActivityType!.values.map(({ value }) => value);
    const without = values.filter((value) => activityDisplayName(value) === undefined);
    expect(without).toEqual([
      'Wait',
      'RunSubflow',
      'ResolveConflicts',
      'DeleteLead',
      'ChangeLeadPartition',
      'ComputeDataValue',
      'ResolveRuleset',
      'SmartCampaignTest',
      'SmartCampaignTestTrigger',
    ]);
  });

  test('random numbers are spread, and streams differ', () => {
    const random = createRandom(1, 5);
    const numbers = Array.from({ length: 10_000 }, random);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
    expect(Math.min(...numbers) >= 0 && Math.max(...numbers) < 1).toBe(true);
    expect(createRandom(1, 6)()).not.toBe(createRandom(1, 5)());
  });
});
