import { describe, expect, it } from 'vitest';
import type { Values } from '#src/envelope/values';
import { at } from '../sandbox/requests';
import { bothWays } from './both-ways';

type Ways = ReturnType<typeof bothWays>;

const key = (keyType: string, keyValue: string) => ({ keyType, keyValue });
const byId = (...ids: readonly (number | string)[]) => ({
  leadKey: ids.map((id) => key('IDNUM', String(id))),
});
const asked = (listOperation: string, listMemberList: Values, strict = false, name = 'Trav-Test-List') => ({
  listOperation,
  listKey: key('MKTOLISTNAME', name),
  listMemberList,
  strict: String(strict),
});

function members(ways: Ways, name = 'Trav-Test-List') {
  const [straight, bridged] = [ways.direct, ways.behind].map(({ sandbox }) =>
    [...(sandbox.inside.store().lists.inDatabase(name)?.members.keys() ?? [])].sort((a, b) => a - b),
  );
  expect(bridged).toEqual(straight);
  return straight ?? [];
}

function others(ways: Ways, count: number, name = 'Trav-Test-List'): number[] {
  const present = new Set(members(ways, name));
  return ways
    .leads()
    .map(({ id }) => id)
    .filter((id) => !present.has(id))
    .slice(0, count);
}

describe('listOperation through the bridge', () => {
  it('adds, asks about and removes the same leads, and answers the same', async () => {
    const ways = bothWays();
    const fresh = others(ways, 3);
    await ways.same('listOperation', asked('ISMEMBEROFLIST', byId(...fresh, members(ways)[0] ?? 0, 7)));
    await ways.same('listOperation', asked('ADDTOLIST', byId(...fresh, ...fresh)));
    await ways.same('listOperation', asked('ISMEMBEROFLIST', byId(...fresh)));
    await ways.same('listOperation', asked('ADDTOLIST', byId(...fresh)));
    await ways.same('listOperation', asked('REMOVEFROMLIST', byId(...fresh)));
    await ways.same('listOperation', asked('REMOVEFROMLIST', byId(...fresh, ...members(ways).slice(0, 2))));
    expect(members(ways).length).toBeGreaterThan(10);
  });

  it('names the leads that failed, and goes on with the others unless it is strict', async () => {
    const ways = bothWays();
    const [fresh = 0, later = 0] = others(ways, 2);
    const partly = await ways.same('listOperation', asked('ADDTOLIST', byId(fresh, 7, 'none')));
    expect(at(partly.values, 'result.statusList.leadStatus.1.leadKey.keyValue')).toBe('none');
    expect(members(ways)).toContain(fresh);
    await ways.same('listOperation', asked('ADDTOLIST', byId(later, 7), true));
    expect(members(ways)).not.toContain(later);
    await ways.same('listOperation', asked('REMOVEFROMLIST', byId(fresh, later), true));
    expect(members(ways)).toContain(fresh);
    await ways.same('listOperation', asked('REMOVEFROMLIST', byId(fresh, later)));
    expect(members(ways)).not.toContain(fresh);
  });

  it('finds leads by any key, of several the one that was updated last', async () => {
    const ways = bothWays();
    const known = ways.leads().filter(({ email }) => email !== '');
    const cookies = ways.leads().flatMap((lead) => lead.cookies);
    const addresses = known.map(({ email }) => email);
    const shared = addresses.find((email, index) => addresses.indexOf(email) !== index);
    const leadKey = [
      ...[shared ?? '', ...addresses.slice(0, 5)].map((email) => key('EMAIL', email.toUpperCase())),
      ...cookies.slice(0, 3).map((cookie) => key('COOKIE', cookie)),
      key('COOKIE', 'id:none&token:none'),
      key('EMAIL', 'nobody,nowhere@example.com'),
      key('SFDCLEADID', 'none'),
    ];
    await ways.same('listOperation', asked('ADDTOLIST', { leadKey }));
    expect(members(ways)).toContain(known[0]?.id);
  });

  it('takes a thousand leads, 300 a call', async () => {
    const ways = bothWays();
    const fresh = others(ways, 1_000, 'Empty List');
    await ways.same('listOperation', asked('ADDTOLIST', byId(...fresh), false, 'Empty List'));
    expect(ways.made.filter((call) => /^POST \/rest\/v1\/lists\/\d+\/leads/.test(call))).toHaveLength(4);
    expect(members(ways, 'Empty List')).toHaveLength(1_000);
    await ways.same('listOperation', asked('REMOVEFROMLIST', byId(...fresh), true, 'empty list'));
    expect(members(ways, 'Empty List')).toEqual([]);
  });

  it('refuses the same requests, and those for lists of sales people, which REST does not know', async () => {
    const ways = bothWays();
    const lead = byId(ways.leads()[0]?.id ?? 0);
    await ways.same('listOperation', asked('ADDTOLIST', lead, false, 'No, such list'));
    await ways.same('listOperation', asked('ADDTOLIST', lead, false, 'Registered'));
    await ways.same('listOperation', asked('ADDTOLIST', {}));
    await ways.same('listOperation', asked('ADDTOLIST', byId(...Array<number>(1_001).fill(1))));
    await ways.same('listOperation', { ...asked('ADDTOLIST', lead), listKey: { keyType: 'MKTOLISTNAME' } });
    for (const type of ['MKTOSALESUSERID', 'SFDCLEADOWNERID']) {
      const refused = await ways.viaBridge('listOperation', {
        ...asked('ADDTOLIST', lead),
        listKey: key(type, '5'),
      });
      expect(refused.code).toBe('20110');
      expect(refused.message).toContain('MKTOLISTNAME');
    }
    const owner = await ways.viaBridge(
      'listOperation',
      asked('ADDTOLIST', { leadKey: [key('LEADOWNEREMAIL', 'a@example.com')] }),
    );
    expect(owner.code).toBe('20102');
  });
});
