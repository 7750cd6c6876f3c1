import { readInstant } from '../../text/instant';
import { isStorable } from '../store/fields';
import type { Cost, Program } from '../store/programs';
import {
  assetPage,
  assets,
  assetTime,
  RestError,
  parameterText,
  wholeNumber,
  type RestAnswer,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';

/** Calls about programs, tags and channels. */
export const restProgramHandlers: RestHandlers = {
  browseProgramsUsingGET: (call) => {
    const [from, to] = [parameterText(call, 'earliestUpdatedAt'), parameterText(call, 'latestUpdatedAt')].map(
      (value) => (value === undefined ? undefined : readInstant(value)?.time),
    );
    if (from === undefined && parameterText(call, 'earliestUpdatedAt') !== undefined) {
      return new RestError('701', 'earliestUpdatedAt is no date');
    }
    const inSpan = (at: number) => (from === undefined || at >= from) && (to === undefined || at <= to);
    return assetPage(
      call,
      call.store.programs
        .all()
        .filter(({ createdAt, updatedAt }) => inSpan(createdAt) || inSpan(updatedAt))
        .map((program) => ({ ...common(program), type: TYPES[program.type] ?? 'program' })),
    );
  },
  getProgramByIdUsingGET: ({ store, path }) => {
    const program = store.programs.byId(Number(path.id));
    return assets(program ? [whole(program)] : []);
  },
  getProgramByNameUsingGET: (call) => {
    const name = parameterText(call, 'name');
    if (name === undefined) return new RestError('701', 'name is missing');
    const program = call.store.programs.byName(name);
    return assets(program ? [whole(program)] : []);
  },
  getProgramListByTagUsingGET: (call) => {
    const [type, value] = [parameterText(call, 'tagType'), parameterText(call, 'tagValue')];
    if (type === undefined || value === undefined)
      return new RestError('701', 'tagType and tagValue are required');
    return assetPage(
      call,
      call.store.programs
        .all()
        .filter(({ tags }) => tags.some(([own, has]) => same(own, type) && same(has, value)))
        .map(whole),
    );
  },
  updateProgramUsingPOST: updateProgram,
  getFolderByIdUsingGET: (call) => {
    if (parameterText(call, 'type') !== 'Program') return assets([]);
    const program = call.store.programs.byId(Number(call.path.id));
    return assets(program ? [folder(program)] : []);
  },
  getTokensByFolderIdUsingGET: (call) => {
    const program =
      parameterText(call, 'folderType') === 'Program'
        ? call.store.programs.byId(Number(call.path.id))
        : undefined;
    if (!program) return assets([]);
    const tokens = program.tokens.map(([name, value]) => ({
      // A token's name stands there without what surrounds it in a text (vendor's samples).
      name: name.replace(/^\{\{my\.|\}\}$/g, ''),
      type: 'text',
      value,
    }));
    return assets([{ folder: JSON.stringify({ type: 'Program', value: program.id }), tokens }]);
  },
  getTagTypesUsingGET: (call) =>
    assetPage(
      call,
      call.store.tags
        .types()
        .map(({ name }) => ({ tagType: name, applicableProgramTypes: PROGRAM_TYPES, required: false })),
    ),
  getTagByNameUsingGET: (call) => {
    const name = parameterText(call, 'name');
    if (name === undefined) return new RestError('701', 'name is missing');
    const type = call.store.tags.types().find((one) => same(one.name, name));
    if (!type) return assets([]);
    const { name: tagType, values } = type;
    return assets([
      {
        tagType,
        applicableProgramTypes: PROGRAM_TYPES,
        required: false,
        allowableValues: `[${values.join(', ')}]`,
      },
    ]);
  },
  getAllChannelsUsingGET: (call) => assetPage(call, channels(call)),
  getChannelByNameUsingGET: (call) => {
    // The document has Name, the page name.
    const name = parameterText(call, 'Name') ?? parameterText(call, 'name');
    if (name === undefined) return new RestError('701', 'Name is missing');
    return assets(channels(call).filter((channel) => same(channel.name, name)));
  },
};

const PROGRAM_TYPES = '[program, event, webinar, nurture]';

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function channels({ store }: RestServiceCall) {
  const at = assetTime(Math.min(Date.UTC(2012, 0, 15, 18), store.epoch));
  return store.tags.channels().map(({ name, statuses }, index) => ({
    id: index + 1,
    name,
    description: '',
    applicableProgramType: 'program',
    createdAt: at,
    updatedAt: at,
    progressionStatuses: statuses.map((status) => ({
      name: status.name,
      description: '',
      hidden: false,
      step: status.step,
      success: status.success,
    })),
  }));
}

const TYPES: Readonly<Record<string, string>> = {
  Event: 'event',
  'Event with Webinar': 'webinar',
  Nurture: 'nurture',
};

function common(program: Program) {
  return {
    id: program.id,
    name: program.name,
    description: '',
    createdAt: assetTime(program.createdAt),
    updatedAt: assetTime(program.updatedAt),
    url: `https://app.example/#PG${program.id}A1`,
    channel: program.channel,
    folder: { id: 14, type: 'Folder' },
    status: 'on',
    workspace: program.workspace,
    ...(program.crmId === undefined ? {} : { sfdcId: program.crmId }),
  };
}

function whole(program: Program) {
  return {
    ...common(program),
    type: TYPES[program.type] ?? 'default',
    ...(program.start === undefined ? {} : { startDate: dayOf(program.start) }),
    ...(program.end === undefined ? {} : { endDate: dayOf(program.end) }),
    tags: program.tags.map(([tagType, tagValue]) => ({ tagType, tagValue })),
    costs: program.costs.map(({ month, amount, note }) => ({
      startDate: dayOf(month),
      cost: Math.round(Number(amount)),
      ...(note === undefined ? {} : { note }),
    })),
  };
}

/** A day of the store as assets write it. */
function dayOf(day: string): string {
  return `${day}T00:00:00Z+0000`;
}

function folder(program: Program) {
  return {
    id: program.id,
    name: program.name,
    description: '',
    createdAt: assetTime(program.createdAt),
    updatedAt: assetTime(program.updatedAt),
    url: `https://app.example/#PG${program.id}A1`,
    folderId: { id: program.id, type: 'Program' },
    folderType: FOLDERS[program.type] ?? 'Marketing Program',
    parent: { id: 14, type: 'Folder' },
    path: `${program.folder}/${program.name}`,
    isArchive: program.archived,
    isSystem: false,
    accessZoneId: program.workspaceId,
    workspace: program.workspace,
  };
}

const FOLDERS: Readonly<Record<string, string>> = {
  Event: 'Marketing Event',
  'Event with Webinar': 'Marketing Event',
  Nurture: 'Nurture Program',
};

/** Adds costs and sets tags; tags that are not sent stay (our choice: it is not documented). */
function updateProgram({ store, now, path, query }: RestServiceCall): RestAnswer {
  const program = store.programs.byId(wholeNumber(path.id) ?? 0);
  if (!program) return new RestError('702', `Program ${path.id} not found`);
  const costs: Cost[] = query.get('costsDestructiveUpdate') === 'true' ? [] : [...program.costs];
  for (const item of listOf(query.get('costs'))) {
    const month = /^(\d{4}-\d\d)-\d\d/.exec(String(item.startDate ?? ''))?.[1];
    const amount = String(item.cost ?? '');
    if (month === undefined || !/^-?\d+$/.test(amount) || !isStorable('currency', amount)) {
      return new RestError('701', 'costs is not valid: startDate and cost are required');
    }
    const note = item.note === undefined ? undefined : String(item.note);
    costs.push({ id: store.programs.takeCostId(), month: `${month}-01`, amount, note });
  }
  let tags = program.tags;
  for (const item of listOf(query.get('tags'))) {
    const tag = store.tags.find(String(item.tagType ?? ''), String(item.tagValue ?? ''));
    if (!tag)
      return new RestError(
        '701',
        `There is no tag ${String(item.tagType)} with the value ${String(item.tagValue)}`,
      );
    const index = tags.findIndex(([type]) => type === tag[0]);
    const own: [string, string] = [tag[0], tag[1]];
    tags = index < 0 ? [...tags, own] : tags.with(index, own);
  }
  const fresh: Program = { ...program, costs, tags, updatedAt: now };
  store.programs.add(fresh);
  return assets([whole(fresh)]);
}

function listOf(text: string | null): readonly Readonly<Record<string, unknown>>[] {
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list)
      ? (list.filter((item) => typeof item === 'object' && item !== null) as Record<string, unknown>[])
      : [{}];
  } catch {
    return [{}];
  }
}
