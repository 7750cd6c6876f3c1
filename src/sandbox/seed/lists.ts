import type { Store } from '../store/store';
import { DAY } from '../../text/calendar';
import { OWNERS } from './companies';
import { FIRST_MADE_UP_ID, MADE_UP_PEOPLE } from './people';
import { between, createRandom } from './random';

/** The static lists: those of the documented examples and some of a marketing team's own. */
export function seedLists(store: Store): void {
  const documented = [65_835, 67_508, 1_089_965, 1_090_238, 1_090_241, 1_090_242];
  const emTest = [1_090_239, 1_090_240];
  const everyone = store.leads.all().filter((lead) => !lead.anonymous);
  add(1_001, 'Trav-Test-List', undefined, [1_089_946, 1_089_965, ...some(40, 0)]);
  add(1_002, 'Trav-Test-List', 'Trav-Demo-Program', [1_089_946, ...some(25, 1)]);
  add(1_003, 'listForTesting', 'SMSProgram', [...documented, ...some(144, 2)]);
  add(
    1_004,
    'All Leads',
    undefined,
    everyone.map((lead) => lead.id),
  );
  add(1_005, 'Newsletter', undefined, [...emTest, ...some(900, 3)]);
  add(1_006, 'Empty List', undefined, []);
  add(1_007, 'My Prospects', undefined, some(30, 4), 0);
  add(1_008, 'Registered', 'ER Demo', some(60, 5));

  function add(id: number, name: string, program: string | undefined, ids: number[], owner?: number): void {
    const { salesUserId, sfdcOwnerId } = owner === undefined ? {} : { ...OWNERS[owner] };
    const members = new Map(ids.map((lead) => [lead, joined(lead)]));
    store.lists.add({ id, name, program, salesUserId, sfdcOwnerId, members });
  }

  /** Nobody joins a list before being a lead. */
  function joined(id: number): number {
    return Math.min((store.leads.get(id)?.createdAt ?? store.epoch) + DAY, store.epoch);
  }

  function some(count: number, stream: number): number[] {
    const random = createRandom(store.seed, 500 + stream);
    const ids = new Set<number>();
    while (ids.size < count) ids.add(FIRST_MADE_UP_ID + between(random, 0, MADE_UP_PEOPLE - 1));
    return [...ids].sort((a, b) => a - b);
  }
}
