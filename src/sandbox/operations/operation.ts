import type { Contract, Operation } from '../../contract/contract';
import type { Values } from '../../envelope/values';
import type { SoapFault } from '../fault';
import type { Settings } from '../settings';
import type { Store } from '../store';

/**
 * What a handler answers: fields by the contract's names. Numbers and booleans may be written as such; whatever is left
 * out is filled in by `complete` (nil where the contract says nillable), so a handler names only what it has to say.
 */
export type Content = string | number | boolean | null | undefined | Contents | readonly Content[];

/** The content of a complex type. */
export interface Contents {
  readonly [field: string]: Content;
}

/** One authenticated request, already held against the contract by `check`. */
export interface Call {
  readonly contract: Contract;
  readonly operation: Operation;
  /** The content of the `params…` element. */
  readonly values: Values;
  /** The content of the MktowsContextHeader, when one was sent. */
  readonly context?: Values;
  readonly store: Store;
  readonly settings: Settings;
  /** The time of the call, in milliseconds since 1970, settings' offset included. */
  readonly now: number;
}

/**
 * Carries out one operation: the content of its `success…` element, or the fault that takes its place. A handler that
 * returns a fault has changed nothing.
 */
export type Handler = (call: Call) => Contents | SoapFault;

/** The handlers of an area, by operation name. */
export type Handlers = Readonly<Record<string, Handler>>;
