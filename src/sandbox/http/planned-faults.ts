import { fault, isFaultCode, type SoapFault } from '../../service/fault';
import type { FaultOnPurpose } from './faults-on-purpose';

/** What goes wrong with one call. */
export interface PlannedFaults {
  readonly fault?: SoapFault;
  /** Milliseconds before the answer. */
  readonly latency: number;
  readonly damage?: 'drop' | 'truncate' | 'notXml';
}

/** Headers by which a client orders faults for the one call that carries them; `readFaultHeaders` describes their values. */
export const FAULT_HEADERS = {
  fault: 'X-Sandbox-Fault',
  latency: 'X-Sandbox-Latency',
  drop: 'X-Sandbox-Drop',
  truncate: 'X-Sandbox-Truncate',
  notXml: 'X-Sandbox-Not-Xml',
  expired: 'X-Sandbox-Expired',
  share: 'X-Sandbox-Share',
} as const;

/**
 * Reads the faults that a request's headers order. `X-Sandbox-Fault` holds a code, `X-Sandbox-Latency` milliseconds;
 * `-Drop`, `-Truncate`, `-Not-Xml` and `-Expired` any value but `0` and `false`. `X-Sandbox-Share`, from 0 to 1, is the chance
 * that the others apply, for clients that send the same headers with every call.
 *
 * @returns the faults, or a sentence about a header that can't be read.
 */
export function readFaultHeaders(headers: Headers): readonly FaultOnPurpose[] | string {
  const ordered: FaultOnPurpose[] = [];
  const shareText = headers.get(FAULT_HEADERS.share)?.trim();
  const share = shareText === undefined ? undefined : Number(shareText);
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    return `${FAULT_HEADERS.share} is a number from 0 to 1.`;
  }
  const code = headers.get(FAULT_HEADERS.fault)?.trim();
  if (code !== undefined) {
    if (!isFaultCode(code)) return `${FAULT_HEADERS.fault} is one of the service's codes, such as 20023.`;
    ordered.push({ kind: 'fault', code, share });
  }
  const latency = headers.get(FAULT_HEADERS.latency)?.trim();
  if (latency !== undefined) {
    if (!/^\d{1,6}$/.test(latency)) return `${FAULT_HEADERS.latency} is a number of milliseconds.`;
    ordered.push({ kind: 'latency', milliseconds: Math.min(Number(latency), 600_000), share });
  }
  for (const kind of ['drop', 'truncate', 'notXml', 'expired'] as const) {
    const value = headers.get(FAULT_HEADERS[kind])?.trim().toLowerCase();
    if (value !== undefined && value !== '0' && value !== 'false') ordered.push({ kind, share });
  }
  return ordered;
}

/**
 * Decides what goes wrong with a call, and which orders are left for later calls: an order for a number of calls is
 * used up by those that it hits.
 *
 * @param random from 0 up to 1.
 */
export function planFaults(
  orders: readonly FaultOnPurpose[],
  operation: string | undefined,
  random: () => number,
): { readonly plan: PlannedFaults; readonly left: readonly FaultOnPurpose[] } {
  let plan: PlannedFaults = { latency: 0 };
  const left = orders.flatMap((order) => {
    const meant = order.operation === undefined || order.operation === operation;
    if (!meant || (order.share !== undefined && random() >= order.share)) return order;
    plan = addTo(plan, order);
    if (order.next === undefined) return order;
    return order.next > 1 ? { ...order, next: order.next - 1 } : [];
  });
  return { plan, left };
}

/** Of several orders of one kind the first counts; latencies add up. */
function addTo(plan: PlannedFaults, order: FaultOnPurpose): PlannedFaults {
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
