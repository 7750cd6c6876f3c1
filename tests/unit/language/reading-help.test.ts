import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { valueAt, type Path, type Value } from '#src/envelope/values';
import { writeRequest } from '#src/envelope/write';
import { format } from '#src/language/format';
import { hover } from '#src/language/hover';
import { locate, pathAt } from '#src/language/locate';
import { outline } from '#src/language/outline';
import { applyEdits } from '#src/xml/edits';
import { disguise, dress } from '../envelope/disguise';
import { anyRequest } from '../values';
import { mutated } from './mutations';
import { envelope } from './texts';

const text = envelope(`    <m:paramsGetMultipleLeads>
      <leadSelector xsi:type="m:LeadKeySelector">
        <keyType>EMAIL</keyType>
        <keyValues>
          <stringItem>a@b.c</stringItem>
          <stringItem>d@e.f</stringItem>
        </keyValues>
      </leadSelector>
      <batchSize xsi:nil="true"/>
      <custom/>
    </m:paramsGetMultipleLeads>`);

describe('Hover', () => {
  const at = (words: string, more = 1) => hover(text, text.indexOf(words) + more, marketo);

  it('tells a field’s type, occurrence, limits and documentation', () => {
    expect(at('<batchSize')).toMatchObject({
      title: 'batchSize',
      type: 'int',
      occurrence: 'optional',
      nillable: true,
      limits: ['At most 1000.'],
      operation: 'getMultipleLeads',
    });
    expect(at('<batchSize')?.documentation).not.toBe('');
    expect(at('<keyValues>')?.limits).toEqual(['At most 100 items.']);
    expect(at('<leadSelector')).toMatchObject({
      type: 'LeadKeySelector',
      occurrence: 'required in practice',
    });
  });

  it('covers the name, in the closing tag too', () => {
    const open = text.indexOf('<keyType>') + 1;
    expect(at('<keyType>')?.range).toEqual({ start: open, end: open + 7 });
    const close = text.indexOf('</keyType>');
    expect(hover(text, close + 4, marketo)).toMatchObject({
      title: 'keyType',
      range: { start: close, end: close + 10 },
    });
  });

  it('explains a value of an enumeration, and lists the values of its field', () => {
    const value = text.indexOf('EMAIL');
    expect(hover(text, value + 2, marketo)).toMatchObject({
      title: 'EMAIL',
      range: { start: value, end: value + 5 },
    });
    expect(at('<keyType>')?.values).toContain('COOKIE');
  });

  it('explains the type that xsi:type names', () => {
    expect(at('m:LeadKeySelector', 4)).toMatchObject({ title: 'LeadKeySelector' });
  });

  it('explains the request and the headers', () => {
    expect(at('m:paramsGetMultipleLeads', 3)).toMatchObject({
      title: 'paramsGetMultipleLeads',
      occurrence: '',
    });
    expect(at('m:paramsGetMultipleLeads', 3)?.documentation).not.toBe('');
    expect(at('<mktowsUserId')).toMatchObject({ occurrence: 'required' });
    expect(at('m:AuthenticationHeader', 3)?.documentation).not.toBe('');
  });

  it('says nothing about white space, plain text, strangers and nothing', () => {
    expect(at('a@b.c')).toBeUndefined();
    expect(at('<custom/>', 2)).toBeUndefined();
    expect(at('<?xml', 3)).toBeUndefined();
    expect(hover('', 0, marketo)).toBeUndefined();
  });
});

describe('The outline', () => {
  it('names each element, and what tells it from others', () => {
    const [root] = outline(text);
    const request = root?.children[1]?.children[0];
    expect(root?.name).toBe('s:Envelope');
    expect(request?.children.map((child) => [child.name, child.detail])).toEqual([
      ['leadSelector', 'EMAIL'],
      ['batchSize', ''],
      ['custom', ''],
    ]);
    const selector = request?.children[0];
    expect(text.slice(selector!.range.start, selector!.range.end)).toMatch(
      /^<leadSelector[^]*<\/leadSelector>$/,
    );
    expect(text.slice(selector!.selection.start, selector!.selection.end)).toBe('leadSelector');
  });

  it('is there for a broken text too, and cuts long texts', () => {
    expect(outline('<a><b>').map((symbol) => symbol.children.length)).toEqual([1]);
    expect(outline(`<a>${'x'.repeat(80)}</a>`)[0]?.detail).toHaveLength(60);
    expect(outline('')).toEqual([]);
  });
});

