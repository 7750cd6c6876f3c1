import type { MObjStatus } from '../../../contract/mktows-types';
import type { ExternalKey } from './mobject-links';
import type { ResultOf } from '../../../service/complete-result';

/** A value of SyncOperationEnum. */
export type SyncOperation = 'INSERT' | 'UPDATE' | 'UPSERT';

/** What became of one object; the statuses are values of MObjStatusEnum. */
export interface MObjectResult {
  readonly status: 'CREATED' | 'UPDATED' | 'DELETED' | 'FAILED' | 'UNCHANGED' | 'SKIPPED';
  /** Absent when there is no such object. */
  readonly id?: number;
  /** Why it failed. */
  readonly error?: string;
}

/** An object that could not be stored or deleted, and why. */
export function failed(error: string, id?: number): MObjectResult {
  return { status: 'FAILED', id, error };
}

/** The outcome as an answer's MObjStatus; the external key comes back as it was sent. */
export function statusOf(externalKey: ExternalKey | undefined, outcome: MObjectResult): ResultOf<MObjStatus> {
  return { ...outcome, externalKey: externalKey && { ...externalKey } };
}
