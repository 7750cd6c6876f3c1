// The story of tests/interop/clients.test.ts, told by node-soap with the served WSDL.
import { createHmac } from 'node:crypto';
import soap from 'soap';

const FIRST_NAME = 'Zoë & <Co> "日本" 😀';
const { MARKETO_ENDPOINT, MARKETO_USER_ID, MARKETO_SECRET_KEY = '', STORY_EMAIL } = process.env;

const client = await soap.createClientAsync(`${MARKETO_ENDPOINT}?WSDL`);

/**
 * @param {string} operation
 * @param {object} params
 */
async function call(operation, params) {
  const requestTimestamp = new Date().toISOString().slice(0, 19) + '+00:00';
  const requestSignature = createHmac('sha1', MARKETO_SECRET_KEY)
    .update(requestTimestamp + MARKETO_USER_ID)
    .digest('hex');
  client.clearSoapHeaders();
  client.addSoapHeader({
    'tns:AuthenticationHeader': { mktowsUserId: MARKETO_USER_ID, requestSignature, requestTimestamp },
  });
  const [answer] = await client[`${operation}Async`](params);
  return answer.result;
}

const synced = await call('syncLead', {
  leadRecord: {
    Email: STORY_EMAIL,
    leadAttributeList: { attribute: [{ attrName: 'FirstName', attrValue: FIRST_NAME }] },
  },
  returnLead: false,
});

const found = await call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: STORY_EMAIL } });
const lead = found.leadRecordList.leadRecord[0];

/** @param {string} listOperation */
async function inList(listOperation) {
  const { success } = await call('listOperation', {
    listOperation,
    listKey: { keyType: 'MKTOLISTNAME', keyValue: 'Trav-Test-List' },
    listMemberList: { leadKey: [{ keyType: 'IDNUM', keyValue: String(synced.leadId) }] },
  });
  return success;
}
const added = await inList('ADDTOLIST');
const member = await inList('ISMEMBEROFLIST');

/** @type {number[]} */
const ids = [];
let pages = 0;
let streamPosition;
for (let more = true; more;) {
  const page = await call('getMultipleLeads', {
    leadSelector: { attributes: { 'xsi:type': 'tns:StaticListSelector' }, staticListName: 'All Leads' },
    ...(streamPosition === undefined ? {} : { streamPosition }),
    batchSize: 500,
    includeAttributes: { stringItem: ['Company'] },
  });
  for (const { Id } of page.leadRecordList?.leadRecord ?? []) ids.push(Id);
  streamPosition = page.newStreamPosition;
  pages += 1;
  more = page.remainingCount > 0;
}

let fault;
try {
  await call('getLead', { leadKey: { keyType: 'EMAIL', keyValue: 'nobody@example.com' } });
} catch (error) {
  /** @typedef {{ root: { Envelope: { Body: { Fault: { detail: { serviceException: { code: number } } } } } } }} SoapError */
  fault = /** @type {SoapError} */ (error).root.Envelope.Body.Fault.detail.serviceException.code;
}

console.log(
  JSON.stringify({
    status: synced.syncStatus.status,
    sameId: lead.Id === synced.leadId,
    firstName: lead.leadAttributeList.attribute.find(
      (/** @type {{ attrName: string }} */ { attrName }) => attrName === 'FirstName',
    )?.attrValue,
    added,
    member,
    pages,
    leads: ids.length,
    different: new Set(ids).size,
    fault: String(fault),
  }),
);