describe('Formatting', () => {
  const formatted = (source: string, unit?: string) => applyEdits(source, format(source, unit));
  const solid = (source: string) => source.replace(/[ \t\r\n]/g, '');

  it('indents by nesting, and leaves what is indented already', () => {
    expect(formatted('<a><b><c>x</c></b><!-- n --><d/></a>')).toBe(
      '<a>\n  <b>\n    <c>x</c>\n  </b><!-- n -->\n  <d/>\n</a>',
    );
    expect(format(text)).toEqual([]);
  });

  it('edits only the white space that changes', () => {
    const source = '<a>\n  <b/>\n <c/>\n</a>';
    expect(format(source)).toEqual([{ start: 10, end: 12, text: '\n  ' }]);
  });

  it('never touches values, mixed content, CDATA or xml:space', () => {
    const source =
      '<a><b> x </b><c>  </c><d>t<e/></d><f><![CDATA[ <g> ]]></f><h xml:space="preserve"><i/></h></a>';
    expect(formatted(source)).toBe(
      '<a>\n  <b> x </b>\n  <c>  </c>\n  <d>t<e/></d>\n  <f><![CDATA[ <g> ]]></f>\n  <h xml:space="preserve"><i/></h>\n</a>',
    );
  });

  it('keeps a blank line, comments before and behind, and the line ends', () => {
    const source =
      '<?xml version="1.0"?><!-- top -->\r\n<a>\r\n\r\n\r\n<b/> <!-- behind -->\r\n<!-- above -->\r\n<c/></a>';
    expect(formatted(source)).toBe(
      '<?xml version="1.0"?><!-- top -->\r\n<a>\r\n\r\n  <b/> <!-- behind -->\r\n  <!-- above -->\r\n  <c/>\r\n</a>',
    );
  });

  it('takes another indentation', () => {
    expect(formatted('<a><b/></a>', '\t')).toBe('<a>\n\t<b/>\n</a>');
  });

  it('leaves a broken text alone', () => {
    expect(format('<a><b></a>')).toEqual([]);
  });

  it.each([
    '<?xml version="1.0"?>\nTODO ask Joe\n<a><b/></a>',
    'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<a><b/></a>',
    'abc<a/>',
    '<a><b/></a> done?',
    '<a>\u00a0<b/></a>',
    '<a><b/>\ufeff</a>',
    '\ufeffx\ufeff<a><b/></a>',
    '<!-- one -->\u2028<a><b/>\n\u3000</a>',
    '<a>x<b><c/></b>y</a>',
  ])('deletes nothing that somebody wrote: %j', (source) => {
    expect(solid(formatted(source))).toBe(solid(source));
  });

  it('changes nothing but white space, in any text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '<a>',
          '</a>',
          '<b/>',
          ' ',
          '\n',
          '\t',
          'x',
          '\u00a0',
          '\ufeff',
          '<!--c-->',
          '<?p q?>',
        ),
        fc.constantFrom(
          '<![CDATA[ ]]>',
          '<?xml version="1.0"?>',
          '&amp;',
          '\r\n',
          '\u2028',
          '<a x=" ">',
          '<',
        ),
      ),
      { maxLength: 14 },
    );
    const any = fc.oneof(
      mutated,
      pieces.map((parts) => parts.join('')),
      pieces.map((parts) => `<a>${parts.join('')}</a>`),
    );
    fc.assert(
      fc.property(any, (source) => {
        expect(solid(formatted(source))).toBe(solid(source));
      }),
      { numRuns: 1500 },
    );
  });

  it('changes no value of any request, keeps its comments, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(anyRequest(marketo), disguise, (data, how) => {
        const written = writeRequest(marketo, data);
        if (!written.ok) throw new Error(written.problems[0]?.message);
        const source = dress(written.text, how);
        const result = formatted(source);
        const [before, after] = [readRequest(source, marketo), readRequest(result, marketo)];
        if (!before.ok || !after.ok) throw new Error(source);
        expect(after.request.values).toEqual(before.request.values);
        expect(after.request.extras).toEqual(before.request.extras);
        expect(format(result)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** All paths in a value. */
function paths(value: Value | undefined, path: Path = []): Path[] {
  if (Array.isArray(value))
    return (value as readonly Value[]).flatMap((item, index) => paths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value as Record<string, Value>).filter(([key]) => !/^[$@]/.test(key));
  return [path, ...inner.flatMap(([key, part]) => paths(part, [...path, key]))];
}

describe('From the form to the text and back', () => {
  it('finds a field, and the field at a place', () => {
    const field = { path: ['leadSelector', 'keyValues', 'stringItem', 1] };
    const found = locate(text, marketo, field);
    expect(text.slice(found!.range.start, found!.range.end)).toBe('<stringItem>d@e.f</stringItem>');
    expect(text.slice(found!.value.start, found!.value.end)).toBe('d@e.f');
    expect(found?.exact).toBe(true);
    expect(pathAt(text, marketo, found!.range.start + 3)).toEqual(field);
  });

  it('finds the nearest element when the field is not there', () => {
    const found = locate(text, marketo, { path: ['leadSelector', 'keyValues', 'stringItem', 7] });
    expect(found?.exact).toBe(false);
    expect(text.slice(found!.range.start, found!.range.end)).toMatch(/^<keyValues>/);
  });

  it('finds fields of a header', () => {
    const field = { header: 'AuthenticationHeader', path: ['requestTimestamp'] };
    const found = locate(text, marketo, field);
    expect(text.slice(found!.value.start, found!.value.end)).toBe('2013-08-02T15:47:06-07:00');
    expect(pathAt(text, marketo, found!.value.start)).toEqual(field);
    expect(locate(text, marketo, { header: 'MktowsContextHeader', path: [] })).toBeUndefined();
  });

  it('knows no field outside', () => {
    expect(pathAt(text, marketo, 3)).toBeUndefined();
    expect(locate('<a/>', marketo, { path: [] })).toBeUndefined();
  });

  it('agrees with the values, for every field of any request', () => {
    fc.assert(
      fc.property(anyRequest(marketo), disguise, (data, how) => {
        const written = writeRequest(marketo, data);
        if (!written.ok) throw new Error(written.problems[0]?.message);
        const source = dress(written.text, how);
        for (const path of paths(data.values).slice(0, 12)) {
          if (Array.isArray(valueAt(data.values, path))) continue;
          const found = locate(source, marketo, { path });
          expect(found?.exact).toBe(true);
          expect(pathAt(source, marketo, found!.range.start + 1)).toEqual({ path });
        }
      }),
      { numRuns: 60 },
    );
  });
});
