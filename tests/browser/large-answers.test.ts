import { answerOf } from '../bench/answer-text';
import { expect, test } from './support/playground';

test('of an answer of 20 MB the beginning is shown, more on demand, and the place of any row of its table', async ({
  playground,
  page,
}) => {
  const { text, leads } = answerOf(20_000_000);
  await page.route('**/proxy', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 200, contentType: 'text/xml; charset=utf-8', body: text })
      : route.continue(),
  );
  await playground.editorsReady();
  await playground.send();
  const { response } = playground;
  await expect(response).toContainText('The first 4.0 of 20.0 million characters.');
  await response.getByRole('button', { name: 'Show more' }).click();
  await expect(response).toContainText('The first 8.0 of 20.0 million characters.');

  await response.getByRole('tab', { name: 'Table' }).click();
  await expect(response).toContainText(`${leads.toLocaleString('en')} leads`);
  await expect(response).not.toContainText('million characters');
  const grid = response.getByRole('grid');
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
  await expect(response.getByRole('tab', { name: 'XML', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(response).not.toContainText('million characters');
  await expect(response.locator('.view-lines')).toContainText(`of ${leads}`);
  expect(await playground.copied('Copy response')).toHaveLength(text.length);
});
