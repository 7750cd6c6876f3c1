import { replaceMatches, type Mapped } from '../text/mapped';
import type { LeftOut } from './message';

/** Marketo's own tokens look like variables: `{{my.message}}`, `{{lead.First Name}}`. */
const TOKEN = /^(my|lead|company|system|campaign|program|trigger|member)\./;

/** Replaces `{{name}}` by known values; names without one are left out by name. */
export function fillIn(text: Mapped, variables: ReadonlyMap<string, string>, leftOut: LeftOut): Mapped {
  return replaceMatches(text, /\{\{\s*([$\w.-]{1,100})\s*\}\}/g, ([whole, name = '']) => {
    if (TOKEN.test(name)) return undefined;
    const value = variables.get(name) ?? variables.get(name.replace(/^_\./, ''));
    if (value === undefined) leftOut.add(`The variable ${name} has no value here; ${whole} stays as it is.`);
    return value;
  });
}

/** The same for a text whose place does not matter. */
export function fillInText(text: string, variables: ReadonlyMap<string, string>, leftOut: LeftOut): string {
  return fillIn({ text, at: (index) => index }, variables, leftOut).text;
}
