/** An answer of the service, around what is in its Body. */
export function envelope(body: string, prefix = 'SOAP-ENV'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${prefix}:Envelope xmlns:${prefix}="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ns1="http://www.marketo.com/mktows/">
  <${prefix}:Body>${body}</${prefix}:Body>
</${prefix}:Envelope>`;
}

export const SUCCESS = envelope(`<ns1:successGetMultipleLeads><result>
  <returnCount>1</returnCount><remainingCount>0</remainingCount><newStreamPosition/>
  <leadRecordList><leadRecord><Id>7</Id><Email>a@example.com</Email>
    <ForeignSysPersonId xsi:nil="true"/><ForeignSysType xsi:nil="true"/>
    <leadAttributeList><attribute><attrName>City</attrName><attrType>string</attrType>
      <attrValue>Köln &amp; Bonn</attrValue></attribute></leadAttributeList>
  </leadRecord></leadRecordList></result></ns1:successGetMultipleLeads>`);

export function fault(detail: string, faultstring = '20014 - Authentication failed'): string {
  return envelope(`<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode>
    <faultstring>${faultstring}</faultstring>${detail}</SOAP-ENV:Fault>`);
}

export const MARKETO_FAULT = fault(`<detail><ns1:serviceException><name>mktServiceException</name>
  <message>Authentication failed (20014)</message><code>20014</code></ns1:serviceException></detail>`);
