import { campaignName, type Campaign } from '../../store/campaigns';
import type { LeadTokens } from '../../store/imports';
import type { Store } from '../../store/store';
import { runDueImports } from '../imports/import-rows';
import { trimXml } from '../../../text/white-space';

/** One run of a campaign. */
export interface Run {
  readonly campaign: Campaign;
  readonly leadIds: Iterable<number>;
  /** Values that replace the program's My Tokens in this run, by name in full. */
  readonly tokens: readonly (readonly [name: string, value: string])[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who requested it, as the activity log says it; a run that was scheduled has none. */
  readonly requestedBy?: string;
}

/**
 * Puts leads through a campaign. Each leaves Request Campaign (when it was requested), Add to Smart Campaign (the first
 * time), and the activities of the campaign's flow with the tokens filled in. The vendor documents the names of these
 * activities; their details are our choice.
 */
export function runCampaign(store: Store, { campaign, leadIds, tokens, at, requestedBy }: Run): void {
  const name = campaignName(campaign);
  const run = store.campaigns.startRun(campaign.id);
  const ofLeads = store.imports.takeTokens(campaign.id);
  const ofProgram = store.programs.byName(campaign.program ?? '')?.tokens ?? [];
  for (const leadId of leadIds) {
    if (!store.leads.get(leadId)) continue;
    const base = { leadId, at, campaign: name };
    const about = { 'Campaign ID': String(campaign.id), 'Campaign Run ID': String(run) };
    const log = (type: string, asset: string, attributes: Readonly<Record<string, string>>) =>
      store.activities.log({ ...base, type, asset, attributes });

    if (requestedBy !== undefined) log('Request Campaign', name, { ...about, Source: requestedBy });
    if (store.campaigns.join(campaign.id, leadId, at)) log('Add to Smart Campaign', name, about);
    const fill = filler([...ofProgram, ...tokens, ...(ofLeads.get(leadId) ?? new Map<string, string>())]);
    for (const step of campaign.flow) {
      const details = Object.entries(step.attributes).map(([key, text]) => [key, fill(text)]);
      log(step.type, step.asset, { ...Object.fromEntries(details), 'Campaign Run ID': String(run) });
    }
  }
}

/**
 * Runs the batch campaigns that are due by now, each at its own time, however late somebody asks; imports come as far as
 * they were at that time. A batch campaign takes in the members of its program's static lists (our choice: there are no
 * smart lists here).
 *
 * @param now milliseconds since 1970.
 */
export function runDueCampaigns(store: Store, now: number): void {
  for (const { campaignId, runAt, tokens } of store.campaigns.takeDue(now)) {
    const campaign = store.campaigns.byId(campaignId);
    if (!campaign) continue;
    runDueImports(store, runAt);
    const lists = store.lists.all().filter(({ program }) => program === campaign.program);
    const leadIds = new Set(lists.flatMap(({ members }) => [...members.keys()]));
    runCampaign(store, { campaign, leadIds, tokens, at: runAt });
  }
}

/** Replaces tokens by their values, later ones of a name before earlier ones; an unknown token stays as it is. */
function filler(tokens: Iterable<readonly [name: string, value: string]>): (text: string) => string {
  const values: LeadTokens = new Map(
    [...tokens].map(([name, value]) => [trimXml(name).toLowerCase(), value]),
  );
  return (text) => text.replace(/\{\{my\.[^{}]+\}\}/gi, (token) => values.get(token.toLowerCase()) ?? token);
}
