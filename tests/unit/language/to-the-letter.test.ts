import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { check, fixAll } from '#src/language/check';
import { codes, envelope } from './texts';

/** A getLead request with something in the place of its key's value. */
const lead = (value = 'a@b.c', attributes = '') =>
  envelope(
    `    <m:paramsGetLead>\n      <leadKey>\n        <keyType>EMAIL</keyType>\n        <keyValue${attributes}>${value}</keyValue>\n      </leadKey>\n    </m:paramsGetLead>`,
  );

const OTHERS = ['\u00a0', '\u3000', '\u2028', '\ufeff', '\u2003'];

function isWellFormed(text: string): boolean {
  try {
    XmlDocument.fromString(text).dispose();
    return true;
  } catch {
    return false;
  }
}

describe('White space that XML does not know', () => {
  it.each(OTHERS)('%j as indentation is text, with a fix for each run', (other) => {
    const text = lead().replace('        <keyValue>', `${other}${other}<keyValue>`);
    expect(codes(text)).toEqual(['stray-text']);
    const mended = fixAll(text, marketo).text;
    expect(mended).toBe(lead().replace('        <keyValue>', '  <keyValue>'));
    expect(codes(mended)).toEqual([]);
  });

  it.each(OTHERS)('%j directly in Envelope and Body is told as well', (other) => {
    expect(codes(lead().replace('<s:Body>', `${other}<s:Body>${other}`))).toEqual([
      'stray-text',
      'stray-text',
    ]);
  });

  it.each(OTHERS)('%j between attributes is one error with a space as its fix', (other) => {
    const text = lead().replace(' xmlns:m=', `${other}xmlns:m=`);
    expect(isWellFormed(text)).toBe(false);
    const problems = check(text, marketo);
    expect(problems.map(({ code }) => code)).toEqual(['white-space']);
    expect(problems[0]?.message).toContain(
      `U+${other.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
    );
    expect(fixAll(text, marketo).text).toBe(lead());
  });

  it.each(OTHERS)('%j after the Envelope is outside, and can go', (other) => {
    const text = lead() + other;
    expect(isWellFormed(text)).toBe(false);
    expect(codes(text)).toEqual(['text-outside']);
    expect(fixAll(text, marketo).text).toBe(lead());
  });

  it.each(OTHERS)('%j in xsi:nil and xsi:type is part of the word', (other) => {
    expect(codes(lead('', ` xsi:nil="true${other}"`))).toContain('bad-value');
    const selector = (type: string) =>
      envelope(
        `<m:paramsGetMultipleLeads><leadSelector xsi:type="${type}"><staticListId>1</staticListId></leadSelector><batchSize>10</batchSize></m:paramsGetMultipleLeads>`,
      );
    expect(codes(selector('m:StaticListSelector'))).not.toContain('type-unknown');
    expect(codes(selector(`m:StaticListSelector${other}`))).toContain('type-unknown');
  });
});

describe('What a SOAP envelope may hold', () => {
  it.each(['Envelope', 'Header', 'Body'])('is no text directly in %s', (part) => {
    const text = lead()
      .replace(`<s:${part}>`, `<s:${part}> hello `)
      .replace(/(<s:Envelope [^>]*>)/, (tag) => {
        return part === 'Envelope' ? `${tag} hello ` : tag;
      });
    expect(codes(text)).toEqual(['stray-text']);
    expect(check(text, marketo)[0]?.severity).toBe('error');
  });

  it.each([
    ['in the Body', (text: string) => text.replace('<s:Body>', '<s:Body><?php echo 1 ?>')],
    [
      'before the Envelope',
      (text: string) => text.replace('<s:Envelope', '<?xml-stylesheet href="a.css"?><s:Envelope'),
    ],
    ['in a field', (text: string) => text.replace('EMAIL', 'EM<?x?>AIL')],
    ['after the Envelope', (text: string) => `${text}<?end?>`],
  ])('is no processing instruction %s', (_, change) => {
    const text = change(lead());
    expect(isWellFormed(text)).toBe(true);
    expect(codes(text)).toEqual(['instruction-in-message']);
    expect(fixAll(text, marketo).text).toBe(lead());
  });
});

describe('Names of types in the place of headers', () => {
  it.each([
    ['AuthenticationHeaderInfo', 'AuthenticationHeader'],
    ['AuthenticationHeder', 'AuthenticationHeader'],
  ])('%s means %s', (wrong, right) => {
    const text = lead().replaceAll(`m:${right}>`, `m:${wrong}>`);
    const problem = check(text, marketo).find(({ code }) => code === 'unknown-header');
    expect(problem?.message).toContain(`Did you mean ${right}?`);
    expect(fixAll(text, marketo).text).toBe(lead());
  });

  it('MktowsContextHeaderInfo means MktowsContextHeader, where the operation takes it', () => {
    const request = envelope(
      '<m:paramsSyncLead><leadRecord><Email>a@b.c</Email></leadRecord><returnLead>false</returnLead></m:paramsSyncLead>',
    );
    const text = request.replace(
      '</s:Header>',
      '<m:MktowsContextHeaderInfo><targetWorkspace>a</targetWorkspace></m:MktowsContextHeaderInfo></s:Header>',
    );
    const problem = check(text, marketo).find(({ code }) => code === 'unknown-header');
    expect(problem?.message).toContain('Did you mean MktowsContextHeader?');
    expect(fixAll(text, marketo).text).toContain(
      '<m:MktowsContextHeader><targetWorkspace>a</targetWorkspace></m:MktowsContextHeader>',
    );
  });
});

describe('A character as its two halves', () => {
  it.each([
    ['&#55357;&#56832;', '&#128512;'],
    ['&#xD83D;&#xDE00;', '&#128512;'],
    ['&#xd83c;&#57225;', '&#127881;'],
  ])('%s is one problem, with one fix', (pair, whole) => {
    const text = lead(`a${pair}b@c.d`);
    expect(codes(text)).toEqual(['reference', ...codes(lead(`a${whole}b@c.d`))]);
    expect(fixAll(text, marketo).text).toBe(lead(`a${whole}b@c.d`));
  });

  it('half of one alone stays an error without a fix', () => {
    const problem = check(lead('a&#55357;b@c.d'), marketo).find(({ code }) => code === 'reference');
    expect(problem).toMatchObject({ code: 'reference', fixes: [] });
  });
});

describe('Curly quotes around a value', () => {
  it.each([
    ['“', '”'],
    ['„', '“'],
    ['”', '”'],
    ['‘', '’'],
  ])('%s…%s become straight ones, and the prefix keeps its namespace', (open, close) => {
    const text = lead().replace(/xmlns:m="([^"]*)"/, `xmlns:m=${open}$1${close}`);
    const problems = check(text, marketo);
    expect(problems.map(({ code }) => code)).toEqual(['attribute-value']);
    expect(problems[0]?.fixes).toHaveLength(1);
    expect(fixAll(text, marketo).text).toBe(lead());
  });
});
