import { makeActivities } from './activities';
import { seedCampaigns } from './campaigns';
import { seedCustomObjects } from './custom-objects';
import { anonymousLeads, documentedLeads } from './documented';
import { seedImports } from './imports';
import { seedLists } from './lists';
import { seedOpportunities } from './opportunities';
import { makePeople } from './people';
import { seedPrograms } from './programs';
import { seedTags } from './tags';
import { Store } from '../store/store';

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
