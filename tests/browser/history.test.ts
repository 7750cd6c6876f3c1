import type { Locator } from '@playwright/test';
import { expect, test, type Playground } from './support/playground';

const rows = (inspector: Locator) => inspector.locator('[data-call]');

async function sendTwo(playground: Playground): Promise<Locator> {
  await playground.send();
  await playground.openOperation('getLead');
  await playground.form.getByRole('textbox', { name: /^keyValue/ }).fill('nobody@nowhere.example');
  await playground.send();
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20103');
  const inspector = await playground.inspect('History');
  await expect(rows(inspector)).toHaveCount(2);
  return inspector;
}

test('History says what it is for while it is empty', async ({ playground }) => {
  const inspector = await playground.inspect('History');
  await expect(inspector.getByText('No calls yet')).toBeVisible();
});

test('every send is in History with operation, values, verdict, rows and time, also after a reload and in a second tab', async ({
  playground,
  page,
  context,
}) => {
  const inspector = await sendTwo(playground);
  const fault = rows(inspector).first();
  await expect(fault).toHaveAccessibleName(
    /\d\d:\d\d:\d\d getLead .*nobody@nowhere\.example.* 500 · 20103 Lead not found [\d,]+ ms/,
  );
  await expect(rows(inspector).last()).toHaveAccessibleName(/getMultipleLeads .* 200 .*leads [\d,]+ ms/);
  await page.reload();
  await expect(rows(inspector)).toHaveCount(2);
  const other = await context.newPage();
  await other.goto('/#operation/getLead/history');
  const theirs = other.locator('[data-call]');
  await expect(theirs).toHaveCount(2);
  await playground.send();
  await expect(theirs).toHaveCount(3);
  await expect(rows(inspector)).toHaveCount(3);
});

test('calls are found by words of request and answer, by being faults, and by being pinned', async ({
  playground,
}) => {
  const inspector = await sendTwo(playground);
  const find = inspector.getByRole('searchbox', { name: 'Find in history' });
  await find.fill('NOBODY');
  await expect(rows(inspector)).toHaveCount(1);
  // Of the answer.
  await find.fill('successGetMultipleLeads');
  await expect(rows(inspector)).toHaveAccessibleName(/getMultipleLeads/);
  await find.fill('nothing has this');
  await expect(inspector.getByText('No call has “nothing has this”.')).toBeVisible();
  await inspector.getByRole('button', { name: 'Show all' }).click();
  await expect(rows(inspector)).toHaveCount(2);
  await inspector.getByRole('button', { name: 'Faults' }).click();
  await expect(rows(inspector)).toHaveAccessibleName(/getLead /);
  await inspector.getByRole('button', { name: 'Pinned', exact: true }).click();
  await expect(inspector.getByText('No call is pinned.')).toBeVisible();
});

test('a call is named, pinned and deleted by keyboard, and what was deleted comes back', async ({
  playground,
  page,
}) => {
  const inspector = await sendTwo(playground);
  await inspector.getByRole('searchbox', { name: 'Find in history' }).focus();
  for (const _ of ['All', 'Faults', 'Pinned', 'Compare two…', 'Clear', 'the list'])
    await page.keyboard.press('Tab');
  await expect(rows(inspector).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(inspector).last()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Name and pin…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('before the repair');
  await page.keyboard.press('Enter');
  await expect(rows(inspector).last()).toBeFocused();
  await expect(rows(inspector).last()).toHaveAccessibleName(/before the repair/);
  await expect(inspector.getByRole('img', { name: 'pinned' })).toBeVisible();
  await inspector.getByRole('button', { name: 'Clear' }).click();
  await expect(rows(inspector)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(inspector)).toHaveCount(2);
  await rows(inspector).first().focus();
  await page.keyboard.press('Delete');
  await expect(rows(inspector)).toHaveCount(1);
  await expect(rows(inspector)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(inspector.getByText('No calls yet')).toBeVisible();
  await expect(inspector.getByRole('tab', { name: 'History' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(inspector)).toHaveAccessibleName(/before the repair/);
});

test('a call is opened as it was, with a way back, and is sent again', async ({ playground, page }) => {
  const inspector = await sendTwo(playground);
  const sent = await playground.copied('Copy request');
  await playground.form.getByRole('textbox', { name: /^keyValue/ }).fill('mine@nowhere.example');
  await expect.poll(() => playground.copied('Copy request')).toContain('mine@nowhere.example');
  const mine = await playground.copied('Copy request');
  await playground.openOperation('getMultipleLeads');
  await rows(inspector).first().click();
  await expect(page.getByRole('heading', { name: 'getLead', exact: true })).toBeVisible();
  expect(await playground.copied('Copy request')).toBe(sent);
  await expect(playground.response.locator('.chip')).toHaveText('500 · 20103');
  await expect(page.getByText(/^Opened getLead of \d/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'getMultipleLeads', exact: true })).toBeVisible();
  await playground.openOperation('getLead');
  expect(await playground.copied('Copy request')).toBe(mine);
  // The text that gave way was never sent: it is in the history, too.
  await expect(rows(inspector)).toHaveCount(3);
  await rows(inspector).last().hover();
  await inspector.getByRole('button', { name: 'Send again' }).last().click();
  await expect(rows(inspector)).toHaveCount(4);
  await expect(rows(inspector).first()).toHaveAccessibleName(/getMultipleLeads .* 200 /);
});

test('where the browser keeps nothing, History says so once and works until the page is left', async ({
  playground,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await page.reload();
  await playground.send();
  const inspector = await playground.inspect('History');
  await expect(rows(inspector)).toHaveCount(1);
  await expect(page.getByText(/keeps nothing on this device/)).toHaveCount(1);
});
