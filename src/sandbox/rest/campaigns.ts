import { isFault } from '../../service/fault';
import { readInstant } from '../../text/instant';
import { standardDay } from '../../service/time';
import { campaignHandlers } from '../operations/campaigns/campaigns';
import { cloneProgram } from '../operations/campaigns/clone-program';
import type { Campaign } from '../store/campaigns';
import { soapCall } from './leads';
import {
  assetPage,
  assets,
  assetTime,
  page,
  RestError,
  restInstant,
  parameterText,
  texts,
  wholeNumber,
  type RestHandlers,
  type RestServiceCall,
} from './rest-call';

/** How long a scheduled campaign waits at least, in milliseconds, and how far ahead it may be (vendor's page). */
const SOONEST = 5 * 60_000;
const FURTHEST = 2 * 366 * 86_400_000;
const MOST_CLONES = 20;

/** Calls about smart campaigns. */
export const restCampaignHandlers: RestHandlers = {
  getCampaignsUsingGET: (call) => {
    const [ids, names, programs] = [texts(call, 'id'), texts(call, 'name'), texts(call, 'programName')];
    const triggerable = parameterText(call, 'isTriggerable');
    const has = (wanted: readonly string[], value: string | undefined) =>
      wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value?.toLowerCase());
    return page(
      call,
      call.store.campaigns
        .all()
        .filter(
          (one) =>
            has(ids, String(one.id)) &&
            has(names, one.name) &&
            has(programs, one.program) &&
            (triggerable === undefined || (triggerable === 'true') === isRequestable(one)),
        )
        .map((one) => campaignRecord(call, one)),
    );
  },
  getCampaignByIdUsingGET: (call) => {
    const campaign = call.store.campaigns.byId(Number(call.path.campaignId));
    if (!campaign) return new RestError('1013', `Campaign ${call.path.campaignId} not found`);
    return { result: [campaignRecord(call, campaign)] };
  },
  triggerCampaignUsingPOST: (call) => {
    const input = inputOfCampaign(call);
    const leads = input.leads;
    if (!Array.isArray(leads) || leads.length === 0)
      return new RestError('1002', "Missing value for required parameter 'leads'");
    if (leads.length > 100) return new RestError('1003', 'More than 100 leads');
    const campaign = call.store.campaigns.byId(Number(call.path.campaignId));
    if (!campaign) return new RestError('1013', `Campaign ${call.path.campaignId} not found`);
    if (!isRequestable(campaign))
      return new RestError('1003', 'The campaign has no trigger for the web service');
    const leadKey = leads.map((lead) => ({
      keyType: 'IDNUM' as const,
      keyValue: String((lead as { id?: unknown } | null)?.id ?? ''),
    }));
    const missing = leadKey.find(({ keyValue }) => !call.store.leads.get(wholeNumber(keyValue) ?? 0));
    if (missing) return new RestError('1004', `Lead ${missing.keyValue} not found`);
    const outcome = campaignHandlers.requestCampaign({
      ...soapCall(call),
      values: {
        source: 'MKTOWS',
        campaignId: String(campaign.id),
        leadList: { leadKey },
        programTokenList: { attrib: tokensOf(input).map(([name, value]) => ({ name, value })) },
      },
    });
    return isFault(outcome)
      ? new RestError('1003', outcome.message)
      : { result: [campaignRecord(call, campaign)] };
  },
  scheduleCampaignUsingPOST: (call) => {
    const { store, now } = call;
    const campaign = store.campaigns.byId(Number(call.path.campaignId));
    if (!campaign) return new RestError('1013', `Campaign ${call.path.campaignId} not found`);
    if (campaign.kind !== 'batch') return new RestError('1003', 'A trigger campaign can not be scheduled');
    const input = inputOfCampaign(call);
    const asked = input.runAt === undefined ? undefined : readInstant(String(input.runAt));
    if (asked === null)
      return new RestError(
        '1001',
        `Invalid value '${String(input.runAt).slice(0, 40)}' for runAt. Required of type 'DateTime'`,
      );
    if (asked && asked.time > now + FURTHEST)
      return new RestError('1042', 'runAt is more than two years ahead');
    const runAt = Math.max(asked?.time ?? 0, now + SOONEST);
    const clone = input.cloneToProgramName;
    let id = campaign.id;
    if (typeof clone === 'string' && clone !== '') {
      const program = store.programs.byName(campaign.program ?? '');
      if (!program) return new RestError('1003', 'The campaign belongs to no program');
      if (store.programs.byName(clone)) return new RestError('709', `There is a program ${clone} already`);
      const day = standardDay(now);
      if (store.programs.clonesOn(day) >= MOST_CLONES)
        return new RestError('1020', `cloneToProgramName was used ${MOST_CLONES} times today`);
      store.programs.countClone(day);
      cloneProgram(store, program, clone, now);
      id = store.campaigns.inProgram(clone, campaign.name)?.id ?? id;
    }
    store.campaigns.schedule({ campaignId: id, runAt, tokens: tokensOf(input) });
    return { result: [campaignRecord(call, campaign)] };
  },
  getAllSmartCampaignsGET: (call) =>
    assetPage(
      call,
      call.store.campaigns.all().map((one) => smartCampaign(call, one)),
    ),
  getSmartCampaignByIdUsingGET: (call) => {
    const campaign = call.store.campaigns.byId(Number(call.path.id));
    return assets(campaign ? [smartCampaign(call, campaign)] : []);
  },
  getSmartCampaignByNameUsingGET: (call) => {
    const name = parameterText(call, 'name')?.toLowerCase();
    const campaign = call.store.campaigns.all().find((one) => one.name.toLowerCase() === name);
    return assets(campaign ? [smartCampaign(call, campaign)] : []);
  },
};

