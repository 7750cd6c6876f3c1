import type { Attrib, TagStatus } from '../../../contract/mktows-types';
import { sameName, type Channel, type ChannelStatus } from '../../store/tags';
import type { ResultOf } from '../../../service/complete-result';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { groupsOf, textValue, textsOf } from '../parameters';

/** Tags and channels of programs. */
export const programHandlers = { getTags, getChannels } satisfies OperationHandlers;

/**
 * The tag types with their values, sorted by name. A type in the request picks that type, values beside it only those
 * values, values without a type those of any type; what is not defined is left out (our choice, as for channels).
 */
function getTags({ values, store }: OperationCall<'getTags'>): OperationAnswer<'getTags'> {
  const asked = groupsOf(values.tagList, 'tag').map((tag) => ({
    type: textValue(tag.type),
    values: textsOf(tag.values, 'stringItem'),
  }));
  const tag = store.tags.types().flatMap(({ name, values: own }) => {
    const filters = asked.filter(({ type }) => type === undefined || sameName(name, type));
    if (asked.length > 0 && filters.length === 0) return [];
    const all = filters.some((filter) => filter.values.length === 0) || filters.length === 0;
    const stringItem = all ? own : own.filter((value) => filters.some((filter) => has(filter.values, value)));
    return stringItem.length > 0 ? [{ type: name, values: { stringItem } }] : [];
  });
  return { result: { tagList: { tag } } };
}

/**
 * The channels with their statuses, both sorted by name whatever the order of the request (vendor's sample). A name that
 * is no channel is left out (our choice).
 */
function getChannels({ values, store }: OperationCall<'getChannels'>): OperationAnswer<'getChannels'> {
  const asked = textsOf(values.tag?.values, 'stringItem');
  const channels = store.tags.channels().filter(({ name }) => asked.length === 0 || has(asked, name));
  return { result: { tags: { tagStatus: channels.map(tagStatus) } } };
}

function tagStatus({ name, statuses }: Channel): ResultOf<TagStatus> {
  const sorted = [...statuses].sort((a, b) => (a.name < b.name ? -1 : 1));
  const progressionStatusItem = sorted.map((status) => ({ progressionStatus: { attrib: attribs(status) } }));
  return { tagValue: name, statusList: { progressionStatusItem } };
}

/** The order of the attributes is the vendor's sample's. */
function attribs({ name, step, behavior, success }: ChannelStatus): ResultOf<Attrib>[] {
  return [
    { name: 'Status', value: name },
    { name: 'Step', value: step },
    ...(behavior ? [{ name: behavior[0], value: behavior[1] }] : []),
    { name: 'Success', value: success },
  ];
}

function has(names: readonly string[], name: string): boolean {
  return names.some((one) => sameName(name, one));
}
