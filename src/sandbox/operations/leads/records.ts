import type { ForeignSysType, LeadRecord } from '../../../contract/mktows-types';
import type { Contract } from '../../../contract/contract';
import type { Values } from '../../../envelope/values';
import { completeOnce, type ResultOf } from '../../../service/complete-result';
import { LEAD_FIELDS, leadField } from '../../store/fields';
import type { Lead } from '../../store/leads';

const whole = new WeakMap<Lead, Values>();

/**
 * A lead as a LeadRecord: Id and Email outside the list, attributes sorted by name, empty ones left out (vendor's
 * samples). A lead without foreign ids has both nil; of several the last one is shown (our choice).
 *
 * @param only the attributes that are wanted; all of them without it. Unknown names are passed over (our choice).
 */
export function leadRecord(contract: Contract, lead: Lead, only?: ReadonlySet<string>): ResultOf<LeadRecord> {
  if (only) return contentsOf(lead, only);
  const known = whole.get(lead);
  if (known) return known;
  const fresh = completeOnce(contract, 'LeadRecord', contentsOf(lead));
  whole.set(lead, fresh);
  return fresh;
}

function contentsOf(lead: Lead, only?: ReadonlySet<string>): ResultOf<LeadRecord> {
  const foreign = lead.foreignIds.at(-1);
  const attribute = LEAD_FIELDS.flatMap(({ name }) => {
    const attrValue = lead.attributes[name];
    if (attrValue === undefined || (only && !only.has(name))) return [];
    return { attrName: name, attrType: leadField(name)?.type, attrValue };
  });
  return {
    Id: lead.id,
    Email: lead.email === '' ? null : lead.email,
    ForeignSysPersonId: foreign?.id,
    // What came in was held against the enumeration.
    ForeignSysType: foreign?.type as ForeignSysType | undefined,
    leadAttributeList: { attribute },
  };
}
