import * as v from 'valibot';
import { forbiddenCharacter } from '../xml/characters';
import { seedStore } from './seed/seed';
import type { Store } from './store/store';
import { instant } from './store/state-part';

/** Names the file's kind, so that another JSON file is recognised at once. */
const KIND = 'marketo-soap-sandbox';
/** Raised when an old file can no longer be read, also when the seed makes another world. */
const VERSION = 2;

const frame = v.object({
  kind: v.literal(KIND),
  version: v.literal(VERSION),
  seed: v.pipe(v.number(), v.integer()),
  epoch: instant,
  parts: v.record(v.string(), v.unknown()),
});

/** A store, or a sentence about why the text is none. */
export type ImportedStore =
  { readonly ok: true; readonly store: Store } | { readonly ok: false; readonly message: string };

/**
 * The whole state as JSON: the seed and time that the world was made from, and what has changed since. Settings are not
 * part of it.
 */
export function exportState(store: Store): string {
  // Through its own schema, so that what goes out can come in again, in one order of fields.
  const parts = Object.fromEntries(
    Object.entries(store.parts).map(([name, part]) => [name, v.parse(part.schema, part.dump())]),
  );
  const { seed, epoch } = store;
  return JSON.stringify({ kind: KIND, version: VERSION, seed, epoch, parts }, null, 1);
}

/** Makes a store from an exported text. Nothing else is touched, so a bad text costs nothing. */
export function importState(text: string): ImportedStore {
  const json = parse(text);
  if (!json.ok) return { ok: false, message: `This is not JSON: ${json.message}` };
  const forbidden = firstForbidden(json.value);
  if (forbidden !== undefined) {
    return { ok: false, message: `The state holds the character ${forbidden}, which XML has no place for.` };
  }
  const file = v.safeParse(frame, json.value);
  if (!file.success)
    return { ok: false, message: describe('This is not an exported sandbox', file.issues[0]) };
  const { seed, epoch, parts } = file.output;
  const store = seedStore(seed, epoch);
  for (const [name, part] of Object.entries(store.parts)) {
    const state = v.safeParse(part.schema, parts[name]);
    if (!state.success)
      return { ok: false, message: describe(`The part "${name}" can't be read`, state.issues[0]) };
    part.load(state.output);
  }
  return { ok: true, store };
}

/** The first character, in a text or a name, that no XML answer could carry: `U+0000` for one. */
function firstForbidden(value: unknown): string | undefined {
  if (typeof value === 'string') return forbiddenCharacter(value)?.label;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, item] of Object.entries(value)) {
    const found = forbiddenCharacter(name)?.label ?? firstForbidden(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'it ends in the middle' };
  }
}

function describe(what: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${what}${path ? `, at ${path}` : ''}: ${issue.message}.`;
}
