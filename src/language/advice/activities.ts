import { boundChild, boundChildren } from '../bound';
import { textOf, type TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { requestOf, typed } from './typed';
import { trimXml } from '../../text/white-space';

/** Activity filters: which kind belongs where. */
export function activityAdvice(reading: TextReading, report: Report) {
  for (const filter of typed(reading, 'ActivityTypeFilter')) {
    const include = boundChild(filter, 'includeTypes');
    const exclude = boundChild(filter, 'excludeTypes');
    if (include && exclude) {
      const message = 'A filter either includes types or excludes them; both together are refused.';
      report.advice('both-filters', exclude.element.nameRange, message, { path: exclude.path });
    }
    if (include && requestOf(reading, 'getLeadChanges')) {
      const message =
        'includeTypes is deprecated for getLeadChanges; activityNameFilter takes the activities’ names.';
      report.advice('deprecated', include.element.nameRange, message, { path: include.path });
    }
  }
  names(reading, report);
}

function names(reading: TextReading, report: Report) {
  const filter = boundChild(requestOf(reading, 'getLeadChanges'), 'activityNameFilter');
  const types = new Set(reading.contract.enumerations.ActivityType?.values.map((entry) => entry.value));
  for (const item of boundChildren(filter, 'stringItem')) {
    const text = trimXml(textOf(reading, item) ?? '');
    // A type of one word is its own display name; one that is run together is not.
    if (!types.has(text) || !/[a-z][A-Z]/.test(text)) continue;
    const message = `activityNameFilter takes display names, such as "Visit Webpage"; ${text} is a type.`;
    report.advice('activity-name', valuePlace(item), message, { path: item.path });
  }
}
