import type { Cause } from '../cause';

/**
 * The one slip that makes a text of a digest: a digit that is wrong, missing, doubled or added, or two that stand the wrong way
 * round. The rest has to agree to the last digit.
 *
 * @returns null when more is wrong than that.
 */
export function slip(text: string, digest: string): Cause | null {
  const start = common(text, digest);
  const end = common(reversed(text), reversed(digest));
  const cause = (change: Extract<Cause, { code: 'output-digit' }>['change'], position: number): Cause => {
    return { code: 'output-digit', change, position: position + 1 };
  };
  switch (text.length - digest.length) {
    case 0: {
      if (start + end === digest.length - 1) return cause('wrong', start);
      const crossed = text[start] === digest[start + 1] && text[start + 1] === digest[start];
      return start + end === digest.length - 2 && crossed ? cause('swapped', start) : null;
    }
    case -1:
      return start + end >= text.length ? cause('missing', Math.min(start, text.length)) : null;
    case 1: {
      if (start + end < digest.length) return null;
      const at = Math.min(start, digest.length);
      if (text.startsWith('0') && text.slice(1) === digest) return cause('zero-added', 0);
      return cause(text[at] === text[at - 1] || text[at] === text[at + 1] ? 'doubled' : 'added', at);
    }
    default:
      return null;
  }
}

function common(first: string, second: string): number {
  let length = 0;
  while (length < first.length && length < second.length && first[length] === second[length]) length++;
  return length;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
