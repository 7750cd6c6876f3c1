import { isFault, type SoapFault } from '../../../service/fault';
import { memberOf } from '../../../rest/run';
import { DAY_LONG } from '../../instance/facts';
import { numberMember, textMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';

/** A type of activity of the instance. */
export interface InstanceActivityType {
  readonly id: number;
  /** The display name, as SOAP had it. */
  readonly name: string;
  /** What the primary attribute of such an activity is called. */
  readonly primary: string | undefined;
}

/** The most types and leads of one call (vendor's pages). */
export const MOST_TYPES = 10;
export const MOST_LEADS = 30;

/** The types of activity that an instance has. */
export function activityTypesOf({
  rest,
  facts,
}: BridgeCall): Promise<readonly InstanceActivityType[] | SoapFault> {
  return facts.kept('activity types', DAY_LONG, async () => {
    const records = await rest.records({ operation: 'getAllActivityTypesUsingGET' });
    if (isFault(records)) return records;
    return records.flatMap((record) => {
      const id = numberMember(record, 'id');
      const name = textMember(record, 'name');
      if (id === undefined || name === undefined) return [];
      return [{ id, name, primary: textMember(memberOf(record, 'primaryAttribute'), 'name') }];
    });
  });
}

/** Values in pieces of a size. */
export function piecesOf<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
