import { adviceInWords } from './advice-words';
import type { Cause } from './cause';
import { describe } from './causes';
import type { Diagnosis } from './diagnose';
import { nextSteps } from './steps';

/**
 * A diagnosis as plain text for a colleague. Neither the secret key nor anything made from it is in the text: not its
 * length, and not the right signature.
 */
export function report(diagnosis: Diagnosis): string {
  const { found } = diagnosis;
  // A user id that is the key would carry the key into the report.
  if (diagnosis.advice.some(({ code }) => code === 'key-is-user-id')) {
    return 'Signature check\n\nThe user id and the secret key are the same text, so there is no report without the key.\n';
  }
  const lines = [
    'Signature check',
    '',
    headline(diagnosis),
    '',
    ...(['mktowsUserId', 'requestTimestamp', 'requestSignature'] as const).map(
      (name) => `${name}: ${shown(found.values[name]?.text)}`,
    ),
    `string to sign: ${shown(diagnosis.stringToSign ?? undefined)}`,
  ];
  if (found.endpoint !== null) lines.push(`endpoint: ${place(found.endpoint)}`);
  if (found.operation !== null) lines.push(`operation: ${found.operation}`);
  if (diagnosis.signedText !== null) lines.push(`signed instead: ${shown(diagnosis.signedText)}`);
  lines.push(...chosenInWords(diagnosis));
  if (found.answer.fault !== null) lines.push(`answered: fault ${found.answer.fault}`);
  lines.push(...section('What was done', diagnosis.causes.flatMap(causeLines)));
  lines.push(...section('Also possible, with the same bytes', diagnosis.alternatives.map(titles)));
  lines.push(...section('Advice', diagnosis.advice.map(adviceInWords)));
  lines.push(
    ...section(
      'Next steps',
      nextSteps(diagnosis).map(({ text }) => text),
    ),
  );
  lines.push('', 'The secret key is not part of this report.');
  return `${lines.join('\n')}\n`;
}

/** Names each value of which the text has several, where another than the first is the one that verifies. */
export function chosenInWords({ chosen }: Diagnosis): string[] {
  return chosen.map(
    ({ name, taken, instead }) =>
      `The text can be read in more than one way: of its values for ${name}, ${shown(taken)} is the one that was signed, not ${shown(instead)}.`,
  );
}

function headline({ verdict, causes, found }: Diagnosis): string {
  switch (verdict) {
    case 'verified':
      return 'The signature is right for the key that was given.';
    case 'explained':
      return `The signature is wrong, and ${causes.length === 1 ? 'one mistake gives' : `${causes.length} mistakes together give`} exactly this signature.`;
    case 'unexplained':
      return 'The signature is wrong, and no known mistake gives it with the key that was given.';
    case 'unreadable':
      return `Nothing to check: ${found.missing.join(', ')} not found.`;
  }
}

function causeLines(cause: Cause): string[] {
  const { sentence, fix } = describe(cause);
  return [`${sentence} ${fix}`];
}

function titles(causes: readonly Cause[]): string {
  return causes.map((cause) => describe(cause).title).join('; ');
}

function section(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  return ['', `${title}:`, ...entries.map((entry, index) => `${index + 1}. ${entry}`)];
}

/** Text in quotes, with what is invisible written out, and shortened when no one would read it. */
function shown(text: string | undefined): string {
  if (text === undefined) return 'not found';
  const short = text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
  const escaped = JSON.stringify(short).replaceAll(
    /[\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
  return escaped;
}

/** Where a URL leads, without the name, password or query that it may carry. */
function place(url: string): string {
  if (!URL.canParse(url)) return 'not a URL';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
