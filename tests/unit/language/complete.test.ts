import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { check } from '#src/language/check';
import { complete } from '#src/language/complete/complete';
import type { Completion } from '#src/language/completion';
import type { Context } from '#src/language/problem';
import { snippetText, textMate, xmlSnippet } from '#src/language/snippet';
import { applyEdits } from '#src/xml/edits';
import { envelope, HEADER } from './texts';

const now: Context = { userId: 'me_1', timestamp: '2026-01-01T00:00:00+00:00' };

/** What is offered at the `|`. */
function offered(source: string, context: Context = {}): Completion[] {
  const offset = source.indexOf('|');
  return complete(source.replace('|', ''), offset, marketo, context);
}

function labels(source: string, context: Context = {}): string[] {
  return offered(source, context).map((one) => one.label);
}

/** The text once the offer with that label is taken. */
function taken(source: string, label: string, context: Context = {}): string {
  const completion = offered(source, context).find((one) => one.label === label);
  if (!completion) throw new Error(`${label} is not offered, but ${labels(source, context).join(', ')}`);
  const edit = { ...completion.range, text: snippetText(completion.insert) };
  return applyEdits(source.replace('|', ''), [edit, ...completion.also]);
}

const lead = (content: string) => envelope(`    <m:paramsGetLead>${content}</m:paramsGetLead>`);
const many = (content: string) =>
  envelope(`    <m:paramsGetMultipleLeads>\n${content}\n    </m:paramsGetMultipleLeads>`);

