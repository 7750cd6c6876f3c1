import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chrome.exe',
  'msedge.exe',
];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? '', 'Google/Chrome/Application/chrome.exe'),
  join(process.env['PROGRAMFILES(X86)'] ?? '', 'Google/Chrome/Application/chrome.exe'),
  join(process.env.LOCALAPPDATA ?? '', 'Google/Chrome/Application/chrome.exe'),
];

/** The path of a Chromium or Chrome on this machine: from `CHROME_PATH`, Playwright's own, or an installed one. */
export function findBrowser(): string | undefined {
  return [process.env.CHROME_PATH, chromium.executablePath(), ...onPath(NAMES), ...PLACES].find(isProgram);
}

/** The same Chromium without what only a window needs, which takes two thirds of the time; any other where it is not there. */
export function findHeadlessBrowser(): string | undefined {
  return process.env.CHROME_PATH ?? onPath(['chromium-headless-shell']).find(isProgram) ?? findBrowser();
}

function onPath(names: readonly string[]): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

/**
 * Finds a browser, or gets one: through Playwright, or else through apt for root on Debian or Ubuntu.
 *
 * @throws Error with a sentence for the user when no browser can be had.
 */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log('No Chromium or Chrome is installed; getting one.');
  run('npx', ['playwright', 'install', 'chromium']);
  if (!findBrowser() && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  }
  const got = findBrowser();
  if (got) return got;
  throw new Error(
    'The browser tests need Chromium or Chrome: none is installed, and none could be downloaded. ' +
      'Install one, or set CHROME_PATH to its program file.',
  );
}

function run(command: string, args: string[]) {
  spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
}

function isProgram(path: string | undefined): path is string {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
