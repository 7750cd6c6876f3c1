import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import type { OperationName } from '#src/contract/mktows-types';
import { exampleValues } from '#src/envelope/example';
import type { Values } from '#src/envelope/values';
import { REST_OPERATIONS } from '#src/rest/catalog';
import type { Equivalent, RestCall } from '#src/rest/equivalent';
import { equivalentOf, isReplaced, REPLACED_OPERATIONS } from '#src/rest/equivalents';
import { showReferences, writeCall, type HttpRequest } from '#src/rest/http';
import { readDescribeLead } from '#src/rest/names';
import { leavesOf } from '#src/rest/plan';
import { filledValues } from '../filled';
import { anyRequest, type RequestData } from '../values';
import { CASES, resolverFor } from './cases';
import { DISAGREEMENTS, documented, documentedCall, judgeRequest } from './openapi';

/** A place of a call: `body input[0].firstName`. */
const placesOf = (equivalent: Equivalent, path: string) =>
  equivalent.links.find((link) => link.path.join('.') === path)?.places ?? [];

function accountOf({ operation, values, headers }: RequestData): string[] {
  const equivalent = equivalentOf({ operation: operation.name as OperationName, values, headers });
  const told = new Map<string, number>();
  for (const { path } of [...equivalent.links, ...equivalent.lost]) {
    told.set(JSON.stringify(path), (told.get(JSON.stringify(path)) ?? 0) + 1);
  }
  const all = [
    ...leavesOf(values, []),
    ...Object.entries(headers).flatMap(([name, content]) => leavesOf(content, [name])),
  ].map((path) => JSON.stringify(path));
  const calls = new Set(equivalent.calls.map(({ id }) => id));
  return [
    ...all.filter((path) => !told.has(path)).map((path) => `${path} is dropped`),
    ...[...told].filter(([, count]) => count > 1).map(([path]) => `${path} is told twice`),
    ...[...told.keys()].filter((path) => !all.includes(path)).map((path) => `${path} is no field`),
    ...equivalent.links
      .filter(({ places }) => places.length === 0)
      .map(({ path }) => `${path.join('.')} went nowhere`),
    ...equivalent.links.flatMap(({ places }) =>
      places.flatMap((place) =>
        place.kind === 'call' && !calls.has(place.call) ? [`there is no call ${place.call}`] : [],
      ),
    ),
    ...equivalent.lost
      .filter(({ why, instead }) => why === '' || instead === '')
      .map(() => 'a loss has no words'),
  ];
}

