import { describe, expect, it } from 'vitest';
import { at, attributeList } from '../sandbox/requests';
import { bothWays } from './both-ways';

const key = (keyType: string, keyValue: string) => ({ leadKey: { keyType, keyValue } });

describe('the same request gets the same answer straight from the sandbox and through the bridge', () => {
  it('listMObjects', async () => {
    const ways = bothWays();
    await ways.same('listMObjects', {});
    expect(ways.made).toEqual([]);
  });

  it('getLead by id, by e-mail and by cookie', async () => {
    const ways = bothWays();
    const known = ways.leads().filter(({ email, foreignIds }) => email !== '' && foreignIds.length === 0);
    const cookie = known.find(({ cookies }) => cookies.length > 0)?.cookies[0] ?? '';
    for (const { id, email } of known.slice(0, 20)) {
      await ways.same('getLead', key('IDNUM', String(id)));
      await ways.same('getLead', key('EMAIL', email.toUpperCase()));
    }
    await ways.same('getLead', key('COOKIE', cookie));
  });

  it('getLead of nobody', async () => {
    const ways = bothWays();
    await ways.same('getLead', key('IDNUM', '1'));
    await ways.same('getLead', key('IDNUM', 'none'));
    await ways.same('getLead', key('EMAIL', 'nobody,nowhere@example.com'));
    await ways.same('getLead', key('EMAIL', '{a&b=c}'));
    await ways.same('getLead', { leadKey: {} });
  });

  it('syncLead that creates, updates and clears', async () => {
    const ways = bothWays();
    const record = (attributes: Record<string, string>) => ({
      leadRecord: { Email: 'fresh@example.com', leadAttributeList: attributeList(attributes) },
      returnLead: 'true',
    });
    const created = await ways.same('syncLead', record({ FirstName: 'Ada', LeadScore: '7' }));
    expect(at(created.values, 'result.syncStatus.status')).toBe('CREATED');
    ways.clock.now += 5_000;
    const updated = await ways.same('syncLead', record({ FirstName: '', LastName: 'Example' }));
    expect(at(updated.values, 'result.syncStatus.status')).toBe('UPDATED');
    const id = at(updated.values, 'result.leadId') as string;
    await ways.same('getLead', key('IDNUM', id));
    await ways.same('syncLead', { leadRecord: { Id: id, Email: 'other@example.com' }, returnLead: 'true' });
    await ways.same('syncLead', { leadRecord: { Id: '5' }, returnLead: 'false' });
    await ways.same('syncLead', record({ NoSuchField: 'x', NorThis: 'y' }));
  });
});
