import type { OperationName, RequestValues, ResultContents } from '../../contract/mktows-types';
import type { ResultOf } from '../../service/complete-result';
import type { ServiceCall } from '../../service/exchange';
import type { SoapFault } from '../../service/fault';
import type { Settings } from '../settings';
import type { Store } from '../store/store';

/** One authenticated request with the data on which it is carried out. */
export interface OperationCall<Name extends OperationName = OperationName> extends Omit<
  ServiceCall,
  'values'
> {
  /** The content of the `params…` element, which `checkParameters` has held against the contract. */
  readonly values: RequestValues[Name];
  readonly store: Store;
  readonly settings: Settings;
}

/** The content of an operation's `success…` element, or the fault that takes its place. */
export type OperationAnswer<Name extends OperationName> = ResultOf<ResultContents[Name]> | SoapFault;

/** Carries out one operation. A handler that returns a fault has changed nothing. */
export type OperationHandler<Name extends OperationName> = (
  call: OperationCall<Name>,
) => OperationAnswer<Name>;

/** The handlers of an area, by operation name. */
export type OperationHandlers = { readonly [Name in OperationName]?: OperationHandler<Name> };
