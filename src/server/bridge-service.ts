import { Bridge, type CarriedCall } from '../bridge/bridge';
import { marketo, marketoWsdl } from '../contract/marketo';
import { checkCaller, type OurHosts } from '../proxy/caller';
import { plain } from '../service/responses';
import type { ReadElsewhere } from '../service/read-message';
import { nodeWays } from './bridge-fetch';
import { BridgeMetrics } from './bridge-metrics';
import type { BridgeServerOptions } from './bridge-options';
import { compressed } from './compress';
import type { Handler } from './http-handler';

/** What a server does for a bridge: its paths, its limits, its figures. */
export interface BridgeService {
  readonly handle: Handler;
  /** From now on `/healthz` says that the bridge is going, so that nobody sends it more. */
  readonly stop: () => void;
}

/**
 * A bridge with `/healthz` and `/metrics`, for programs and for no website.
 *
 * @param onCall gets every call when it is over.
 */
export function bridgeService(
  {
    instance,
    users,
    settings,
    calls,
    dryRun,
  }: Omit<BridgeServerOptions, 'port' | 'host' | 'mayCall' | 'log'>,
  ourHosts: OurHosts,
  readElsewhere: ReadElsewhere | undefined,
  onCall: (call: CarriedCall) => void,
): BridgeService {
  const metrics = new BridgeMetrics();
  let underWay = 0;
  let stopping = false;
  const bridge = new Bridge({
    ...nodeWays,
    contract: marketo,
    wsdl: marketoWsdl,
    instance,
    users,
    settings,
    dryRun,
    now: () => Date.now(),
    random: Math.random,
    readElsewhere,
    onCall: (call) => {
      metrics.add(call);
      onCall(call);
    },
    onError: (error) => console.error(error),
  });
  const handle: Handler = async (request) => {
    const stranger = checkCaller(request, ourHosts);
    if (stranger) return stranger;
    const { pathname } = new URL(request.url);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (pathname === '/healthz' && isRead) return plain(stopping ? 503 : 200, stopping ? 'stopping' : 'ok');
    if (pathname === '/metrics' && isRead) {
      return new Response(metrics.write(bridge.figures, underWay), {
        headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      });
    }
    if (underWay >= calls) return plain(503, 'Too many calls are under way.', { 'Retry-After': '1' });
    underWay += 1;
    try {
      return compressed(await bridge.handle(request), request.headers.get('accept-encoding'));
    } finally {
      underWay -= 1;
    }
  };
  return {
    handle,
    stop: () => {
      stopping = true;
    },
  };
}
