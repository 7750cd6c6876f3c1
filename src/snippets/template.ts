import type { Paging } from '../contract/paging';
import { XSI } from '../contract/contract';
import { isList, isValues, type Value, type Values } from '../envelope/values';
import { ElementWriter } from '../envelope/element-writer';
import { writeRequest } from '../envelope/write';
import type { SnippetRequest } from './snippet';

/** What a program fills into the envelope as it runs; `position` is the whole element, or nothing. */
export type TemplateSlot = 'userId' | 'timestamp' | 'signature' | 'position';

/** An envelope's text with the places that a program fills in. */
export type Template = readonly (string | { readonly slot: TemplateSlot })[];

export type TemplateResult =
  | { readonly ok: true; readonly template: Template; readonly position: string }
  | { readonly ok: false; readonly reason: string };

/** The header that carries the signature. */
export const AUTHENTICATION = 'AuthenticationHeader';

/**
 * Writes the envelope with slots for what changes from call to call. `position` is the element that the request itself has
 * in that slot, on one line; empty without one.
 *
 * Line breaks inside values become `&#10;`: the same value, whatever an editor or a here-document does to lines.
 */
export function writeTemplate(request: SnippetRequest, paging: Paging | undefined): TemplateResult {
  const mark = unusedCharacter(JSON.stringify([request.values, request.headers]));
  const slot = (name: TemplateSlot) => `${mark}${name}${mark}`;
  const protect = (value: Value) => mapTexts(value, (text) => text.replaceAll('\n', `${mark}break${mark}`));
  const values = protect(request.values) as Values;
  const written = writeRequest(request.contract, {
    operation: request.operation,
    values: paging
      ? { ...values, [paging.requestField.name]: stand(request, paging, slot('position')) }
      : values,
    headers: protect({
      ...request.headers,
      [AUTHENTICATION]: {
        ...request.headers[AUTHENTICATION],
        mktowsUserId: slot('userId'),
        requestSignature: slot('signature'),
        requestTimestamp: slot('timestamp'),
      },
    }) as Record<string, Values>,
  });
  if (!written.ok) return { ok: false, reason: written.problems.map((problem) => problem.message).join(' ') };
  const position = paging ? writeField(request, paging, values[paging.requestField.name]) : '';
  const finish = (text: string) => text.replaceAll(`${mark}break${mark}`, '&#10;');
  let text = written.text;
  if (paging) {
    const name = paging.requestField.name;
    const element = new RegExp(`<${name}>\\s*(?:<\\w+>)?(${slot('position')})(?:</\\w+>)?\\s*</${name}>`);
    text = text.replace(element, '$1');
    // A position may come back with nil fields in it.
    if (paging.complex || position.includes('xsi:')) text = declareXsi(text);
  }
  return { ok: true, template: cut(finish(text), mark), position: finish(position) };
}

/** The template as one text: `text` escapes what stands there already, `slot` writes what is filled in. */
export function fillTemplate(
  template: Template,
  text: (part: string) => string,
  slot: (name: TemplateSlot) => string,
): string {
  return template.map((part) => (typeof part === 'string' ? text(part) : slot(part.slot))).join('');
}

/** A position that can be found again in the finished text. */
function stand({ contract }: SnippetRequest, { requestField, complex }: Paging, text: string): Value {
  const first = contract.types[requestField.type.name]?.fields.find((field) => field.type.kind === 'builtin');
  return complex && first ? { [first.name]: text } : text;
}

function writeField(
  { contract }: SnippetRequest,
  { requestField }: Paging,
  value: Value | undefined,
): string {
  if (value === undefined) return '';
  const writer = new ElementWriter(contract);
  writer.field(requestField, value, 0);
  return writer.lines.map((line) => line.trim()).join('');
}

function declareXsi(text: string): string {
  return text.includes(`="${XSI}"`)
    ? text
    : text.replace(/(<SOAP-ENV:Envelope [^>]*)>/, `$1 xmlns:xsi="${XSI}">`);
}

function cut(text: string, mark: string): Template {
  return text
    .split(mark)
    .map((part, index) => (index % 2 === 0 ? part : { slot: part as TemplateSlot }))
    .filter((part) => part !== '');
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  if (!isValues(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      // The name of a type is no content.
      inner === undefined || name === '$type' ? inner : mapTexts(inner, change),
    ]),
  );
}

/** A character of the private use area that the text does not have. */
function unusedCharacter(text: string): string {
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}
