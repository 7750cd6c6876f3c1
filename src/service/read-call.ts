import { SOAP_ENVELOPE, type Contract } from '../contract/contract';
import { readRequest, type EnvelopeProblem, type ReadRequest } from '../envelope/read';
import type { Values } from '../envelope/values';
import type { XmlElement } from '../xml/parse';
import { attribute } from '../xml/tree';
import type { FaultCode } from './fault';
import { trimXml } from '../text/white-space';

/**
 * A request as the contract sees it, before anybody asked who sent it. Plain data without the tree of its XML: it may be read in one
 * thread and answered in another.
 */
export type ReadCall =
  | {
      readonly ok: true;
      /** Absent when the Body child is no request of the contract. */
      readonly operation?: string;
      /** The content of the `params…` element. */
      readonly values: Values;
      /** The content of the Header children that the contract knows, by element name. */
      readonly headers: Readonly<Record<string, Values>>;
      /** A Header child that has to be understood and is not. */
      readonly foreign?: { readonly name: string; readonly namespace: string };
      /** Why the Body is no request. */
      readonly misshapen?: { readonly code: FaultCode; readonly message: string };
    }
  | {
      readonly ok: false;
      /** Why it is no envelope, without a full stop. */
      readonly message: string;
    };

/**
 * Reads a request's text. It takes time in proportion to the text.
 *
 * @param inferTypes takes the kind of an abstract type that no `xsi:type` names from the children, where only one kind has them.
 */
export function readCall(source: string, contract: Contract, inferTypes = false): ReadCall {
  const read = readRequest(source, contract, inferTypes);
  if (!read.ok) {
    const isEmpty = /^\uFEFF?[ \t\r\n]*$/.test(source);
    return { ok: false, message: isEmpty ? 'The body is empty' : sentence(read.problem) };
  }
  const { envelope, operation, values, headers } = read.request;
  const foreign = envelope.header.find((part) => !isUnderstood(part, contract));
  return {
    ok: true,
    operation: operation?.name,
    values,
    headers,
    foreign: foreign && { name: foreign.name, namespace: foreign.namespace },
    misshapen: checkShape(read.request),
  };
}

/**
 * Whether a Header child may be passed over (SOAP 1.1, 4.2.3): it is one of the contract's headers, it does not insist on being
 * understood, or it is meant for somebody else.
 */
function isUnderstood(part: XmlElement, contract: Contract): boolean {
  if (trimXml(attribute(part, 'mustUnderstand', SOAP_ENVELOPE) ?? '') !== '1') return true;
  const actor = trimXml(attribute(part, 'actor', SOAP_ENVELOPE) ?? '');
  if (actor !== '' && actor !== NEXT_ACTOR) return true;
  return contract.operations.some(({ headers }) =>
    headers.some(({ name, namespace }) => name === part.name && namespace === part.namespace),
  );
}

/** The actor that means whoever gets the message first (SOAP 1.1, 4.2.2). */
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

function checkShape({ envelope, operation }: ReadRequest): { code: FaultCode; message: string } | undefined {
  const problem = (message: string) => ({ code: '20012' as const, message });
  if (envelope.bodyCount === 0) return problem('The Body of the envelope is empty');
  if (envelope.bodyCount > 1) return problem('The Body of the envelope has more than one element');
  if (operation) return undefined;
  const { name = '', namespace = '' } = envelope.body ?? {};
  return {
    code: '20019',
    message: `The WSDL has no operation with the element ${name} in the namespace "${namespace}"`,
  };
}

/** A problem's message without its full stop, as it stands before a code. */
function sentence(problem: EnvelopeProblem): string {
  const place =
    problem.line === undefined || problem.column === undefined
      ? ''
      : ` (line ${problem.line}, column ${problem.column})`;
  return problem.message.replace(/\.$/, '') + place;
}
