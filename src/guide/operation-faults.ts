import type { Contract, Operation } from '../contract/contract';
import { isMarketo } from '../contract/is-marketo';
import { faultAdvice, type FaultAdvice } from './faults';

/** A fault that an operation can give, with what it means. */
export interface OperationFault extends FaultAdvice {
  readonly code: string;
}

/** The faults that an operation can give. */
export interface OperationFaults {
  /** Those that come from its own parameters. */
  readonly own: readonly OperationFault[];
  /** Those that any request can meet, whatever it asks for: envelope, signature, limits, the service itself. */
  readonly general: readonly OperationFault[];
}

const GENERAL = '10001 20011 20012 20013 20014 20015 20016 20018 20019 20023 20024';

/**
 * The codes that come from each operation's own parameters. The vendor documented its codes and never which operation
 * gives which: this is what the sandbox does, and a test holds the two together.
 */
const OWN: Readonly<Record<string, string>> = {
  getLead: '20101 20102 20103 20108 20109',
  getMultipleLeads: '20017 20022 20102 20109 20110 20114 20122 20123',
  syncLead: '20017 20101 20103 20104 20105 20106 20109 20110 20114',
  syncMultipleLeads: '20017 20109 20114',
  mergeLeads: '20017 20101 20102 20103 20109',
  getLeadActivity: '20101 20102 20103 20107 20108 20109 20110 20114 20122 20123',
  getLeadChanges: '20017 20022 20102 20107 20109 20110 20114 20122 20123',
  listOperation: '20017 20101 20102 20103 20109 20110 20111 20114',
  importToList: '20017 20105 20109 20110 20111 20113 20114',
  getImportToListStatus: '20109 20110 20111',
  getCampaignsForSource: '20017 20109 20114',
  requestCampaign: '20017 20101 20102 20103 20108 20109 20110 20113 20114',
  scheduleCampaign: '20017 20109 20110 20113 20114',
  listMObjects: '',
  describeMObject: '20017 20109 20110',
  getMObjects: '20017 20109 20110 20114 20122 20123',
  syncMObjects: '20017 20109 20110 20114',
  deleteMObjects: '20017 20109 20110 20114',
  getCustomObjects: '20017 20109 20110 20122 20123',
  syncCustomObjects: '20017 20109 20110 20114',
  deleteCustomObjects: '20017 20109 20110',
  getTags: '',
  getChannels: '',
};

/** The faults that an operation can give, by ascending code; undefined for a contract whose faults nobody here knows. */
export function faultsOf(contract: Contract, operation: Operation): OperationFaults | undefined {
  if (!isMarketo(contract)) return undefined;
  return { own: named(OWN[operation.name] ?? ''), general: named(GENERAL) };
}

function named(codes: string): OperationFault[] {
  return codes
    .split(' ')
    .filter(Boolean)
    .flatMap((code) => {
      const advice = faultAdvice[code];
      return advice ? [{ code, ...advice }] : [];
    });
}

/** Every fault that is known, by ascending code. */
export function allFaults(): readonly OperationFault[] {
  return named(Object.keys(faultAdvice).sort().join(' '));
}

/** The operations whose own parameters can give a fault; none for one that any request can meet. */
export function operationsWithFault(code: string): readonly string[] {
  return Object.keys(OWN).filter((name) => OWN[name]?.split(' ').includes(code));
}
