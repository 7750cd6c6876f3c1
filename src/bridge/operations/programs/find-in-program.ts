import type { RestOperationId } from '../../../rest/catalog';
import { fault, isFault, type SoapFault } from '../../../service/fault';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';
import { onlyValue, sameText } from './same-text';

/** A list or campaign of a program. */
export interface ProgramPart {
  readonly id: number;
  readonly name: string;
  readonly program: string;
  /** The record as it came. */
  readonly record: unknown;
}

/**
 * Looks up a campaign of a program by both names. Codes as in the sandbox: 20110 where there is no such program, 20113 where it has
 * no such campaign.
 */
export function findCampaign(
  call: BridgeCall,
  program: string,
  name: string,
): Promise<ProgramPart | SoapFault> {
  return find(call, 'getCampaignsUsingGET', program, name, (known) =>
    fault('20113', `The program ${known} has no campaign ${name}`),
  );
}

/** Looks up a static list of a program by both names: fault 20110 where there is no such program, 20111 no such list. */
export function findProgramList(
  call: BridgeCall,
  program: string,
  name: string,
): Promise<ProgramPart | SoapFault> {
  return find(call, 'getListsUsingGET', program, name, (known) =>
    fault('20111', `The program ${known} has no list ${name}`),
  );
}

async function find(
  call: BridgeCall,
  operation: RestOperationId,
  program: string,
  name: string,
  missing: (program: string) => SoapFault,
): Promise<ProgramPart | SoapFault> {
  const records = await call.rest.pages(
    {
      operation,
      query: [
        { name: 'name', value: onlyValue(name) },
        { name: 'programName', value: onlyValue(program) },
      ],
    },
    'token',
  );
  if (isFault(records)) return records;
  for (const record of records) {
    const id = numberMember(record, 'id');
    const own = textMember(record, 'name') ?? '';
    const ownProgram = textMember(record, 'programName') ?? '';
    if (id !== undefined && sameText(own, name) && sameText(ownProgram, program)) {
      return { id, name: own, program: ownProgram, record };
    }
  }
  // Which of the two is unknown, another call says; where that is not allowed, the program is taken to be there.
  const programs = await call.rest.records({
    operation: 'getProgramByNameUsingGET',
    query: [{ name: 'name', value: program }],
  });
  if (isFault(programs)) return missing(program);
  const known = programs.flatMap((record) => textMember(record, 'name') ?? []);
  const [own] = known.filter((one) => sameText(one, program));
  return own === undefined ? fault('20110', `There is no program ${program}`) : missing(own);
}
