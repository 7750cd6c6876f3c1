import type { Contract } from '../contract/contract';
import {
  contractOfVersion,
  isOlderVersion,
  readServiceVersion,
  wsdlOfVersion,
  type ServiceVersion,
} from '../contract/versions';
import { plain, XML_HEADERS } from './responses';
import { wsdlFor } from './served-wsdl';

/** One version of the service, as its path names it. */
export interface ServedVersion {
  readonly contract: Contract;
  readonly wsdl: string;
  /** Which one it is, where it differs from the newest one. */
  readonly older: ServiceVersion | undefined;
}

const SERVICE_PATH = /\/soap\/mktows\/([^/]+)\/?$/;

/** The segment of a path that names the version, `3_1`; undefined for a path that is not the service's. */
export function versionSegment(path: string): string | undefined {
  return SERVICE_PATH.exec(path)?.[1];
}

/** What the service is in each of its versions. */
export class ServedVersions {
  readonly #newest: ServedVersion;
  readonly #older = new Map<string, ServedVersion>();

  constructor(contract: Contract, wsdl: string) {
    this.#newest = { contract, wsdl, older: undefined };
  }

  /** What the version of a path differs in; a segment that names no version counts as the newest (our choice). */
  of(segment: string): ServedVersion {
    const version = readServiceVersion(segment);
    if (!version || !isOlderVersion(version)) return this.#newest;
    const name = version.join('_');
    const known = this.#older.get(name);
    if (known) return known;
    const made = {
      contract: contractOfVersion(this.#newest.contract, version),
      wsdl: wsdlOfVersion(this.#newest.wsdl, version),
      older: version,
    };
    // There are few versions, and paths can be made up.
    if (this.#older.size < 50) this.#older.set(name, made);
    return made;
  }
}

/** Answers what is no call: `?WSDL`, or a plain HTTP error with a sentence; undefined for a POST, which is one. */
export function answerWithoutCall(
  { method }: Request,
  url: URL,
  { wsdl, contract }: ServedVersion,
): Response | undefined {
  if (method === 'POST') return undefined;
  if (method !== 'GET' && method !== 'HEAD') {
    return plain(405, 'The service takes POST, and GET with ?WSDL.', { Allow: 'GET, HEAD, POST' });
  }
  const asked = [...url.searchParams.keys()].some((name) => name.toLowerCase() === 'wsdl');
  if (asked) return new Response(wsdlFor(wsdl, contract, url), { headers: XML_HEADERS });
  return plain(405, 'This is a SOAP service: POST an envelope, or GET its description with ?WSDL.', {
    Allow: 'POST',
  });
}
