import { expect, test } from './support/playground';

test('the REST tab shows the calls that replace the request, with its values, and where each field went', async ({
  playground,
}) => {
  const inspector = await playground.inspect('REST');
  const calls = inspector.getByRole('region', { name: 'REST calls' });
  await expect(calls.getByRole('listitem').first()).toContainText('/identity/oauth/token');
  await expect(calls).toContainText('/rest/v1/');
  await expect(calls).toContainText('Differences that bite');
  const fields = inspector.getByRole('region', { name: 'Where each field went' });
  await expect(fields.getByRole('row').nth(1)).toContainText('→');
  await expect(fields).toContainText('mktowsUserId');
  await expect(calls.getByRole('button', { name: 'Copy as cURL' })).toBeEnabled();

  await fields.getByLabel('Names of your own fields').fill('no');
  await expect(fields.getByRole('status')).toContainText('This is not JSON');
});
