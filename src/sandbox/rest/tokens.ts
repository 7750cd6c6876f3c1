/** How long a token lives, in milliseconds (vendor's page). */
export const TOKEN_LIFE = 3_600_000;

/** The tokens of one sandbox. Whoever asks again before the end gets the same one with the seconds that are left. */
export class Tokens {
  #tokens: { readonly token: string; readonly clientId: string; readonly since: number }[] = [];

  /**
   * @param random gives numbers from 0 up to 1.
   * @returns the token and the whole seconds that it is still good for.
   */
  take(
    clientId: string,
    now: number,
    random: () => number,
  ): { readonly token: string; readonly seconds: number } {
    let known = this.#tokens.findLast((one) => one.clientId === clientId && isAlive(one.since, now));
    if (!known) {
      const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
      known = { token: `${digits}:${now.toString(36)}`, clientId, since: now };
      this.#tokens = [...this.#tokens.slice(-20), known];
    }
    return { token: known.token, seconds: Math.max(0, Math.ceil((known.since + TOKEN_LIFE - now) / 1_000)) };
  }

  /** What a token is worth: 601 when nobody was given it, 602 when its time is over. */
  judge(token: string, clientId: string, now: number): 'fine' | '601' | '602' {
    const known = this.#tokens.find((one) => one.token === token && one.clientId === clientId);
    if (!known) return '601';
    return isAlive(known.since, now) ? 'fine' : '602';
  }
}

function isAlive(since: number, now: number): boolean {
  return now >= since && now < since + TOKEN_LIFE;
}
