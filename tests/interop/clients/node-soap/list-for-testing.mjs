// getMultipleLeads for SMSProgram.listForTesting with node-soap, callbacks turned into promises and nothing else.
import { createHmac } from 'node:crypto';
import soap from 'soap';

const { MARKETO_ENDPOINT, MARKETO_USER_ID, MARKETO_SECRET_KEY = '' } = process.env;
const requestTimestamp = new Date().toISOString();
const requestSignature = createHmac('sha1', MARKETO_SECRET_KEY)
  .update(requestTimestamp + MARKETO_USER_ID)
  .digest('hex');

const client = await soap.createClientAsync(`${MARKETO_ENDPOINT}?WSDL`);
client.addSoapHeader({
  'tns:AuthenticationHeader': { mktowsUserId: MARKETO_USER_ID, requestSignature, requestTimestamp },
});
const [{ result }] = await client.getMultipleLeadsAsync({
  leadSelector: {
    attributes: { 'xsi:type': 'tns:StaticListSelector' },
    staticListName: 'SMSProgram.listForTesting',
  },
  batchSize: 100,
});
for (const { Id, Email } of result.leadRecordList.leadRecord) console.log(Id, Email);
