import { expect, test, type Playground } from './support/playground';

/** The element that is a row of each operation's answer, and columns that its table has; no element for one single row. */
const TABLES: Readonly<Record<string, { readonly row?: string; readonly columns: readonly string[] }>> = {
  getLead: { row: 'leadRecord', columns: ['Id', 'Email', 'FirstName'] },
  getMultipleLeads: { row: 'leadRecord', columns: ['Id', 'Email'] },
  syncLead: { columns: ['leadId', 'status'] },
  syncMultipleLeads: { row: 'syncStatus', columns: ['leadId', 'status'] },
  mergeLeads: { columns: ['winningLeadId', 'status'] },
  getLeadActivity: { row: 'activityRecord', columns: ['id', 'activityDateTime', 'activityType'] },
  getLeadChanges: { row: 'leadChangeRecord', columns: ['id', 'activityDateTime', 'activityType'] },
  listOperation: { row: 'leadStatus', columns: ['keyType', 'keyValue', 'status'] },
  importToList: { columns: ['importStatus'] },
  getImportToListStatus: { columns: ['status'] },
  getCampaignsForSource: { row: 'campaignRecord', columns: ['id', 'name'] },
  requestCampaign: { columns: ['success'] },
  scheduleCampaign: { columns: ['success'] },
  listMObjects: { row: 'objects', columns: ['objects'] },
  describeMObject: { row: 'field', columns: ['name', 'dataType'] },
  getMObjects: { row: 'mObject', columns: ['type', 'id', 'Name'] },
  syncMObjects: { row: 'mObjStatus', columns: ['id', 'status'] },
  deleteMObjects: { row: 'mObjStatus', columns: ['id', 'status'] },
  getCustomObjects: { row: 'customObj', columns: ['MKTOID', 'rid'] },
  syncCustomObjects: { row: 'syncCustomObjStatus', columns: ['objTypeName', 'status'] },
  deleteCustomObjects: { row: 'syncCustomObjStatus', columns: ['objTypeName', 'status'] },
  getTags: { row: 'tag', columns: ['type', 'values'] },
  getChannels: { row: 'progressionStatusItem', columns: ['Status', 'Step'] },
};

for (const [name, table] of Object.entries(TABLES)) {
  test(`${name}: the example and each choice of it are answered, shown as a table, and there after a reload`, async ({
    playground,
    page,
  }) => {
    await playground.openOperation(name);
    await sendAndLook(playground, table);
    if (name === 'getLeadChanges') {
      await playground.form
        .getByRole('button', { name: /optional fields? not used/ })
        .last()
        .click();
      await playground.form.getByRole('button', { name: 'Add leadSelector' }).click();
      await sendAndLook(playground, table);
    }
    const kinds = playground.form.getByRole('radiogroup', { name: /^Type of / });
    for (let kind = 0; kind < (await kinds.getByRole('radio').count()); kind += 1) {
      await kinds.getByRole('radio').nth(kind).check({ force: true });
      await sendAndLook(playground, table);
      await eachAlternative(playground, table);
    }
    if ((await kinds.count()) === 0) await eachAlternative(playground, table);
    const text = await playground.copied('Copy request');
    await page.reload();
    await expect(playground.form.getByRole('heading', { name, exact: true })).toBeVisible();
    expect(await playground.copied('Copy request')).toBe(text);
  });
}

/** Of fields of which one is needed, each in turn. */
async function eachAlternative(playground: Playground, table: (typeof TABLES)[string]) {
  const choice = playground.form.getByRole('radiogroup', { name: /is needed$/ }).first();
  if ((await choice.count()) === 0) return;
  for (const radio of await choice.getByRole('radio').all()) {
    await radio.check({ force: true });
    await sendAndLook(playground, table);
  }
}

async function sendAndLook(playground: Playground, { row, columns }: (typeof TABLES)[string]) {
  const { response } = playground;
  const answered = playground.page.waitForResponse(
    (found) => found.request().method() === 'POST' && found.url().endsWith('/proxy'),
  );
  await playground.send();
  const answer = await (await answered).text();
  await expect(response.locator('.chip')).toHaveText('200');
  await response.getByRole('tab', { name: 'Table' }).click();
  const grid = response.getByRole('grid', { name: 'Rows of the answer' });
  const rows = row === undefined ? 1 : [...answer.matchAll(new RegExp(`<${row}[ />]`, 'g'))].length;
  expect(rows).toBeGreaterThan(0);
  await expect(grid).toHaveAttribute('aria-rowcount', `${rows + 1}`);
  for (const column of columns)
    await expect(grid.getByRole('columnheader', { name: column, exact: true })).toBeVisible();
}

test('lines that are pasted into a list become its values, and that can be undone', async ({
  playground,
  page,
}) => {
  await playground.editorsReady();
  const lines = Array.from({ length: 98 }, (_, index) => `lead${index}@company.com`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${lines.join('\r\n')}\n`);
  const last = playground.form.getByLabel('stringItem 2', { exact: true });
  await last.selectText();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(playground.form.getByText('98 values added.')).toBeVisible();
  await expect(last).toHaveValue('lead0@company.com');
  await expect
    .poll(() => playground.copied('Copy request'))
    .toContain('<stringItem>lead97@company.com</stringItem>');
  await playground.form.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => playground.copied('Copy request')).not.toContain('lead0@company.com');
  await expect(last).toHaveValue('joe@marketo.com');
});

test('a fault says its code, the service’s own words and what to do, and leads to the field', async ({
  playground,
}) => {
  await playground.openOperation('getMultipleLeads');
  await playground.form.getByRole('radio', { name: 'LastUpdateAtSelector' }).check({ force: true });
  await playground.form.getByRole('textbox', { name: /^oldestUpdatedAt/ }).fill('2020-01-01T00:00:00+00:00');
  await playground.send();
  await expect(playground.response.locator('.title')).toHaveText(/^20022: /);
  await expect(playground.response.locator('.own')).toContainText('(20022)”');
  await playground.response.getByRole('button', { name: 'Go to oldestUpdatedAt' }).click();
  await expect(playground.form.getByRole('textbox', { name: /^oldestUpdatedAt/ })).toBeFocused();
});

for (const [what, words] of [
  ['a fault', 'Authentication failed'],
  ['a dropped connection', 'The connection was dropped before an answer'],
  ['a truncated answer', 'The answer was cut off'],
] as const) {
  test(`${what} on purpose says that it was ordered`, async ({ playground, page }) => {
    await page.getByRole('tab', { name: 'Sandbox' }).click();
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByLabel('What goes wrong').selectOption({ label: what });
    if (what === 'a fault')
      await inspector.getByLabel('Fault code').selectOption({ label: '20014 Authentication failed' });
    await inspector.getByRole('button', { name: 'Order', exact: true }).click();
    await expect(inspector.getByText('Ordered.')).toBeVisible();
    await playground.send();
    await expect(playground.response.getByText('Ordered by you in Sandbox.')).toBeVisible();
    await expect(playground.response).toContainText(words);
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText('200');
  });
}

test('the page says in one sentence what it is', async ({ playground }) => {
  await expect(playground.response).toContainText(
    'Marketo’s SOAP API was switched off on 2026-07-31; a sandbox answers it here',
  );
});
