import { describe, expect, test } from 'vitest';
import { failedRows } from '#src/guide/recipes/csv-of-leads';
import type { Recipe } from '#src/guide/recipes/recipe';
import { recipes } from '#src/guide/recipes/recipes';
import { RecipeRun } from '#src/guide/recipes/run-recipe';
import { NOW, sandboxAt } from '../../sandbox/requests';
import { inSandbox } from './in-sandbox';

function find(id: string): Recipe {
  const recipe = recipes.find((candidate) => candidate.id === id);
  if (!recipe) throw new Error(`There is no recipe ${id}.`);
  return recipe;
}

function initial(recipe: Recipe, more: Record<string, string> = {}): Record<string, string> {
  const own = recipe.inputs.map(({ id, initial }): [string, string] => [id, initial(NOW)]);
  return { ...Object.fromEntries(own), ...more };
}

async function run(id: string, more: Record<string, string> = {}) {
  const recipe = find(id);
  const ports = inSandbox();
  const run = new RecipeRun(recipe, ports);
  await run.run(initial(recipe, more));
  const last = recipe.steps.at(-1)?.id ?? '';
  return { run, ports, state: (step: string) => run.state(step), last: run.state(last) };
}

describe('every recipe', () => {
  // Fewer leads are enough to see a recipe run; how many ways there are to fetch them stays the same.
  const small: Record<string, Record<string, string>> = { 'fast-leads': { days: '1' } };

  test.each(recipes.map(({ id }) => id))(
    '%s runs to its end on a fresh sandbox, keeps what it says, and runs again from each step',
    async (id) => {
      const { run: done, ports } = await run(id, small[id]);
      const { steps } = done.recipe;
      expect(steps.map(({ id: step }) => [step, done.state(step).phase, done.state(step).message])).toEqual(
        steps.map(({ id: step }) => [step, 'done', undefined]),
      );
      for (const { id: step, gives } of steps)
        expect(Object.keys(done.state(step).findings.keep ?? {})).toEqual(expect.arrayContaining([...gives]));
      for (const { id: step } of steps) {
        // What a recipe changes is changed once; a second time begins with the same data.
        const again = done.recipe.writes ? await run(id, small[id]) : { run: done, ports };
        again.ports.calls.length = 0;
        await again.run.run(initial(done.recipe, small[id]), step);
        expect(again.ports.calls[0]?.step).toBe(step);
      }
    },
  );

  test.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
    'the steps of %s take only what earlier ones give, and are named once',
    (_, { steps }) => {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const [index, { takes }] of steps.entries()) {
        const given = steps.slice(0, index).flatMap(({ gives }) => gives);
        expect(given).toEqual(expect.arrayContaining([...takes]));
      }
    },
  );
});

