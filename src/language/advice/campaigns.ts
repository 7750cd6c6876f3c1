import { escapeText } from '../../xml/escape';
import { boundChild, boundChildren, type Bound } from '../bound';
import type { Fix } from '../../xml/flaw';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { valuePlace } from '../rules/values';
import { childText, has, requestOf } from './typed';

/** Which campaign, and with which tokens. */
export function campaignAdvice(reading: TextReading, report: Report) {
  const request = requestOf(reading, 'requestCampaign');
  if (request) campaignRule(request, report);
  const tokens = boundChild(requestOf(reading, 'requestCampaign', 'scheduleCampaign'), 'programTokenList');
  for (const token of boundChildren(tokens, 'attrib')) tokenRule(reading, token, report);
}

function campaignRule(request: Bound, report: Report) {
  const id = boundChild(request, 'campaignId');
  const byId = has(request, 'campaignId');
  const byName = has(request, 'campaignName');
  const tokens = boundChildren(boundChild(request, 'programTokenList'), 'attrib').length > 0;
  const at = id?.element ?? request.element;
  if (byId && (byName || has(request, 'programName'))) {
    const message =
      'campaignId stands alone, or programName and campaignName stand together; both ways at once are refused.';
    report.advice('campaign-id-and-name', at.nameRange, message, { path: id?.path ?? [] });
  } else if (byId && tokens) {
    const message =
      'Tokens go with programName and campaignName; the documentation refuses them next to campaignId.';
    report.advice('campaign-id-and-tokens', at.nameRange, message, { path: id?.path ?? [] });
  } else if (!byId && byName !== has(request, 'programName')) {
    const message = 'A campaign is named by programName and campaignName together.';
    report.advice('campaign-name', request.element.nameRange, message, { path: [] });
  } else if (!byId && !byName) {
    const message = 'No campaign is named: campaignId, or programName and campaignName.';
    report.advice('campaign-name', request.element.nameRange, message, { path: [] });
  }
}

function tokenRule(reading: TextReading, token: Bound, report: Report) {
  const name = boundChild(token, 'name');
  const text = childText(reading, token, 'name');
  if (!name || !text || /^\{\{my\.[^{}]+\}\}$/.test(text)) return;
  const bare = /^\{{0,2}(?:my\.)?([^{}]+?)\}{0,2}$/.exec(text)?.[1];
  const whole = bare === undefined ? undefined : `{{my.${bare}}}`;
  const place = valuePlace(name);
  const fixes: Fix[] =
    whole === undefined ? [] : [{ title: `Write ${whole}`, edits: [{ ...place, text: escapeText(whole) }] }];
  report.advice('token-name', place, 'A token is named in full, as {{my.message}}.', {
    path: name.path,
    fixes,
  });
}
