import type { LeadSyncStatus } from '../../../contract/mktows-types';
import { isValues } from '../../../envelope/values';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import type { Lead } from '../../store/leads';
import { incomingLead, type IncomingLead } from './incoming';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, textValue } from '../parameters';
import { leadRecord } from './records';
import { latestOf } from './select';
import { createLead, SOAP_API, updateLead, type LeadContent } from './write-lead';
import { mergeLeadInto } from './merge-into';

/** Writing one lead. */
export const syncLeadHandlers = { syncLead } satisfies OperationHandlers;

/**
 * Creates or updates one lead. It is matched by Id, then by foreign id, then by e-mail address (of several leads the one
 * updated last; our choice), then by the cookie of an anonymous visitor, who becomes known by it.
 */
function syncLead(call: OperationCall<'syncLead'>): OperationAnswer<'syncLead'> {
  const { contract, values, store, now } = call;
  if (!isValues(values.leadRecord)) return fault('20104');
  const incoming = incomingLead('syncLead', values.leadRecord);
  if (isFault(incoming)) return incoming;
  const cookie = textValue(values.marketoCookie);
  const email = incoming.email ?? (incoming.attributes.get('Email') || undefined);
  if (!incoming.id && !incoming.foreign && !email && !cookie) {
    return fault('20101', 'The lead has no Id, ForeignSysPersonId, Email or marketoCookie');
  }
  const workspace = workspaceOf(call);
  if (isFault(workspace)) return workspace;
  const matched = match(call, incoming, email);
  if (isFault(matched)) return matched;
  const holder = cookie === undefined ? undefined : store.leads.byCookie(cookie);
  const target = matched.lead ?? (holder?.anonymous || !email ? holder : undefined);
  const byKey = matched.by !== 'email' && target !== undefined;
  if (byKey && call.context && target.workspace !== workspace) {
    return fault('20110', `Lead ${target.id} is not in the workspace ${workspace}`);
  }

  const attributes = new Map(incoming.attributes);
  attributes.delete('Email');
  const takes = cookie !== undefined && (!holder || booleanValue(values.moveCookie) === true);
  const content: LeadContent = {
    email: email ?? incoming.attributes.get('Email'),
    foreign: incoming.foreign,
    attributes,
    cookie: takes ? cookie : undefined,
    workspace,
  };
  if (takes && holder && holder.id !== target?.id) {
    store.leads.put({ ...holder, cookies: holder.cookies.filter((own) => own !== cookie) });
  }
  const lead = target
    ? updateLead(store, target, content, SOAP_API, now)
    : createLead(store, content, SOAP_API, now);
  if (holder?.anonymous && holder.id !== lead.id) mergeLeadInto(store, holder.id, lead.id, now);
  return answer(store.leads.get(lead.id) ?? lead, target ? 'UPDATED' : 'CREATED');

  function answer(stored: Lead, status: LeadSyncStatus): OperationAnswer<'syncLead'> {
    return {
      result: {
        leadId: stored.id,
        syncStatus: { leadId: stored.id, status },
        leadRecord: booleanValue(values.returnLead) ? leadRecord(contract, stored) : null,
      },
    };
  }
}

interface Match {
  readonly lead?: Lead;
  readonly by?: 'id' | 'foreign' | 'email';
}

function match(
  { store, settings }: OperationCall,
  incoming: IncomingLead,
  email: string | undefined,
): Match | SoapFault {
  if (incoming.id !== undefined) {
    const lead = store.leads.get(incoming.id);
    if (lead) return { lead, by: 'id' };
    return settings.choices.unknownLeadId === 'create'
      ? {}
      : fault('20103', `No lead found with IDNUM = ${incoming.id}`);
  }
  if (incoming.foreign) return { lead: store.leads.byForeignId(incoming.foreign), by: 'foreign' };
  const leads = email === undefined ? [] : store.leads.byEmail(email);
  return leads.length > 0 ? { lead: latestOf(leads), by: 'email' } : {};
}

/**
 * The workspace that a new lead goes to, in the spelling of the settings. Without workspaces only `Default` may be named;
 * another name is fault 20110 (our choice). Names are compared without case, since the vendor writes both.
 */
function workspaceOf({ context, settings }: OperationCall): string | SoapFault {
  const asked = textValue(context?.targetWorkspace) ?? 'Default';
  const known = ['Default', ...settings.workspaces].find(
    (name) => name.toLowerCase() === asked.toLowerCase(),
  );
  return known ?? fault('20110', `There is no workspace ${asked}`);
}