describe('Completion of elements', () => {
  it('offers the fields that are not there yet, those that belong here first', () => {
    expect(labels(many('      <batchSize>1</batchSize>\n      <|'))).toEqual([
      'includeAttributes',
      'leadSelector',
      'lastUpdatedAt',
      'streamPosition',
    ]);
    expect(labels(many('      |\n      <batchSize>1</batchSize>'))[0]).toBe('leadSelector');
  });

  it('fills in what is required, indented, with the type of an abstract one', () => {
    expect(taken(many('      <|'), 'leadSelector')).toBe(
      many(
        [
          '      <leadSelector xsi:type="m:LeadKeySelector">',
          '        <keyType>IDNUM</keyType>',
          '        <keyValues>',
          '          <stringItem></stringItem>',
          '        </keyValues>',
          '      </leadSelector>',
        ].join('\n'),
      ),
    );
  });

  it('declares xsi on the Envelope with it, when the text does not', () => {
    const text = many('      <|').replace(/ xmlns:xsi="[^"]*"/, '');
    expect(taken(text, 'leadSelector')).toContain(
      'xmlns:m="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    );
  });

  it('completes a name that is begun, with or without the <', () => {
    expect(taken(lead('<lea|'), 'leadKey')).toBe(taken(lead('<|'), 'leadKey'));
    expect(taken(lead('lea|'), 'leadKey')).toBe(taken(lead('|'), 'leadKey'));
  });

  it('offers an array item by item and by three', () => {
    const text = many('      <includeAttributes>|</includeAttributes>');
    expect(labels(text)).toEqual(['stringItem', 'stringItem × 3']);
    expect(taken(text, 'stringItem × 3').match(/<stringItem><\/stringItem>/g)).toHaveLength(3);
  });

  it('goes on offering a field that may be repeated', () => {
    expect(labels(many('<includeAttributes><stringItem>a</stringItem><|</includeAttributes>'))).toContain(
      'stringItem',
    );
  });

  it('renames an element that has its content already', () => {
    const text = many('      <bat|>20</bat>');
    expect(taken(text, 'batchSize')).toBe(many('      <batchSize>20</batchSize>'));
  });

  it('knows the fields of the type that is chosen, or seems to be meant', () => {
    expect(labels(many('<leadSelector xsi:type="m:StaticListSelector"><|</leadSelector>'))).toEqual([
      'staticListName',
      'staticListId',
    ]);
    expect(labels(many('<leadSelector><keyType>EMAIL</keyType><|</leadSelector>'))).toEqual(['keyValues']);
  });

  it('offers every request in an empty Body, and none beside one', () => {
    expect(offered(envelope('    |')).map((one) => one.kind)).toEqual(
      marketo.operations.map(() => 'request'),
    );
    expect(labels(envelope('    <m:paramsListMObjects/>|'))).toEqual([]);
    const text = taken(envelope('    |'), 'paramsGetLead');
    expect(check(text, marketo).filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it('offers headers that the operation takes, with the user and the time that the page knows', () => {
    const text = envelope('<m:paramsSyncLead/>', '  <s:Header>\n    |\n  </s:Header>');
    expect(labels(text)).toEqual(['AuthenticationHeader', 'MktowsContextHeader']);
    expect(offered(text)[0]?.kind).toBe('header');
    const result = readRequest(taken(text, 'AuthenticationHeader', now), marketo);
    expect(result.ok && result.request.headers.AuthenticationHeader).toEqual({
      mktowsUserId: 'me_1',
      requestSignature: '',
      requestTimestamp: '2026-01-01T00:00:00+00:00',
    });
    expect(
      labels(envelope('<m:paramsListMObjects/>', HEADER.replace('  </s:Header>', '  |</s:Header>'))),
    ).toEqual([]);
  });

  it('offers the sections that an Envelope lacks', () => {
    const text = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">\n  |\n</s:Envelope>';
    expect(labels(text)).toEqual(['s:Header', 's:Body']);
    expect(taken(text, 's:Body')).toContain('  <s:Body>\n    \n  </s:Body>\n');
  });

  it('offers whole requests in an empty text', () => {
    expect(labels('|')).toEqual(marketo.operations.map((operation) => operation.name));
    const text = taken('|', 'getLead', now);
    const result = readRequest(text, marketo);
    expect(result.ok && result.request.headers.AuthenticationHeader?.mktowsUserId).toBe('me_1');
  });

  it('offers nothing in comments, CDATA, instructions and unknown elements', () => {
    expect(labels(lead('<!-- <| -->'))).toEqual([]);
    expect(labels(lead('<![CDATA[ | ]]>'))).toEqual([]);
    expect(labels('<?xml |?><a/>')).toEqual([]);
    expect(labels(envelope('<nonsense>|</nonsense>'))).toEqual([]);
  });
});

describe('Completion of closing tags', () => {
  it('closes the innermost element', () => {
    expect(taken(envelope('<m:paramsGetLead><leadKey></|'), '</leadKey>')).toContain('<leadKey></leadKey>');
    expect(taken(envelope('<m:paramsGetLead><leadKey></le|'), '</leadKey>')).toContain('<leadKey></leadKey>');
  });

  it('is offered after a bare < and in content, while the element is open', () => {
    const open = lead('<leadKey>|').replace('</m:paramsGetLead>', '');
    expect(labels(open)).toContain('</leadKey>');
    expect(labels(open.replace('|', '<|'))).toContain('</leadKey>');
    expect(labels(lead('<leadKey>|</leadKey>'))).not.toContain('</leadKey>');
  });
});

describe('Completion of attributes', () => {
  it('offers the types that may stand there, with their prefix', () => {
    expect(labels(many('<leadSelector |></leadSelector>'))).toEqual([
      'xsi:type="m:LeadKeySelector"',
      'xsi:type="m:StaticListSelector"',
      'xsi:type="m:LastUpdateAtSelector"',
    ]);
    expect(taken(many('<leadSelector xs|></leadSelector>'), 'xsi:type="m:StaticListSelector"')).toContain(
      '<leadSelector xsi:type="m:StaticListSelector"></leadSelector>',
    );
  });

  it('offers nil where it is allowed, once', () => {
    expect(labels(many('<batchSize |/>'))).toEqual(['xsi:nil="true"']);
    expect(labels(many('<batchSize xsi:nil="true" |/>'))).toEqual([]);
    expect(labels(lead('<leadKey |/>'))).toEqual([]);
  });

  it('offers values of xsi:type and xsi:nil between the quotes', () => {
    const text = many('<leadSelector xsi:type="m:L|"></leadSelector>');
    expect(labels(text)).toEqual(['m:LeadKeySelector', 'm:StaticListSelector', 'm:LastUpdateAtSelector']);
    expect(taken(text, 'm:StaticListSelector')).toContain('xsi:type="m:StaticListSelector"></leadSelector>');
    expect(labels(many('<batchSize xsi:nil="|"/>'))).toEqual(['true', 'false']);
  });

  it('offers the namespaces that the Envelope lacks', () => {
    const text = envelope('')
      .replace(/ xmlns:(m|xsi)="[^"]*"/g, '')
      .replace('<s:Envelope', '<s:Envelope |');
    expect(labels(text)).toEqual(['xmlns:ns1', 'xmlns:xsi']);
  });
});

describe('Completion of values', () => {
  it('offers the values of an enumeration in place of what is there', () => {
    expect(labels(lead('<leadKey><keyType>|</keyType></leadKey>'))).toContain('SFDCLEADID');
    expect(taken(lead('<leadKey><keyType>EM|</keyType></leadKey>'), 'EMAIL')).toBe(
      lead('<leadKey><keyType>EMAIL</keyType></leadKey>'),
    );
  });

  it('offers true and false', () => {
    expect(labels(envelope('<m:paramsSyncLead><returnLead>|</returnLead></m:paramsSyncLead>'))).toEqual([
      'true',
      'false',
    ]);
  });

  it('offers the user id, and the time now', () => {
    const header = (name: string) => envelope('', HEADER.replace(new RegExp(`(<${name}>)[^<]*`), '$1|'));
    expect(labels(header('mktowsUserId'), now)).toEqual(['me_1']);
    expect(labels(header('requestTimestamp'), now)).toEqual(['2026-01-01T00:00:00+00:00']);
    expect(labels(header('requestTimestamp'))).toEqual([]);
    expect(labels(many('<lastUpdatedAt>|</lastUpdatedAt>'), now)).toContain('2026-01-01T00:00:00+00:00');
  });
});

describe('Snippets', () => {
  it('have a place to type at for each text and each empty element', () => {
    const snippet = xmlSnippet('<a>\n  <b>x</b>\n  <c/>\n</a>');
    expect(snippetText(snippet)).toBe('<a>\n  <b>x</b>\n  <c></c>\n</a>');
    expect(textMate(snippet)).toBe('<a>\n  <b>${1:x}</b>\n  <c>$2</c>\n</a>');
  });

  it('escape what the notation would take for a place', () => {
    expect(textMate(['a$b\\c', { stop: 1, text: 'd}e$' }])).toBe('a\\$b\\\\c${1:d\\}e\\$}');
  });
});
