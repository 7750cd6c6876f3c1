import type { OperationName } from '../../contract/mktows-types';
import { fault } from '../../service/fault';
import type { BridgeHandler } from '../operation';
import { bridgeCampaignHandlers } from './campaigns/campaigns';
import { bridgeLeadActivityHandlers } from './activities/lead-activity';
import { bridgeLeadChangesHandlers } from './activities/lead-changes';
import { bridgeMergeHandlers } from './leads/merge-leads';
import { bridgeSyncMultipleHandlers } from './leads/sync-multiple';
import { bridgeCustomObjectHandlers } from './custom-objects/custom-objects';
import { bridgeImportHandlers } from './imports/import-to-list';
import { bridgeLeadHandlers } from './leads/read-leads';
import { bridgeSyncLeadHandlers } from './leads/sync-lead';
import { bridgeListHandlers } from './lists/list-operation';
import { bridgeMObjectHandlers } from './mobjects';
import { bridgeTagHandlers } from './programs/tags';

/** Answers that the operation is not carried out. */
const notYet = () =>
  Promise.resolve(fault('20019', 'The bridge does not carry this operation out: call the REST API instead'));

/** Every handler, area by area; an operation without one does not compile. */
const HANDLERS: { readonly [Name in OperationName]: BridgeHandler<Name> } = {
  ...bridgeLeadHandlers,
  ...bridgeSyncLeadHandlers,
  ...bridgeSyncMultipleHandlers,
  ...bridgeMergeHandlers,
  ...bridgeLeadActivityHandlers,
  ...bridgeLeadChangesHandlers,
  ...bridgeCampaignHandlers,
  ...bridgeListHandlers,
  ...bridgeImportHandlers,
  describeMObject: notYet,
  getMObjects: notYet,
  syncMObjects: notYet,
  deleteMObjects: notYet,
  ...bridgeMObjectHandlers,
  ...bridgeCustomObjectHandlers,
  ...bridgeTagHandlers,
};

/**
 * The handler of an operation, or undefined for a name that is none. Its call must carry that operation's values: they are,
 * once `checkParameters` has held them against the contract.
 */
export function bridgeHandlerOf(operation: string): BridgeHandler<OperationName> | undefined {
  // One name stands for itself only: that handler and values are of the same operation can't be said in types.
  const byName = HANDLERS as unknown as Readonly<Record<string, BridgeHandler<OperationName>>>;
  return Object.hasOwn(byName, operation) ? byName[operation] : undefined;
}

/** Whether the bridge carries an operation out; if not, its answer is a fault that says so. */
export function isCarriedOut(operation: OperationName): boolean {
  return HANDLERS[operation] !== notYet;
}
