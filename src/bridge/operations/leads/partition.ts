import { textValue } from '../../../envelope/contents';
import { fault, type SoapFault } from '../../../service/fault';
import type { BridgeCall } from '../../operation';

/**
 * The lead partition of the workspace that the MktowsContextHeader names; undefined for the usual one. Nothing in the REST API
 * says which partition belongs to a workspace, so that the settings have to.
 */
export function partitionOf({ context, settings }: BridgeCall): string | undefined | SoapFault {
  const asked = textValue(context?.targetWorkspace);
  if (asked === undefined || asked.toLowerCase() === 'default') return undefined;
  const entry = Object.entries(settings.partitions).find(
    ([workspace]) => workspace.toLowerCase() === asked.toLowerCase(),
  );
  return (
    entry?.[1] ??
    fault('20110', `There is no workspace ${asked}: whoever runs the bridge can name its lead partition`)
  );
}
