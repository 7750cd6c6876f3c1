import type { BridgeAnswer, BridgeHandlers } from '../operation';

/** Opportunities, roles and programs. */
export const bridgeMObjectHandlers = { listMObjects } satisfies BridgeHandlers;

/** The REST API has no such call; the names were the same everywhere (vendor's sample). */
function listMObjects(): Promise<BridgeAnswer<'listMObjects'>> {
  const objects = ['ActivityRecord', 'LeadRecord', 'Opportunity', 'OpportunityPersonRole'];
  return Promise.resolve({ result: { objects } });
}
