import type { Contract } from '../contract/contract';
import { readRequest, type EnvelopeProblem, type ReadRequest } from '../envelope/read';
import { writeMessage } from '../envelope/write';
import { checkAuthentication, type Verdict } from './authentication';
import { check } from './check';
import { complete, fragments } from './complete';
import { fault, isFault, type SoapFault } from './fault';
import { writeFault } from './fault-envelope';
import type { Call } from './operations/operation';
import { handlerOf } from './operations/registry';
import type { Settings } from './settings';
import type { Store } from './store';

/** What one request came to. */
export interface Outcome {
  /** 200, or 500 for every fault, as the real service had it. */
  readonly status: 200 | 500;
  /** The envelope. */
  readonly text: string;
  readonly fault?: SoapFault;
  readonly operation?: string;
  readonly verdict: Verdict;
  /** The request's age in milliseconds. */
  readonly age?: number;
  /** An exception in a handler: a bug, which the client sees as 10001. */
  readonly error?: unknown;
}

/** What surrounds an exchange. */
export interface Surroundings {
  readonly contract: Contract;
  readonly settings: Settings;
  /** Called once the request is known to be authentic. */
  readonly store: () => Store;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Counts an authentic request, and refuses it when there are too many. */
  readonly admit: () => SoapFault | undefined;
  /** A fault that was ordered for this call. */
  readonly ordered?: (operation: string | undefined) => SoapFault | undefined;
}

/**
 * Carries out one request, from text to text, with the checks in this order (our choice, where the order is not known):
 * XML and envelope 20012, operation 20019, authentication 20014 and 20016, access 20013, limits 20015, 20023 and 20024,
 * then the parameters.
 */
export function exchange(source: string, around: Surroundings): Outcome {
  const read = readRequest(source, around.contract);
  const request = read.ok ? read.request : undefined;
  const { fault: unauthentic, ...seen } = request
    ? checkAuthentication(request.headers.AuthenticationHeader, around.settings, around.now)
    : { verdict: 'unchecked' as const, fault: undefined };
  const operation = request?.operation?.name;
  const about = { operation, ...seen };
  const ordered = around.ordered?.(operation);
  if (ordered) return { ...failed(ordered), ...about };
  if (!read.ok) return { ...failed(fault('20012', sentence(read.problem))), ...about };
  const problem =
    checkShape(read.request) ?? unauthentic ?? checkAccess(operation, around.settings) ?? around.admit();
  return { ...(problem ? failed(problem) : carryOut(read.request, around)), ...about };
}

/** The answer to a request that is no text: its encoding is wrong. */
export function refuseEncoding(message: string): Outcome {
  const problem = fault('20018', message);
  return { status: 500, text: writeFault(problem), fault: problem, verdict: 'unchecked' };
}

function checkShape({ envelope, operation }: ReadRequest): SoapFault | undefined {
  if (envelope.bodyCount === 0) return fault('20012', 'The Body of the envelope is empty');
  if (envelope.bodyCount > 1) return fault('20012', 'The Body of the envelope has more than one element');
  if (operation) return undefined;
  const { name = '', namespace = '' } = envelope.body ?? {};
  return fault('20019', `The WSDL has no operation with the element ${name} in the namespace "${namespace}"`);
}

function checkAccess(operation: string | undefined, settings: Settings): SoapFault | undefined {
  const denied = operation !== undefined && settings.deniedOperations.includes(operation);
  return denied ? fault('20013', `The user may not call ${operation}`) : undefined;
}

function carryOut(
  request: ReadRequest,
  around: Surroundings,
): Pick<Outcome, 'status' | 'text' | 'fault' | 'error'> {
  const { contract, settings, now } = around;
  const { operation, values, headers } = request;
  if (!operation?.input || !operation.output) return failed(fault('20019'));
  const handler = handlerOf(operation.name);
  // The code for an operation that the sandbox lacks is our choice; the WSDL does have it.
  if (!handler) return failed(fault('20011', `The sandbox can't answer ${operation.name} yet`));
  const problem = check(contract, operation.input.type, values);
  if (problem) return failed(problem);
  try {
    const call: Call = {
      contract,
      operation,
      values,
      context: headers.MktowsContextHeader,
      store: around.store(),
      settings,
      now,
    };
    const contents = handler(call);
    if (isFault(contents)) return failed(contents);
    const content = complete(contract, operation.output.type, contents);
    const written = writeMessage(contract, [], [{ element: operation.output, values: content }], fragments);
    if (written.ok) return { status: 200, text: written.text };
    throw new Error(written.problems.map(({ message }) => message).join(' '));
  } catch (error) {
    return { ...failed(fault('10001')), error };
  }
}

function failed(problem: SoapFault): Pick<Outcome, 'status' | 'text' | 'fault'> {
  return { status: 500, text: writeFault(problem), fault: problem };
}

/** A problem's message without its full stop, as it stands before a code. */
function sentence(problem: EnvelopeProblem): string {
  const place = problem.line === undefined ? '' : ` (line ${problem.line}, column ${problem.column})`;
  return problem.message.replace(/\.$/, '') + place;
}
