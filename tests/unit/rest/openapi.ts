import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { HttpRequest } from '#src/rest/http';

/**
 * Holds REST calls and answers against the vendor's OpenAPI documents. What these documents say about paths, parameters and
 * schemas is in the fixture; `tests/fixtures/openapi/derive.mjs` makes it.
 */
interface Documented {
  readonly document: 'mapi' | 'asset' | 'identity';
  readonly method: string;
  readonly path: string;
  readonly consumes?: readonly string[];
  readonly parameters: readonly DocumentedParameter[];
  readonly body?: { readonly required: boolean; readonly schema: object };
  readonly answer?: object;
}

interface DocumentedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'formData' | 'header';
  readonly required: boolean;
  readonly type?: string;
  readonly format?: string;
  readonly items?: { readonly type?: string; readonly format?: string };
  readonly enum?: readonly string[];
}

interface Fixture {
  readonly calls: Readonly<Record<string, Documented>>;
  readonly mapi: Readonly<Record<string, object>>;
  readonly asset: Readonly<Record<string, object>>;
  readonly identity: Readonly<Record<string, object>>;
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/openapi/rest.json', import.meta.url), 'utf8'),
) as Fixture;

/** Every call that the documents have. */
export const documented = fixture.calls;

/**
 * Where the vendor's documents disagree with themselves or with the vendor's pages and samples, and what the judge takes for
 * right. Each has its reason.
 */
export const DISAGREEMENTS = [
  'POST with _method=GET stands in no document: the pages tell to use it for long addresses. It is judged as the GET.',
  'A long GET carries its query as a form; the documents say that the GET consumes JSON.',
  'program/{id}.json takes form fields that hold JSON; the document has one JSON body and yet consumes a form.',
  'Lists in a query may be written with commas: the documents say multi, the pages and samples have commas.',
  'errors and warnings are required in answers of the lead database; samples of the pages leave them out on success.',
  'A record that was skipped has no marketoGUID, and a record of a description no seq, though both are required.',
  'A Lead has one reason in the document and a list of reasons in the samples.',
  'ObjectMetaData requires status, which is none of its own properties, and what the samples leave out.',
  'Times of assets end in Z+0000 in the samples, which is no date-time; start and end of a program are such times.',
  'A value of an attribute is said to be an object; in every sample it is a text or a number.',
  'result is required also of answers that have none: with success false, and in the token of activities.',
] as const;

const judges = new Map<string, Ajv>();

function ajvFor(document: Documented['document']): Ajv {
  const known = judges.get(document);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const format of ['int32', 'int64']) ajv.addFormat(format, true);
  const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|Z\+0000|[+-]\d\d:?\d\d)$/;
  ajv.addFormat('date-time', dateTime);
  ajv.addSchema({ $id: 'api', definitions: relaxed(fixture[document]) });
  judges.set(document, ajv);
  return ajv;
}

/** The schemas with the disagreements settled. */
function relaxed(definitions: Readonly<Record<string, object>>): Record<string, object> {
  const copy = JSON.parse(JSON.stringify(definitions)) as Record<
    string,
    { required?: string[]; properties?: Record<string, object> }
  >;
  for (const [name, schema] of Object.entries(copy)) {
    if (name.startsWith('ResponseOf') || name === 'ResponseWithoutResult') {
      schema.required = schema.required?.filter((field) => !['errors', 'warnings', 'result'].includes(field));
    }
    if (name === 'CustomObject') schema.required = [];
    if (name === 'Lead' && schema.properties) delete schema.properties.reason;
    if (name === 'ObjectMetaData')
      schema.required = ['displayName', 'fields'].filter((field) => field in (schema.properties ?? {}));
    if (name === 'ObjectRelation') schema.required = ['field', 'type'];
    if (name === 'Attribute' && schema.properties) schema.properties.value = {};
  }
  return copy;
}

const compiled = new Map<string, ValidateFunction>();

function validator(document: Documented['document'], schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/definitions/', '"api#/definitions/');
  const key = `${document} ${text}`;
  const known = compiled.get(key);
  if (known) return known;
  const fresh = ajvFor(document).compile(JSON.parse(text) as object);
  compiled.set(key, fresh);
  return fresh;
}

/** The documented call that a request makes, by its method and path. */
export function documentedCall(request: HttpRequest): [id: string, call: Documented] | undefined {
  const url = new URL(request.url);
  const form = request.body !== undefined && isForm(request) ? new URLSearchParams(request.body) : undefined;
  const asGet = url.searchParams.get('_method') === 'GET' || form?.get('_method') === 'GET';
  const method = asGet ? 'GET' : request.method;
  return Object.entries(fixture.calls)
    .filter(([, call]) => call.method === method && pattern(call.path).test(url.pathname))
    .sort(([, a], [, b]) => a.path.split('{').length - b.path.split('{').length)[0];
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}

