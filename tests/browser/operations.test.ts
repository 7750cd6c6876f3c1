import { expect, test, type Playground } from './support/playground';

/** The names as the page lists them: every one of them is opened, filled, sent and edited below. */
const OPERATIONS = [
  'getLead',
  'getMultipleLeads',
  'syncLead',
  'syncMultipleLeads',
  'mergeLeads',
  'getLeadActivity',
  'getLeadChanges',
  'listOperation',
  'importToList',
  'getImportToListStatus',
  'getCampaignsForSource',
  'requestCampaign',
  'scheduleCampaign',
  'listMObjects',
  'describeMObject',
  'getMObjects',
  'syncMObjects',
  'deleteMObjects',
  'syncCustomObjects',
  'getCustomObjects',
  'deleteCustomObjects',
  'getTags',
  'getChannels',
];

test('all 23 operations are listed', async ({ playground, page }) => {
  await expect(playground.form).toBeVisible();
  await playground.showOperations();
  const names = await page.getByRole('navigation', { name: 'Operations' }).locator('.name').allTextContents();
  expect([...names].sort()).toEqual([...OPERATIONS].sort());
  expect(names).toHaveLength(23);
});

for (const name of OPERATIONS) {
  test(`${name} can be opened, filled in every field, sent and edited by hand`, async ({ playground }) => {
    await playground.openOperation(name);
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText(/^200$/);

    await fillEverything(playground);
    const filled = await playground.copied('Copy request');
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText(/^(200|500 · \d{5})$/);

    await playground.editorsReady();
    const edited = filled.replace('</SOAP-ENV:Body>', '<!-- by hand --></SOAP-ENV:Body>');
    await playground.replaceRequest(edited);
    await playground.send();
    await expect(playground.response.locator('.chip')).toHaveText(/^(200|500 · \d{5})$/);
    expect(await playground.copied('Copy request')).toContain('<!-- by hand -->');
  });
}

/** Adds every optional field, round after round since added groups bring their own, then types into each empty input. */
async function fillEverything(playground: Playground) {
  const { form } = playground;
  await form.getByText('SOAP headers').click();
  const closed = form.getByRole('button', { name: /optional fields? not used/, expanded: false });
  const unused = form.locator('.unused li button');
  for (let added = 0; added < 40; added += 1) {
    while ((await closed.count()) > 0) await closed.first().click();
    if ((await unused.count()) === 0) break;
    await unused.first().click();
  }
  for (const input of await form.locator('input[type="text"]:visible, input:not([type]):visible').all()) {
    if ((await input.inputValue()) !== '') continue;
    const numeric = (await input.getAttribute('inputmode')) === 'numeric';
    await input.fill(numeric ? '7' : 'Über & <7>');
  }
}
