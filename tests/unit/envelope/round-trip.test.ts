import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operation as find } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { placedValue } from '#src/envelope/placed-values';
import { placedRequest } from '#src/envelope/revise/change';
import { readRequest } from '#src/envelope/read';
import { writeRequest } from '#src/envelope/write';
import { xmlFlaws } from '#src/xml/flaws';
import { placeXml } from '#src/xml/positions';
import { requestOf } from '../values';

const names = marketo.operations.map((operation) => operation.name);

describe('Writing a request and reading it again', () => {
  it('covers the 23 operations', () => {
    expect(names).toHaveLength(23);
  });

  it.each(names)('gives the same values for %s, through either reader', (name) => {
    const operation = find(marketo, name)!;
    fc.assert(
      fc.property(requestOf(marketo, operation), (data) => {
        const written = writeRequest(marketo, data);
        if (!written.ok) throw new Error(written.problems[0]?.message);
        const read = readRequest(written.text, marketo);
        if (!read.ok) throw new Error(read.problem.message);
        expect(read.request.operation?.name).toBe(name);
        expect(read.request.values).toEqual(data.values);
        expect(read.request.headers).toEqual(data.headers);
        expect(read.request.extras).toEqual([]);

        const document = placeXml(written.text);
        expect(xmlFlaws(document)).toEqual([]);
        const { content } = placedRequest(document, marketo)!;
        expect(placedValue(marketo, written.text, content!, operation.input!.type)).toEqual(data.values);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a character that XML forbids, and names the field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('\u0000', '\u0001', '\u000b', '\ufffe', '\ud800', '\udc00'),
        (character) => {
          const written = writeRequest(marketo, {
            operation: find(marketo, 'getLead')!,
            values: { leadKey: { keyType: 'EMAIL', keyValue: `rufus${character}` } },
            headers: {},
          });
          expect(written.ok).toBe(false);
          if (written.ok) return;
          expect(written.problems).toHaveLength(1);
          expect(written.problems[0]).toMatchObject({
            code: 'forbidden-character',
            path: ['leadKey', 'keyValue'],
          });
          expect(written.problems[0]?.message).toContain('leadKey.keyValue');
        },
      ),
    );
  });
});
