import { ensureBrowser } from './find-browser';

/** Runs once before the browser tests. */
export default function setup() {
  ensureBrowser();
}