describe('the answers that they find', () => {
  test('all programs, page after page, with tags, tokens and costs', async () => {
    const { last } = await run('all-programs');
    const { table } = last.findings;
    expect(table?.columns).toEqual(
      expect.arrayContaining(['id', 'Name', 'Type', 'Workspace Name', 'Tags', 'Costs']),
    );
    const row = table?.rows.find(([id]) => id === '1970');
    expect(row?.join('|')).toContain('RoadShow 2013');
    expect(row?.join('|')).toContain('Region: North America');
    expect(row?.join('|')).toContain('2013-06-01: 1750');
  });

  test('the requested mail and the replaced text stand in the lead’s activity', async () => {
    const { last } = await run('send-email-now', { text: 'Hello & <welcome>' });
    const rows = last.findings.table?.rows.map((row) => row.join('|')) ?? [];
    expect(rows.some((row) => row.includes('Send Email') && row.includes('Welcome Email'))).toBe(true);
    expect(rows.some((row) => row.includes('Hello & <welcome>'))).toBe(true);
  });

  test('a campaign that can’t be requested is said before anything is sent', async () => {
    const { state } = await run('send-email-now', { campaign: 'Nurture.Nothing' });
    expect(state('request')).toMatchObject({ phase: 'failed', calls: 0 });
    expect(state('request').message).toContain('Nurture.Nothing');
    expect(state('activity').phase).toBe('waiting');
  });

  test('the scheduled mail has the imported text and the token of the call', async () => {
    const { last, state } = await run('send-email-later', { text: 'For you, "only", today', seconds: '30' });
    expect(state('wait').findings.facts).toMatchObject({ status: 'COMPLETE', imported: '1' });
    const rows = last.findings.table?.rows.map((row) => row.join('|')) ?? [];
    expect(rows.some((row) => row.includes('For you, "only", today Until Monday.'))).toBe(true);
  });

  test('a bad row of a file is told, the others are kept, and the failed ones are a new file', async () => {
    const { last } = await run('csv-of-leads');
    expect(last.findings.table?.rows.map((row) => row.slice(0, 3))).toEqual([
      ['1', 'ann@example.com', 'CREATED'],
      ['2', 'bert@example.com', 'FAILED'],
      ['3', 'cleo@example.com', 'CREATED'],
    ]);
    const failed = last.findings.keep?.failed;
    const file = initial(find('csv-of-leads')).file ?? '';
    expect(failedRows(file, Array.isArray(failed) ? failed : [])).toEqual({
      columns: ['Email', 'FirstName', 'LastName', 'Company', 'LeadScore'],
      rows: [['bert@example.com', 'Bert', 'Möller', 'Example Ltd', 'many']],
    });
  });

  test('a file of 700 rows goes out in batches of at most 300', async () => {
    const rows = Array.from({ length: 700 }, (_, index) => `person${index}@example.com;N${index}`);
    const { last, ports } = await run('csv-of-leads', { file: ['E-mail;First Name', ...rows].join('\r\n') });
    expect(last.findings.facts).toMatchObject({ rows: 700, done: 700, failed: 0, batches: 3 });
    expect(ports.calls.filter(({ step }) => step === 'sync')).toHaveLength(3);
  });

  test.each([
    ['an unknown column', 'Email,Shoe size\na@example.com,42', 'Shoe size'],
    ['no rows', 'Email,FirstName', 'no rows'],
    ['no e-mail address', 'FirstName\nAnn', 'e-mail'],
    ['a row that is too long', 'Email\na@example.com,b', 'Row 1'],
  ])('a file with %s is refused before a lead is changed', async (_, file, word) => {
    const { state } = await run('csv-of-leads', { file });
    expect(state('fields')).toMatchObject({ phase: 'failed' });
    expect(state('fields').message).toContain(word);
    expect(state('sync').phase).toBe('waiting');
  });

  test('the position of the last change is kept, and later gives only what came after it', async () => {
    const world = sandboxAt();
    const ports = inSandbox(world);
    const recipe = find('changes-since');
    const changes = new RecipeRun(recipe, ports);
    await changes.run(initial(recipe));
    expect(Number(changes.state('changes').findings.facts?.changes)).toBeGreaterThan(0);
    expect(changes.state('later').findings.facts).toMatchObject({ changes: 0 });
    world.clock.now += 60_000;
    await ports.call(
      {
        step: '',
        operation: 'syncLead',
        values: {
          leadRecord: {
            Email: 'rufus@marketo.com',
            leadAttributeList: { attribute: [{ attrName: 'City', attrValue: 'Ghent' }] },
          },
          returnLead: 'false',
        },
      },
      new AbortController().signal,
    );
    await changes.run(initial(recipe), 'later');
    expect(changes.state('later').findings.facts).toMatchObject({ changes: 1 });
    expect(changes.state('later').findings.table?.rows[0]?.join('|')).toContain('New Value: Ghent');
  });

  test('duplicates become one lead that has what each of them knew', async () => {
    const { last, state } = await run('merge-duplicates');
    expect(state('find').findings.facts).toEqual({ leads: 2 });
    expect(last.findings.table?.rows[0]?.slice(1)).toEqual([
      'double@example.com',
      'Dana',
      'Ford',
      'Sample Inc',
      '5',
    ]);
  });

  test('custom objects are the same after they were deleted and made again', async () => {
    const { run: again, state } = await run('custom-objects-again');
    const before = state('read').findings.table;
    const ports = inSandbox();
    expect(before?.rows.length).toBeGreaterThan(1);
    expect(state('delete').findings.facts).toMatchObject({ failed: 0 });
    await again.run(initial(again.recipe));
    expect(state('read').findings.table?.rows.map((row) => [...row].sort())).toEqual(
      before?.rows.map((row) => [...row].sort()),
    );
    expect(ports.calls).toEqual([]);
  });

  test('why a lead is not in a list: it is no member, and what the log says', async () => {
    const { last, state } = await run('not-in-list', { list: 'Empty List' });
    expect(state('member').findings.facts).toEqual({ isMember: 'no' });
    expect(last.findings.facts).toMatchObject({ isMember: 'no', moves: 0 });
  });
});

test('every way to fetch leads finds the same ones; fewer fields are fewer bytes, larger pages fewer calls', async () => {
  const { run: done } = await run('fast-leads', { days: '7' });
  const measures = new Map(done.recipe.steps.map(({ id }) => [id, done.state(id).findings.measure]));
  const rows = [...measures.values()].map((measure) => measure?.rows);
  expect(new Set(rows).size).toBe(1);
  expect(rows[0]).toBeGreaterThan(300);
  const of = (id: string) => measures.get(id) ?? { bytes: 0, calls: 0 };
  expect(of('few-fields').bytes * 4).toBeLessThan(of('plain').bytes);
  expect(of('batch-1000').calls).toBeLessThan(of('batch-100').calls);
});

describe('a run', () => {
  test('stops in the middle, keeps what came, and goes on from there', async () => {
    const recipe = find('opportunity-without-crm');
    const ports = inSandbox();
    const run: RecipeRun = new RecipeRun(recipe, {
      ...ports,
      call: async (call) => {
        if (call.step === 'role') run.stop();
        return ports.call(call, new AbortController().signal);
      },
    });
    await run.run(initial(recipe));
    expect(recipe.steps.map(({ id }) => run.state(id).phase)).toEqual([
      'done',
      'done',
      'done',
      'stopped',
      'waiting',
    ]);
    expect(run.running).toBe(false);
    expect(run.canRunFrom('role')).toBe(true);
  });

  test('a step whose values are not there can’t be run from', async () => {
    const recipe = find('opportunity-without-crm');
    const run = new RecipeRun(recipe, inSandbox());
    expect(run.canRunFrom('role')).toBe(false);
    expect(run.canRunFrom('lead')).toBe(true);
    await run.run(initial(recipe), 'role');
    expect(run.state('role').phase).toBe('waiting');
  });

  test('a fault ends it at its step, with the service’s own message and code', async () => {
    const { state } = await run('opportunity-without-crm', { email: 'nobody@example.com' });
    expect(state('lead')).toMatchObject({ phase: 'failed', code: '20103' });
    expect(state('opportunity').phase).toBe('waiting');
  });
});
