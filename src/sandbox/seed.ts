import { makeActivities } from './seed/activities';
import { seedCampaigns } from './seed/campaigns';
import { seedCustomObjects } from './seed/custom-objects';
import { anonymousLeads, documentedLeads } from './seed/documented';
import { seedImports } from './seed/imports';
import { seedLists } from './seed/lists';
import { seedOpportunities } from './seed/opportunities';
import { makePeople } from './seed/people';
import { seedPrograms } from './seed/programs';
import { seedTags } from './seed/tags';
import { Store } from './store';

/**
 * The world at its beginning: the same for the same seed and time.
 *
 * @param epoch milliseconds since 1970; everything that was made up happened before it.
 */
export function seedStore(seed: number, epoch: number): Store {
  const store = new Store(seed, epoch);
  for (const lead of documentedLeads(epoch)) store.leads.put(lead);
  const people = makePeople(seed, epoch);
  for (const lead of people) store.leads.put(lead);
  for (const lead of anonymousLeads(epoch)) store.leads.put(lead);
  store.activities.seedWith(() => makeActivities(seed, epoch, people));
  seedTags(store);
  seedPrograms(store);
  seedCampaigns(store);
  seedOpportunities(store);
  seedCustomObjects(store);
  seedLists(store);
  seedImports(store);
  store.leads.markSeeded();
  return store;
}
