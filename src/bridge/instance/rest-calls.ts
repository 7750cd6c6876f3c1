import { memberOf, nextRestPage, resultOf } from '../../rest/run';
import { isFault, type SoapFault } from '../../service/fault';
import type { MarketoInstance, RestCallRequest, RestClient } from './marketo-instance';

/** The calls of the REST API that one SOAP call makes. */
export class RestCalls {
  readonly #instance: MarketoInstance;
  readonly #client: RestClient;

  constructor(instance: MarketoInstance, client: RestClient) {
    this.#instance = instance;
    this.#client = client;
  }

  /** Until when reads go on, in milliseconds since 1970. */
  get deadline(): number {
    return this.#client.deadline;
  }

  /** Makes a call. @returns the JSON of its answer, which says success. */
  async call(request: RestCallRequest): Promise<unknown> {
    return this.#instance.call(request, this.#client);
  }

  /** Makes a call. @returns the records of its answer. */
  async records(request: RestCallRequest): Promise<readonly unknown[] | SoapFault> {
    const json = await this.call(request);
    return isFault(json) ? json : resultOf(json);
  }

  /**
   * Makes a call again and again until the last page.
   *
   * @param paging how the call names the next page.
   * @param until stops after a page that holds such a record.
   * @returns the records of all pages.
   */
  async pages(
    request: RestCallRequest,
    paging: 'token' | 'offset',
    until: (record: unknown) => boolean = () => false,
  ): Promise<readonly unknown[] | SoapFault> {
    const records: unknown[] = [];
    let page: RestCallRequest | undefined = request;
    while (page) {
      const json = await this.call(page);
      if (isFault(json)) return json;
      const own = resultOf(json);
      for (const record of own) records.push(record);
      page = own.some(until) ? undefined : pageAfter(page, paging, json);
    }
    return records;
  }
}

/** The call for the page after an answer; undefined after the last one. */
export function pageAfter(
  request: RestCallRequest,
  paging: 'token' | 'offset',
  json: unknown,
): RestCallRequest | undefined {
  const query = (request.query ?? []).filter((one) => one !== undefined);
  return nextRestPage({ id: '', about: '', path: {}, ...request, query, paging }, json);
}

/** A text member of a record; undefined when it is absent, null or empty. A number or boolean is written as JSON has it. */
export function textMember(record: unknown, name: string): string | undefined {
  const value = memberOf(record, name);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number of a record, also when it is written as a text. */
export function numberMember(record: unknown, name: string): number | undefined {
  const text = textMember(record, name);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What became of one record of a write. */
export interface RecordOutcome {
  readonly id: number | undefined;
  /** `created`, `updated`, `deleted`, `added`, `removed`, `skipped`. */
  readonly status: string;
  /** The service's first reason for not taking it. */
  readonly reason?: { readonly code: string; readonly message: string };
}

/** Reads a record of a write's answer. The vendor's documents have `reason`, its samples a list `reasons`. */
export function outcomeOf(record: unknown): RecordOutcome {
  const list = memberOf(record, 'reasons');
  const [first] = Array.isArray(list) ? (list as readonly unknown[]) : [memberOf(record, 'reason')];
  return {
    id: numberMember(record, 'id'),
    status: textMember(record, 'status') ?? '',
    reason:
      first === undefined
        ? undefined
        : {
            code: textMember(first, 'code') ?? '',
            message: textMember(first, 'message') ?? 'no reason was given',
          },
  };
}
