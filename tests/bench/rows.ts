import { XMLParser } from 'fast-xml-parser';
import { marketo } from '#src/contract/marketo';
import { readRows } from '#src/response/read-rows';
import { median } from './measure';

const MEGABYTES = 10;
const ROUNDS = 7;

/** Reading the rows of a large answer, against fast-xml-parser building its tree of the same text. */
export async function run() {
  const { text, leads } = answerOf(MEGABYTES * 1_000_000);
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  const ours = () => {
    const rows = readRows(text, marketo);
    if (rows.count !== leads || rows.cells.length / 4 !== leads * 18) throw new Error('Rows are missing.');
  };
  const theirs = () => {
    if (typeof parser.parse(text) !== 'object') throw new Error('There is no tree.');
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each is first in every other round.
    const work = round % 2 === 0 ? ({ ours, theirs } as const) : ({ theirs, ours } as const);
    for (const [name, run] of Object.entries(work) as ['ours' | 'theirs', () => void][]) {
      const started = performance.now();
      run();
      times[name].push(performance.now() - started);
    }
  }
  const [rows, tree] = [median(times.ours), median(times.theirs)];
  console.log(`\nThe ${leads} rows of an answer of ${(text.length / 1e6).toFixed(1)} MB`);
  console.log(`  ours             ${rows.toFixed(0).padStart(5)} ms`);
  console.log(`  fast-xml-parser  ${tree.toFixed(0).padStart(5)} ms for its tree`);
  console.log(`  ratio            ${(rows / tree).toFixed(2)} ×  (goal: at most 0.5 ×)`);
}

function answerOf(size: number): { text: string; leads: number } {
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
