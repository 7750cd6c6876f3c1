import { fault, isFaultCode, type SoapFault } from '../../service/fault';
import type { FaultOnPurpose } from './faults-on-purpose';

/** What goes wrong with one call. */
export interface PlannedFaults {
  readonly fault?: SoapFault;
  /** Milliseconds before the answer, whatever it holds. */
  readonly latency: number;
  /** Milliseconds more for each record of the answer. */
  readonly latencyPerRow: number;
  /** Milliseconds more for each 1,024 bytes of the answer. */
  readonly latencyPerKilobyte: number;
  readonly damage?: 'drop' | 'truncate' | 'notXml';
}

/** Nothing goes wrong, and the answer comes at once. */
export const NO_FAULTS: PlannedFaults = { latency: 0, latencyPerRow: 0, latencyPerKilobyte: 0 };

const LONGEST_LATENCY = 600_000;

/** Headers by which a client orders faults for the one call that carries them; `readFaultHeaders` describes their values. */
export const FAULT_HEADERS = {
  fault: 'X-Sandbox-Fault',
  latency: 'X-Sandbox-Latency',
  latencyPerRow: 'X-Sandbox-Latency-Per-Row',
  latencyPerKilobyte: 'X-Sandbox-Latency-Per-Kilobyte',
  drop: 'X-Sandbox-Drop',
  truncate: 'X-Sandbox-Truncate',
  notXml: 'X-Sandbox-Not-Xml',
  expired: 'X-Sandbox-Expired',
  share: 'X-Sandbox-Share',
} as const;

const LATENCY_HEADERS = ['latency', 'latencyPerRow', 'latencyPerKilobyte'] as const;
type LatencyHeader = (typeof LATENCY_HEADERS)[number];

/**
 * Reads the faults that a request's headers order. `X-Sandbox-Fault` holds a code, `X-Sandbox-Latency` milliseconds, and
 * `-Latency-Per-Row` and `-Latency-Per-Kilobyte` those for each record and each 1,024 bytes of the answer; `-Drop`, `-Truncate`, `-Not-Xml` and `-Expired` any value but `0` and `false`. `X-Sandbox-Share`, from 0 to 1, is the chance
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
  const delays: Partial<Record<LatencyHeader, number>> = {};
  for (const name of LATENCY_HEADERS) {
    const text = headers.get(FAULT_HEADERS[name])?.trim();
    if (text === undefined) continue;
    if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) return `${FAULT_HEADERS[name]} is a number of milliseconds.`;
    delays[name] = Math.min(Number(text), LONGEST_LATENCY);
  }
  const { latency, latencyPerRow, latencyPerKilobyte } = delays;
  if (latency !== undefined || latencyPerRow !== undefined || latencyPerKilobyte !== undefined)
    ordered.push({
      kind: 'latency',
      milliseconds: latency ?? 0,
      perRow: latencyPerRow,
      perKilobyte: latencyPerKilobyte,
      share,
    });
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
  let plan: PlannedFaults = NO_FAULTS;
  const left = orders.flatMap((order) => {
    const meant = order.operation === undefined || order.operation === operation;
    if (!meant || (order.share !== undefined && random() >= order.share)) return order;
    plan = addTo(plan, order);
    if (order.next === undefined) return order;
    return order.next > 1 ? { ...order, next: order.next - 1 } : [];
  });
  return { plan, left };
}

/**
 * How long an answer is held back.
 *
 * @param text the answer; its own count of records is taken.
 * @returns milliseconds, ten minutes at most.
 */
export function latencyOf(plan: PlannedFaults, text: string, bytes: number): number {
  const { latency, latencyPerRow, latencyPerKilobyte } = plan;
  if (latencyPerRow === 0 && latencyPerKilobyte === 0) return latency;
  const rows = Number(/<returnCount>(\d+)</.exec(text)?.[1] ?? 0);
  return Math.min(latency + latencyPerRow * rows + (latencyPerKilobyte * bytes) / 1024, LONGEST_LATENCY);
}

/** Of several orders of one kind the first counts; latencies add up. */
function addTo(plan: PlannedFaults, order: FaultOnPurpose): PlannedFaults {
  switch (order.kind) {
    case 'fault':
      return { ...plan, fault: plan.fault ?? fault(order.code) };
    case 'expired':
      return { ...plan, fault: plan.fault ?? fault('20016') };
    case 'latency':
      return {
        ...plan,
        latency: plan.latency + order.milliseconds,
        latencyPerRow: plan.latencyPerRow + (order.perRow ?? 0),
        latencyPerKilobyte: plan.latencyPerKilobyte + (order.perKilobyte ?? 0),
      };
    default:
      return { ...plan, damage: plan.damage ?? order.kind };
  }
}