function isForm({ headers }: HttpRequest): boolean {
  return headers.some(
    ([name, value]) =>
      name.toLowerCase() === 'content-type' && value.startsWith('application/x-www-form-urlencoded'),
  );
}

/** What the documents have against a request. */
export function judgeRequest(request: HttpRequest): string[] {
  const found = documentedCall(request);
  const url = new URL(request.url);
  if (!found) return [`${request.method} ${url.pathname} stands in no document`];
  const [id, call] = found;
  const flaws: string[] = [];
  const note = (text: string) => flaws.push(`${id}: ${text}`);
  const form = isForm(request) ? new URLSearchParams(request.body) : undefined;
  const isLongGet = call.method === 'GET' && request.method === 'POST';
  const json = isLongGet && !form ? (JSON.parse(request.body ?? '{}') as Record<string, unknown>) : {};
  const query = new URLSearchParams([...url.searchParams, ...(isLongGet ? (form ?? []) : [])]);
  for (const [name, value] of query) {
    if (name === '_method') continue;
    const parameter = call.parameters.find((one) => one.name === name && one.in === 'query');
    if (!parameter) note(`the parameter ${name} is not documented`);
    else flaws.push(...judgeValue(parameter, value).map((text) => `${id}: ${text}`));
  }
  const values = pathValues(call.path, url.pathname);
  for (const parameter of call.parameters) {
    if (parameter.in === 'path') {
      flaws.push(...judgeValue(parameter, values.get(parameter.name) ?? '').map((text) => `${id}: ${text}`));
    }
    if (parameter.in === 'query' && parameter.required && !query.has(parameter.name)) {
      const inBody =
        isLongGet && (parameter.name in json || (parameter.name === 'filterValues' && 'input' in json));
      if (!inBody) note(`the parameter ${parameter.name} is missing`);
    }
    if (
      parameter.in === 'formData' &&
      parameter.required &&
      !request.body?.includes(`name="${parameter.name}"`)
    ) {
      note(`the file ${parameter.name} is missing`);
    }
  }
  judgeBody(request, call, isLongGet, form, note);
  return flaws;
}

function judgeBody(
  request: HttpRequest,
  call: Documented,
  isLongGet: boolean,
  form: URLSearchParams | undefined,
  note: (text: string) => void,
): void {
  if (isLongGet && form) return;
  if (!call.body) {
    if (request.body !== undefined && !call.parameters.some((one) => one.in === 'formData'))
      note('no body is documented');
    return;
  }
  if (request.body === undefined) {
    if (call.body.required && !isLongGet) note('the body is missing');
    return;
  }
  const body = form
    ? Object.fromEntries([...form].map(([name, value]) => [name, jsonOr(value)]))
    : (JSON.parse(request.body) as unknown);
  const validate = validator(call.document, call.body.schema);
  if (!validate(body))
    for (const error of validate.errors ?? []) note(`body ${error.instancePath} ${error.message}`);
  const type = request.headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
  if (call.consumes && !call.consumes.some((one) => type.startsWith(one)))
    note(`${type} is not what it consumes`);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pathValues(path: string, actual: string): Map<string, string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const match = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`).exec(actual);
  return new Map(names.map((name, index) => [name, decodeURIComponent(match?.[index + 1] ?? '')]));
}

/** A name in braces stands for a value of an earlier answer, which the documents have nothing to say about. */
function judgeValue(
  { name, type, items, enum: values, format }: DocumentedParameter,
  text: string,
): string[] {
  const all = type === 'array' ? text.split(',') : [text];
  const wanted = type === 'array' ? items?.type : type;
  return all.flatMap((value) => {
    if (/^\{.*\}$/.test(value)) return [];
    if (wanted === 'integer' && !/^\d+$/.test(value)) return [`${name} is no number: ${value}`];
    if (wanted === 'boolean' && !/^(true|false)$/.test(value)) return [`${name} is no truth value: ${value}`];
    if (values && !values.includes(value)) return [`${name} is none of ${values.join(', ')}: ${value}`];
    if (format === 'date-time' && Number.isNaN(Date.parse(value))) return [`${name} is no time: ${value}`];
    return [];
  });
}

/** What the documents have against an answer with HTTP 200. */
export function judgeAnswer(request: HttpRequest, json: unknown): string[] {
  const found = documentedCall(request);
  if (!found) return [];
  const [id, { document, answer }] = found;
  if (!answer) return [];
  const validate = validator(document, answer);
  if (validate(json)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${id}: answer ${instancePath} ${message}`,
  );
}
