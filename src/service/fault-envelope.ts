import { SOAP_ENVELOPE } from '../contract/contract';
import { escapeText } from '../xml/escape';
import { quoted } from '../xml/limits';
import type { SoapFault } from './fault';

// Not from the contract: the WSDL declares no fault, and another WSDL's namespace would be wrong here.
const MARKETO_NAMESPACE = 'http://www.marketo.com/mktows/';

/**
 * A fault as the service wrote it (recorded by the vendor and by four clients): `faultstring` is the code and a short
 * text, the details stand in a `serviceException` whose children are unqualified. The WSDL does not declare it.
 */
export function writeFault(fault: SoapFault): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_ENVELOPE}">
  <SOAP-ENV:Body>
    <SOAP-ENV:Fault>
      <faultcode>${fault.faultcode}</faultcode>
      <faultstring>${fault.code} - ${escapeText(fault.short)}</faultstring>
      <detail>
        <ns1:serviceException xmlns:ns1="${MARKETO_NAMESPACE}">
          <name>mktServiceException</name>
          <message>${escapeText(fault.message)}</message>
          <code>${fault.code}</code>
        </ns1:serviceException>
      </detail>
    </SOAP-ENV:Fault>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`;
}

/** A fault about a header that is not understood: its code is SOAP's own, and it has no detail (SOAP 1.1, 4.4). */
export function writeMustUnderstandFault(message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_ENVELOPE}">
  <SOAP-ENV:Body>
    <SOAP-ENV:Fault>
      <faultcode>SOAP-ENV:MustUnderstand</faultcode>
      <faultstring>${escapeText(quoted(message))}</faultstring>
    </SOAP-ENV:Fault>
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`;
}
