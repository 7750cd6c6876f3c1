import type { Lead } from '../store/leads';
import type { Store } from '../store/store';
import { DAY } from '../../text/calendar';
import { formatDate, parseDateTime } from '../../service/time';
import { makeCompanies } from './companies';
import { between, createRandom, pick, words, type Random } from './random';

/** Opportunities of the documented leads, by lead, name and day of creation. Their ids count from 1: 4 and 7 are among them. */
const DOCUMENTED: readonly (readonly [leadId: number, name: string, day: string])[] = [
  [2, 'Company - Starter', '2010-07-01'],
  [65_835, 'Marketo Test - Trial', '2012-03-01'],
  [67_508, 'Marketo - First purchase', '2012-04-02'],
  [67_508, 'Marketo - Second seat', '2012-09-17'],
  [1_089_965, 'Marketo - Team', '2013-05-28'],
  [1_089_965, 'Marketo - Training', '2013-06-03'],
  [1_090_177, 'Company - RoadShow package', '2013-07-08'],
  [1_090_238, 'Company - Guide follow-up', '2013-08-05'],
];
const COMPANIES = ['Marketo', 'Marketo Test', 'Company'];

const OPEN_STAGES = words('Discovery|Qualification|Proposal|Negotiation');
const TYPES = words('New Business|Existing Business|Renewal');
const PARTS = words('Decision Maker|Economic Buyer|Evaluator|Influencer|Business User');
const PRODUCTS = words('Starter|Team|Enterprise|Services');
const FORECAST: Readonly<Record<string, string>> = {
  'Closed Won': 'Closed',
  'Closed Lost': 'Omitted',
  Negotiation: 'Commit',
  Proposal: 'Best Case',
};

/**
 * Adds the companies, and opportunities with roles: those of the documented leads first, then one for each opportunity
 * that a lead's `SFDCOpptyId` names, with a role for each such lead.
 */
export function seedOpportunities(store: Store): void {
  for (const name of COMPANIES) store.companies.add(name);
  for (const { attributes } of makeCompanies(store.seed)) store.companies.add(attributes.Company ?? '');

  for (const [index, [leadId, name, day]] of DOCUMENTED.entries()) {
    const lead = store.leads.get(leadId);
    const createdAt = Math.min((parseDateTime(day) ?? 0) + DAY / 2, store.epoch);
    if (lead) addDeal(store, [lead], createRandom(store.seed, 700 + index), createdAt, name);
  }
  const named = store.leads.all().filter(({ attributes }) => attributes.SFDCOpptyId !== undefined);
  const deals = new Map<string, Lead[]>();
  for (const lead of named) {
    const crmId = lead.attributes.SFDCOpptyId ?? '';
    deals.set(crmId, [...(deals.get(crmId) ?? []), lead]);
  }
  // A deal begins when all its people are leads; leads come by time, and so the ids of deals grow with time.
  const begin = (leads: readonly Lead[]) => Math.max(...leads.map(({ createdAt }) => createdAt));
  const sorted = [...deals].sort(([, a], [, b]) => begin(a) - begin(b));
  for (const [index, [crmId, leads]] of sorted.entries()) {
    const random = createRandom(store.seed, 800 + index);
    addDeal(store, leads, random, Math.min(begin(leads) + DAY, store.epoch), undefined, crmId);
  }
}

function addDeal(
  store: Store,
  leads: readonly Lead[],
  random: Random,
  createdAt: number,
  name?: string,
  crmId?: string,
): void {
  const [first] = leads;
  const company = first?.attributes.Company ?? '';
  const close = createdAt + between(random, 20, 120) * DAY;
  const updatedAt = Math.min(createdAt + between(random, 1, 19) * DAY, store.epoch);
  const opportunity = store.mObjects.addOpportunity({
    attributes: {
      Name: name ?? `${company} - ${pick(random, PRODUCTS)}`,
      ...termsOf(random, close, store.epoch),
      LeadSource: first?.attributes.LeadSource ?? 'Web service API',
      ExternalCreatedDate: new Date(createdAt).toISOString(),
      ExternalId: `OPP-${5_000 + store.mObjects.opportunities().length}`,
    },
    companyId: store.companies.byName(company)?.id,
    crmId,
    createdAt,
    updatedAt,
  });
  for (const [index, lead] of leads.entries()) {
    store.mObjects.addRole({
      attributes: { Role: pick(random, PARTS), IsPrimary: String(index === 0) },
      opportunityId: opportunity.id,
      leadId: lead.id,
      createdAt,
      updatedAt: createdAt,
    });
  }
}

/** Money, dates and the stage, which agree with each other: a deal is closed when its day has come. */
function termsOf(random: Random, close: number, epoch: number): Record<string, string> {
  const isClosed = close < epoch;
  const stage = isClosed ? (random() < 0.6 ? 'Closed Won' : 'Closed Lost') : pick(random, OPEN_STAGES);
  const isWon = stage === 'Closed Won';
  const probability = isClosed ? (isWon ? 100 : 0) : 10 + 20 * OPEN_STAGES.indexOf(stage);
  const amount = between(random, 2, 90) * 1_000;
  const day = formatDate(close);
  const year = day.slice(0, 4);
  const quarter = String(Math.ceil(Number(day.slice(5, 7)) / 3));
  return {
    Amount: String(amount),
    CloseDate: day,
    ExpectedRevenue: String((amount * probability) / 100),
    Fiscal: `${year} ${quarter}`,
    FiscalQuarter: quarter,
    FiscalYear: year,
    ForecastCategoryName: FORECAST[stage] ?? 'Pipeline',
    IsClosed: String(isClosed),
    IsWon: String(isWon),
    Probability: String(probability),
    Quantity: String(between(random, 1, 40)),
    Stage: stage,
    Type: pick(random, TYPES),
  };
}
