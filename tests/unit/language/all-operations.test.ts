import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo, marketoWsdl } from '#src/contract/marketo';
import { writeRequest } from '#src/envelope/write';
import { check } from '#src/language/check';
import { validRequest } from '../valid-values';
import { createJudge } from '../xsd';
import { drawing, type Draw } from './faults';

const judge = createJudge(marketoWsdl);

/** Against the schema, and yet what the vendor's own pages do: told as advice. */
const LENIENT: ReadonlySet<string> = new Set(['order', 'empty-value', 'bad-value']);

const told = (text: string) =>
  check(text, marketo).filter(({ severity, code }) => severity === 'error' || LENIENT.has(code));
const errors = (text: string) => check(text, marketo).filter(({ severity }) => severity === 'error');

/** Steps off what is valid, or perhaps to something else that is valid: in the Body, where a schema has a say. */
const STEPS: readonly ((body: string, draw: Draw) => string)[] = [
  change(/<(\w+)[^<>]*>[^<>]*<\/\1>/g, () => ''),
  change(/<(\w+)[^<>]*>[^<>]*<\/\1>/g, (leaf) => leaf + leaf),
  change(/<\/\w+>/g, (tag) => `${tag}<surprise/>`),
  change(/(<(\w+)[^<>]*>[^<>]*<\/\2>)(\s*)(<(\w+)[^<>]*>[^<>]*<\/\5>)/g, (_, __, ...parts) =>
    [parts[3], parts[2], parts[0]].join(''),
  ),
  change(
    /(?<=<(\w+)(?: [^<>]*)?>)[^<>]+(?=<\/\1>)/g,
    (_, draw) =>
      ['', 'x', '1,5', ' 7 ', '\u00a07', '2013-02-30', 'TRUE', '99999999999', '2013-08-01T24:00:00'][
        draw(9)
      ] ?? '',
  ),
  change(/<(\w+)(?=[ >])(?![^<>]*xsi:)/g, (tag) => `${tag} xsi:nil="true"`),
  change(/<(\w+)(?=[ >])/g, (tag) => `${tag} id="1"`),
  change(/<(\w+)((?: [^<>]*)?>[^<>]*<\/)\1>/g, (_, __, name, rest) => `<ns1:${name}${rest}ns1:${name}>`),
  change(/(?<=<\/\w+>)\s*\n/g, (gap) => `${gap}loose`),
  change(
    /(?<=xsi:type="ns1:)\w+/g,
    (_, draw) => ['LeadKey', 'LeadSelector', 'StaticListSelector', 'Nothing'][draw(4)] ?? '',
  ),
  change(/ xsi:type="[^"]*"/g, () => ''),
];

function change(pattern: RegExp, how: (found: string, draw: Draw, ...groups: string[]) => string) {
  return (body: string, draw: Draw) => {
    const all = [...body.matchAll(pattern)];
    const one = all[draw(all.length || 1)];
    if (!one) return body;
    const [found, ...groups] = one;
    return body.slice(0, one.index) + how(found, draw, ...groups) + body.slice(one.index + found.length);
  };
}

describe('Requests with any content that the schema allows', () => {
  for (const operation of marketo.operations) {
    const texts = validRequest(marketo, operation).map((data) => {
      const written = writeRequest(marketo, data);
      if (!written.ok) throw new Error(written.problems[0]?.message);
      return written.text
        .replace('<SOAP-ENV:Envelope', '$& xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
        .replace(/( xmlns:xsi="[^"]*")([^<>]*)\1/, '$1$2');
    });

    it(`have no error for ${operation.name}, and libxml2 finds none either`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          expect(judge(text), text).toEqual([]);
          expect(errors(text), text).toEqual([]);
        }),
        { numRuns: 40, seed: 15 },
      );
    });

    it(`are judged as libxml2 judges them one step off, for ${operation.name}`, () => {
      const numbers = fc.array(fc.nat({ max: 10_000 }), { minLength: 3, maxLength: 6 });
      fc.assert(
        fc.property(texts, numbers, fc.constantFrom(...STEPS), (text, draws, step) => {
          const at = text.indexOf('<SOAP-ENV:Body>');
          const stepped = text.slice(0, at) + step(text.slice(at), drawing(draws));
          const theirs = judge(stepped);
          expect({ valid: told(stepped).length === 0, text: stepped, theirs }).toEqual({
            valid: theirs.length === 0,
            text: stepped,
            theirs,
          });
        }),
        { numRuns: 60, seed: 15 },
      );
    });
  }
});
