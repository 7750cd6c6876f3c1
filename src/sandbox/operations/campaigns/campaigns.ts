import * as v from 'valibot';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { campaignName, type Campaign } from '../../store/campaigns';
import type { Program } from '../../store/programs';
import { instant } from '../../store/state-part';
import { standardDay } from '../../../service/time';
import { cloneProgram } from './clone-program';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, groupsOf, instantValue, integerValue, textValue } from '../parameters';
import { runCampaign, runDueCampaigns } from './run-campaign';
import { leadKeyOf, leadOfKey } from '../leads/select';

/** Smart campaigns. */
export const campaignHandlers = {
  getCampaignsForSource,
  requestCampaign,
  scheduleCampaign,
} satisfies OperationHandlers;

/** The vendor takes this many leads in a request; the rest is ignored without a word. */
const MAX_LEADS = 100;
/** The vendor clones this many programs a day. */
const MAX_CLONES = 10;
/** Who requests, as the vendor's screens call the sources. */
const SOURCES: Readonly<Record<string, string>> = { MKTOWS: 'Web service API', SALES: 'Sales Insight' };

/** The campaigns that a source may request, sorted by name (vendor's sample). */
function getCampaignsForSource({
  values,
  store,
}: OperationCall<'getCampaignsForSource'>): OperationAnswer<'getCampaignsForSource'> {
  const source = textValue(values.source);
  const wanted = textValue(values.name);
  const exact = booleanValue(values.exactName);
  const matches = (name: string) => {
    if (wanted === undefined) return true;
    return exact ? name === wanted : name.toLowerCase().includes(wanted.toLowerCase());
  };
  const campaignRecord = store.campaigns
    .all()
    .filter((campaign) => campaign.sources.some((one) => one === source))
    .map((campaign) => ({ ...campaign, name: campaignName(campaign) }))
    .filter(({ name }) => matches(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ id, name, description }) => ({ id, name, description }));
  return { result: { returnCount: campaignRecord.length, campaignRecordList: { campaignRecord } } };
}

/** Runs leads through a trigger campaign at once. */
function requestCampaign(call: OperationCall<'requestCampaign'>): OperationAnswer<'requestCampaign'> {
  const { values, store, now } = call;
  const campaign = requested(call);
  if (isFault(campaign)) return campaign;
  const source = textValue(values.source) ?? '';
  if (!campaign.sources.some((one) => one === source)) {
    return unfit(call, `${campaignName(campaign)} has no "Campaign is Requested" trigger for ${source}`);
  }
  const leadIds = leadsOf(call);
  if (isFault(leadIds)) return leadIds;
  runCampaign(store, { campaign, leadIds, tokens: tokensOf(call), at: now, requestedBy: SOURCES[source] });
  return { result: { success: true } };
}

/**
 * The campaign by id, or by program and name: one or the other, says the vendor's page. An id with tokens has been seen to
 * work on the real service.
 */
function requested(call: OperationCall<'requestCampaign'>): Campaign | SoapFault {
  const { values, store, settings } = call;
  const id = integerValue(values.campaignId);
  const program = textValue(values.programName);
  const name = textValue(values.campaignName);
  if (id === undefined) {
    if (program === undefined && name === undefined) return fault('20109', 'No campaign is named');
    if (program === undefined || name === undefined) {
      return fault('20110', 'programName and campaignName go together');
    }
    return campaignOf(call, program, name);
  }
  if (program !== undefined || name !== undefined) {
    return fault('20110', 'campaignId goes without programName and campaignName');
  }
  if (settings.choices.tokensWithCampaignId === 'fault' && tokensOf(call).length > 0) {
    return fault('20110', 'programTokenList needs programName and campaignName');
  }
  return store.campaigns.byId(id) ?? fault('20113', `No campaign found with the id ${id}`);
}

function leadsOf({ values, store, settings }: OperationCall<'requestCampaign'>): Set<number> | SoapFault {
  const keys = groupsOf(values.leadList, 'leadKey');
  if (keys.length === 0) return fault('20109', 'leadList has no leadKey');
  const ids = new Set<number>();
  for (const value of keys.slice(0, MAX_LEADS)) {
    const key = leadKeyOf(value);
    if (isFault(key)) return key;
    const lead = leadOfKey(store, key);
    if (!isFault(lead)) ids.add(lead.id);
    else if (settings.choices.unknownRequestedLead === 'fault') return lead;
  }
  return ids;
}

/** Schedules a batch campaign, of the program itself or of a clone. A time that is past means at once (our choice). */
function scheduleCampaign(call: OperationCall<'scheduleCampaign'>): OperationAnswer<'scheduleCampaign'> {
  const { values, store, now } = call;
  const programName = textValue(values.programName);
  const name = textValue(values.campaignName);
  if (programName === undefined) return fault('20109', 'programName is null or missing');
  if (name === undefined) return fault('20109', 'campaignName is null or missing');
  const campaign = campaignOf(call, programName, name);
  if (isFault(campaign)) return campaign;
  if (campaign.kind !== 'batch') {
    return unfit(call, `${campaignName(campaign)} is a trigger campaign, which can't be scheduled`);
  }
  const runAt = Math.max(instantValue(values.campaignRunAt) ?? now, now);
  if (!v.is(instant, runAt)) return fault('20114', 'campaignRunAt is too far away');
  const program = programOf(call, programName);
  if (isFault(program)) return program;

  const chosen = store.campaigns.inProgram(program.name, name);
  store.campaigns.schedule({ campaignId: (chosen ?? campaign).id, runAt, tokens: tokensOf(call) });
  runDueCampaigns(store, now);
  return { result: { success: true } };
}

/** The program that the campaign runs in: a clone, when one is asked for. Codes are our choice. */
function programOf(
  { values, store, now }: OperationCall<'scheduleCampaign'>,
  programName: string,
): Program | SoapFault {
  const program = store.programs.byName(programName);
  if (!program) return fault('20110', `There is no program ${programName}`);
  const cloneName = textValue(values.cloneToProgramName);
  if (cloneName === undefined) return program;
  if (store.programs.byName(cloneName)) return fault('20110', `There is a program ${cloneName} already`);
  const day = standardDay(now);
  if (store.programs.clonesOn(day) >= MAX_CLONES) {
    return fault('20110', `cloneToProgramName has been used ${MAX_CLONES} times today`);
  }
  store.programs.countClone(day);
  return cloneProgram(store, program, cloneName, now);
}

/** Codes for an unknown program and campaign: 20110 and 20113, as in importToList (our choice). */
function campaignOf({ store }: OperationCall, programName: string, name: string): Campaign | SoapFault {
  const program = store.programs.byName(programName);
  if (!program) return fault('20110', `There is no program ${programName}`);
  const campaign = store.campaigns.inProgram(program.name, name);
  return campaign ?? fault('20113', `The program ${program.name} has no campaign ${name}`);
}

/** A campaign that is known and can't be used in this way. */
function unfit({ settings }: OperationCall, sentence: string): SoapFault {
  return fault(settings.choices.unfitCampaign, sentence);
}

/** The tokens of a request. Those that no campaign uses have no effect, whatever their names. */
function tokensOf({
  values,
}: OperationCall<'requestCampaign' | 'scheduleCampaign'>): [name: string, value: string][] {
  return groupsOf(values.programTokenList, 'attrib').map(({ name, value }) => [
    textValue(name) ?? '',
    typeof value === 'string' ? value : '',
  ]);
}
