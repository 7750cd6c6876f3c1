import { secretForms } from './secret-forms';

/** What stands where a secret key stood. */
export const REMOVED = '[secret key removed]';

/** Takes secret keys out of a text that leaves the page or is kept, in every form that `secretForms` knows. */
export function withoutSecrets(text: string, keys: readonly string[]): string {
  // The longest first: a form may be the beginning of another.
  return secretForms(keys)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, form) => clean.replace(new RegExp(literal(form), 'gi'), REMOVED), text);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
