import { attribute, elements } from '../xml/tree';
import type { Contract, Operation } from './contract';
import { Gaps } from './gaps';
import { schemaSteps, type SchemaSet } from './schema';
import type { Definitions } from './wsdl/definitions';
import { joinFiles, type MissingFile, type WsdlFile } from './wsdl/files';
import { readOperations } from './wsdl/operations';
import { soapPorts, type Port } from './wsdl/ports';

/** The part of the work that is done when the files are read as XML. */
const PARSED = 0.4;

/** A contract, or why there is none; and the files that it names and that were not given. */
export type WsdlResult = WsdlVerdict & { readonly missing?: readonly MissingFile[] };

type WsdlVerdict =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly message: string; readonly line?: number; readonly column?: number };

/**
 * Reads a WSDL 1.1 document with SOAP 1.1 document/literal bindings (WSDL 1.1, section 3) and the XML Schemas inside
 * it. Nothing is ever fetched. What it has beyond that is named in the contract's `gaps`; an operation that can't be
 * called this way is left out, and a gap says so.
 */
export function readWsdl(text: string): WsdlResult {
  return readWsdlFiles([{ name: '', text }]);
}

/** The same for a WSDL in several files, whose imports and includes are joined by location and namespace. */
export function readWsdlFiles(files: readonly WsdlFile[]): WsdlResult {
  return finished(readInSteps(files));
}

/** The same bit by bit, for whoever has something else to do meanwhile: each step says how much is done, from 0 to 1. */
export function* readInSteps(files: readonly WsdlFile[]): Generator<number, WsdlResult> {
  const gaps = new Gaps();
  const joined = yield* shared(joinFiles(files, gaps), 0, PARSED);
  if ('problem' in joined) {
    const { problem, line, column } = joined;
    return { ok: false, message: problem, line, column };
  }
  const { definitions, schemas, missing } = joined;
  const set = yield* shared(schemaSteps(schemas, gaps), PARSED, 1);
  reportExtensions(definitions, gaps);
  const chosen = choosePort(definitions, set, gaps);
  if (!chosen) return { ok: false, message: nothingToCall(definitions, gaps), missing };
  const { port, operations } = chosen;
  return {
    ok: true,
    contract: {
      targetNamespace: definitions.targetNamespace,
      service: { name: port.service, port: port.name, address: port.address },
      operations,
      types: set.types,
      enumerations: set.enumerations,
      elements: set.elements,
      gaps: gaps.list(),
    },
    missing,
  };
}

/** The files that are named and not given, without reading what the others declare. */
export function missingFiles(files: readonly WsdlFile[]): readonly MissingFile[] {
  const joined = finished(joinFiles(files, new Gaps()));
  return 'problem' in joined ? [] : joined.missing;
}

/** Steps from 0 to 1 as steps between two other shares. */
function* shared<Result>(
  steps: Generator<number, Result>,
  from: number,
  to: number,
): Generator<number, Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield from + value * (to - from);
  }
}

function finished<Result>(steps: Generator<number, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Extensions that change what a service expects of a message; nobody here writes what they ask for. */
function reportExtensions(definitions: Definitions, gaps: Gaps) {
  const all = [...definitions.roots, ...definitions.children('binding')].flatMap(elements);
  for (const { name, namespace } of all)
    if (name === 'Policy' || name === 'PolicyReference' || name === 'UsingAddressing')
      gaps.add('extension', `${name} of ${namespace} is not looked at: the service may expect more headers.`);
}

/** The first port that has operations which can be called; ports of another binding are named. */
function choosePort(
  definitions: Definitions,
  set: SchemaSet,
  gaps: Gaps,
): { port: Port; operations: Operation[] } | undefined {
  let chosen: { port: Port; operations: Operation[] } | undefined;
  for (const port of soapPorts(definitions, gaps)) {
    if (!chosen) {
      const operations = readOperations(definitions, port.binding, set, gaps);
      if (operations.length > 0) chosen = { port, operations };
    } else if (port.binding !== chosen.port.binding) {
      const what = port.name
        ? `port ${port.name} of ${port.service}`
        : `binding ${attribute(port.binding, 'name')}`;
      gaps.add(
        'several-ports',
        `The ${what} is another one than is offered here; its operations are left out.`,
      );
    }
  }
  return chosen;
}

function nothingToCall(definitions: Definitions, gaps: Gaps): string {
  const bindings = definitions.children('binding');
  const why = bindings.length === 0 ? ['It declares no binding.'] : [];
  return ['There is no operation with a SOAP 1.1 document/literal binding.', ...why, ...gaps.barriers()].join(
    ' ',
  );
}
