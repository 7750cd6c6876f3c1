import { fault, isFaultCode, type SoapFault } from './fault';
import type { Weather } from './weather';

/** What goes wrong with one call. */
export interface Plan {
  readonly fault?: SoapFault;
  /** Milliseconds before the answer. */
  readonly latency: number;
  readonly damage?: 'drop' | 'truncate' | 'notXml';
}

/** Headers by which a client orders weather for the one call that carries them. The values are described in `readWeather`. */
export const WEATHER_HEADERS = {
  fault: 'X-Sandbox-Fault',
  latency: 'X-Sandbox-Latency',
  drop: 'X-Sandbox-Drop',
  truncate: 'X-Sandbox-Truncate',
  notXml: 'X-Sandbox-Not-Xml',
  expired: 'X-Sandbox-Expired',
  share: 'X-Sandbox-Share',
} as const;

/**
 * Reads the weather that a request's headers order. `X-Sandbox-Fault` holds a code, `X-Sandbox-Latency` milliseconds;
 * `-Drop`, `-Truncate`, `-Not-Xml` and `-Expired` any value but `0` and `false`. `X-Sandbox-Share`, from 0 to 1, is the chance
 * that the others apply, for clients that send the same headers with every call.
 *
 * @returns the weather, or a sentence about a header that can't be read.
 */
export function readWeather(headers: Headers): readonly Weather[] | string {
  const ordered: Weather[] = [];
  const shareText = headers.get(WEATHER_HEADERS.share)?.trim();
  const share = shareText === undefined ? undefined : Number(shareText);
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    return `${WEATHER_HEADERS.share} is a number from 0 to 1.`;
  }
  const code = headers.get(WEATHER_HEADERS.fault)?.trim();
  if (code !== undefined) {
    if (!isFaultCode(code)) return `${WEATHER_HEADERS.fault} is one of the service's codes, such as 20023.`;
    ordered.push({ kind: 'fault', code, share });
  }
  const latency = headers.get(WEATHER_HEADERS.latency)?.trim();
  if (latency !== undefined) {
    if (!/^\d{1,6}$/.test(latency)) return `${WEATHER_HEADERS.latency} is a number of milliseconds.`;
    ordered.push({ kind: 'latency', milliseconds: Math.min(Number(latency), 600_000), share });
  }
  for (const kind of ['drop', 'truncate', 'notXml', 'expired'] as const) {
    const value = headers.get(WEATHER_HEADERS[kind])?.trim().toLowerCase();
    if (value !== undefined && value !== '0' && value !== 'false') ordered.push({ kind, share });
  }
  return ordered;
}

/**
 * Decides what goes wrong with a call, and what is left of the weather for later calls: an order for a number of calls is
 * used up by those that it hits.
 *
 * @param random from 0 up to 1.
 */
export function planWeather(
  weather: readonly Weather[],
  operation: string | undefined,
  random: () => number,
): { readonly plan: Plan; readonly left: readonly Weather[] } {
  let plan: Plan = { latency: 0 };
  const left = weather.flatMap((order) => {
    const meant = order.operation === undefined || order.operation === operation;
    if (!meant || (order.share !== undefined && random() >= order.share)) return order;
    plan = addTo(plan, order);
    if (order.next === undefined) return order;
    return order.next > 1 ? { ...order, next: order.next - 1 } : [];
  });
  return { plan, left };
}

/** Of several orders of one kind the first counts; latencies add up. */
function addTo(plan: Plan, order: Weather): Plan {
  switch (order.kind) {
    case 'fault':
      return { ...plan, fault: plan.fault ?? fault(order.code) };
    case 'expired':
      return { ...plan, fault: plan.fault ?? fault('20016') };
    case 'latency':
      return { ...plan, latency: plan.latency + order.milliseconds };
    default:
      return { ...plan, damage: plan.damage ?? order.kind };
  }
}
