import { activityHandlers } from './activities';
import { campaignHandlers } from './campaigns';
import { customObjectHandlers } from './custom-objects';
import { describeHandlers } from './describe';
import { importHandlers } from './imports';
import { leadHandlers } from './leads';
import { listHandlers } from './lists';
import { mergeHandlers } from './merge-leads';
import { mObjectHandlers } from './mobjects';
import type { Handler, Handlers } from './operation';
import { programHandlers } from './programs';
import { syncLeadHandlers } from './sync-lead';
import { syncMultipleHandlers } from './sync-multiple';

/** Every handler, area by area. */
const handlers: Handlers = {
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
export function handlerOf(operation: string): Handler | undefined {
  return Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
}
