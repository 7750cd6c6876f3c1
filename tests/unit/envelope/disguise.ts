import fc from 'fast-check';

/** How a text is dressed up before it is changed. */
export interface Disguise {
  readonly soap: string;
  readonly vendor: string;
  readonly xsi: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly shape: 'lines' | 'tabs' | 'flat';
  /** Pieces to put between tags, and how many gaps to leave before each. */
  readonly pieces: readonly (readonly [gap: number, piece: string])[];
}

const PIECES = [
  '<!-- a note -->',
  '<!-- <leadKey> & more -->',
  '<custom/>',
  '<custom xmlns:q="urn:q" q:a="1"><inner>kept</inner></custom>',
  '<?keep this?>',
];

/** Any way in which people write the same request differently. */
export const disguise: fc.Arbitrary<Disguise> = fc.record({
  soap: fc.constantFrom('SOAP-ENV', 'soapenv', 's'),
  vendor: fc.constantFrom('ns1', 'mkt', 'tns'),
  xsi: fc.constantFrom('xsi', 'i'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  shape: fc.constantFrom('lines', 'tabs', 'flat'),
  pieces: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(...PIECES)), { maxLength: 6 }),
});

/** A text of our writer, written as somebody else would. Its values are the same. */
export function dress(text: string, how: Disguise): string {
  const renamed = text.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/SOAP-ENV(?=[:=])/g, how.soap)
      .replace(/ns1(?=[:=])/g, how.vendor)
      .replace(/xsi(?=[:=])/g, how.xsi),
  );
  const pieces = [...how.pieces];
  let gap = 0;
  return renamed.replace(/>(\n *)(?=<)/g, (whole, space: string, offset: number) => {
    const tag = renamed.slice(renamed.lastIndexOf('<', offset), offset + 1);
    const opens = !/^<[/?]|\/>$/.test(tag);
    // Between an opening and a closing tag the white space may be a value.
    if (opens && renamed.startsWith('</', offset + whole.length)) return whole;
    const line = how.shape === 'tabs' ? space.replace(/ {2}/g, '\t') : space;
    const between = how.shape === 'flat' ? '' : line.replace('\n', how.lineEnd);
    const next = pieces[0];
    if (!next || gap++ < next[0] || !/:params/.test(renamed.slice(0, offset + 1))) return `>${between}`;
    pieces.shift();
    gap = 0;
    return `>${between}${next[1]}${between}`;
  });
}
