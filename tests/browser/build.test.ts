import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, serveStatic, test } from './support/playground';

const DIST = join(import.meta.dirname, '../../dist');

test('the JavaScript that loads before the form is usable stays under 100 kB gzip', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
  expect(entries.length).toBeGreaterThan(0);
  // What an entry imports statically is loaded with it.
  const files = new Set(entries);
  for (const file of files) {
    for (const [, other] of readFileSync(join(DIST, file), 'utf8').matchAll(
      /(?:^|[;}])import(?:[^'"()]*from)?["']\.\/([^'"]+\.js)["']/g,
    )) {
      files.add(`assets/${other}`);
    }
  }
  const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);
  expect(size).toBeLessThan(100_000);
});

test('the built page has a policy without unsafe-eval and with Trusted Types', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8').replaceAll('&#39;', "'");
  expect(html).toContain("require-trusted-types-for 'script'");
  expect(html).not.toContain('unsafe-eval');
  expect(html).toContain("connect-src 'self'");
});

test('Monaco is one lazy script, for XML only', () => {
  const large = readdirSync(join(DIST, 'assets')).filter(
    (file) =>
      /\.js$/.test(file) && !/worker/.test(file) && statSync(join(DIST, 'assets', file)).size > 1_000_000,
  );
  expect(large).toEqual([expect.stringMatching(/^monaco-/)]);
});

test('a build also writes the sandbox as one file, which Node runs by itself', () => {
  const file = join(DIST, '../build/marketo-soap-sandbox.mjs');
  const help = execFileSync(process.execPath, [file, '--help'], { cwd: tmpdir(), encoding: 'utf8' });
  expect(help).toContain('node marketo-soap-sandbox.mjs [options]');
});

test('served as static files, the page answers from the sandbox inside it', async ({ page }) => {
  const site = await serveStatic('/somewhere/');
  try {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText('sandbox in the page')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Response', exact: true }).locator('.chip')).toHaveText(
      '200',
    );
  } finally {
    site.close();
  }
});

test('served as static files, a request is answered where the browser has no Request.body', async ({
  page,
}) => {
  const site = await serveStatic('/somewhere/');
  // As Firefox is. The sandbox's worker is where it matters.
  let patched = 0;
  await page.route(/sandbox\.worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    patched += 1;
    await route.fulfill({ response, body: `delete Request.prototype.body;\n${await response.text()}` });
  });
  try {
    await page.goto(site.url);
    const chip = page.getByRole('region', { name: 'Response', exact: true }).locator('.chip');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(chip).toHaveText('200');
    expect(patched).toBe(1);
  } finally {
    site.close();
  }
});
