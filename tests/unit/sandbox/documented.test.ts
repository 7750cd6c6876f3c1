import { describe, expect, test } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { isList, isValues, type Value, type Values } from '#src/envelope/values';
import { digestOf, documentedAnswers, documentedRequest } from '../../fixtures/documented';
import { call, NOW, post, readAnswer, sandboxAt } from './requests';

/** The request that the vendor's page of getMultipleLeads prints. Its signature verifies under the demo key. */
const PRINTED = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <SOAP-ENV:Header>
    <ns1:AuthenticationHeader>
      <mktowsUserId>demo17_1_809934544BFABAE58E5D27</mktowsUserId>
      <requestSignature>146ec93f4f1e2a45f7a545f7e42e2d053c0457e7</requestSignature>
      <requestTimestamp>2013-08-02T15:47:06-07:00</requestTimestamp>
    </ns1:AuthenticationHeader>
  </SOAP-ENV:Header>
  <SOAP-ENV:Body>
    <ns1:paramsGetMultipleLeads>
      <leadSelector xsi:type="ns1:LeadKeySelector">
        <keyType>EMAIL</keyType>
        <keyValues>
          <stringItem>formtest1@marketo.com</stringItem>
          <stringItem>joe@marketo.com</stringItem>
        </keyValues>
      </leadSelector>
      <batchSize>100</batchSize>
    </ns1:paramsGetMultipleLeads>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>`;

const attribute = (attrName: string, attrType: string, attrValue: string) => ({
  attrName,
  attrType,
  attrValue,
});

/** The content of the printed answer. */
const TWO_LEADS = {
  returnCount: '2',
  remainingCount: '0',
  newStreamPosition: '',
  leadRecordList: {
    leadRecord: [
      {
        Id: '65835',
        Email: 'formtest1@marketo.com',
        ForeignSysPersonId: null,
        ForeignSysType: null,
        leadAttributeList: {
          attribute: [
            attribute('Company', 'string', 'Marketo Test'),
            attribute('FirstName', 'string', 'FnameForm1'),
            attribute('LastName', 'string', 'LnameForm1'),
            attribute('LeadScore', 'integer', '16'),
            attribute('Website', 'url', 'marketo.com'),
          ],
        },
      },
      {
        Id: '67508',
        Email: 'joe@marketo.com',
        ForeignSysPersonId: null,
        ForeignSysType: null,
        leadAttributeList: {
          attribute: [
            attribute('Company', 'string', 'Marketo'),
            attribute('Date_of_purchase', 'date', '2012-04-04'),
            attribute('FirstName', 'string', 'Joe'),
            attribute('LastName', 'string', 'Orante'),
            attribute('LeadScore', 'integer', '11'),
          ],
        },
      },
    ],
  },
};

describe('the request that the documentation prints', () => {
  test('sent unchanged today, it is right and too old', async () => {
    const { sandbox } = sandboxAt();
    expect((await readAnswer(await post(sandbox, PRINTED))).code).toBe('20016');
    expect(sandbox.log().at(-1)?.verdict).toBe('expired');
  });

  test.each(['246ec', '146EC'])('with its signature beginning %s, it is wrong', async (beginning) => {
    const { sandbox } = sandboxAt();
    const answer = await readAnswer(await post(sandbox, PRINTED.replace('146ec', beginning)));
    expect(answer.code).toBe('20014');
    expect(answer.message).toBe('Authentication failed (20014)');
  });

  test('signed for today, it gets the printed answer', async () => {
    const answer = await call(sandboxAt(), 'getMultipleLeads', paramsOf(PRINTED).values);
    expect(answer.values.result).toEqual(TWO_LEADS);
  });

  test('sent unchanged with the clock of its day, it gets the printed answer', async () => {
    const { sandbox } = sandboxAt({ now: Date.parse('2013-08-02T15:50:00-07:00') });
    expect((await readAnswer(await post(sandbox, PRINTED))).values.result).toEqual(TWO_LEADS);
  });

  test('sent unchanged with the window off, it gets the printed answer', async () => {
    const { sandbox } = sandboxAt({ now: NOW }, { settings: { timestampWindow: null } });
    expect((await readAnswer(await post(sandbox, PRINTED))).values.result).toEqual(TWO_LEADS);
  });
});

describe('requests and answers as the vendor printed them', () => {
  const pairs = ['getLead', 'getMultipleLeads', 'getLeadActivity', 'listOperation', 'importToList'] as const;
  test.each(pairs)('%s, signed for today', async (operation) => {
    const request = paramsOf(documentedRequest(operation));
    const answer = await call(sandboxAt(), request.name, request.values);
    // The samples are older than marketoGUID.
    expect(digestOf(without(answer.values, 'marketoGUID'))).toBe(documentedAnswers[operation]);
  });

  test('syncLead updates the lead of its example, as printed', async () => {
    const request = paramsOf(documentedRequest('syncLead'));
    const answer = await call(sandboxAt(), request.name, request.values);
    expect(answer.text).toContain('<status>UPDATED</status>');
    expect(answer.text).toContain('<leadRecord xsi:nil="true"/>');
  });

  test('the fault envelope is the printed one', async () => {
    const { sandbox } = sandboxAt();
    const answer = await readAnswer(await post(sandbox, PRINTED.replace('146ec', '246ec')));
    expect(digestOf(answer.text.trim())).toBe(documentedAnswers.fault);
  });
});

function paramsOf(source: string): { name: string; values: Values } {
  const read = readRequest(source, marketo);
  if (!read.ok || !read.request.operation) throw new Error('This is no request.');
  return { name: read.request.operation.name, values: read.request.values };
}

/** The same tree without one field, wherever it stands. */
function without(value: Value | undefined, field: string): Value | undefined {
  if (isList(value)) return value.map((item) => without(item, field) ?? null);
  if (!isValues(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== field);
  return Object.fromEntries(entries.map(([name, content]) => [name, without(content, field)]));
}
