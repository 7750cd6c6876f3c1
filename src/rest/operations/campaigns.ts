import { booleanValue, textValue } from '../../envelope/contents';
import type { Path, Values } from '../../envelope/values';
import { pieceOf, Reference, type RestCondition, type JsonPart } from '../equivalent';
import { placedGroups, type RestPlan } from '../plan';
import { restTime } from './activities';
import { leadIds, placedKey, type PlacedKey } from './lead-keys';

/** What goes into a call for a campaign (vendor's page on smart campaigns). */
const MOST_LEADS = 100;

/** The campaigns that can be requested. */
export function getCampaignsForSource(plan: RestPlan, values: Values): void {
  const source = textValue(values.source);
  if (source !== 'MKTOWS') {
    for (const name of ['source', 'name', 'exactName']) {
      plan.lost(
        [name],
        'REST lists the campaigns of the web service alone.',
        'Campaigns of Sales Insight are seen in Marketo’s own screens.',
      );
    }
    return;
  }
  const name = textValue(values.name);
  const exact = booleanValue(values.exactName) === true && name !== undefined;
  const dot = name?.indexOf('.') ?? -1;
  const program = exact && dot > 0 ? name.slice(0, dot) : undefined;
  const call = plan.call({
    id: 'campaigns',
    about: 'The campaigns that are active and wait for a request from the web service',
    operation: 'getCampaignsUsingGET',
    query: [
      { name: 'isTriggerable', value: 'true' },
      exact ? { name: 'name', value: [program === undefined ? name : name.slice(dot + 1)] } : undefined,
      program === undefined ? undefined : { name: 'programName', value: [program] },
    ],
    paging: 'token',
  });
  plan.sent(['source'], call, 'query isTriggerable');
  if (exact) {
    plan.sent(['name'], call, program === undefined ? 'query name' : 'query programName and name');
    plan.sent(['exactName'], call, 'query name');
    if (program !== undefined)
      plan.decide(
        'Program.Campaign is taken apart at the first dot; a campaign’s own name may hold a dot, too.',
      );
  } else {
    plan.here(['name'], 'Keep the records whose programName.name holds this text, in any case.');
    plan.implied(
      ['exactName'],
      name === undefined ? 'There is no name.' : 'The names are compared by whoever made the call.',
    );
  }
}

/** Puts leads through a trigger campaign. */
export function requestCampaign(plan: RestPlan, values: Values): void {
  const source = textValue(values.source);
  const id = textValue(values.campaignId);
  const hasNames =
    textValue(values.programName) !== undefined || textValue(values.campaignName) !== undefined;
  const keys = placedGroups(values.leadList, ['leadList'], 'leadKey').flatMap(
    ({ value, path }) => placedKey(plan, value, path) ?? [],
  );
  const campaign =
    source === 'SALES'
      ? undefined
      : id !== undefined && /^\d{1,10}$/.test(id)
        ? id
        : hasNames
          ? campaignByName(plan, values, [])
          : undefined;
  if (campaign === undefined || keys.length === 0) {
    const why =
      source === 'SALES'
        ? 'REST requests campaigns of the web service alone.'
        : 'A request needs a campaign and a lead.';
    for (const name of [
      'source',
      'campaignId',
      'leadList',
      'programName',
      'campaignName',
      'programTokenList',
    ]) {
      plan.lost([name], why, 'Name a campaign with a trigger for the web service, and at least one lead.');
    }
    return;
  }
  for (const { typePath, valuePath } of keys.slice(MOST_LEADS)) {
    for (const path of [typePath, valuePath]) {
      plan.lost(
        path,
        'SOAP read the first 100 leads and passed over the rest.',
        'Make another call for them.',
      );
    }
  }
  const sent: PlacedKey[] = [];
  const ids = leadIds(plan, keys.slice(0, MOST_LEADS), (key) => void sent.push(key));
  const { tokens, places } = tokensOf(plan, values);
  const call = plan.call({
    id: 'trigger',
    about: 'Puts the leads through the campaign',
    operation: 'triggerCampaignUsingPOST',
    path: { campaignId: campaign },
    body: {
      kind: 'json',
      value: { input: { leads: [{ id: pieceOf('leadIds') }], ...(tokens.length > 0 ? { tokens } : {}) } },
    },
    lists: [{ name: 'leadIds', parts: ids, size: MOST_LEADS, numbers: true }],
  });
  if (typeof campaign === 'string') {
    plan.sent(['campaignId'], call, 'path campaignId');
    for (const name of ['programName', 'campaignName'])
      plan.lost([name], 'The id goes before the names.', 'Leave it out.');
  } else
    plan.lost(['campaignId'], 'An id is a whole number, and this is none.', 'Use the campaign’s number.');
  for (const key of sent) if (key.type === 'IDNUM') plan.sent(key.valuePath, call, 'body input.leads[].id');
  for (const [path, at] of places) plan.sent(path, call, `body input.${at}`);
  plan.implied(['source'], 'REST always requests as the web service.');
}

