import type { ValueOf } from '../text/literals';
import { slice, type Mapped } from '../text/mapped';

const LINE_ENDS: Readonly<Record<string, string>> = {
  vbCrLf: '\r\n',
  vbLf: '\n',
  vbNewLine: '\r\n',
  'Environment.NewLine': '\n',
  PHP_EOL: '\n',
  EOL: '\n',
  'os.EOL': '\n',
  'os.linesep': '\n',
  'System.lineSeparator()': '\n',
};

/** Where a name gets a string right away, or one that the environment may replace. */
function assignment(name: string, flags: 'm' | 'im'): RegExp {
  return new RegExp(
    String.raw`(?:^|[^\w.>])\$?${name}\b(?:\s*:\s*[\w.]+)?\s{0,20}(?::?=|=>|:)\s{0,40}(?:(?:process\.env|os\.environ|ENV|getenv|env\(|Environment|System\.getenv|\$env|environment\()[^\n]{0,120}?(?:\?\?|\|\||\?:|,|\))\s{0,40}(?:\?\?|\?:|\|\|)?\s{0,20})?(["'\x60])([^"'\x60\n]{0,400})\1`,
    flags,
  );
}

/** Tells what the names in an expression stand for, where the same text says so: `escape(userId)`, `{$user_id}`. */
export function valuesOf(source: Mapped): ValueOf {
  const known = new Map<string, Mapped | undefined>();
  const look = (name: string): Mapped | undefined => {
    if (known.has(name)) return known.get(name);
    // Each name costs a pass over the text.
    const match =
      known.size < 60
        ? (assignment(name, 'm').exec(source.text) ?? assignment(name, 'im').exec(source.text))
        : null;
    const start = match ? match.index + match[0].length - 1 - (match[2] ?? '').length : 0;
    const value = match ? slice(source, start, start + (match[2] ?? '').length) : undefined;
    known.set(name, value);
    return value;
  };
  return (expression) => {
    const text = expression.trim();
    if (Object.hasOwn(LINE_ENDS, text)) return LINE_ENDS[text];
    for (const [name] of text.matchAll(/[A-Za-z_]\w{0,80}/g)) {
      const value = look(name);
      if (value) return value;
    }
    return undefined;
  };
}
