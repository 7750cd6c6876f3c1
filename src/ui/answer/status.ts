import { explainFailure, explainStatus, type Explanation } from '../../guide/outcomes';
import { faultAdvice } from '../../guide/faults';
import type { CallState } from '../../workspace/call.svelte';
import type { Answer } from '../../transport/send';
import type { ResponseSummary } from '../../response/read';

/** A call's end in one glance: the chip, and what to do where it went wrong. */
export interface Verdict {
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet';
  /** Very short, for the chip. */
  readonly label: string;
  /** Absent where nothing needs explaining. */
  readonly explanation?: Explanation;
}

const ROUTES: Readonly<Record<Answer['route'], string>> = {
  'proxy-to-sandbox': 'proxy → sandbox',
  'proxy-to-host': 'proxy → host',
  'page-to-sandbox': 'sandbox in the page',
};

/** Time, size and route of an answer. */
export function describeAnswer(answer: Answer): string {
  return [formatDuration(answer.milliseconds), formatSize(answer.bytes), ROUTES[answer.route]].join(' · ');
}

/** Judges a call. While it is under way, or before the first one, there is nothing to judge. */
export function judge(state: CallState): Verdict | undefined {
  if (state.kind !== 'ended') return undefined;
  const { outcome, reading } = state;
  if (outcome.kind !== 'answered') {
    const explanation = explainFailure(outcome);
    const tone = outcome.kind === 'cancelled' ? 'quiet' : 'bad';
    return { tone, label: explanation.title.toLowerCase(), explanation };
  }
  return reading ? judgeAnswer(outcome, reading) : { tone: 'quiet', label: `${outcome.status}` };
}

function judgeAnswer(answer: Answer, reading: ResponseSummary): Verdict {
  const { status } = answer;
  const ok = status >= 200 && status < 300;
  switch (reading.kind) {
    case 'fault': {
      const { code } = reading;
      const advice = code && Object.hasOwn(faultAdvice, code) ? faultAdvice[code] : undefined;
      return {
        tone: 'bad',
        label: code ? `${status} · ${code}` : `${status} · fault`,
        explanation: {
          title: advice ? `${code}: ${advice.title}` : reading.faultstring || 'SOAP fault',
          text: advice
            ? `${advice.meaning} ${advice.advice}`
            : (reading.message ?? 'The service answered with a fault.'),
        },
      };
    }
    case 'success':
      if (ok && reading.remarks) {
        const [first] = reading.remarks;
        const text = reading.remarks.map(({ message, line }) => `${message} (line ${line})`).join(' ');
        return { tone: 'warn', label: `${status}`, explanation: { title: first?.title ?? '', text } };
      }
      if (ok) return { tone: 'good', label: `${status}` };
      return { tone: 'warn', label: `${status}`, explanation: explainStatus(status, answer.location) };
    case 'not-xml':
    case 'empty':
      return notSoap(answer, reading);
    default: {
      if (!ok)
        return { tone: 'bad', label: `${status}`, explanation: explainStatus(status, answer.location) };
      const what =
        reading.kind === 'unknown-body'
          ? `an envelope with ${reading.name ? `<${reading.name}>` : 'an empty Body'}`
          : `a <${reading.name}> document`;
      const isBare = reading.kind === 'other-xml' && reading.bare;
      const text = isBare
        ? `It is a <${reading.name}> alone, which belongs in the Body of an Envelope: the service left the Envelope out.`
        : `It is ${what}, which this contract does not know. Check that the endpoint speaks this WSDL.`;
      return {
        tone: 'warn',
        label: `${status} · unknown`,
        explanation: { title: 'Not an answer of this contract', text },
      };
    }
  }
}

function notSoap(answer: Answer, reading: Extract<ResponseSummary, { kind: 'not-xml' | 'empty' }>): Verdict {
  const { status } = answer;
  if (status < 200 || status > 299)
    return { tone: 'bad', label: `${status}`, explanation: explainStatus(status, answer.location) };
  if (reading.kind === 'empty') {
    const text = 'The answer has no content. The service may have dropped the call: send it again.';
    return { tone: 'bad', label: `${status} · empty`, explanation: { title: 'Empty answer', text } };
  }
  const line = reading.line ? ` (line ${reading.line})` : '';
  const text = reading.html
    ? 'It is a web page. Check that the endpoint’s URL is a SOAP endpoint and not a site.'
    : `${reading.message}${line} The text below is shown as it was received.`;
  return { tone: 'bad', label: `${status} · not XML`, explanation: { title: 'The answer is not XML', text } };
}

function formatDuration(milliseconds: number): string {
  return Math.round(milliseconds) < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
