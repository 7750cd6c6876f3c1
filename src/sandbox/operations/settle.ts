import type { Store } from '../store';
import { settleImports } from './import-rows';
import { settleCampaigns } from './run-campaign';

/**
 * Lets everything happen that is due by now: campaigns at their times, each with the imports as they were then.
 *
 * @param now milliseconds since 1970.
 */
export function settle(store: Store, now: number): void {
  settleCampaigns(store, now);
  settleImports(store, now);
}