/** Sets the time of a batch campaign. */
export function scheduleCampaign(plan: RestPlan, values: Values): void {
  if (textValue(values.programName) === undefined || textValue(values.campaignName) === undefined) {
    for (const name of [
      'programName',
      'campaignName',
      'campaignRunAt',
      'cloneToProgramName',
      'programTokenList',
    ]) {
      plan.lost([name], 'A campaign is known by its program and its own name.', 'Fill in both.');
    }
    return;
  }
  const campaign = campaignByName(plan, values, [{ member: 'type', oneOf: ['batch'] }]);
  const { tokens, places } = tokensOf(plan, values);
  const clone = textValue(values.cloneToProgramName);
  const runAt = textValue(values.campaignRunAt);
  const call = plan.call({
    id: 'schedule',
    about: 'Sets the time of the campaign',
    operation: 'scheduleCampaignUsingPOST',
    path: { campaignId: campaign },
    body: {
      kind: 'json',
      value: {
        input: {
          ...(runAt === undefined ? {} : { runAt: restTime(plan, runAt) }),
          ...(clone === undefined ? {} : { cloneToProgramName: clone }),
          ...(tokens.length > 0 ? { tokens } : {}),
        },
      },
    },
  });
  plan.sent(['campaignRunAt'], call, 'body input.runAt');
  plan.sent(['cloneToProgramName'], call, 'body input.cloneToProgramName');
  for (const [path, at] of places) plan.sent(path, call, `body input.${at}`);
  plan.decide(
    'A time that is past, or nearer than five minutes, is refused or put off: leave runAt out, and it runs in five minutes.',
  );
  if (clone !== undefined)
    plan.decide('A program with static lists, snippets or reports in it may not be cloned.');
}

/** Looks up the campaign that a program and a name mean. */
function campaignByName(plan: RestPlan, values: Values, where: readonly RestCondition[]): Reference {
  const program = textValue(values.programName);
  const name = textValue(values.campaignName);
  const call = plan.call({
    id: 'campaign',
    about: 'The campaign’s id',
    operation: 'getCampaignsUsingGET',
    query: [
      name === undefined ? undefined : { name: 'name', value: [name] },
      program === undefined ? undefined : { name: 'programName', value: [program] },
    ],
  });
  plan.sent(['programName'], call, 'query programName');
  plan.sent(['campaignName'], call, 'query name');
  return new Reference('campaignId', [call], 'id', false, where);
}

function tokensOf(
  plan: RestPlan,
  values: Values,
): { readonly tokens: JsonPart[]; readonly places: readonly (readonly [Path, string])[] } {
  const tokens: JsonPart[] = [];
  const places: [Path, string][] = [];
  for (const { value, path } of placedGroups(values.programTokenList, ['programTokenList'], 'attrib')) {
    const name = textValue(value.name);
    if (name === undefined) {
      plan.lost(path, 'A value without a name is no token.', 'Name the token.');
      continue;
    }
    places.push(
      [[...path, 'name'], `tokens[${tokens.length}].name`],
      [[...path, 'value'], `tokens[${tokens.length}].value`],
    );
    tokens.push({ name, value: typeof value.value === 'string' ? value.value : '' });
  }
  return { tokens, places };
}
