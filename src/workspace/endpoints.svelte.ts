import * as v from 'valibot';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '../sandbox/demo';
import { Stored, type StorageArea } from './stored';

/** Where requests go and who signs them. The secret key is held apart, see `Endpoints.secretKey`. */
export interface Endpoint {
  readonly id: string;
  readonly name: string;
  /** Empty for the sandbox, which has no address of its own. */
  readonly url: string;
  readonly userId: string;
  /** The secret key is kept on this device, by the user's own choice. */
  readonly remember: boolean;
}

/** What the user fills in. */
export interface EndpointDraft {
  readonly name: string;
  readonly url: string;
  readonly userId: string;
  readonly secretKey: string;
  readonly remember: boolean;
}

/** The stand-in service: always there, always first. */
export const SANDBOX: Endpoint = {
  id: 'sandbox',
  name: 'Sandbox',
  url: '',
  userId: DEMO_USER_ID,
  remember: false,
};

const endpointSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  url: v.string(),
  userId: v.string(),
  remember: v.boolean(),
  secretKey: v.optional(v.string()),
});

/**
 * One endpoint that can't be read is no reason to lose the others. Of two with the same id the first counts; none may
 * call itself the sandbox.
 */
const readable = v.pipe(
  v.array(v.unknown()),
  v.transform((kept) => {
    const found = kept.flatMap((one) => (v.is(endpointSchema, one) && one.id !== SANDBOX.id ? [one] : []));
    return found.filter((one, index) => found.findIndex(({ id }) => id === one.id) === index);
  }),
);

const schema = v.object({ selected: v.fallback(v.string(), SANDBOX.id), own: v.fallback(readable, []) });

type StoredEndpoint = v.InferOutput<typeof endpointSchema>;
type StoredEndpoints = v.InferOutput<typeof schema>;

/**
 * The sandbox and the user's own endpoints, and which of them is chosen. Other tabs keep theirs in the same place: what is
 * changed here is merged into what stands there, endpoint by endpoint, and nothing is written before something changes.
 * Each tab chooses for itself; the last choice is where a new tab begins.
 */
export class Endpoints {
  readonly #stored: Stored<StoredEndpoints>;
  #secrets: Readonly<Record<string, string>> = {};
  #own: readonly Endpoint[] = $state.raw([]);
  #selectedId = $state(SANDBOX.id);
  /** Grows when a secret key changes: the keys themselves are kept out of reactive state. */
  #generation = $state(0);
  /** False when the browser refused to keep the endpoints on this device. */
  stored = $state(true);

  constructor(storage?: () => StorageArea) {
    this.#stored = new Stored('endpoints', schema, { selected: SANDBOX.id, own: [] }, storage);
    const { own, selected } = this.#stored.read();
    this.#show(own);
    this.#selectedId = this.#known(selected);
  }

  get all(): readonly Endpoint[] {
    return [SANDBOX, ...this.#own];
  }

  get selected(): Endpoint {
    return this.all.find(({ id }) => id === this.#selectedId) ?? SANDBOX;
  }

  /** The key to sign with; empty when the user has not typed it in this tab. */
  secretKey(endpoint: Endpoint): string {
    if (endpoint.id === SANDBOX.id) return DEMO_SECRET_KEY;
    return this.#generation >= 0 ? (this.#secrets[endpoint.id] ?? '') : '';
  }

  select(id: string) {
    this.#selectedId = this.#known(id);
    this.#change((own) => own);
  }

  /** Adds an endpoint, or replaces the one with that id, and selects it. */
  save(draft: EndpointDraft, id: string = crypto.randomUUID()) {
    const { secretKey, ...rest } = draft;
    const endpoint: Endpoint = { id, ...rest, name: rest.name.trim() || hostOf(rest.url) };
    this.#hold(id, secretKey);
    this.#own = replaced(this.#own, endpoint);
    this.#selectedId = id;
    this.#change((own) => replaced(own, this.#written(endpoint)));
  }

  /** Forgets an endpoint and its key. @returns what puts it back where it was, and chooses it again if it was chosen. */
  remove(id: string): () => void {
    const place = this.#own.findIndex((endpoint) => endpoint.id === id);
    const endpoint = this.#own[place];
    if (!endpoint) return () => {};
    const secretKey = this.#secrets[id];
    const chosen = this.#selectedId === id;
    this.#own = this.#own.filter((candidate) => candidate !== endpoint);
    this.#hold(id, undefined);
    this.#selectedId = this.#known(this.#selectedId);
    this.#change((own) => own.filter((candidate) => candidate.id !== id));
    return () => {
      if (this.#own.some((candidate) => candidate.id === id)) return;
      this.#own = this.#own.toSpliced(place, 0, endpoint);
      this.#hold(id, secretKey);
      if (chosen) this.#selectedId = id;
      this.#change((own) =>
        own.some((candidate) => candidate.id === id) ? own : own.toSpliced(place, 0, this.#written(endpoint)),
      );
    };
  }

  /** Takes over what another tab has changed. This tab's choice stays, unless its endpoint is gone. */
  follow() {
    const { own } = this.#stored.read();
    for (const { id } of this.#own) if (!own.some((one) => one.id === id)) this.#hold(id, undefined);
    this.#show(own);
    this.#selectedId = this.#known(this.#selectedId);
  }

  #show(own: readonly StoredEndpoint[]) {
    for (const { secretKey, id } of own) if (secretKey !== undefined) this.#hold(id, secretKey);
    this.#own = own.map(({ id, name, url, userId, remember }) => ({ id, name, url, userId, remember }));
  }

  #known(id: string): string {
    return this.all.some((endpoint) => endpoint.id === id) ? id : SANDBOX.id;
  }

  #hold(id: string, secretKey: string | undefined) {
    const { [id]: _, ...others } = this.#secrets;
    this.#secrets = secretKey === undefined ? others : { ...others, [id]: secretKey };
    this.#generation += 1;
  }

  /** An endpoint as it is kept on this device: with its key only by the user's choice. */
  #written(endpoint: Endpoint): StoredEndpoint {
    return endpoint.remember ? { ...endpoint, secretKey: this.#secrets[endpoint.id] ?? '' } : { ...endpoint };
  }

  /** Makes one change to what is kept, whatever other tabs have put there meanwhile. */
  #change(change: (own: readonly StoredEndpoint[]) => StoredEndpoint[] | readonly StoredEndpoint[]) {
    const { own } = this.#stored.read();
    this.stored = this.#stored.write({ selected: this.#selectedId, own: [...change(own)] });
  }
}

function replaced<Kept extends Endpoint>(list: readonly Kept[], endpoint: Kept): Kept[] {
  return list.some(({ id }) => id === endpoint.id)
    ? list.map((candidate) => (candidate.id === endpoint.id ? endpoint : candidate))
    : [...list, endpoint];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'My endpoint';
}
