import { ActivityStore } from './activities';
import { CampaignStore } from './campaigns';
import { CompanyStore } from './companies';
import { CustomObjectStore } from './custom-objects';
import { ImportStore } from './imports';
import { LeadStore } from './leads';
import { ListStore } from './lists';
import { MObjectStore } from './mobjects';
import type { MovesLeads } from './moves-leads';
import { ProgramStore } from './programs';
import type { StatePart } from './state-part';
import { TagStore } from './tags';

/** Everything the sandbox holds, one small store for each area. */
export class Store {
  readonly leads = new LeadStore();
  readonly activities = new ActivityStore();
  readonly lists = new ListStore();
  readonly programs = new ProgramStore();
  readonly campaigns = new CampaignStore();
  readonly imports = new ImportStore();
  readonly tags = new TagStore();
  readonly companies = new CompanyStore();
  readonly mObjects = new MObjectStore();
  readonly customObjects = new CustomObjectStore();

  /**
   * @param seed the number that the beginning was made from.
   * @param epoch the time at which it was made, in milliseconds since 1970; seeded dates lie before it.
   */
  constructor(
    readonly seed: number,
    readonly epoch: number,
  ) {}

  /** The areas whose content is exported, by the names that the export uses. Areas that no operation changes are not in it. */
  get parts(): Readonly<Record<string, StatePart>> {
    return {
      leads: this.leads,
      activities: this.activities,
      lists: this.lists,
      imports: this.imports,
      programs: this.programs,
      campaigns: this.campaigns,
      mObjects: this.mObjects,
      customObjects: this.customObjects,
    } as Readonly<Record<string, StatePart>>;
  }

  /** The areas that hold references to leads; a merge walks them. */
  get holders(): readonly MovesLeads[] {
    const { lists, activities, campaigns, imports, mObjects, customObjects } = this;
    return [lists, activities, campaigns, imports, mObjects, customObjects];
  }
}
