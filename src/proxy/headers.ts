import { LOCATION_HEADER, ROUTE_HEADER, SANDBOX_HEADER_PREFIX } from './protocol';
import { ownHeaders } from './refusal';
import type { ProxyTarget } from './target';
import type { UpstreamAnswer } from './upstream';

const SENT = ['content-type', 'soapaction', 'accept'];
const RETURNED = ['content-type', 'date'];

/** The headers that go out to a target, by lower-case name: only those listed here. */
export function headersToSend(incoming: Headers, kind: ProxyTarget['kind']): Record<string, string> {
  const outgoing: Record<string, string> = {};
  for (const name of SENT) {
    const value = incoming.get(name);
    if (value !== null) outgoing[name] = value;
  }
  if (kind === 'named') {
    for (const [name, value] of incoming) {
      if (name.startsWith(SANDBOX_HEADER_PREFIX)) outgoing[name] = value;
    }
  }
  return outgoing;
}

/** The headers that go back to the page: only those listed here, and our own. */
export function headersToReturn(answer: UpstreamAnswer, target: ProxyTarget): Record<string, string> {
  const { headers } = answer;
  const back: Record<string, string> = { ...ownHeaders, [ROUTE_HEADER]: target.route };
  for (const name of RETURNED) {
    const value = headers.get(name);
    if (value !== null) back[name] = value;
  }
  // A decompressed body no longer has the length that was announced.
  const length = headers.get('content-length');
  if (length !== null && headers.get('content-encoding') === null) back['content-length'] = length;

  const location = headers.get('location');
  if (location !== null && answer.status >= 300 && answer.status < 400) back[LOCATION_HEADER] = location;

  if (target.kind === 'named') {
    for (const name of headers.keys()) {
      if (name.startsWith(SANDBOX_HEADER_PREFIX)) back[name] = headers.get(name) ?? '';
    }
  }
  return back;
}
