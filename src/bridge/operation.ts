import type { OperationName, RequestValues, ResultContents } from '../contract/mktows-types';
import type { ResultOf } from '../service/complete-result';
import type { ServiceCall } from '../service/exchange';
import type { SoapFault } from '../service/fault';
import type { InstanceFacts } from './instance/facts';
import type { RestCalls } from './instance/rest-calls';
import type { KeyedLocks } from './keyed-locks';
import type { PositionScope, Positions } from './positions';
import type { BridgeSettings } from './settings';

/** One authenticated request with the instance on which it is carried out. */
export interface BridgeCall<Name extends OperationName = OperationName> extends Omit<ServiceCall, 'values'> {
  /** The content of the `params…` element, which `checkParameters` has held against the contract. */
  readonly values: RequestValues[Name];
  /** The SOAP user who calls. */
  readonly user: string;
  readonly rest: RestCalls;
  readonly facts: InstanceFacts;
  readonly positions: Positions;
  readonly locks: KeyedLocks;
  /** What has to outlast a call: the batch ids of imports, by program and list. */
  readonly memory: BridgeMemory;
  readonly settings: BridgeSettings;
  /** Says in the log that something of a request was left out: fixed sentences, without anything from the request. */
  readonly note: (sentence: string) => void;
}

/** Keeps a few texts for days; with more than one bridge it is one that they share. */
export interface BridgeMemory {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string) => Promise<void>;
}

/** The content of an operation's `success…` element, or the fault that takes its place. */
export type BridgeAnswer<Name extends OperationName> = ResultOf<ResultContents[Name]> | SoapFault;

/** Carries out one operation through the REST API. */
export type BridgeHandler<Name extends OperationName> = (
  call: BridgeCall<Name>,
) => Promise<BridgeAnswer<Name>>;

/** The handlers of an area, by operation name. */
export type BridgeHandlers = { readonly [Name in OperationName]?: BridgeHandler<Name> };

/** What a position of this call is bound to. */
export function scopeOf({ operation, user }: BridgeCall, selection: unknown): PositionScope {
  return { operation: operation.name, user, selection };
}
