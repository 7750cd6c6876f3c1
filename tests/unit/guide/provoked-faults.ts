import { operation as findOperation } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { exampleValues } from '#src/envelope/example';
import {
  isList,
  isValues,
  valueAt,
  withValueAt,
  type Path,
  type Value,
  type Values,
} from '#src/envelope/values';
import { formatObjectPosition, markOf } from '#src/sandbox/operations/mobjects/mobject-position';
import type { SettingsChange } from '#src/sandbox/settings';
import { envelopeOf, NOW, post, readAnswer, sandboxAt } from '../sandbox/requests';

/** A request that can go wrong in a way of its own. */
interface Deed {
  readonly values: Values;
  readonly context?: Values;
  readonly choices?: SettingsChange['choices'];
}

const key = (keyType: string, keyValue: string): Values => ({ keyType, keyValue });
const attribute = (attrName: string, attrValue: string): Values => ({
  attribute: [{ attrName, attrValue }],
});
const nobody = key('IDNUM', '999999');
const noOwner = key('LEADOWNEREMAIL', 'nobody@example.com');
const rufus = { leadKey: key('EMAIL', 'rufus@marketo.com') };
const byList: Values = { $type: 'StaticListSelector', staticListName: 'Newsletter' };
const byDate: Values = { $type: 'LastUpdateAtSelector', oldestUpdatedAt: '2026-03-01T00:00:00Z' };
const longAgo: Values = { $type: 'LastUpdateAtSelector', oldestUpdatedAt: '2013-01-01T00:00:00Z' };
const manyKeys: Values = {
  $type: 'LeadKeySelector',
  keyType: 'IDNUM',
  keyValues: { stringItem: Array.from({ length: 101 }, (_, index) => `${index + 1}`) },
};
const bothFilters = {
  includeTypes: { activityType: ['NewLead'] },
  excludeTypes: { activityType: ['NewLead'] },
};

/** What the contract's examples have nothing of. */
const DEEDS: Readonly<Record<string, readonly Deed[]>> = {
  getLead: [{ values: { leadKey: noOwner } }],
  getMultipleLeads: [
    { values: { leadSelector: byDate, streamPosition: '' } },
    { values: { leadSelector: byList, streamPosition: 'id:9999999:os:1:rc:0' } },
    { values: { leadSelector: longAgo } },
  ],
  syncLead: [
    { values: { leadRecord: { Id: '999999' }, returnLead: 'false' } },
    { values: { leadRecord: { ForeignSysPersonId: '1' }, returnLead: 'false' } },
    { values: { leadRecord: { leadAttributeList: attribute('LeadScore', 'x') }, returnLead: 'false' } },
    {
      values: { leadRecord: { Email: 'a@x.example' }, returnLead: 'false' },
      context: { targetWorkspace: 'Mars' },
    },
  ],
  mergeLeads: [
    {
      values: {
        winningLeadKeyList: attribute('IDNUM', '999999'),
        losingLeadKeyLists: { keyList: [attribute('IDNUM', '15')] },
      },
      choices: { mergeFailure: 'fault' },
    },
  ],
  getLeadActivity: [
    { values: { ...rufus, activityFilter: bothFilters } },
    { values: { ...rufus, startPosition: { offset: 'x' } } },
    { values: { ...rufus, startPosition: { offset: '1' } } },
    { values: { leadKey: noOwner } },
  ],
  getLeadChanges: [
    { values: { startPosition: {}, leadSelector: byDate, activityFilter: bothFilters } },
    { values: { startPosition: { offset: 'ID:1' } } },
    { values: { startPosition: { oldestCreatedAt: '2026-03-01T00:00:00Z', offset: '1' } } },
    { values: { startPosition: {}, leadSelector: longAgo } },
    { values: { startPosition: {}, leadSelector: manyKeys } },
    { values: { startPosition: {}, leadSelector: byList } },
  ],
  listOperation: [
    {
      values: {
        listOperation: 'ADDTOLIST',
        listKey: key('MKTOLISTNAME', 'Trav-Test-List'),
        listMemberList: { leadKey: [nobody] },
        strict: 'true',
      },
      choices: { strictFailure: 'fault' },
    },
  ],
  importToList: [
    {
      values: {
        programName: 'Trav-Demo-Program',
        importFileHeader: 'Email Address,{{my.message}}',
        importFileRows: { stringItem: ['a@x.example,b'] },
        importListMode: 'UPSERTLEADS',
        listName: 'Trav-Test-List',
        campaignName: 'No such campaign',
      },
    },
  ],
  requestCampaign: [
    { values: { source: 'MKTOWS', campaignId: '4496', leadList: { leadKey: [noOwner] } } },
    { values: { source: 'MKTOWS', programName: 'Trav-Demo-Program', leadList: { leadKey: [nobody] } } },
  ],
  scheduleCampaign: [
    {
      values: {
        programName: 'Trav-Demo-Program',
        campaignName: 'Batch Campaign Example',
        campaignRunAt: '9999-12-31T00:00:00Z',
      },
    },
  ],
  getMObjects: [
    { values: { type: 'Opportunity', streamPosition: 'x' } },
    { values: { type: 'Program', streamPosition: formatObjectPosition(markOf({ type: 'Program' }), 1e9) } },
    {
      values: {
        type: 'Opportunity',
        mObjAssociationList: { mObjAssociation: [{ mObjType: 'Program', id: '1' }] },
      },
    },
  ],
  getCustomObjects: [
    {
      values: {
        objTypeName: 'RoadShow',
        customObjKeyList: attribute('MKTOID', '1090177'),
        includeAttributes: {},
        streamPosition: '{"ky":["1090177"],"os":99}',
      },
    },
  ],
};

