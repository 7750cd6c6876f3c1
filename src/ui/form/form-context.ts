import { createContext } from 'svelte';
import type { Contract } from '../../contract/contract';

/** What every field of a form shares. */
export interface FormContext {
  readonly contract: Contract;
  /** The language of the help texts, as a tag. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Set by the form, read by its fields. */
export const [getFormContext, setFormContext] = createContext<FormContext>();
