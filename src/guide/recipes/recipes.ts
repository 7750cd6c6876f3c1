import { allPrograms } from './all-programs';
import { changesSince } from './changes-since';
import { csvOfLeads } from './csv-of-leads';
import { customObjectsAgain } from './custom-objects-again';
import { fastLeads } from './fast-leads';
import { mergeDuplicates } from './merge-duplicates';
import { notInList } from './not-in-list';
import { opportunityWithoutCrm } from './opportunity-without-crm';
import type { Recipe } from './recipe';
import { sendEmailLater } from './send-email-later';
import { sendEmailNow } from './send-email-now';

/** All recipes, in the order in which the guide lists them: the questions of the vendor's FAQ first. */
export const recipes: readonly Recipe[] = [
  allPrograms,
  fastLeads,
  opportunityWithoutCrm,
  sendEmailNow,
  sendEmailLater,
  csvOfLeads,
  changesSince,
  notInList,
  mergeDuplicates,
  customObjectsAgain,
];
