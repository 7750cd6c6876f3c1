import type { Attrib, TagStatus } from '../../../contract/mktows-types';
import { groupsOf, textsOf, textValue } from '../../../envelope/contents';
import { memberOf } from '../../../rest/run';
import type { ResultOf } from '../../../service/complete-result';
import { isFault, type SoapFault } from '../../../service/fault';
import { textMember } from '../../instance/rest-calls';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { byName, sameText } from './same-text';

/** Tags and channels of programs. */
export const bridgeTagHandlers = { getTags, getChannels } satisfies BridgeHandlers;

/** How long tags and channels are kept, in milliseconds: somebody may add one, and each type of tag costs a call. */
const KEPT = 5 * 60_000;
/** The largest page of assets. */
const PAGE = { name: 'maxReturn', value: '200' } as const;

/**
 * The tag types with their values, sorted by name. A type in the request picks that type, values beside it only those values,
 * values without a type those of any type; what is not defined is left out, as in the sandbox.
 */
async function getTags(call: BridgeCall<'getTags'>): Promise<BridgeAnswer<'getTags'>> {
  const asked = groupsOf(call.values.tagList, 'tag').map((tag) => ({
    type: textValue(tag.type),
    values: textsOf(tag.values, 'stringItem'),
  }));
  const types = await tagTypes(call);
  if (isFault(types)) return types;
  const tag: { readonly type: string; readonly values: { readonly stringItem: readonly string[] } }[] = [];
  for (const name of types) {
    const filters = asked.filter(({ type }) => type === undefined || sameText(name, type));
    if (asked.length > 0 && filters.length === 0) continue;
    const own = await valuesOf(call, name);
    if (isFault(own)) return own;
    const all = filters.some(({ values }) => values.length === 0) || filters.length === 0;
    const stringItem = all
      ? own
      : own.filter((value) => filters.some(({ values }) => values.some((one) => sameText(value, one))));
    if (stringItem.length > 0) tag.push({ type: name, values: { stringItem } });
  }
  return { result: { tagList: { tag } } };
}

/** The names of the tag types, sorted. */
function tagTypes({ rest, facts }: BridgeCall): Promise<readonly string[] | SoapFault> {
  return facts.kept('tag types', KEPT, async () => {
    const records = await rest.pages({ operation: 'getTagTypesUsingGET', query: [PAGE] }, 'offset');
    if (isFault(records)) return records;
    return records.flatMap((record) => textMember(record, 'tagType') ?? []).sort();
  });
}

/** The values of a type. */
function valuesOf({ rest, facts }: BridgeCall, type: string): Promise<readonly string[] | SoapFault> {
  return facts.kept(`tag type ${type}`, KEPT, async () => {
    const records = await rest.records({
      operation: 'getTagByNameUsingGET',
      query: [{ name: 'name', value: type }],
    });
    if (isFault(records)) return records;
    const record = records.find((one) => sameText(textMember(one, 'tagType') ?? '', type));
    return splitValues(memberOf(record, 'allowableValues'));
  });
}

/** One text holds all values, `[Blog, SEM]`: what has a comma and a space in it comes apart. */
function splitValues(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return [];
  const inside = value.replace(/^\[|\]$/g, '');
  return inside === '' ? [] : inside.split(', ');
}

/** The channels with their statuses, both sorted by name; a name that is no channel is left out, as in the sandbox. */
async function getChannels(call: BridgeCall<'getChannels'>): Promise<BridgeAnswer<'getChannels'>> {
  const { rest, facts, values } = call;
  const asked = textsOf(values.tag?.values, 'stringItem');
  const channels = await facts.kept('channels', KEPT, () =>
    rest.pages({ operation: 'getAllChannelsUsingGET', query: [PAGE] }, 'offset'),
  );
  if (isFault(channels)) return channels;
  const tagStatus = channels
    .map((channel) => ({ channel, name: textMember(channel, 'name') ?? '' }))
    .filter(({ name }) => asked.length === 0 || asked.some((one) => sameText(name, one)))
    .sort(byName)
    .map(({ channel, name }) => statusesOf(channel, name));
  return { result: { tags: { tagStatus } } };
}

function statusesOf(channel: unknown, tagValue: string): ResultOf<TagStatus> {
  const list = memberOf(channel, 'progressionStatuses');
  const statuses = Array.isArray(list) ? (list as readonly unknown[]) : [];
  const progressionStatusItem = statuses
    .map((status) => ({ status, name: textMember(status, 'name') ?? '' }))
    .sort(byName)
    .map(({ status, name }) => ({ progressionStatus: { attrib: attribs(status, name) } }));
  return { tagValue, statusList: { progressionStatusItem } };
}

/** What a status stands for with an event provider has no source in the REST API. */
function attribs(status: unknown, name: string): ResultOf<Attrib>[] {
  return [
    { name: 'Status', value: name },
    { name: 'Step', value: textMember(status, 'step') ?? '' },
    { name: 'Success', value: textMember(status, 'success') ?? 'false' },
  ];
}
