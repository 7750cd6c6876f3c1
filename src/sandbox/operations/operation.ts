import type { ResultValues } from '../../service/complete-result';
import type { ServiceCall } from '../../service/exchange';
import type { SoapFault } from '../../service/fault';
import type { Settings } from '../settings';
import type { Store } from '../store/store';

/** One authenticated request with the world in which it is carried out. */
export interface OperationCall extends ServiceCall {
  readonly store: Store;
  readonly settings: Settings;
}

/**
 * Carries out one operation: the content of its `success…` element, or the fault that takes its place. A handler that
 * returns a fault has changed nothing.
 */
export type OperationHandler = (call: OperationCall) => ResultValues | SoapFault;

/** The handlers of an area, by operation name. */
export type OperationHandlers = Readonly<Record<string, OperationHandler>>;
