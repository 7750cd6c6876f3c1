import { withoutSecrets } from './secrets';

/** What a support bundle is made of. */
export interface BundleParts {
  /** Milliseconds since 1970. */
  readonly made: number;
  readonly operation: string;
  /** User id, signature and timestamp were left out of the request. */
  readonly isAnonymous?: boolean;
  /** Where the call went, without a key: the sandbox, or an address. */
  readonly endpoint: string;
  readonly request: string;
  readonly answer?: {
    readonly status: number;
    readonly text: string;
    readonly milliseconds: number;
    readonly route: string;
  };
  /** Why there is no answer, in a sentence. */
  readonly failure?: string;
  /** Each problem in a line. */
  readonly problems: readonly string[];
  /** The verdict on the signature, line by line; empty when none was asked for. */
  readonly verdict: readonly string[];
  /** Browser, window, page: name and value. */
  readonly environment: readonly (readonly [name: string, value: string])[];
}

/** One text with everything that somebody needs who is asked for help; secret keys are taken out. */
export function supportBundle(parts: BundleParts, secretKeys: readonly string[]): string {
  const { answer, failure } = parts;
  const sections = [
    `# Marketo SOAP Playground: ${parts.operation}`,
    `Made ${new Date(parts.made).toISOString()}. Secret keys are not in it; user id and signature are ${parts.isAnonymous ? 'left out' : 'as they were sent'}.`,
    section('Environment', parts.environment.map(([name, value]) => `- ${name}: ${value}`).join('\n')),
    section('Endpoint', parts.endpoint),
    section('Request', fenced(parts.request)),
    section(
      'Answer',
      answer
        ? `Status ${answer.status}, ${Math.round(answer.milliseconds)} ms, ${answer.route}\n\n${fenced(answer.text)}`
        : (failure ?? 'Not sent.'),
    ),
    section('Problems', parts.problems.map((line) => `- ${line}`).join('\n') || 'None.'),
    section('Signature', parts.verdict.map((line) => `- ${line}`).join('\n') || 'Not checked.'),
  ];
  return withoutSecrets(`${sections.join('\n\n')}\n`, secretKeys);
}

function section(title: string, content: string): string {
  return `## ${title}\n\n${content}`;
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}xml\n${text}\n${fence}`;
}
