import { defineConfig } from '@playwright/test';
import { findHeadlessBrowser } from './tests/browser/support/find-browser';

// Two checkouts on one machine test side by side when each has its own.
const port = Number(process.env.TEST_PORT ?? 5199);

export default defineConfig({
  testDir: './tests/browser',
  globalSetup: './tests/browser/support/setup.ts',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  reporter: [['list']],
  // Two workers share a small machine with the server that they test.
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1280, height: 720 },
    // A trace doubles the time of every test; TRACE=1 keeps those of the tests that fail.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      // Asked again in each worker: the setup may have installed one meanwhile.
      executablePath: findHeadlessBrowser(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    // The README's own command: the built page, with proxy and sandbox.
    command: 'npm start',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
