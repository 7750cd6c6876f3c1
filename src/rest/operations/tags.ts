import { textValue } from '../../envelope/contents';
import { isValues, type Values } from '../../envelope/values';
import { pieceOf, Reference, type Part } from '../equivalent';
import { placedGroups, placedTexts, type RestPlan } from '../plan';

const PAGE = { name: 'maxReturn', value: '200' } as const;

/** Tag types with their values. */
export function getTags(plan: RestPlan, values: Values): void {
  const asked = placedGroups(values.tagList, ['tagList'], 'tag').map(({ value, path }) => ({
    type: textValue(value.type),
    typePath: [...path, 'type'],
    values: placedTexts(value.values, [...path, 'values'], 'stringItem'),
  }));
  const all = asked.length === 0 || asked.some(({ type }) => type === undefined);
  const parts: Part[] = all
    ? [
        new Reference(
          'tagType',
          [
            plan.call({
              id: 'types',
              about: 'The tag types',
              operation: 'getTagTypesUsingGET',
              query: [PAGE],
              paging: 'offset',
            }),
          ],
          'tagType',
          true,
        ),
      ]
    : [...new Set(asked.flatMap(({ type }) => type ?? []))];
  const call = plan.call({
    id: 'tags',
    about: 'Each type with its values',
    operation: 'getTagByNameUsingGET',
    query: [{ name: 'name', value: pieceOf('types') }],
    lists: [{ name: 'types', parts, size: 1 }],
  });
  for (const { typePath, values: own } of asked) {
    if (all) plan.here(typePath, 'Keep the types that are asked for.');
    else plan.sent(typePath, call, 'query name');
    for (const { path } of own) plan.here(path, 'Keep these values of the type.');
  }
  plan.decide(
    'The values of a type come as one text, [a, b]: a value with a comma and a space in it can’t be told apart.',
  );
}

/** Channels with their statuses. */
export function getChannels(plan: RestPlan, values: Values): void {
  const tag = isValues(values.tag) ? values.tag : {};
  const wanted = placedTexts(tag.values, ['tag', 'values'], 'stringItem');
  plan.implied(['tag', 'type'], 'This call knows channels only.');
  const [only] = wanted;
  if (wanted.length === 1 && only) {
    const call = plan.call({
      id: 'channel',
      about: 'The channel with its statuses',
      operation: 'getChannelByNameUsingGET',
      query: [{ name: 'Name', value: only.text }],
    });
    plan.sent(only.path, call, 'query Name');
    return;
  }
  plan.call({
    id: 'channels',
    about: 'All channels with their statuses',
    operation: 'getAllChannelsUsingGET',
    query: [PAGE],
    paging: 'offset',
  });
  for (const { path } of wanted) plan.here(path, 'Keep the channels of this name.');
}
