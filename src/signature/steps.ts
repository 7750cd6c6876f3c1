import type { Diagnosis } from './diagnose';

/** One thing to do next. */
export interface AdvisedStep {
  readonly code:
    | 'conclusion'
    | 'use-own-credentials'
    | 'compare-key'
    | 'same-account'
    | 'print-what-is-signed'
    | 'sign-a-known-case'
    | 'paste-unchanged'
    | 'whole-signature'
    | 'shorter-values'
    | 'paste-missing'
    | 'paste-file';
  readonly text: string;
}

/** The known case of the steps: RFC 2202, section 3, test case 2. */
const knownCase = {
  key: 'Jefe',
  message: 'what do ya want for nothing?',
  signature: 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
} as const;

/** What to do after a diagnosis that found no reason, or could not be made; empty when there is nothing to find out. */
export function nextSteps(diagnosis: Diagnosis): AdvisedStep[] {
  if (diagnosis.verdict === 'unreadable') return unreadable(diagnosis);
  return diagnosis.verdict === 'unexplained' ? unexplained(diagnosis) : [];
}

function unreadable({ found }: Diagnosis): AdvisedStep[] {
  const steps: AdvisedStep[] = [];
  if (found.file !== null) {
    steps.push({
      code: 'paste-file',
      text: `The command reads its body from ${found.file}: paste the content of that file.`,
    });
  }
  steps.push({
    code: 'paste-missing',
    text: `Not found: ${found.missing.join(', ')}. Paste the whole envelope, its AuthenticationHeader, or the three values, one on each line.`,
  });
  return steps;
}

function unexplained(diagnosis: Diagnosis): AdvisedStep[] {
  const codes = diagnosis.advice.map(({ code }) => code);
  const noDigest = codes.includes('signature-too-short') || codes.includes('signature-not-a-digest');
  const steps: AdvisedStep[] = [{ code: 'conclusion', text: conclusion(diagnosis, noDigest) }];
  if (noDigest) {
    steps.push({ code: 'whole-signature', text: 'Paste the whole signature, as it was sent.' });
  }
  if (diagnosis.tried.skipped) {
    steps.push({
      code: 'shorter-values',
      text: 'A user id, a timestamp or the key has more than 1024 characters: check whether more was pasted than it should be.',
    });
  }
  if (codes.includes('user-id-from-documentation')) {
    steps.push({
      code: 'use-own-credentials',
      text: 'This sample cannot be reproduced, for its user id was altered when it was printed. Use a user id and key of your own, or of the sandbox.',
    });
    return steps;
  }
  steps.push(
    {
      code: 'compare-key',
      text: 'Copy the Encryption Key again from where Marketo shows it, and compare it with the one that your program reads at the moment of signing: by its length, and by its first and last character.',
    },
    {
      code: 'same-account',
      text: 'Make sure that user id and key belong to the same account, and to the same instance: a sandbox has its own.',
    },
    {
      code: 'print-what-is-signed',
      text: 'Let the program print what it signs, between brackets and with its length in bytes, on the line before it computes the HMAC. Compare it, byte for byte, with the string to sign that is shown here.',
    },
    {
      code: 'sign-a-known-case',
      text: `Let the same code sign “${knownCase.message}” with the key “${knownCase.key}”. It must give ${knownCase.signature}; if it does not, the code is at fault and not the key.`,
    },
    {
      code: 'paste-unchanged',
      text: 'Make sure that the text pasted is the request as it was sent: another program may have renewed, shortened or reformatted its header since.',
    },
  );
  return steps;
}

function conclusion({ tried }: Diagnosis, noDigest: boolean): string {
  if (noDigest) return 'The signature cannot be traced to a mistake: it does not show enough of a digest.';
  if (tried.skipped)
    return 'The signature is not the right one, and a value is too long to search for the reason.';
  const count = tried.calculations.toLocaleString('en-US');
  return `None of the ${count} calculations tried gives this signature. They are the mistakes known here: each alone, nearly all in twos, the common ones in threes. Most likely the key differs.`;
}
