import type { Contract } from '../contract/contract';
import { isMarketo } from '../contract/is-marketo';
import { applyEdits, overlap } from '../xml/edits';
import { breaksTree } from '../xml/flaw';
import { xmlFlaws } from '../xml/flaws';
import type { Edit } from '../xml/placed';
import { adviceRules } from './advice/advice';
import type { Context, Problem } from './problem';
import { broughtBack, namespaceSlips, slipProblem } from './namespace-slips';
import { readText, type TextReading } from './reading';
import { Report } from './report';
import { contentRules } from './rules/content';
import { envelopeRules } from './rules/envelope';
import { namespaceRules } from './rules/namespaces';
import { typeRules } from './rules/types';
import { valueRules } from './rules/values';
import { wellFormednessProblems } from './well-formedness';
import { isXmlSpace } from '../text/white-space';

/**
 * Everything that is wrong or doubtful in a request's text, in the order of the text: first whether it is XML, then
 * whether it is what the contract says, then what went wrong for others. While the elements are not nested properly,
 * only that is reported.
 */
export function check(text: string, contract: Contract, context: Context = {}): Problem[] {
  if (isXmlSpace(text)) return [];
  const reading = readText(text, contract);
  const found = checkReading(reading, contract, context);
  return errorsIn(found) === 0 ? found : withoutSlips(reading, found, context);
}

/**
 * A namespace that is written nearly as it should be is one mistake, however many elements it misplaces: what else is
 * wrong is what is wrong without it.
 */
function withoutSlips(reading: TextReading, found: Problem[], context: Context): Problem[] {
  const { text, contract } = reading;
  const told: Problem[] = [];
  let edits: readonly Edit[] = [];
  let left = found;
  for (const slip of namespaceSlips(reading)) {
    const more = [...edits, ...slip.edits].sort((a, b) => a.start - b.start);
    const after = checkReading(readText(applyEdits(text, more), contract), contract, context);
    // What is no nearer to the contract then was meant as it stands.
    if (errorsIn(after) >= errorsIn(left)) continue;
    told.push(slipProblem(slip));
    [edits, left] = [more, after];
  }
  return told.length === 0 ? found : merge(told, broughtBack(left, edits));
}

function errorsIn(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

function checkReading(reading: TextReading, contract: Contract, context: Context): Problem[] {
  const flaws = xmlFlaws(reading.document);
  const broken = wellFormednessProblems(flaws, reading.document, contract);
  if (flaws.some(breaksTree)) return broken;
  const report = new Report();
  envelopeRules(reading, report);
  namespaceRules(reading, report);
  typeRules(reading, report);
  contentRules(reading, report);
  valueRules(reading, report);
  if (isMarketo(contract)) adviceRules(reading, context, report);
  const found = report.sorted();
  return broken.length === 0 ? found : merge(broken, found);
}

function merge(broken: readonly Problem[], found: readonly Problem[]): Problem[] {
  return [...broken, ...found].sort((a, b) => a.range.start - b.range.start);
}

/** A text with everything mended that has one right answer. */
export interface Mended {
  readonly text: string;
  /** How many fixes were made. */
  readonly fixed: number;
}

/**
 * Makes every fix that needs no decision of the author's, again and again, since one mistake may hide another: until
 * nothing gets better, fifty rounds at most.
 */
export function fixAll(text: string, contract: Contract, context: Context = {}): Mended {
  let current = text;
  let fixed = 0;
  let problems = check(text, contract, context);
  const seen = new Set([text]);
  for (let round = 0; round < 50; round += 1) {
    const { edits, count } = gather(problems);
    if (count === 0) break;
    const next = applyEdits(current, edits);
    const left = check(next, contract, context);
    // Fixes that undo each other, or that change nothing for the better, would go on for ever.
    if (seen.has(next) || words(left) === words(problems)) break;
    seen.add(next);
    current = next;
    problems = left;
    fixed += count;
  }
  return { text: current, fixed };
}

function words(problems: readonly Problem[]): string {
  return problems.map((problem) => `${problem.code} ${problem.message}`).join('\n');
}

/** The fixes of one round: those that don't get in each other's way. */
function gather(problems: readonly Problem[]): { edits: Edit[]; count: number } {
  const edits: Edit[] = [];
  let count = 0;
  const same = (a: Edit, b: Edit) => a.start === b.start && a.end === b.end && a.text === b.text;
  for (const problem of problems) {
    const own = problem.fixes.find((fix) => !fix.alone);
    if (!own || problem.fixes.filter((fix) => !fix.alone).length > 1) continue;
    const fresh = own.edits.filter((edit) => !edits.some((other) => same(edit, other)));
    if (fresh.length === 0) continue;
    if (overlap([...edits, ...fresh]) || touches(edits, fresh)) continue;
    edits.push(...fresh);
    count += 1;
  }
  return { edits, count };
}

/** True when both put something at one place, so that their order would matter. */
function touches(edits: readonly Edit[], fresh: readonly Edit[]): boolean {
  return fresh.some((edit) => edits.some((other) => edit.start <= other.end && other.start <= edit.end));
}