/** Every code that the sandbox gives for an operation when its examples are spoilt, one place at a time. */
export async function provokedFaults(name: string): Promise<string[]> {
  const operation = findOperation(marketo, name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  const codes = new Set<string>();
  for (const deed of [{ values: exampleValues(marketo, operation) }, ...(DEEDS[name] ?? [])] as Deed[]) {
    const { sandbox } = sandboxAt(undefined, { settings: { choices: deed.choices ?? {} } });
    for (const values of [deed.values, ...spoilt(deed.values)]) {
      const text = written(name, values, deed.context);
      // What names no kind can't be written from values.
      for (const body of text === undefined ? [] : new Set([text, text.replace(/ xsi:type="[^"]*"/, '')])) {
        const { code } = await readAnswer(await post(sandbox, body));
        if (code !== undefined) codes.add(code);
      }
    }
  }
  return [...codes].sort();
}

/** Undefined for values that no envelope can have. */
function written(name: string, values: Values, context: Values | undefined): string | undefined {
  try {
    return envelopeOf(name, values, NOW, context);
  } catch {
    return undefined;
  }
}

/** Values that are wrong nearly everywhere. */
const WRONG = ['', 'no such thing', '0', '999999', null, undefined];

/** Every request that differs from the given one in one place. */
function* spoilt(request: Values): Generator<Values> {
  for (const path of pathsIn(request, [])) {
    for (const wrong of WRONG) yield withValueAt(request, path, wrong);
    const value = valueAt(request, path);
    if (isValues(value)) yield withValueAt(request, path, {});
    if (isList(value) && value.length < 3)
      yield withValueAt(
        request,
        path,
        Array.from({ length: 1_001 }, () => value[0] ?? ''),
      );
  }
}

/** The place of every field; of long lists only the first items. */
function* pathsIn(value: Value | undefined, path: Path): Generator<Path> {
  if (path.length > 0) yield path;
  if (isList(value)) {
    for (const [index, item] of value.slice(0, 2).entries()) yield* pathsIn(item, [...path, index]);
  } else if (isValues(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (!name.startsWith('$')) yield* pathsIn(item, [...path, name]);
    }
  }
}
