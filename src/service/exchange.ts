import { SOAP_ENVELOPE, type Contract, type Operation } from '../contract/contract';
import { readRequest, type EnvelopeProblem, type ReadRequest } from '../envelope/read';
import type { Values } from '../envelope/values';
import { writeMessage } from '../envelope/write';
import type { XmlElement } from '../xml/parse';
import { attribute } from '../xml/tree';
import { checkAuthentication, type AuthenticationVerdict, type Credentials } from './authentication';
import { checkParameters } from './check-parameters';
import { completeResult, fragments, type ResultValues } from './complete-result';
import { fault, isFault, type SoapFault } from './fault';
import { writeFault, writeMustUnderstandFault } from './fault-envelope';

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

/** What stands behind the SOAP side: who may call, how often, and what the operations do. */
export interface SoapService {
  /** Of the version that was called. */
  readonly contract: Contract;
  /** The contract is older than what the handlers answer: fields that it does not have are left out. */
  readonly older?: boolean;
  /** Infers the kind of an abstract type from its children where no `xsi:type` names it. */
  readonly inferTypes?: boolean;
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The handler of an operation, or undefined when there is none. Asked once the request is known to be authentic. */
  readonly handlerOf: (operation: string) => ServiceHandler | undefined;
  /** Operations that this user may not call (fault 20013). */
  readonly deniedOperations: readonly string[];
  /** Counts an authentic request, and refuses it when there are too many. */
  readonly admit: () => SoapFault | undefined;
  /** A fault that the user ordered for this call. */
  readonly ordered?: (operation: string | undefined) => SoapFault | undefined;
}

/**
 * Carries out one request, from text to text, with the checks in this order (our choice, where the order is not known):
 * XML and envelope 20012, operation 20019, authentication 20014 and 20016, access 20013, limits 20015, 20023 and 20024,
 * then the parameters.
 */
export function exchange(source: string, service: SoapService): SoapExchange {
  const read = readRequest(source, service.contract, service.inferTypes);
  const request = read.ok ? read.request : undefined;
  const { fault: unauthentic, ...seen } = request
    ? checkAuthentication(request.headers.AuthenticationHeader, service.credentials, service.now)
    : { verdict: 'unchecked' as const, fault: undefined };
  const operation = request?.operation?.name;
  const about = { operation, ...seen };
  const ordered = service.ordered?.(operation);
  if (ordered) return { ...failed(ordered), ...about };
  if (!read.ok) {
    const isEmpty = /^\uFEFF?[ \t\r\n]*$/.test(source);
    const message = isEmpty ? 'The body is empty' : sentence(read.problem);
    return { ...failed(fault('20012', message)), ...about };
  }
  const foreign = read.request.envelope.header.find((part) => !isUnderstood(part, service.contract));
  if (foreign) return { ...refuseHeader(foreign), ...about };
  const problem =
    checkShape(read.request) ??
    unauthentic ??
    checkAccess(operation, service.deniedOperations) ??
    service.admit();
  return { ...(problem ? failed(problem) : carryOut(read.request, service)), ...about };
}

/** The answer to a request that is no text: its encoding is wrong. */
export function refuseEncoding(message: string): SoapExchange {
  const problem = fault('20018', message);
  return { status: 500, text: writeFault(problem), fault: problem, verdict: 'unchecked' };
}

/**
 * Whether a Header child may be passed over (SOAP 1.1, 4.2.3): it is one of the contract's headers, it does not insist on being
 * understood, or it is meant for somebody else.
 */
function isUnderstood(part: XmlElement, contract: Contract): boolean {
  if (attribute(part, 'mustUnderstand', SOAP_ENVELOPE)?.trim() !== '1') return true;
  const actor = attribute(part, 'actor', SOAP_ENVELOPE)?.trim() ?? '';
  if (actor !== '' && actor !== NEXT_ACTOR) return true;
  return contract.operations.some(({ headers }) =>
    headers.some(({ name, namespace }) => name === part.name && namespace === part.namespace),
  );
}

/** The actor that means whoever gets the message first (SOAP 1.1, 4.2.2). */
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

function refuseHeader({ name, namespace }: XmlElement): Pick<SoapExchange, 'status' | 'text' | 'fault'> {
  const message = `The header ${name} in the namespace "${namespace}" is not understood`;
  return { status: 500, text: writeMustUnderstandFault(message), fault: { message } };
}

function checkShape({ envelope, operation }: ReadRequest): SoapFault | undefined {
  if (envelope.bodyCount === 0) return fault('20012', 'The Body of the envelope is empty');
  if (envelope.bodyCount > 1) return fault('20012', 'The Body of the envelope has more than one element');
  if (operation) return undefined;
  const { name = '', namespace = '' } = envelope.body ?? {};
  return fault('20019', `The WSDL has no operation with the element ${name} in the namespace "${namespace}"`);
}

function checkAccess(operation: string | undefined, denied: readonly string[]): SoapFault | undefined {
  const isDenied = operation !== undefined && denied.includes(operation);
  return isDenied ? fault('20013', `The user may not call ${operation}`) : undefined;
}

function carryOut(
  request: ReadRequest,
  service: SoapService,
): Pick<SoapExchange, 'status' | 'text' | 'fault' | 'error'> {
  const { contract, now } = service;
  const { operation, values, headers } = request;
  if (!operation?.input || !operation.output) return failed(fault('20019'));
  const handler = service.handlerOf(operation.name);
  // The code for an operation that the WSDL has and the service does not is our choice.
  if (!handler) return failed(fault('20011', `There is no answer to ${operation.name} here`));
  const problem = checkParameters(contract, operation.input.type, values);
  if (problem) return failed(problem);
  try {
    const contents = handler({ contract, operation, values, context: headers.MktowsContextHeader, now });
    if (isFault(contents)) return failed(contents);
    const content = completeResult(contract, operation.output.type, contents, service.older);
    const written = writeMessage(
      contract,
      [],
      [{ element: operation.output, values: content }],
      fragments,
      true,
    );
    if (written.ok) return { status: 200, text: written.text };
    throw new Error(written.problems.map(({ message }) => message).join(' '));
  } catch (error) {
    return { ...failed(fault('10001')), error };
  }
}

function failed(problem: SoapFault): Pick<SoapExchange, 'status' | 'text' | 'fault'> {
  return { status: 500, text: writeFault(problem), fault: problem };
}

/** A problem's message without its full stop, as it stands before a code. */
function sentence(problem: EnvelopeProblem): string {
  const place =
    problem.line === undefined || problem.column === undefined
      ? ''
      : ` (line ${problem.line}, column ${problem.column})`;
  return problem.message.replace(/\.$/, '') + place;
}
