import type { ArrayOfAttribute } from '../../../contract/mktows-types';
import { groupsOf, textValue } from '../../../envelope/contents';
import { memberOf } from '../../../rest/run';
import type { ResultOf } from '../../../service/complete-result';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { DAY_LONG } from '../../instance/facts';
import { textMember } from '../../instance/rest-calls';
import { hasRestCode } from '../../instance/rest-fault';
import type { BridgeCall } from '../../operation';
import { sameText } from '../programs/same-text';

/** A type of custom object as Describe Custom Object has it. */
export interface RestObjectType {
  /** Its API name, as answers spell it. */
  readonly name: string;
  /** The fields that identify a record. */
  readonly keys: readonly string[];
  /** The other fields that a client can fill. */
  readonly fields: readonly string[];
  /** The field that holds the id of the record's lead. */
  readonly link?: string;
  /** Fields by which records can be looked up alone. */
  readonly searchable: ReadonlySet<string>;
}

type CustomObjectOperation = 'getCustomObjects' | 'syncCustomObjects' | 'deleteCustomObjects';

/** Fields that the service fills, and that SOAP did not show. */
const FILLED: ReadonlySet<string> = new Set(['marketoGUID', 'createdAt', 'updatedAt', 'seq']);

/**
 * Does the work with the type that a request names, in any case; unknown is fault 20110 in the recorded words. Where the service
 * does not know one of the fields any more, the description is read again, once.
 */
export async function withObjectType<T>(
  call: BridgeCall<CustomObjectOperation>,
  work: (type: RestObjectType) => Promise<T | SoapFault>,
): Promise<T | SoapFault> {
  const asked = textValue(call.values.objTypeName);
  if (asked === undefined) return fault('20109', 'objTypeName is null or missing');
  for (let again = false; ; again = true) {
    const name = await nameOf(call, asked);
    if (isFault(name)) return name;
    const type = await describe(call, name);
    if (isFault(type)) return type;
    const outcome = await work(type);
    if (!hasRestCode(outcome, '1006')) return outcome;
    if (again) return fault('20011', 'The REST API does not know a field that it has described');
    call.facts.forget(describedAs(name));
  }
}

function describedAs(name: string): string {
  return `custom object ${name}`;
}

/** The API name of a type. One that was made since the list was read is looked for once more. */
async function nameOf({ rest, facts }: BridgeCall, asked: string): Promise<string | SoapFault> {
  const key = 'custom object types';
  for (let again = false; ; again = true) {
    const names = await facts.kept(key, again ? NEW_TYPE : DAY_LONG, async () => {
      const records = await rest.records({ operation: 'listCustomObjectsUsingGET' });
      return isFault(records) ? records : records.flatMap((record) => textMember(record, 'name') ?? []);
    });
    if (isFault(names)) return names;
    const name = names.find((one) => sameText(one, asked));
    if (name !== undefined) return name;
    if (again) return fault('20110', 'Object name is not valid');
    // Not at each request for a type that does not exist.
    const fresh = await facts.kept('custom object types were read', NEW_TYPE, () => {
      facts.forget(key);
      return Promise.resolve(true);
    });
    if (isFault(fresh)) return fresh;
  }
}

/** How long a list of types is good in which somebody missed one, in milliseconds. */
const NEW_TYPE = 60_000;

function describe({ rest, facts }: BridgeCall, name: string): Promise<RestObjectType | SoapFault> {
  return facts.kept(describedAs(name), DAY_LONG, async () => {
    const records = await rest.records({
      operation: 'describeUsingGET_1',
      path: { customObjectName: name },
    });
    if (isFault(records)) return records;
    const [record] = records;
    const keys = textsIn(memberOf(record, 'dedupeFields'));
    const fields = listIn(memberOf(record, 'fields'))
      .flatMap((field) => textMember(field, 'name') ?? [])
      .filter((field) => !keys.includes(field) && !FILLED.has(field));
    const link = listIn(memberOf(record, 'relationships')).find((relation) =>
      sameText(textMember(memberOf(relation, 'relatedTo'), 'name') ?? '', 'lead'),
    );
    const alone = listIn(memberOf(record, 'searchableFields')).flatMap((group) => {
      const names = textsIn(group);
      return names.length === 1 ? names : [];
    });
    return { name, keys, fields, link: textMember(link, 'field'), searchable: new Set(alone) };
  });
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsIn(value: unknown): string[] {
  return listIn(value).filter((one) => typeof one === 'string');
}

/**
 * Names and values of a list of attributes; a value that is absent or nil counts as an empty text. MKTOID stands for the link to the
 * lead where the type has no field of that name.
 */
export function objectValues(
  type: RestObjectType,
  list: ArrayOfAttribute | null | undefined,
): Map<string, string> {
  return new Map(
    groupsOf(list, 'attribute').map(({ attrName, attrValue }) => [
      fieldNameOf(type, textValue(attrName) ?? ''),
      textValue(attrValue) ?? '',
    ]),
  );
}

function fieldNameOf({ keys, fields, link }: RestObjectType, name: string): string {
  if (keys.includes(name) || fields.includes(name) || link === undefined) return name;
  return name.toUpperCase() === 'MKTOID' ? link : name;
}

/** A list of attributes; their types are nil (vendor's samples). */
export function objectAttributes(
  values: Iterable<readonly [name: string, value: string]>,
): ResultOf<ArrayOfAttribute> {
  return { attribute: [...values].map(([attrName, attrValue]) => ({ attrName, attrValue })) };
}

/** What is wrong with the keys of a record, in the sandbox's words. */
export function keyProblem(
  { keys }: RestObjectType,
  values: ReadonlyMap<string, string>,
): string | undefined {
  const unknown = [...values.keys()].filter((name) => !keys.includes(name));
  if (unknown.length > 0) return `Unknown name key list: ${unknown.join(', ')}`;
  const missing = keys.filter((name) => !values.get(name));
  return missing.length > 0 ? `Missing keys: ${missing.join(', ')}` : undefined;
}