function isRequestable({ sources }: Campaign): boolean {
  return sources.includes('MKTOWS');
}

function inputOfCampaign({ body }: RestServiceCall): Readonly<Record<string, unknown>> {
  const input = (body as { input?: unknown } | null | undefined)?.input;
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}

function tokensOf({ tokens }: Readonly<Record<string, unknown>>): [string, string][] {
  if (!Array.isArray(tokens)) return [];
  return tokens.map((token: { name?: unknown; value?: unknown } | null) => [
    String(token?.name ?? ''),
    String(token?.value ?? ''),
  ]);
}

/** The store keeps no times of campaigns (our choice, as for lists). */
function madeAt(epoch: number): number {
  return Math.min(Date.UTC(2012, 0, 15, 18), epoch);
}

function campaignRecord({ store }: RestServiceCall, campaign: Campaign) {
  const at = restInstant(madeAt(store.epoch));
  const program = store.programs.byName(campaign.program ?? '');
  return {
    id: campaign.id,
    name: campaign.name,
    ...(campaign.description === '' ? {} : { description: campaign.description }),
    type: campaign.kind,
    ...(campaign.program === undefined ? {} : { programName: campaign.program, programId: program?.id ?? 0 }),
    workspaceName: 'Default',
    createdAt: at,
    updatedAt: at,
    active: campaign.kind === 'trigger',
  };
}

function smartCampaign({ store }: RestServiceCall, campaign: Campaign) {
  const at = assetTime(madeAt(store.epoch));
  const program = store.programs.byName(campaign.program ?? '');
  const isTrigger = campaign.kind === 'trigger';
  return {
    id: campaign.id,
    name: campaign.name,
    description: campaign.description,
    type: campaign.kind,
    isSystem: false,
    isActive: isTrigger,
    isRequestable: isRequestable(campaign),
    recurrence: {},
    qualificationRuleType: 'any',
    qualificationRuleInterval: 0,
    qualificationRuleUnit: 'day',
    maxMembers: 0,
    isCommunicationLimitEnabled: false,
    smartListId: campaign.id,
    flowId: campaign.id,
    ...(program ? { parentProgramId: program.id } : {}),
    folder: program ? { id: program.id, type: 'Program' } : { id: 14, type: 'Folder' },
    createdAt: at,
    updatedAt: at,
    workspace: 'Default',
    status: isTrigger ? 'Active' : 'Inactive',
  };
}
