import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { recognise } from '#src/paste/recognise';
import { snippetKinds } from '#src/snippets/index';
import { ENDPOINT, FROZEN, requestOf } from '../snippets/requests';

const values = {
  leadKey: { keyType: 'EMAIL', keyValue: `o'hara&"co" \\n <x> $a %s {b} #{c} \${d} é@x.y` },
};

/** Kinds that hand values to a SOAP library: what is sent is not in their text. */
const libraries = snippetKinds.filter(({ stack }) => stack === 'SOAP library');

describe('What the page exports, it imports:', () => {
  for (const kind of snippetKinds.filter((one) => !libraries.includes(one)))
    for (const frozen of kind.signs ? [undefined, FROZEN] : [FROZEN])
      it(`${kind.label}${frozen ? ', signed' : ''}`, () => {
        const snippet = kind.write(requestOf('getLead', values), frozen ? { frozen } : {});
        expect(snippet.ok).toBe(true);
        const found = recognise(snippet.ok ? snippet.text : '');
        expect(found.requests).toHaveLength(1);
        const [request] = found.requests;
        const read = readRequest(request?.body ?? '', marketo);
        expect(read.ok && read.request.values).toEqual(values);
        if (kind.stack !== 'Envelope') {
          const isRaw = kind.id === 'raw-http';
          expect(request?.url).toBe(isRaw ? ENDPOINT.replace('http:', 'https:') : ENDPOINT);
          expect(request?.headers.map(([name, value]) => [name.toLowerCase(), value])).toContainEqual([
            'soapaction',
            expect.stringContaining('http://www.marketo.com/mktows/getLead'),
          ]);
        }
      });
});

describe('A program that gives its values to a library has no envelope, and the import and the Code tab say so:', () => {
  for (const kind of libraries)
    it(kind.label, () => {
      const snippet = kind.write(requestOf('getLead', values));
      if (!snippet.ok) throw new Error(snippet.reason);
      const found = recognise(snippet.text);
      expect(found.requests).toEqual([]);
      expect(found.leftOut).toHaveLength(1);
      const [, library = ''] = /gives its values to (.*?), which/.exec(found.leftOut[0] ?? '') ?? [];
      expect(library).not.toBe('');
      expect(snippet.notes.join(' ')).toContain(`${library} makes the envelope`);
    });

  it('one of suds, which the Code tab does not have', () => {
    const text =
      "from suds.client import Client\nclient = Client('https://x.mktoapi.com/soap/mktows/3_1?WSDL')";
    expect(recognise(text).leftOut[0]).toContain('suds');
  });
});
