import { booleanValue, groupsOf, integerValue, textValue } from '../../../envelope/contents';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { parseDateTime } from '../../../service/time';
import { w3cTimestamp } from '../../../text/timestamp';
import { numberMember, textMember } from '../../instance/rest-calls';
import { hasRestCode } from '../../instance/rest-fault';
import type { BridgeAnswer, BridgeCall, BridgeHandlers } from '../../operation';
import { leadsOfKeys, readLeadKeys } from '../lead-ids';
import { noLead } from '../leads/lead-keys';
import { findCampaign, type ProgramPart } from '../programs/find-in-program';
import { byName } from '../programs/same-text';

/** Smart campaigns. */
export const bridgeCampaignHandlers = {
  getCampaignsForSource,
  requestCampaign,
  scheduleCampaign,
} satisfies BridgeHandlers;

/** SOAP read this many leads of a request and passed over the rest without a word; REST takes as many. */
const MOST_LEADS = 100;
/** A campaign is scheduled this long ahead at least, in milliseconds (vendor's page on smart campaigns). */
const SOONEST = 5 * 60_000;

/** The campaigns that the web service may request, sorted by their names. */
async function getCampaignsForSource(
  call: BridgeCall<'getCampaignsForSource'>,
): Promise<BridgeAnswer<'getCampaignsForSource'>> {
  const { values, rest } = call;
  if (textValue(values.source) === 'SALES') return noSales('listed');
  const wanted = textValue(values.name);
  const exact = booleanValue(values.exactName);
  const matches = (name: string) => {
    if (wanted === undefined) return true;
    return exact ? name === wanted : name.toLowerCase().includes(wanted.toLowerCase());
  };
  const records = await rest.pages(
    { operation: 'getCampaignsUsingGET', query: [{ name: 'isTriggerable', value: 'true' }] },
    'token',
  );
  if (isFault(records)) return records;
  const campaignRecord = records
    .map((record) => ({
      id: numberMember(record, 'id') ?? 0,
      name: fullName(textMember(record, 'programName'), textMember(record, 'name')),
      description: textMember(record, 'description') ?? '',
    }))
    .filter(({ name }) => matches(name))
    .sort(byName);
  return { result: { returnCount: campaignRecord.length, campaignRecordList: { campaignRecord } } };
}

/** `Program.Campaign`, or the plain name of a campaign outside of programs. */
function fullName(program: string | undefined, name = ''): string {
  return program === undefined ? name : `${program}.${name}`;
}

function noSales(what: 'listed' | 'requested'): SoapFault {
  return fault(
    '20110',
    `Campaigns of the source SALES can not be ${what} through the REST API: use MKTOWS, or Marketo's own screens`,
  );
}

/** Puts leads through a trigger campaign. The request is never made twice. */
async function requestCampaign(
  call: BridgeCall<'requestCampaign'>,
): Promise<BridgeAnswer<'requestCampaign'>> {
  if (textValue(call.values.source) === 'SALES') return noSales('requested');
  const campaign = await requested(call);
  if (isFault(campaign)) return campaign;
  const leadIds = await leadsOf(call);
  if (isFault(leadIds)) return leadIds;
  const tokens = tokensOf(call);
  const answer = await call.rest.call({
    operation: 'triggerCampaignUsingPOST',
    path: { campaignId: String(campaign.id) },
    body: {
      kind: 'json',
      value: { input: { leads: leadIds.map((id) => ({ id })), ...(tokens.length > 0 ? { tokens } : {}) } },
    },
  });
  if (hasRestCode(answer, '1013')) return fault('20113', `No campaign found with the id ${campaign.id}`);
  return isFault(answer) ? answer : { result: { success: true } };
}

/** The campaign by id, or by program and name: one or the other, as in the sandbox. */
async function requested(call: BridgeCall<'requestCampaign'>): Promise<Pick<ProgramPart, 'id'> | SoapFault> {
  const { values } = call;
  const id = integerValue(values.campaignId);
  const program = textValue(values.programName);
  const name = textValue(values.campaignName);
  if (id !== undefined) {
    return program === undefined && name === undefined
      ? { id }
      : fault('20110', 'campaignId goes without programName and campaignName');
  }
  if (program === undefined && name === undefined) return fault('20109', 'No campaign is named');
  if (program === undefined || name === undefined) {
    return fault('20110', 'programName and campaignName go together');
  }
  return findCampaign(call, program, name);
}

/** The leads' ids, each once; a lead that nobody knows is a fault before anything is done. */
async function leadsOf(call: BridgeCall<'requestCampaign'>): Promise<number[] | SoapFault> {
  const list = groupsOf(call.values.leadList, 'leadKey');
  if (list.length === 0) return fault('20109', 'leadList has no leadKey');
  const keys = readLeadKeys(list.slice(0, MOST_LEADS));
  if (isFault(keys)) return keys;
  const leads = await leadsOfKeys(call, keys);
  if (isFault(leads)) return leads;
  const ids = new Set<number>();
  for (const { key, id } of leads) {
    if (id === undefined) return noLead(key);
    ids.add(id);
  }
  return [...ids];
}

/** Schedules a batch campaign, of the program itself or of a clone. The call is never made twice. */
async function scheduleCampaign(
  call: BridgeCall<'scheduleCampaign'>,
): Promise<BridgeAnswer<'scheduleCampaign'>> {
  const { values, now } = call;
  const programName = textValue(values.programName);
  const name = textValue(values.campaignName);
  if (programName === undefined) return fault('20109', 'programName is null or missing');
  if (name === undefined) return fault('20109', 'campaignName is null or missing');
  const campaign = await findCampaign(call, programName, name);
  if (isFault(campaign)) return campaign;
  if (textMember(campaign.record, 'type') !== 'batch') {
    return fault(
      '20110',
      `${fullName(campaign.program, campaign.name)} is a trigger campaign, which can't be scheduled`,
    );
  }
  const time = textValue(values.campaignRunAt);
  const asked = time === undefined ? undefined : parseDateTime(time);
  const runAt = asked === undefined || asked < now + SOONEST ? undefined : asked;
  // Without a time the service runs it in five minutes.
  if (runAt === undefined) call.note('The campaign runs in five minutes: the REST API runs none sooner.');
  const clone = textValue(values.cloneToProgramName);
  const tokens = tokensOf(call);
  const answer = await call.rest.call({
    operation: 'scheduleCampaignUsingPOST',
    path: { campaignId: String(campaign.id) },
    body: {
      kind: 'json',
      value: {
        input: {
          ...(runAt === undefined ? {} : { runAt: w3cTimestamp(runAt, 'Z') }),
          ...(clone === undefined ? {} : { cloneToProgramName: clone }),
          ...(tokens.length > 0 ? { tokens } : {}),
        },
      },
    },
  });
  return isFault(answer) ? answer : { result: { success: true } };
}

/** My Tokens of a request; those without a name are none. */
function tokensOf({ values }: BridgeCall<'requestCampaign' | 'scheduleCampaign'>) {
  return groupsOf(values.programTokenList, 'attrib').flatMap(({ name, value }) => {
    const own = textValue(name);
    return own === undefined ? [] : [{ name: own, value: typeof value === 'string' ? value : '' }];
  });
}
