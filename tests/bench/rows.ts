import { XMLParser } from 'fast-xml-parser';
import { marketo } from '#src/contract/marketo';
import { readRows } from '#src/response/read-rows';
import { answerOf } from './answer-text';
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
