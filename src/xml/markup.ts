/** Something wrong with a text's markup. `index` counts UTF-16 code units. */
export interface MarkupFlaw {
  readonly code: 'doctype' | 'malformed';
  readonly message: string;
  readonly index: number;
}

const CLOSINGS: Readonly<Record<string, string>> = { '<!--': '--', '<![CDATA[': ']]>', '<?': '?>' };

/**
 * The first comment, CDATA section or processing instruction that is not as it should be, or the first declaration of a
 * DTD, wherever it stands: of these a parser that means to be tolerant lets some pass.
 */
export function markupFlaw(text: string): MarkupFlaw | undefined {
  const opening = /<!--|<!\[CDATA\[|<!|<\?/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const { 0: begin, index } = match;
    if (begin === '<!') return declaration(text, index);
    const close = CLOSINGS[begin] ?? '';
    const end = text.indexOf(close, opening.lastIndex);
    if (end < 0)
      return { code: 'malformed', message: `Here ${begin} begins something that never ends.`, index };
    if (close === '--' && text[end + 2] !== '>')
      return { code: 'malformed', message: 'A comment can’t have -- in it.', index: end };
    opening.lastIndex = end + close.length;
  }
  return undefined;
}

function declaration(text: string, index: number): MarkupFlaw {
  if (!/^<!doctype/i.test(text.slice(index, index + 9)))
    return { code: 'malformed', message: 'Here <! begins neither a comment nor a CDATA section.', index };
  const message = 'A document type declaration (<!DOCTYPE) is not allowed in a SOAP message.';
  return { code: 'doctype', message, index };
}
