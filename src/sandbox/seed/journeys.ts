import { formatDateTime } from '../../service/time';
import type { NewActivity } from '../store/activities';
import type { Lead } from '../store/leads';
import { between, pick, words, type Random } from './random';

/** Pages of the made-up website, with the form that stands on some of them. */
const PAGES = words(
  '/|/pricing|/product/overview|/resources/guide|/events/webinar|/blog/deliverability|/contact-us',
);
const FORMS: Readonly<Record<string, string>> = {
  '/contact-us': 'Contact Us',
  '/resources/guide': 'Guide Download',
  '/events/webinar': 'Webinar Registration',
};
const MAILINGS = words('Monthly Newsletter|Webinar Invitation|Product News|Welcome Email');
const AGENTS = words(
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0|Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Safari/605.1|' +
    'Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0|Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Mobile/15E148',
);
const MINUTE = 60_000;

/** A visit to the website: some pages, perhaps a link, perhaps a form. The names of the details are the vendor's. */
export function webVisit(lead: Lead, random: Random, start: number, epoch: number): NewActivity[] {
  const client = {
    'Client IP Address': `198.51.100.${between(random, 1, 254)}`,
    'User Agent': pick(random, AGENTS),
  };
  const entries: NewActivity[] = [];
  const pages = between(random, 1, 3);
  let at = start;
  for (let view = 0; view < pages && at < epoch; view += 1) {
    const page = pick(random, PAGES);
    entries.push(pageView(lead.id, at, page, client));
    const form = FORMS[page];
    if (form && random() < 0.4)
      entries.push(formFill(lead, Math.min(at + MINUTE, epoch), page, form, client));
    else if (random() < 0.3) entries.push(linkClick(lead.id, Math.min(at + MINUTE / 2, epoch), page, client));
    at += between(random, 1, 6) * MINUTE;
  }
  return entries;
}

/** One page seen. */
export function pageView(
  leadId: number,
  at: number,
  page: string,
  client: Readonly<Record<string, string>>,
): NewActivity {
  return {
    leadId,
    at,
    type: 'Visit Webpage',
    asset: `www.sandbox.example${page}`,
    attributes: {
      'Webpage ID': pageId(page),
      'Webpage URL': page,
      'Query Parameters': '',
      'Referrer URL': '',
      ...client,
      'Message Id': '',
      'Created At': formatDateTime(at).slice(0, 19).replace('T', ' '),
    },
  };
}

/** A form sent. */
export function formFill(
  lead: Pick<Lead, 'id' | 'email'>,
  at: number,
  page: string,
  form: string,
  client: Readonly<Record<string, string>>,
): NewActivity {
  return {
    leadId: lead.id,
    at,
    type: 'Fill Out Form',
    asset: form,
    attributes: {
      'Webform ID': String(1_000 + form.length),
      'Form Fields': `Email=${lead.email}`,
      'Webpage ID': pageId(page),
      'Query Parameters': '',
      'Referrer URL': '',
      ...client,
    },
  };
}

/** A link followed. The names of its details are our choice. */
export function linkClick(
  leadId: number,
  at: number,
  page: string,
  client: Readonly<Record<string, string>>,
): NewActivity {
  const attributes = {
    'Link ID': '1',
    'Webpage ID': pageId(page),
    'Query Parameters': '',
    'Referrer URL': page,
    ...client,
  };
  return { leadId, at, type: 'Click Link', asset: `www.sandbox.example${page}#more`, attributes };
}

/** A mailing on its way: sent, delivered or bounced, perhaps opened, perhaps clicked. Details are our choice. */
export function emailActivities(lead: Lead, random: Random, start: number, epoch: number): NewActivity[] {
  const asset = pick(random, MAILINGS);
  const campaign = `Nurture.${asset}`;
  const attributes = {
    'Mailing ID': String(2_000 + asset.length),
    'Campaign Run ID': String(between(random, 1, 99)),
  };
  const bounced = random() < 0.04;
  const steps: (readonly [type: string, delay: number])[] = [
    ['Send Email', 0],
    [bounced ? 'Email Bounced' : 'Email Delivered', MINUTE],
  ];
  if (!bounced && random() < 0.45) steps.push(['Open Email', 90 * MINUTE]);
  if (steps.length === 3 && random() < 0.3) steps.push(['Click Email', 92 * MINUTE]);
  return steps
    .map(([type, delay]) => ({ leadId: lead.id, at: start + delay, type, asset, campaign, attributes }))
    .filter(({ at }) => at < epoch);
}

function pageId(page: string): string {
  return String(8_000 + page.length);
}
