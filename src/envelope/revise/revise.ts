import type { Contract, GlobalElement, Operation } from '../../contract/contract';
import type { Authentication } from '../../signature/sign';
import { applyEdits, tidyEdits } from '../../xml/edits';
import { xmlFlaws } from '../../xml/flaws';
import type { Edit, PlacedElement } from '../../xml/placed';
import { placeXml } from '../../xml/positions';
import { envelopeParts, isPlaced, type EnvelopeParts } from '../envelope-parts';
import { isNil, placedValue } from '../placed-values';
import type { Value, Values } from '../values';
import { isValues } from '../values';
import { ElementWriter, writeRequest, type ValueProblem } from '../write';
import type { Slot } from './insert';
import { layoutOf, lineIndent, render, type Layout } from './layout';
import { Prefixes } from './prefixes';
import { Reconciler } from './reconcile';

/** What a request should say. */
export interface Wanted {
  readonly operation: Operation;
  readonly values: Values;
  /** Content of Header children by element name. Without it, the Header stays as it is. */
  readonly headers?: Readonly<Record<string, Values>>;
}

/** The changed text, and the edits that change it; `edits` is empty when the text says it already. */
export type Revised =
  | { readonly ok: true; readonly text: string; readonly edits: readonly Edit[] }
  | {
      readonly ok: false;
      readonly reason: 'not-well-formed' | 'not-an-envelope' | 'other-operation' | 'values';
      /** A sentence for the user. */
      readonly message: string;
      /** With `values`: what can't be written, by field. */
      readonly problems?: readonly ValueProblem[];
    };

/**
 * Changes a request's text so that it says the wanted values, and nothing else in it: comments, formatting, prefixes and
 * unknown elements stay. Reading the result gives the wanted values.
 *
 * @param options.replaceBody whether a Body that holds another operation, or none, gives way to the wanted one.
 */
export function revise(
  text: string,
  contract: Contract,
  wanted: Wanted,
  options: { readonly replaceBody?: boolean } = {},
): Revised {
  const { operation, values, headers } = wanted;
  const written = writeRequest(contract, { operation, values, headers: headers ?? {} });
  if (!written.ok) {
    const message = written.problems[0]?.message ?? 'The values can’t be written.';
    return { ok: false, reason: 'values', message, problems: written.problems };
  }
  return change(text, contract, (request) => {
    const { parts, reconciler } = request;
    if (parts.operation !== operation && !options.replaceBody) {
      return `The text is no request of ${operation.name}.`;
    }
    const body = parts.operation === operation ? parts.content : undefined;
    if (headers) reviseHeaders(request, operation.headers, headers);
    if (!operation.input) return undefined;
    if (body) reviseGlobal(reconciler, body, operation.input, values);
    else replaceBody(request, operation.input, values);
    return undefined;
  });
}

/**
 * Puts a user id, a timestamp and a signature into a request's text, in place; the AuthenticationHeader is added when
 * there is none. Whatever else the header holds stays.
 */
export function withAuthentication(
  text: string,
  contract: Contract,
  authentication: Partial<Authentication>,
): Revised {
  const element = contract.elements[`{${contract.targetNamespace}}AuthenticationHeader`];
  return change(text, contract, (request) => {
    if (!element) return 'The contract has no AuthenticationHeader.';
    const { parts } = request;
    const present = parts.header?.children.find(
      (node): node is PlacedElement => node.kind === 'element' && isPlaced(node, element),
    );
    const value = present ? placedValue(contract, text, present, element.type) : {};
    const blank: Values = { mktowsUserId: '', requestSignature: '', requestTimestamp: '' };
    const next = { ...(present ? {} : blank), ...(isValues(value) ? value : {}), ...authentication };
    if (present) reviseGlobal(request.reconciler, present, element, next);
    else addHeaders(request, [element], { [element.name]: next });
    return undefined;
  });
}

interface Request {
  readonly text: string;
  readonly contract: Contract;
  readonly parts: EnvelopeParts;
  readonly layout: Layout;
  readonly prefixes: Prefixes;
  readonly reconciler: Reconciler;
}

