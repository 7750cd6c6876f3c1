import type { Context } from '../problem';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { activityAdvice } from './activities';
import { campaignAdvice } from './campaigns';
import { headerAdvice } from './header';
import { leadAdvice } from './leads';
import { limitAdvice } from './limits';
import { listAdvice } from './lists';
import { objectAdvice } from './objects';
import { selectorAdvice } from './selectors';
import { textAdvice } from './text';

/** What the contract allows and Marketo's users stumbled over all the same. */
export function adviceRules(reading: TextReading, context: Context, report: Report) {
  headerAdvice(reading, context, report);
  leadAdvice(reading, report);
  selectorAdvice(reading, context, report);
  limitAdvice(reading, report);
  activityAdvice(reading, report);
  campaignAdvice(reading, report);
  listAdvice(reading, report);
  objectAdvice(reading, report);
  textAdvice(reading, report);
}
