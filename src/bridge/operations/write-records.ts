import { resultOf } from '../../rest/run';
import { isFault, type SoapFault } from '../../service/fault';
import type { RestCallRequest } from '../instance/marketo-instance';
import { outcomeOf, type RecordOutcome } from '../instance/rest-calls';
import { RestFault } from '../instance/rest-fault';
import type { BridgeCall } from '../operation';

/**
 * Makes a write of several records. An answer that does not speak of each of them says nothing of any.
 *
 * @param count how many records there are in the request.
 * @returns what became of each, in their order.
 */
export async function writeRecords(
  { rest }: BridgeCall,
  request: RestCallRequest,
  count: number,
): Promise<readonly RecordOutcome[] | SoapFault> {
  const json = await rest.call(request);
  if (isFault(json)) return json;
  const records = resultOf(json);
  if (records.length === count) return records.map(outcomeOf);
  const sentence = 'The write may have been carried out: the REST API did not say so of each record';
  return new RestFault('10001', sentence, {}, true);
}