describe('the equivalent of a request', () => {
  it('exists for every operation of the contract', () => {
    expect([...REPLACED_OPERATIONS].sort()).toEqual(marketo.operations.map(({ name }) => name).sort());
    expect(isReplaced('getLead')).toBe(true);
    expect(isReplaced('toString')).toBe(false);
  });

  it('accounts for every field of any request, however strange, and for none that is not there', () => {
    fc.assert(
      fc.property(anyRequest(marketo), (request) => {
        expect(accountOf(request)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test.each(marketo.operations.map((operation) => [operation.name, operation] as const))(
    '%s with every field that it has leaves none without a word of its own',
    (_name, operation) => {
      for (const turn of [0, 1, 2]) {
        const values = (operation.input && filledValues(marketo, operation.input, turn)) ?? {};
        const headers: Record<string, Values> = {};
        for (const header of operation.headers)
          headers[header.name] = filledValues(marketo, header, turn) ?? {};
        expect(accountOf({ operation, values, headers })).toEqual([]);
        const { lost } = equivalentOf({ operation: operation.name as OperationName, values, headers });
        const generic = lost.filter(({ why }) => why.startsWith('REST has no place for it in this request'));
        expect(generic.map(({ path }) => path.join('.'))).toEqual([]);
      }
    },
  );

  test.each(marketo.operations.map((operation) => [operation.name, operation] as const))(
    'the example of %s has calls, or a word about why there are none',
    (name, operation) => {
      const values = exampleValues(marketo, operation);
      const { calls, lost } = equivalentOf({ operation: name as OperationName, values });
      if (name === 'listMObjects') expect(calls).toEqual([]);
      else expect(calls.length > 1 || lost.length > 0).toBe(true);
    },
  );
});

describe('the calls of an equivalent', () => {
  const written = (equivalent: Equivalent) =>
    equivalent.calls.map((call) =>
      writeCall(call, { base: 'https://instance.example', token: 'TOKEN' }, resolverFor(call)),
    );

  it('are all that the catalogue names, and the catalogue is what the documents have', () => {
    for (const [id, call] of Object.entries(REST_OPERATIONS)) {
      const { method, path, document } = documented[id] ?? {};
      expect({ method, path, document }).toEqual({
        method: call.method,
        path: call.path,
        document: call.document,
      });
    }
    expect(Object.keys(documented).sort()).toEqual(Object.keys(REST_OPERATIONS).sort());
    expect(DISAGREEMENTS.length).toBeGreaterThan(0);
  });

  test.each(CASES)('%s are what the vendor’s OpenAPI documents have: %s', (operation, _title, values) => {
    const equivalent = equivalentOf({ operation, values });
    expect(equivalent.calls.length).toBeGreaterThan(1);
    const flaws = written(equivalent).flatMap(judgeRequest);
    expect(flaws).toEqual([]);
    for (const [index, request] of written(equivalent).entries()) {
      expect(documentedCall(request)?.[0]).toBe(equivalent.calls[index]?.operation);
    }
  });

  it('stand in the documents for every example of the contract', () => {
    for (const operation of marketo.operations) {
      const values = exampleValues(marketo, operation);
      const equivalent = equivalentOf({ operation: operation.name as OperationName, values });
      expect(written(equivalent).flatMap(judgeRequest)).toEqual([]);
    }
  });

  it('carry the token in a header and never in the address', () => {
    for (const [operation, , values] of CASES) {
      for (const { url, headers } of written(equivalentOf({ operation, values }))) {
        expect(url).not.toMatch(/access_token|TOKEN/);
        const isIdentity = url.includes('/identity/');
        expect(headers.some(([name, value]) => name === 'Authorization' && value === 'Bearer TOKEN')).toBe(
          !isIdentity,
        );
      }
    }
  });

  it('of a GET whose address would be too long go as POST with _method=GET and a form', () => {
    const stringItem = Array.from({ length: 100 }, (_, index) => `${'x'.repeat(90)}${index}@example.com`);
    const { calls } = equivalentOf({
      operation: 'getMultipleLeads',
      values: { leadSelector: { $type: 'LeadKeySelector', keyType: 'EMAIL', keyValues: { stringItem } } },
    });
    const leads = calls.find(({ id }) => id === 'leads');
    const request =
      leads && writeCall(leads, { base: 'https://instance.example', token: 'T' }, resolverFor(leads));
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('https://instance.example/rest/v1/leads.json?_method=GET');
    expect(request?.body).toContain('filterType=email&filterValues=');
    expect(judgeRequest(request as HttpRequest)).toEqual([]);
  });

  it('repeat a value that holds a comma, because lists are written with commas', () => {
    const { calls, decisions } = equivalentOf({
      operation: 'getMultipleLeads',
      values: {
        leadSelector: {
          $type: 'LeadKeySelector',
          keyType: 'EMAIL',
          keyValues: { stringItem: ['a,b@c.d', 'e@f.g'] },
        },
      },
    });
    const leads = calls.find(({ id }) => id === 'leads') as RestCall;
    const { url } = writeCall(leads, { base: 'https://x', token: 'T' }, resolverFor(leads));
    expect(new URL(url).searchParams.getAll('filterValues')).toEqual(['a,b@c.d', 'e@f.g']);
    expect(decisions.join(' ')).toContain('comma');
  });
});

describe('where fields go', () => {
  it('names of fields become those of REST, by the standard table or by a pasted Describe Lead', () => {
    const attribute = [
      { attrName: 'FirstName', attrValue: 'Ada' },
      { attrName: 'SICCode', attrValue: '7372' },
      { attrName: 'My_Field', attrValue: 'x' },
      { attrName: 'Unsubscribed', attrValue: '1' },
      { attrName: 'Phone', attrValue: '' },
    ];
    const values = { leadRecord: { Email: 'ada@example.com', leadAttributeList: { attribute } } };
    const plain = equivalentOf({ operation: 'syncLead', values });
    const body = (equivalent: Equivalent) => equivalent.calls.find(({ id }) => id === 'lead')?.body;
    expect(body(plain)).toMatchObject({
      value: {
        action: 'createOrUpdate',
        lookupField: 'email',
        input: [
          {
            email: 'ada@example.com',
            firstName: 'Ada',
            sicCode: '7372',
            My_Field: 'x',
            unsubscribed: true,
            phone: null,
          },
        ],
      },
    });
    expect(plain.decisions.join(' ')).toContain('My_Field is no standard field');
    expect(placesOf(plain, 'leadRecord.leadAttributeList.attribute.0.attrValue')).toEqual([
      { kind: 'call', call: 'lead', at: 'body input[0].firstName' },
    ]);

    const describe = readDescribeLead(
      JSON.stringify({
        result: [
          {
            id: 1,
            displayName: 'Mine',
            dataType: 'string',
            rest: { name: 'myField' },
            soap: { name: 'My_Field' },
          },
        ],
      }),
    );
    expect(describe.ok).toBe(true);
    const described = equivalentOf(
      { operation: 'syncLead', values },
      describe.ok ? { names: describe.names } : {},
    );
    expect(JSON.stringify(body(described))).toContain('"myField":"x"');
    expect(readDescribeLead('no')).toMatchObject({ ok: false });
    expect(readDescribeLead('{"result":[{}]}')).toMatchObject({ ok: false });
  });

  it('what has no place is named with what to do instead', () => {
    const { lost, calls } = equivalentOf({
      operation: 'syncLead',
      values: {
        leadRecord: { Email: 'a@b.c', ForeignSysPersonId: '7', ForeignSysType: 'CUSTOM' },
        moveCookie: 'true',
        marketoCookie: 'id:1&token:x',
      },
    });
    expect(lost.map(({ path }) => path.join('.'))).toEqual([
      'leadRecord.ForeignSysPersonId',
      'leadRecord.ForeignSysType',
      'moveCookie',
    ]);
    expect(lost[0]?.instead).toContain('custom field');
    const associate = calls.find(({ id }) => id === 'associate') as RestCall;
    const { url } = writeCall(associate, { base: 'https://x', token: 'T' }, showReferences);
    expect(url).toBe('https://x/rest/v1/leads/{leadId}/associate.json?cookie=id%3A1%26token%3Ax');
  });

  it('no path of an address can be left by a value', () => {
    const { calls } = equivalentOf({
      operation: 'getCustomObjects',
      values: {
        objTypeName: '../../identity',
        customObjKeyList: { attribute: [{ attrName: 'a', attrValue: 'b' }] },
      },
    });
    for (const call of calls.slice(1)) {
      const { url } = writeCall(call, { base: 'https://x', token: 'T' }, showReferences);
      expect(new URL(url).pathname.startsWith('/rest/v1/customobjects/')).toBe(true);
    }
  });

  it('a request that is all empty makes no calls, and says so of each field', () => {
    const { calls, lost } = equivalentOf({
      operation: 'requestCampaign',
      values: { source: 'SALES', campaignId: '3' },
    });
    expect(calls).toEqual([]);
    expect(lost.map(({ path }) => path[0])).toEqual(['source', 'campaignId']);
  });
});
