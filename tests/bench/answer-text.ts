/** An answer of getMultipleLeads of about this many bytes. */
export function answerOf(size: number): { text: string; leads: number } {
  const attributes = (lead: number) =>
    Array.from(
      { length: 14 },
      (_, index) =>
        `<attribute><attrName>Field${index}</attrName><attrType>string</attrType><attrValue>Value ${index} of ${lead} &amp; more</attrValue></attribute>`,
    ).join('\n        ');
  const records: string[] = [];
  for (let length = 0; length < size; length += records.at(-1)?.length ?? 0) {
    const lead = records.length + 1;
    records.push(`<leadRecord>
      <Id>${lead}</Id><Email>lead${lead}@example.com</Email>
      <ForeignSysPersonId xsi:nil="true"/><ForeignSysType xsi:nil="true"/>
      <leadAttributeList>
        ${attributes(lead)}
      </leadAttributeList>
    </leadRecord>`);
  }
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body><ns1:successGetMultipleLeads><result><returnCount>${records.length}</returnCount><remainingCount>0</remainingCount><newStreamPosition/><leadRecordList>
    ${records.join('\n    ')}
</leadRecordList></result></ns1:successGetMultipleLeads></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  // A flat string, as one that was received is.
  return { text: new TextDecoder().decode(new TextEncoder().encode(text)), leads: records.length };
}
