import { leadField, isStorable } from '../../store/fields';
import { dueRows, type ImportJob } from '../../store/imports';
import type { Lead } from '../../store/leads';
import type { Store } from '../../store/store';
import { latestOf } from '../leads/select';
import { createLead, updateLead, type Author } from '../leads/write-lead';

/** How the activity log names an import (our choice of words). */
const IMPORT: Author = { reason: 'List Import', source: 'List import' };

/**
 * Does the rows that are due by now. Each row counts as done at its own time, however late somebody asks.
 *
 * @param now milliseconds since 1970.
 */
export function runDueImports(store: Store, now: number): void {
  if (!store.imports.isDue(now)) return;
  for (const job of store.imports.all()) {
    const due = dueRows(job, now);
    while (job.done < due) {
      const problem = importRow(store, job, job.rows[job.done] ?? [], job.startsAt + job.done * job.rowTime);
      job.done += 1;
      if (problem === undefined) job.imported += 1;
      else {
        job.failed += 1;
        job.errors.push(`Row ${job.done}: ${problem}`);
      }
    }
  }
}

/** @returns what is wrong with the row, or nothing. */
function importRow(store: Store, job: ImportJob, row: readonly string[], at: number): string | undefined {
  const list = store.lists.byId(job.listId);
  if (!list) return 'the list is gone.';
  if (row.length > job.columns.length) return `${row.length} values for ${job.columns.length} columns.`;
  const attributes = new Map<string, string>();
  const tokens = new Map<string, string>();
  for (const [index, column] of job.columns.entries()) {
    const value = (row[index] ?? '').trim();
    const field = leadField(column);
    if (!field) tokens.set(column, value);
    else if (!isStorable(field.type, value)) return `${field.display} can't hold "${value.slice(0, 40)}".`;
    // An empty cell leaves a value alone (our choice).
    else if (!field.readOnly && value !== '') attributes.set(column, value);
  }
  const email = attributes.get('Email');
  if (email === undefined) return 'there is no e-mail address.';
  attributes.delete('Email');
  const lead = leadOf(store, job, email, attributes, at);
  if (!lead) return `there is no lead ${email}.`;
  if (!list.members.has(lead.id)) {
    list.members.set(lead.id, at);
    const details = { 'List ID': String(list.id), Source: IMPORT.source };
    store.activities.log({ leadId: lead.id, at, type: 'Add to List', asset: list.name, attributes: details });
  }
  if (job.campaignId !== undefined && tokens.size > 0) {
    store.imports.keepTokens(job.campaignId, lead.id, tokens);
  }
  return undefined;
}

/** LISTONLY adds only leads that exist, and changes none of them (our reading of the name). */
function leadOf(
  store: Store,
  job: ImportJob,
  email: string,
  attributes: ReadonlyMap<string, string>,
  at: number,
): Lead | undefined {
  const known = store.leads.byEmail(email);
  const lead = known.length > 0 ? latestOf(known) : undefined;
  if (!job.upsert) return lead;
  return lead
    ? updateLead(store, lead, { attributes }, IMPORT, at)
    : createLead(store, { email, attributes }, IMPORT, at);
}
