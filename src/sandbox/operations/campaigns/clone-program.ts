import type { Store } from '../../store/store';
import type { Program } from '../../store/programs';

/**
 * Clones a program with its campaigns, tags, tokens and static lists. The lists are empty and the costs are left behind,
 * as in Marketo's own screens.
 *
 * @param name a name that no program has.
 * @param now milliseconds since 1970.
 */
export function cloneProgram(store: Store, program: Program, name: string, now: number): Program {
  const clone: Program = {
    ...program,
    id: store.programs.nextId,
    name,
    archived: false,
    crmId: undefined,
    costs: [],
    createdAt: now,
    updatedAt: now,
  };
  store.programs.add(clone);
  for (const campaign of store.campaigns.ofProgram(program.name)) {
    store.campaigns.add({ ...campaign, id: store.campaigns.nextId, program: name });
  }
  for (const list of store.lists.all().filter((one) => one.program === program.name)) {
    const id = Math.max(...store.lists.all().map((one) => one.id)) + 1;
    store.lists.add({ ...list, id, program: name, members: new Map() });
  }
  return clone;
}
