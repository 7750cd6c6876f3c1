import { activityHandlers } from './activities/activities';
import { campaignHandlers } from './campaigns/campaigns';
import { customObjectHandlers } from './custom-objects/custom-objects';
import { describeHandlers } from './mobjects/describe';
import { importHandlers } from './imports/imports';
import { leadHandlers } from './leads/leads';
import { listHandlers } from './lists/lists';
import { mergeHandlers } from './leads/merge-leads';
import { mObjectHandlers } from './mobjects/mobjects';
import type { OperationName } from '../../contract/mktows-types';
import type { OperationHandler } from './operation';
import { programHandlers } from './tags/tags';
import { syncLeadHandlers } from './leads/sync-lead';
import { syncMultipleHandlers } from './leads/sync-multiple';

/** Every handler, area by area; an operation without one does not compile. */
const handlers: { readonly [Name in OperationName]: OperationHandler<Name> } = {
  ...leadHandlers,
  ...syncLeadHandlers,
  ...syncMultipleHandlers,
  ...mergeHandlers,
  ...activityHandlers,
  ...listHandlers,
  ...importHandlers,
  ...campaignHandlers,
  ...describeHandlers,
  ...mObjectHandlers,
  ...customObjectHandlers,
  ...programHandlers,
};

/**
 * The handler of an operation, or undefined for a name that is none. Its call must carry that operation's values: they are,
 * once `checkParameters` has held them against the contract.
 */
export function handlerOf(operation: string): OperationHandler<OperationName> | undefined {
  // One name stands for itself only: that handler and values are of the same operation can't be said in types.
  const byName = handlers as unknown as Readonly<Record<string, OperationHandler<OperationName>>>;
  return Object.hasOwn(byName, operation) ? byName[operation] : undefined;
}
