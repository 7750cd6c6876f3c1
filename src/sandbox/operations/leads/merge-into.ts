import type { Store } from '../../store/store';

/**
 * Merges one lead into another: what refers to it moves, its keys of other systems and its cookies go over, its values
 * fill what was empty, and it disappears (as the vendor describes a merge in its REST interface).
 *
 * @param now milliseconds since 1970.
 */
export function mergeLeadInto(store: Store, loserId: number, winnerId: number, now: number): void {
  const loser = store.leads.get(loserId);
  const winner = store.leads.get(winnerId);
  if (!loser || !winner || loserId === winnerId) return;
  for (const area of store.holders) area.moveLead(loserId, winnerId, now);
  store.leads.remove(loserId);
  store.leads.put({
    ...winner,
    email: winner.email || loser.email,
    attributes: { ...loser.attributes, ...winner.attributes },
    foreignIds: [...loser.foreignIds, ...winner.foreignIds],
    cookies: [...winner.cookies, ...loser.cookies],
    updatedAt: now,
  });
}
