import type { Bridge, CarriedCall } from '../bridge/bridge';

/** The upper ends of the time classes, in seconds. */
const CLASSES = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

/** Counts calls for Prometheus (text format 0.0.4). Labels are names of operations and codes, nothing from a request. */
export class BridgeMetrics {
  readonly #calls = new Map<string, number>();
  readonly #rest = new Map<string, number>();
  readonly #classes = new Array<number>(CLASSES.length).fill(0);
  #seconds = 0;
  #count = 0;
  #restSeconds = 0;

  add({ operation = 'none', code, status, duration, rest }: CarriedCall): void {
    const result = code ?? (status === 200 ? 'ok' : String(status));
    increase(this.#calls, `operation="${operation}",result="${result}"`);
    const seconds = duration / 1_000;
    CLASSES.forEach((end, index) => {
      if (seconds <= end) this.#classes[index] = (this.#classes[index] ?? 0) + 1;
    });
    this.#seconds += seconds;
    this.#count += 1;
    for (const call of rest) {
      increase(this.#rest, `operation="${call.operation}",result="${call.failure ?? 'ok'}"`);
      this.#restSeconds += call.duration / 1_000;
    }
  }

  write({ underWay, waiting, tokens }: Bridge['figures'], calls: number): string {
    const lines = [
      ...head('bridge_calls_total', 'counter', 'SOAP calls by operation and result'),
      ...[...this.#calls].map(([labels, count]) => `bridge_calls_total{${labels}} ${count}`),
      ...head('bridge_call_seconds', 'histogram', 'Time of SOAP calls'),
      ...CLASSES.map((end, index) => `bridge_call_seconds_bucket{le="${end}"} ${this.#classes[index] ?? 0}`),
      `bridge_call_seconds_bucket{le="+Inf"} ${this.#count}`,
      `bridge_call_seconds_sum ${this.#seconds}`,
      `bridge_call_seconds_count ${this.#count}`,
      ...head('bridge_rest_calls_total', 'counter', 'REST calls by operation and result'),
      ...[...this.#rest].map(([labels, count]) => `bridge_rest_calls_total{${labels}} ${count}`),
      ...head('bridge_rest_seconds_total', 'counter', 'Time of REST calls'),
      `bridge_rest_seconds_total ${this.#restSeconds}`,
      ...head('bridge_tokens_total', 'counter', 'Tokens fetched'),
      `bridge_tokens_total ${tokens}`,
      ...head('bridge_calls_under_way', 'gauge', 'SOAP calls under way'),
      `bridge_calls_under_way ${calls}`,
      ...head('bridge_rest_calls_under_way', 'gauge', 'REST calls under way'),
      `bridge_rest_calls_under_way ${underWay}`,
      ...head('bridge_rest_calls_waiting', 'gauge', 'REST calls that wait for their turn'),
      `bridge_rest_calls_waiting ${waiting}`,
    ];
    return `${lines.join('\n')}\n`;
  }
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}.`, `# TYPE ${name} ${type}`];
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