/** @param work notes edits, or returns why the text is not the one to change. */
function change(text: string, contract: Contract, work: (request: Request) => string | undefined): Revised {
  const document = placeXml(text);
  const flaw = xmlFlaws(document)[0];
  if (flaw) return { ok: false, reason: 'not-well-formed', message: flaw.message };
  const parts = envelopeParts(document, contract);
  if (!parts) return { ok: false, reason: 'not-an-envelope', message: 'The text is no SOAP 1.1 envelope.' };
  const layout = layoutOf(text, parts.root);
  const prefixes = new Prefixes(parts.root, contract);
  const reconciler = new Reconciler(contract, text, layout, prefixes);
  const refusal = work({ text, contract, parts, layout, prefixes, reconciler });
  if (refusal) return { ok: false, reason: 'other-operation', message: refusal };
  const edits = tidyEdits(text, [...reconciler.edits, ...prefixes.edits()]);
  return { ok: true, text: applyEdits(text, edits), edits };
}

function reviseGlobal(reconciler: Reconciler, element: PlacedElement, global: GlobalElement, next: Values) {
  // A nil request reads as an empty one, and may stay nil as long as it is wanted empty.
  if (global.type.kind !== 'complex' || (isNil(element) && Object.keys(next).length === 0)) return;
  reconciler.element(element, global.type, next);
}

function reviseHeaders(
  request: Request,
  known: readonly GlobalElement[],
  headers: Readonly<Record<string, Values>>,
) {
  const { header } = request.parts;
  if (header) request.reconciler.children(header, headerSlots(known, headers));
  else if (Object.keys(headers).length > 0) addHeaders(request, known, headers);
}

function headerSlots(known: readonly GlobalElement[], headers: Readonly<Record<string, Values>>): Slot[] {
  return known.map((element) => globalSlot(element, headers[element.name]));
}

function globalSlot(element: GlobalElement, next: Values | undefined): Slot {
  return {
    namespace: element.namespace,
    type: element.type,
    list: false,
    next: next === undefined ? [] : [next],
    matches: (candidate) => isPlaced(candidate, element),
    write: (writer, value: Value) => writer.global(element, isValues(value) ? value : {}, 0),
  };
}

/** Adds Header children; Header itself when there is none, before Body. */
function addHeaders(
  request: Request,
  known: readonly GlobalElement[],
  headers: Readonly<Record<string, Values>>,
) {
  const { text, parts, layout, reconciler } = request;
  const slots = headerSlots(known, headers);
  if (parts.header) {
    reconciler.children(
      parts.header,
      slots.filter((slot) => slot.next.length > 0),
    );
    return;
  }
  const lines = slots.flatMap((slot) =>
    slot.next.flatMap((next) => newLines(request, parts.body, slot, next)),
  );
  const name = parts.body.prefix ? `${parts.body.prefix}:Header` : 'Header';
  const indent = lineIndent(text, parts.body.start);
  const section = [`<${name}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
  const written = render(section, indent, layout).slice(indent?.length ?? 0);
  const trail = indent === undefined ? '' : layout.lineEnd + indent;
  reconciler.edits.push({ start: parts.body.start, end: parts.body.start, text: written + trail });
}

function replaceBody(request: Request, input: GlobalElement, values: Values) {
  const { text, parts, layout, reconciler } = request;
  if (parts.content) {
    const lines = newLines(request, parts.body, globalSlot(input, undefined), values);
    const indent = lineIndent(text, parts.content.start);
    const written = render(lines, indent, layout).slice(indent?.length ?? 0);
    reconciler.edits.push({ start: parts.content.start, end: parts.content.end, text: written });
    return;
  }
  reconciler.children(parts.body, [globalSlot(input, values)]);
}

function newLines(request: Request, context: PlacedElement, slot: Slot, value: Value): string[] {
  const writer = new ElementWriter(request.contract, request.prefixes.within(context.scope));
  slot.write(writer, value);
  const standard = context.scope.get('') ?? '';
  if (standard === '' || request.prefixes.qualified) return writer.lines;
  return writer.lines.map((line) => line.replace(/^(<[^\s/>]+)/, '$1 xmlns=""'));
}
