import type { Activity, NewActivity } from '../store/activities';
import type { Lead } from '../store/leads';
import { DAY } from '../../text/calendar';
import { formatDate } from '../../service/time';
import { documentedActivities, NEW_LEAD_IDS } from './documented-activities';
import { documentedLeads } from './documented';
import { emailActivities, webVisit } from './journeys';
import { between, createRandom, pick, words, type Random } from './random';

/** Ids of what happened before 2016 and after; the documented id 12025714 lies between the two ranges. */
const FIRST_OLD_ID = 11_000_001;
const FIRST_ID = 20_000_001;
const OLD = Date.UTC(2016, 0, 1);

const OLD_STATUSES = words('Open|Contacted|Recycled');

/**
 * What happened before the beginning of the world, oldest first. It depends on the seed and the epoch alone, whatever has
 * happened to the leads since.
 *
 * @param people the made-up people as the seed made them.
 */
export function makeActivities(seed: number, epoch: number, people: readonly Lead[]): Activity[] {
  const entries: NewActivity[] = [...documentedActivities(epoch)];
  for (const lead of documentedLeads(epoch)) entries.push(...arrival(lead));
  for (const lead of people) {
    entries.push(...arrival(lead), ...history(lead, createRandom(seed, lead.id), epoch));
  }
  entries.sort((a, b) => a.at - b.at || a.leadId - b.leadId);
  let old = FIRST_OLD_ID;
  let next = FIRST_ID;
  return entries.map((entry) => {
    const known = entry.type === 'New Lead' ? NEW_LEAD_IDS.get(entry.leadId) : undefined;
    const id = known ?? (entry.at < OLD ? old++ : next++);
    return { asset: '', campaign: '', attributes: {}, ...entry, id };
  });
}

/** Every lead was new once. */
function arrival({ id, createdAt, attributes }: Lead): NewActivity[] {
  const source = attributes.LeadSource ?? 'Web service API';
  return [
    {
      leadId: id,
      at: createdAt,
      type: 'New Lead',
      attributes: { 'Source Type': source, 'Source Info': source, 'Created Date': formatDate(createdAt) },
    },
  ];
}

function history(lead: Lead, random: Random, epoch: number): NewActivity[] {
  const entries: NewActivity[] = [];
  const span = epoch - lead.createdAt;
  const visits = Math.floor(random() ** 2 * 4);
  for (let visit = 0; visit < visits; visit += 1) {
    entries.push(...webVisit(lead, random, lead.createdAt + Math.floor(random() * span), epoch));
  }
  if (random() < 0.35) {
    entries.push(...emailActivities(lead, random, lead.createdAt + Math.floor(random() * span), epoch));
  }
  // A lead's time of update is that of its last change, and the log agrees with it.
  if (lead.updatedAt > lead.createdAt + DAY / 24) entries.push(lastChange(lead, random));
  return entries;
}

function lastChange(lead: Lead, random: Random): NewActivity {
  const { LeadScore = '0', LeadStatus = 'Open' } = lead.attributes;
  const base = { leadId: lead.id, at: lead.updatedAt };
  if (random() < 0.5) {
    const points = between(random, 1, 10);
    return {
      ...base,
      type: 'Change Score',
      asset: 'Lead Score',
      campaign: 'Scoring.Engagement',
      attributes: {
        'Attribute Name': 'LeadScore',
        'Old Value': String(Math.max(0, Number(LeadScore) - points)),
        'New Value': LeadScore,
        Reason: 'Changed by Smart Campaign Scoring.Engagement action Change Score',
      },
    };
  }
  return {
    ...base,
    type: 'Change Data Value',
    asset: 'Lead Status',
    attributes: {
      'Attribute Name': 'LeadStatus',
      'Old Value': pick(random, OLD_STATUSES),
      'New Value': LeadStatus,
      Reason: 'Changed by sales',
    },
  };
}
