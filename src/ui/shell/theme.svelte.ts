import { MediaQuery } from 'svelte/reactivity';
import type { Preferences } from '../../workspace/preferences.svelte';

const ORDER = ['system', 'light', 'dark'] as const;

/** The theme that is shown: the user's choice, or the system's. */
export class ThemeState {
  readonly #preferences: Preferences;
  readonly #dark = new MediaQuery('(prefers-color-scheme: dark)');

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  get shown(): 'light' | 'dark' {
    const { theme } = this.#preferences;
    if (theme !== 'system') return theme;
    return this.#dark.current ? 'dark' : 'light';
  }

  get chosen() {
    return this.#preferences.theme;
  }

  /** System, light, dark, and around again. */
  next() {
    const at = ORDER.indexOf(this.#preferences.theme);
    this.#preferences.theme = ORDER[(at + 1) % ORDER.length] ?? 'system';
  }
}
