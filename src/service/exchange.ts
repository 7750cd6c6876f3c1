import {
  operation as operationOf,
  type Contract,
  type GlobalElement,
  type Operation,
} from '../contract/contract';
import type { Values } from '../envelope/values';
import { writeMessage } from '../envelope/write';
import { checkAuthentication, type AuthenticationVerdict, type Credentials } from './authentication';
import { checkParameters } from './check-parameters';
import { completeResult, fragments, type ResultValues } from './complete-result';
import { fault, isFault, type SoapFault } from './fault';
import { writeFault, writeMustUnderstandFault } from './fault-envelope';
import { readCall, type ReadCall } from './read-call';

/** What one request came to. */
export interface SoapExchange {
  /** 200, or 500 for every fault, as the real service had it. */
  readonly status: 200 | 500;
  /** The envelope. */
  readonly text: string;
  /** The fault, when the answer is one; a fault about a header has no code of the service's. */
  readonly fault?: { readonly code?: string; readonly message: string };
  readonly operation?: string;
  readonly verdict: AuthenticationVerdict;
  /** The request's age in milliseconds. */
  readonly age?: number;
  /** An exception in a handler: a bug, which the client sees as 10001. */
  readonly error?: unknown;
}

/** One authenticated request, already held against the contract by `checkParameters`. */
export interface ServiceCall {
  readonly contract: Contract;
  readonly operation: Operation;
  /** The content of the `params…` element. */
  readonly values: Values;
  /** The content of the MktowsContextHeader, when one was sent. */
  readonly context?: Values;
  /** The time of the call, in milliseconds since 1970. */
  readonly now: number;
}

/** Carries out an operation: the content of its `success…` element, or the fault that takes its place. */
export type ServiceHandler = (call: ServiceCall) => ResultValues | SoapFault;

/** As a `ServiceHandler`, where what is needed comes later. */
export type LaterServiceHandler = (call: ServiceCall) => Promise<ResultValues | SoapFault>;

/** What stands behind the SOAP side: who may call, how often, and what the operations do. */
export interface SoapService<Handler = ServiceHandler> {
  /** Of the version that was called. */
  readonly contract: Contract;
  /** The contract is older than what the handlers answer: fields that it does not have are left out. */
  readonly older?: boolean;
  /** Infers the kind of an abstract type from its children where no `xsi:type` names it; for `exchange`, which reads. */
  readonly inferTypes?: boolean;
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The handler of an operation, or undefined when there is none. Asked once the request is known to be authentic. */
  readonly handlerOf: (operation: string) => Handler | undefined;
  /** Operations that this user may not call (fault 20013). */
  readonly deniedOperations: readonly string[];
  /** Counts an authentic request, and refuses it when there are too many. */
  readonly admit: () => SoapFault | undefined;
  /** A fault that the user ordered for this call. */
  readonly ordered?: (operation: string | undefined) => SoapFault | undefined;
}

/** Carries out one request, from text to text. */
export function exchange(source: string, service: SoapService): SoapExchange {
  return answerCall(readCall(source, service.contract, service.inferTypes), service);
}

/**
 * Carries out a request that was read, with the checks in this order (our choice, where the order is not known): XML and envelope
 * 20012, operation 20019, authentication 20014 and 20016, access 20013, limits 20015, 20023 and 20024, then the parameters.
 */
export function answerCall(call: ReadCall, service: SoapService): SoapExchange {
  const admitted = admitCall(call, service);
  if (!admitted.ok) return admitted.answer;
  try {
    return writeOutcome(admitted, service, admitted.handler(admitted.call));
  } catch (error) {
    return exceptional(admitted, error);
  }
}

/** As `answerCall`, with handlers that take their time. The checks are over when it returns its promise. */
export async function answerCallLater(
  call: ReadCall,
  service: SoapService<LaterServiceHandler>,
): Promise<SoapExchange> {
  const admitted = admitCall(call, service);
  if (!admitted.ok) return admitted.answer;
  try {
    return writeOutcome(admitted, service, await admitted.handler(admitted.call));
  } catch (error) {
    return exceptional(admitted, error);
  }
}

