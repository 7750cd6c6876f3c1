import type { Store } from '../store/store';
import { runDueImports } from './imports/import-rows';
import { runDueCampaigns } from './campaigns/run-campaign';

/**
 * Does everything that is due by now: campaigns at their times, each with the imports as they were then.
 *
 * @param now milliseconds since 1970.
 */
export function runDueWork(store: Store, now: number): void {
  runDueCampaigns(store, now);
  runDueImports(store, now);
}
