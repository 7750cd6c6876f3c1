import { describe, expect, it } from 'vitest';
import { bothWays } from './both-ways';

describe('tags and channels through the bridge', () => {
  it('are the same: tags of all types, of one, in any case, by values, and of no type', async () => {
    const ways = bothWays();
    const tag = (type: string | undefined, ...stringItem: string[]) => ({
      ...(type === undefined ? {} : { type }),
      ...(stringItem.length > 0 ? { values: { stringItem } } : {}),
    });
    await ways.same('getTags', {});
    const made = ways.made.length;
    await ways.same('getTags', { tagList: { tag: [tag('region')] } });
    await ways.same('getTags', { tagList: { tag: [tag('Content Channel', 'sem', 'Email', 'None')] } });
    await ways.same('getTags', { tagList: { tag: [tag(undefined, 'Grace', 'Europe')] } });
    await ways.same('getTags', { tagList: { tag: [tag('Nothing', 'Grace'), tag('Owner', 'Nobody')] } });
    // They are known by now, for some minutes.
    expect(ways.made.length).toBe(made);
    ways.clock.now += 10 * 60_000;
    await ways.same('getTags', {});
    expect(ways.made.length).toBe(made * 2 - 1);
  });

  it('are the same: channels, all of those without an event provider', async () => {
    const ways = bothWays();
    const named = (...stringItem: string[]) => ({ tag: { type: 'Channel', values: { stringItem } } });
    await ways.same('getChannels', named('SMS', 'blog', 'No Such Channel', 'Nurture'));
    await ways.same('getChannels', named('No Such Channel'));
    expect(ways.made.filter((call) => call.includes('channels.json'))).toHaveLength(1);
  });

  it('Webinar Behavior and Check-in Status are left out: the REST API has no place for them', async () => {
    const ways = bothWays();
    const { direct, bridged } = await ways.call('getChannels', { tag: { type: 'Channel' } });
    const without = direct.text.replace(
      /\s*<attrib>\s*<name>(Webinar Behavior|Check-in Status)<\/name>\s*<value>[^<]*<\/value>\s*<\/attrib>/g,
      '',
    );
    expect(without).not.toEqual(direct.text);
    expect(bridged.text).toEqual(without);
  });
});
