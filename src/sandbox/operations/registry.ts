import { activityHandlers } from './activities/activities';
import { campaignHandlers } from './campaigns/campaigns';
import { customObjectHandlers } from './custom-objects/custom-objects';
import { describeHandlers } from './mobjects/describe';
import { importHandlers } from './imports/imports';
import { leadHandlers } from './leads/leads';
import { listHandlers } from './lists/lists';
import { mergeHandlers } from './leads/merge-leads';
import { mObjectHandlers } from './mobjects/mobjects';
import type { OperationHandler, OperationHandlers } from './operation';
import { programHandlers } from './tags/tags';
import { syncLeadHandlers } from './leads/sync-lead';
import { syncMultipleHandlers } from './leads/sync-multiple';

/** Every handler, area by area. */
const handlers: OperationHandlers = {
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

/** The handler of an operation, or undefined when the sandbox does not have it yet. */
export function handlerOf(operation: string): OperationHandler | undefined {
  return Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
}
