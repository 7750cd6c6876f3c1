import { describe, expect, test } from 'vitest';
import type { Values } from '#src/envelope/values';
import { at, call, listAt, sandboxAt } from './requests';

const world = sandboxAt();

describe('getTags', () => {
  const tagsOf = async (...tag: Values[]) => {
    const { values } = await call(world, 'getTags', tag.length > 0 ? { tagList: { tag } } : {});
    const tags = listAt(values, 'result.tagList.tag');
    return Object.fromEntries(tags.map((one) => [String(one.type), at(one, 'values.stringItem')]));
  };

  test('without a list all types come, sorted by name, and no channels', async () => {
    const all = await tagsOf();
    expect(Object.keys(all)).toEqual(['Content Channel', 'Owner', 'Region']);
    expect(all['Content Channel']).toEqual(expect.arrayContaining(['SEM', 'Email']));
    const empty = await call(world, 'getTags', { tagList: {} });
    expect(listAt(empty.values, 'result.tagList.tag')).toHaveLength(3);
  });

  test('a type picks that type with all its values, in any case', async () => {
    const all = await tagsOf();
    expect(await tagsOf({ type: 'content channel' })).toEqual({ 'Content Channel': all['Content Channel'] });
  });

  test('values pick those values, of their type or of any', async () => {
    const sem = { stringItem: ['sem', 'Nobody'] };
    expect(await tagsOf({ type: 'Content Channel', values: sem })).toEqual({ 'Content Channel': ['SEM'] });
    expect(await tagsOf({ values: { stringItem: ['Europe', 'Grace'] } })).toEqual({
      Owner: ['Grace'],
      Region: ['Europe'],
    });
    expect(await tagsOf({ type: 'Owner', values: sem })).toEqual({});
  });

  test('several types come together, and what is not defined is left out', async () => {
    const several = await tagsOf({ type: 'Region' }, { type: 'Channel' }, { type: 'Owner', values: {} });
    expect(Object.keys(several)).toEqual(['Owner', 'Region']);
    const widened = await tagsOf({ type: 'Owner', values: { stringItem: ['Grace'] } }, { type: 'Owner' });
    expect(widened.Owner).toEqual(['Elizabeth', 'Grace', 'Travis']);
  });
});

describe('getChannels', () => {
  const channelsOf = async (values: Values = {}) => {
    const answer = await call(world, 'getChannels', values);
    return listAt(answer.values, 'result.tags.tagStatus');
  };
  const statusesOf = (channel: Values | undefined) =>
    listAt(channel, 'statusList.progressionStatusItem').map((item) =>
      listAt(item, 'progressionStatus.attrib').map(({ name, value }) => [name, value]),
    );

  test('without a tag all channels come, sorted by name', async () => {
    const names = (await channelsOf()).map(({ tagValue }) => tagValue);
    expect(names).toEqual(expect.arrayContaining(['Blog', 'Tradeshow', 'Webinar']));
    expect(names).toEqual([...names].sort());
    expect(await channelsOf({ tag: {} })).toHaveLength(names.length);
  });

  test('the documented question gets its three channels, sorted', async () => {
    const tag = { type: 'ignored', values: { stringItem: ['webinar', 'Blog', 'Tradeshow', 'Nobody'] } };
    expect((await channelsOf({ tag })).map(({ tagValue }) => tagValue)).toEqual([
      'Blog',
      'Tradeshow',
      'Webinar',
    ]);
  });

  test('statuses are sorted by name, not by step', async () => {
    const [webinar] = await channelsOf({ tag: { values: { stringItem: ['Webinar'] } } });
    expect(statusesOf(webinar)).toEqual([
      [
        ['Status', 'Attended'],
        ['Step', '40'],
        ['Webinar Behavior', 'Attended'],
        ['Success', 'true'],
      ],
      [
        ['Status', 'Attended On-demand'],
        ['Step', '50'],
        ['Success', 'true'],
      ],
      [
        ['Status', 'Invited'],
        ['Step', '10'],
        ['Success', 'false'],
      ],
      [
        ['Status', 'No Show'],
        ['Step', '30'],
        ['Webinar Behavior', 'No Show'],
        ['Success', 'false'],
      ],
      [
        ['Status', 'Registered'],
        ['Step', '20'],
        ['Webinar Behavior', 'Registered'],
        ['Success', 'false'],
      ],
    ]);
    const [tradeshow] = await channelsOf({ tag: { values: { stringItem: ['Tradeshow'] } } });
    expect(statusesOf(tradeshow)).toContainEqual([
      ['Status', 'Registered'],
      ['Step', '20'],
      ['Check-in Status', 'Registered'],
      ['Success', 'false'],
    ]);
  });

  test('every channel and tag of a program is one that these two operations know', async () => {
    const channels = (await channelsOf()).map(({ tagValue }) => tagValue);
    const { values: tags } = await call(world, 'getTags', {});
    const known = listAt(tags, 'result.tagList.tag').flatMap((tag) =>
      (at(tag, 'values.stringItem') as string[]).map((value) => `${String(tag.type)}: ${value}`),
    );
    const all = [...known, ...channels.map((name) => `Channel: ${String(name)}`)];
    const { values } = await call(world, 'getMObjects', { type: 'Program', includeDetails: 'true' });
    const used = listAt(values, 'result.mObjectList.mObject').flatMap((program) =>
      listAt(program, 'typeAttribList.typeAttrib')
        .filter(({ attrType }) => attrType === 'Tag')
        .map((tag) =>
          listAt(tag, 'attrList.attrib')
            .map(({ value }) => value)
            .join(': '),
        ),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((tag) => !all.includes(tag))).toEqual([]);
  });
});
