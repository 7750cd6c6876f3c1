import { ActivityStore } from './store/activities';
import { CampaignStore } from './store/campaigns';
import { CompanyStore } from './store/companies';
import { CustomObjectStore } from './store/custom-objects';
import { ImportStore } from './store/imports';
import { LeadStore } from './store/leads';
import { ListStore } from './store/lists';
import { MObjectStore } from './store/mobjects';
import { ProgramStore } from './store/programs';
import type { StatePart } from './store/state-part';
import { TagStore } from './store/tags';

/** A lead has been merged into another one: an area moves what it knows of the loser. */
export interface MovesLeads {
  /** @param now milliseconds since 1970. */
  moveLead(loser: number, winner: number, now: number): void;
}

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
