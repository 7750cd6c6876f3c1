import { SOAP_ENVELOPE, XSI, type Contract, type GlobalElement, type Operation } from '../contract/contract';
import { escapeAttribute } from '../xml/escape';
import { ElementWriter, type ValueProblem } from './element-writer';
import type { Fragments } from './fragments';
import { noSink, TextSink } from './sink';
import type { Values } from './values';

/** The whole text, or everything that stands in its way. */
export type WriteResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

/** A child of Header or Body with its content. */
export interface MessagePart {
  readonly element: GlobalElement;
  readonly values: Values;
}

/** What a request is made of. */
export interface RequestParts {
  readonly operation: Operation;
  readonly values: Values;
  /** Content of Header children by element name; one that the operation does not take is a problem. */
  readonly headers: Readonly<Record<string, Values>>;
}

/**
 * Writes a request as a SOAP 1.1 envelope, in UTF-8 and in schema order. Elements carry a prefix only where the schema
 * qualifies them; `xsi` is declared when it is used.
 */
export function writeRequest(contract: Contract, request: RequestParts): WriteResult {
  const { header, body, problems } = partsOf(request);
  const written = writeMessage(contract, header, body);
  if (problems.length === 0) return written;
  return { ok: false, problems: written.ok ? problems : [...problems, ...written.problems] };
}

/** Everything that stands in the way of writing a request; nothing is written. */
export function requestProblems(contract: Contract, request: RequestParts): readonly ValueProblem[] {
  const { header, body, problems } = partsOf(request);
  const writer = new ElementWriter(contract, undefined, undefined, noSink);
  for (const { element, values } of [...header, ...body]) writer.global(element, values, 0);
  return [...problems, ...writer.problems];
}

function partsOf({ operation, values, headers }: RequestParts) {
  const problems: ValueProblem[] = [];
  const header: MessagePart[] = [];
  for (const [name, content] of Object.entries(headers)) {
    const element = operation.headers.find((candidate) => candidate.name === name);
    if (element) header.push({ element, values: content });
    else
      problems.push({
        code: 'unknown-field',
        path: [name],
        message: `${operation.name} takes no header ${name}.`,
      });
  }
  // The order that the contract lists them in, whatever the order of the keys.
  header.sort((a, b) => operation.headers.indexOf(a.element) - operation.headers.indexOf(b.element));
  const body: MessagePart[] = operation.input ? [{ element: operation.input, values }] : [];
  return { header, body, problems };
}

/**
 * Writes any message of the contract. No Header is written when there is nothing in it.
 *
 * @param fragments groups of fields that need not be written anew each time.
 * @param xsiFirst declares `xsi` before the contract's prefixes, as the service's answers do; requests have it last.
 */
export function writeMessage(
  contract: Contract,
  header: readonly MessagePart[],
  body: readonly MessagePart[],
  fragments?: Fragments,
  xsiFirst = false,
): WriteResult {
  const sink = new TextSink();
  const writer = new ElementWriter(contract, undefined, fragments, sink);
  const section = (name: string, parts: readonly MessagePart[]) => {
    sink.text(`  <SOAP-ENV:${name}>\n`);
    for (const part of parts) writer.global(part.element, part.values, 2);
    sink.text(`  </SOAP-ENV:${name}>\n`);
  };
  if (header.length > 0) section('Header', header);
  section('Body', body);
  if (writer.problems.length > 0) return { ok: false, problems: writer.problems };
  const xsi = writer.usesXsi ? [`xmlns:xsi="${XSI}"`] : [];
  const prefixes = writer.prefixes.map(
    ([namespace, prefix]) => `xmlns:${prefix}="${escapeAttribute(namespace)}"`,
  );
  const declarations = [
    `xmlns:SOAP-ENV="${SOAP_ENVELOPE}"`,
    ...(xsiFirst ? [...xsi, ...prefixes] : [...prefixes, ...xsi]),
  ];
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${declarations.join(' ')}>\n`;
  return { ok: true, text: sink.textBetween(start, '</SOAP-ENV:Envelope>\n') };
}
