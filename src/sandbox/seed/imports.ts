import type { Store } from '../store/store';
import { DAY } from '../../text/calendar';

/** One import of the day before, done, into the list of the documented example: whoever asks for its status finds one. */
export function seedImports(store: Store): void {
  const list = store.lists.inProgram('Trav-Demo-Program', 'Trav-Test-List');
  if (!list) return;
  const emails = [...list.members.keys()].flatMap((id) => store.leads.get(id)?.email ?? []).slice(0, 3);
  const orderedAt = store.epoch - DAY;
  store.imports.add({
    program: 'Trav-Demo-Program',
    listId: list.id,
    columns: ['Email'],
    rows: emails.map((email) => [email]),
    upsert: true,
    orderedAt,
    startsAt: orderedAt + 1_000,
    rowTime: 200,
    done: emails.length,
    imported: emails.length,
    failed: 0,
    errors: [],
  });
}
