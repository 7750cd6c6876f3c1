import { fieldValue, isValues, type Path, type Value } from '../../envelope/values';
import { textValue } from '../../envelope/contents';
import { Reference, type Part } from '../equivalent';
import { kept, MOST_VALUES, pieces, type RestPlan } from '../plan';

/**
 * What `filterType` takes for each type of lead key. LEADOWNEREMAIL has none (vendor's OpenAPI document, Get Leads by Filter
 * Type).
 */
const FILTERS: ReadonlyMap<string, string> = new Map([
  ['IDNUM', 'id'],
  ['COOKIE', 'cookies'],
  ['EMAIL', 'email'],
  ['SFDCACCOUNTID', 'sfdcAccountId'],
  ['SFDCCONTACTID', 'sfdcContactId'],
  ['SFDCLEADID', 'sfdcLeadId'],
  ['SFDCLEADOWNERID', 'sfdcLeadOwnerId'],
  ['SFDCOPPTYID', 'sfdcOpptyId'],
]);

/** The filterType of a type of lead key, or undefined when REST has none. */
export function filterTypeOf(keyType: string): string | undefined {
  return FILTERS.get(keyType);
}

/** A lead key of a request with the places of its two fields. */
export interface PlacedKey {
  readonly type: string;
  readonly value: string;
  readonly typePath: Path;
  readonly valuePath: Path;
}

/** Reads a LeadKey, or an Attribute that stands for one. Half a key is lost with a word about it. */
export function placedKey(
  plan: RestPlan,
  value: Value | undefined,
  path: Path,
  [typeName, valueName]: readonly [string, string] = ['keyType', 'keyValue'],
): PlacedKey | undefined {
  const group = isValues(value) ? value : {};
  const type = textValue(fieldValue(group, typeName));
  const text = textValue(fieldValue(group, valueName));
  const typePath = [...path, typeName];
  const valuePath = [...path, valueName];
  if (type !== undefined && text !== undefined) return { type, value: text, typePath, valuePath };
  plan.lost(path, 'A key needs a type and a value.', 'Fill in both.');
  return undefined;
}

/** Says of a key that REST can't look it up. @returns whether that is so. */
export function isLostKey(plan: RestPlan, { type, value, typePath, valuePath }: PlacedKey): boolean {
  const lose = (why: string, instead: string) => {
    plan.lost(typePath, why, instead);
    plan.lost(valuePath, why, instead);
    return true;
  };
  if (filterTypeOf(type) === undefined) {
    return lose(
      `Leads can't be looked up by ${type.slice(0, 40)}.`,
      type === 'LEADOWNEREMAIL'
        ? 'Look the sales person up by e-mail in salespersons.json, then leads by externalSalesPersonId, where Describe Lead 2 lists that as searchable.'
        : 'Use one of the key types that the contract names.',
    );
  }
  if (type === 'IDNUM' && !/^\d{1,10}$/.test(value)) {
    return lose('An id is a whole number, and this is none.', 'Use the number that the lead’s page shows.');
  }
  return false;
}

/**
 * The ids of leads as parts of later calls: those of IDNUM themselves, those of other keys from look-ups, at most 300 values in
 * each.
 *
 * @param sent says of an id in the request where it went.
 */
export function leadIds(
  plan: RestPlan,
  keys: readonly PlacedKey[],
  sent: (key: PlacedKey) => void,
): readonly Part[] {
  const good = keys.filter((key) => !isLostKey(plan, key));
  const byType = new Map<string, PlacedKey[]>();
  for (const key of good) byType.set(key.type, [...(byType.get(key.type) ?? []), key]);
  const parts: Part[] = [];
  for (const [type, group] of byType) {
    if (type === 'IDNUM') {
      for (const key of group) {
        parts.push(key.value);
        plan.implied(key.typePath, 'REST takes ids as they are.');
        sent(key);
      }
      continue;
    }
    const filter = filterTypeOf(type) ?? '';
    for (const piece of pieces(group, MOST_VALUES)) {
      const call = plan.call({
        id: 'keys',
        about: `The ids of the leads with ${filter}`,
        operation: 'getLeadsByFilterUsingGET',
        query: [
          { name: 'filterType', value: filter },
          { name: 'filterValues', value: [...new Set(piece.map(({ value }) => value))] },
          { name: 'fields', value: ['id', ...(filter === 'id' ? [] : [filter])] },
        ],
        paging: 'token',
      });
      for (const key of piece) {
        plan.sent(key.typePath, call, 'query filterType');
        plan.sent(key.valuePath, call, 'query filterValues');
        sent(key);
      }
      parts.push(new Reference('leadId', [call], 'id', true));
    }
    plan.decide(
      `Several leads may share one ${filter}. SOAP took the one that was updated last; the look-up gives all of them.`,
    );
  }
  return parts;
}

/** The names of all fields, for a call that gives everything as SOAP did. */
export function allFields(plan: RestPlan): readonly Part[] {
  const { names } = plan;
  if (names.described) return names.fields.filter(({ soap }) => soap !== undefined).map(({ rest }) => rest);
  const call = plan.call({
    id: 'describe',
    about: 'The names of all fields: without them REST gives only a few',
    operation: 'describeUsingGET_2',
    kept: true,
  });
  return [new Reference('every field', [call], 'rest.name', true)];
}

/** The first call of every equivalent that makes any: the token. */
export function addToken(plan: RestPlan): void {
  const call = plan.call({
    id: 'access',
    about: 'A token for the calls below, good for an hour',
    operation: 'identityUsingGET',
    query: [
      { name: 'grant_type', value: 'client_credentials' },
      { name: 'client_id', value: kept('client_id') },
      { name: 'client_secret', value: kept('client_secret') },
    ],
    kept: true,
  });
  const header = 'AuthenticationHeader';
  plan.sent([header, 'mktowsUserId'], call, 'query client_id');
  plan.sent([header, 'requestSignature'], call, 'answer access_token, then header Authorization');
  plan.implied([header, 'requestTimestamp'], 'A token has no timestamp; it ends after an hour.');
  for (const name of ['partnerId', 'audit', 'mode']) {
    plan.lost(
      [header, name],
      'REST has no such header.',
      'Leave it out: the service did nothing visible with it.',
    );
  }
}
