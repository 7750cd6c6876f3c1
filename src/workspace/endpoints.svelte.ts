import * as v from 'valibot';
import { DEMO_SECRET_KEY, DEMO_USER_ID } from '../sandbox/demo';
import { Stored, type Shelf } from './stored';

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

/** One endpoint that can't be read is no reason to lose the others. */
const readable = v.pipe(
  v.array(v.unknown()),
  v.transform((kept) => kept.flatMap((one) => (v.is(endpointSchema, one) ? [one] : []))),
);

const schema = v.object({ selected: v.string(), own: readable });

type Kept = v.InferOutput<typeof schema>;

/** The sandbox and the user's own endpoints, and which of them is chosen. */
export class Endpoints {
  readonly #stored: Stored<Kept>;
  #secrets: Readonly<Record<string, string>> = {};
  #own: readonly Endpoint[] = $state.raw([]);
  #selectedId = $state(SANDBOX.id);
  /** Grows when a secret key changes: the keys themselves are kept out of reactive state. */
  #generation = $state(0);
  /** False when the browser refused to keep the endpoints on this device. */
  stored = $state(true);

  constructor(shelf?: () => Shelf) {
    this.#stored = new Stored('endpoints', schema, { selected: SANDBOX.id, own: [] }, shelf);
    const kept = this.#stored.read();
    for (const { secretKey, id } of kept.own) if (secretKey !== undefined) this.#hold(id, secretKey);
    this.#own = kept.own.map(({ id, name, url, userId, remember }) => ({ id, name, url, userId, remember }));
    this.select(kept.selected);
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
    this.#selectedId = this.all.some((endpoint) => endpoint.id === id) ? id : SANDBOX.id;
    this.#keep();
  }

  /** Adds an endpoint, or replaces the one with that id, and selects it. */
  save(draft: EndpointDraft, id: string = crypto.randomUUID()) {
    const { secretKey, ...rest } = draft;
    const endpoint: Endpoint = { id, ...rest, name: rest.name.trim() || hostOf(rest.url) };
    this.#hold(id, secretKey);
    const known = this.#own.some((candidate) => candidate.id === id);
    this.#own = known
      ? this.#own.map((candidate) => (candidate.id === id ? endpoint : candidate))
      : [...this.#own, endpoint];
    this.select(id);
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
    this.select(this.#selectedId);
    return () => {
      if (this.#own.some((candidate) => candidate.id === id)) return;
      this.#own = this.#own.toSpliced(place, 0, endpoint);
      this.#hold(id, secretKey);
      this.select(chosen ? id : this.#selectedId);
    };
  }

  #hold(id: string, secretKey: string | undefined) {
    const { [id]: _, ...others } = this.#secrets;
    this.#secrets = secretKey === undefined ? others : { ...others, [id]: secretKey };
    this.#generation += 1;
  }

  #keep() {
    this.stored = this.#stored.write({
      selected: this.#selectedId,
      own: this.#own.map((endpoint) => ({
        ...endpoint,
        ...(endpoint.remember ? { secretKey: this.#secrets[endpoint.id] ?? '' } : {}),
      })),
    });
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'My endpoint';
}
