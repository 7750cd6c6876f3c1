import type { UpstreamFailure } from '../proxy/upstream';
import { AddressNotAllowed } from './lookup';

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** What an error of a connection means, in the words of the proxy's protocol. */
export function upstreamFailure(error: NodeJS.ErrnoException, host: string): UpstreamFailure {
  if (error instanceof AddressNotAllowed) return { failed: 'address-not-allowed', message: error.message };
  const { code = error.name } = error;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { failed: 'name-not-found', message: `The name of ${host} could not be resolved (${code}).` };
  }
  if (TLS_CODE.test(code)) {
    return { failed: 'tls-failed', message: `No secure connection to ${host} (${code}).` };
  }
  if (code.startsWith('HPE_')) {
    return { failed: 'response-invalid', message: `${host} did not answer in HTTP (${code}).` };
  }
  return { failed: 'connection-failed', message: `No connection to ${host} (${code}).` };
}
