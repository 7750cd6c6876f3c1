import type { Found } from '../signature/extract';
import { sign } from '../signature/sign';

/** A request that came from elsewhere with a signature that is not this endpoint's to renew. */
export interface OwnSignature {
  readonly userId: string;
  readonly signature: string;
  /** Why it is kept: it names another user, its signature is not right, or nobody can tell without a key. */
  readonly why: 'other-user' | 'not-right' | 'no-key';
  /** It is sent as it is: the user has said so. */
  readonly isAnswered: boolean;
}

/** Who would sign; the key is empty while it is not known. */
interface Signer {
  readonly mktowsUserId: string;
  readonly secretKey: string;
}

/**
 * Requests that may be evidence of a mistake, by document: nothing is signed over them until the user says so. One counts for
 * as long as its signature stands in the text.
 */
export class Evidence {
  readonly #read: (text: string) => Promise<Found>;
  #held: readonly (readonly [document: string, own: OwnSignature])[] = $state.raw([]);
  #considering: Promise<void> = Promise.resolve();

  /** @param read finds the three values of a text's header; it may reject while nobody can. */
  constructor(read: (text: string) => Promise<Found>) {
    this.#read = read;
  }

  /**
   * Looks at a text that came from elsewhere, for a user who would sign it.
   *
   * @param isAnswered whether its author has said before that it is sent as it is.
   */
  consider(document: string, text: string, user: Signer, isAnswered = false): Promise<void> {
    const found = this.#find(text, user)
      .catch(() => undefined)
      .then((own) => {
        this.release(document);
        if (own) this.#held = [...this.#held, [document, { ...own, isAnswered }]];
      });
    this.#considering = Promise.all([this.#considering, found]).then(() => undefined);
    return found;
  }

  /** Resolves when all that came has been looked at. */
  get considered(): Promise<void> {
    return this.#considering;
  }

  async #find(text: string, user: Signer): Promise<Omit<OwnSignature, 'isAnswered'> | undefined> {
    if (!text.includes('requestSignature')) return undefined;
    const { mktowsUserId, requestSignature, requestTimestamp } = (await this.#read(text)).values;
    if (!mktowsUserId || !requestSignature?.text || !requestTimestamp) return undefined;
    const own = { userId: mktowsUserId.text, signature: requestSignature.text };
    if (own.userId !== user.mktowsUserId) return { ...own, why: 'other-user' };
    if (user.secretKey === '') return { ...own, why: 'no-key' };
    const right = sign(requestTimestamp.text, own.userId, user.secretKey);
    return own.signature === right ? undefined : { ...own, why: 'not-right' };
  }

  /** What is kept of a document, while its text has it. */
  of(document: string, text: string): OwnSignature | undefined {
    const own = this.#held.find(([name]) => name === document)?.[1];
    return own && text.includes(own.signature) ? own : undefined;
  }

  /** It is to be sent as it is. */
  answer(document: string) {
    this.#held = this.#held.map(([name, own]) => [
      name,
      name === document ? { ...own, isAnswered: true } : own,
    ]);
  }

  /** It may be signed like any other. */
  release(document: string) {
    this.#held = this.#held.filter(([name]) => name !== document);
  }

  /** For the page after a reload. */
  get held(): readonly (readonly [document: string, own: OwnSignature])[] {
    return this.#held;
  }
}