/** What the answer to a request tells beside its text. */
type About = Pick<SoapExchange, 'operation' | 'verdict' | 'age'>;

/** A request that may be carried out. */
interface Admitted<Handler> {
  readonly ok: true;
  readonly about: About;
  readonly call: ServiceCall;
  readonly output: GlobalElement;
  readonly handler: Handler;
}

/** Makes every check; what does not pass is answered. */
function admitCall<Handler>(
  call: ReadCall,
  service: SoapService<Handler>,
): Admitted<Handler> | { readonly ok: false; readonly answer: SoapExchange } {
  const { fault: unauthentic, ...seen } = call.ok
    ? checkAuthentication(call.headers.AuthenticationHeader, service.credentials, service.now)
    : { verdict: 'unchecked' as const, fault: undefined };
  const about = { operation: call.ok ? call.operation : undefined, ...seen };
  const refuse = (problem: SoapFault) => ({ ok: false as const, answer: { ...failed(problem), ...about } });
  const ordered = service.ordered?.(about.operation);
  if (ordered) return refuse(ordered);
  if (!call.ok) return refuse(fault('20012', call.message));
  if (call.foreign) return { ok: false, answer: { ...refuseHeader(call.foreign), ...about } };
  const problem =
    (call.misshapen && fault(call.misshapen.code, call.misshapen.message)) ??
    unauthentic ??
    checkAccess(about.operation, service.deniedOperations) ??
    service.admit();
  if (problem) return refuse(problem);

  const { contract, now } = service;
  const operation = about.operation === undefined ? undefined : operationOf(contract, about.operation);
  if (!operation?.input || !operation.output) return refuse(fault('20019'));
  const handler = service.handlerOf(operation.name);
  // The code for an operation that the WSDL has and the service does not is our choice.
  if (!handler) return refuse(fault('20011', `There is no answer to ${operation.name} here`));
  const { values, headers } = call;
  const flaw = checkParameters(contract, operation.input.type, values);
  if (flaw) return refuse(flaw);
  return {
    ok: true,
    about,
    call: { contract, operation, values, context: headers.MktowsContextHeader, now },
    output: operation.output,
    handler,
  };
}

/** The answer to a request that is no text: its encoding is wrong. */
export function refuseEncoding(message: string): SoapExchange {
  const problem = fault('20018', message);
  return { status: 500, text: writeFault(problem), fault: problem, verdict: 'unchecked' };
}

function refuseHeader({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string;
}): Pick<SoapExchange, 'status' | 'text' | 'fault'> {
  const message = `The header ${name} in the namespace "${namespace}" is not understood`;
  return { status: 500, text: writeMustUnderstandFault(message), fault: { message } };
}

function checkAccess(operation: string | undefined, denied: readonly string[]): SoapFault | undefined {
  const isDenied = operation !== undefined && denied.includes(operation);
  return isDenied ? fault('20013', `The user may not call ${operation}`) : undefined;
}

/** @throws Error when the handler answers what the contract does not know: a bug. */
function writeOutcome(
  { about, output }: Pick<Admitted<unknown>, 'about' | 'output'>,
  { contract, older }: Pick<SoapService, 'contract' | 'older'>,
  contents: ResultValues | SoapFault,
): SoapExchange {
  if (isFault(contents)) return { ...failed(contents), ...about };
  const content = completeResult(contract, output.type, contents, older);
  const written = writeMessage(contract, [], [{ element: output, values: content }], fragments, true);
  if (written.ok) return { status: 200, text: written.text, ...about };
  throw new Error(written.problems.map(({ message }) => message).join(' '));
}

function exceptional({ about }: Pick<Admitted<unknown>, 'about'>, error: unknown): SoapExchange {
  return { ...failed(fault('10001')), error, ...about };
}

function failed(problem: SoapFault): Pick<SoapExchange, 'status' | 'text' | 'fault'> {
  return { status: 500, text: writeFault(problem), fault: problem };
}
