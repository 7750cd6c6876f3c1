import { marketo, marketoWsdl } from '#src/contract/marketo';
import { operation as findOperation } from '#src/contract/contract';
import { readEnvelope, readValues } from '#src/envelope/read';
import { isList, isValues, type Value, type Values } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '#src/sandbox/demo';
import { createSandbox, type Sandbox, type SandboxOptions } from '#src/sandbox/sandbox';
import { authenticate } from '#src/signature/sign';
import { w3cTimestamp } from '#src/text/timestamp';
import { createJudge } from '../xsd';
import { child, text } from '#src/xml/tree';

/** The moment at which the tests' sandboxes begin. */
export const NOW = Date.parse('2026-03-10T15:00:00Z');
export const URL_3_1 = 'http://127.0.0.1:5173/soap/mktows/3_1';

/** A clock that only moves when it is told to. */
export interface Clock {
  now: number;
}

/** A sandbox without limits, at a clock that stands still. */
export function sandboxAt(
  clock: Clock = { now: NOW },
  options: Partial<SandboxOptions> = {},
): { sandbox: Sandbox; clock: Clock } {
  const settings = { dailyQuota: null, rateCalls: null, concurrentCalls: null, ...options.settings };
  const random = options.random ?? (() => 0.5);
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: () => clock.now,
    random,
    onError: (error) => {
      throw error;
    },
    ...options,
    settings,
  });
  return { sandbox, clock };
}

/** A header signed with the demo user's key. */
export function authenticationOf(instant: number, zone = '-08:00'): Values {
  const user = { mktowsUserId: DEMO_USER_ID, secretKey: DEMO_SECRET_KEY };
  return { ...authenticate(user, w3cTimestamp(instant, zone)) };
}

/** A signed request as text. */
export function envelopeOf(name: string, values: Values, instant: number, context?: Values): string {
  const operation = findOperation(marketo, name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  const headers: Record<string, Values> = { AuthenticationHeader: authenticationOf(instant) };
  if (context) headers.MktowsContextHeader = context;
  const written = writeRequest(marketo, { operation, values, headers });
  if (!written.ok) throw new Error(written.problems[0]?.message);
  return written.text;
}

/** Posts a text as a SOAP client does. */
export function post(
  sandbox: Sandbox,
  body: BodyInit,
  headers: Record<string, string> = {},
): Promise<Response> {
  return sandbox.handle(
    new Request(URL_3_1, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/xml; charset=utf-8', ...headers },
    }),
  );
}

/** What came back: the content of the `success…` element, or the fault. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The content of the `success…` element; empty for a fault. */
  readonly values: Values;
  readonly code?: string;
  readonly message?: string;
}

/** Reads an answer with the contract. */
export async function readAnswer(response: Response): Promise<Answer> {
  const source = await response.text();
  const read = readEnvelope(source);
  const body = read.ok ? read.envelope.body : undefined;
  if (!body) throw new Error(`No envelope: ${source.slice(0, 300)}`);
  const output = marketo.operations.find((operation) => operation.output?.name === body.name)?.output;
  const values = output ? readValues(marketo, body, output.type) : {};
  const detail = child(body, 'detail');
  const exception = detail && child(detail, 'serviceException');
  const code = exception && child(exception, 'code');
  const message = exception && child(exception, 'message');
  return {
    status: response.status,
    text: source,
    values,
    code: code && text(code),
    message: message && text(message),
  };
}

let judge: ReturnType<typeof createJudge> | undefined;

/** Signs, sends and reads; a success that the served schema does not allow is an error. */
export async function call(
  { sandbox, clock }: { sandbox: Sandbox; clock: Clock },
  name: string,
  values: Values,
  context?: Values,
): Promise<Answer> {
  const answer = await readAnswer(await post(sandbox, envelopeOf(name, values, clock.now, context)));
  judge ??= createJudge(marketoWsdl);
  const problems = answer.code === undefined ? judge(answer.text) : [];
  if (problems.length > 0) throw new Error(`The answer to ${name} is not valid: ${problems.join(' ')}`);
  return answer;
}

/** A place in an answer, `result.leadRecordList.leadRecord.0.Id`; undefined where there is nothing. */
export function at(values: Value | undefined, path: string): Value | undefined {
  let value = values;
  for (const step of path.split('.')) {
    if (isList(value)) value = value[Number(step)];
    else value = isValues(value) ? value[step] : undefined;
  }
  return value;
}

/** A repeated element's items; none where there is nothing. */
export function listAt(values: Value | undefined, path: string): readonly Values[] {
  const value = at(values, path);
  return isList(value) ? value.filter(isValues) : [];
}

/** Attributes of a record by name. */
export function attributesOf(list: Value | undefined): Record<string, string> {
  return Object.fromEntries(
    listAt(list, 'attribute').map(({ attrName, attrValue }) => [String(attrName), String(attrValue)]),
  );
}

/** Attributes as a request has them. */
export function attributeList(attributes: Record<string, string>): Values {
  return { attribute: Object.entries(attributes).map(([attrName, attrValue]) => ({ attrName, attrValue })) };
}
