import { describe, expect, it } from 'vitest';
import { checkEndpoint } from '#src/language/endpoint';

const LIVE = 'https://123-ABC-456.mktoapi.com/soap/mktows/3_1';
const codes = (url: string) => checkEndpoint(url).map(({ code }) => code);
const fixed = (url: string, code: string) =>
  checkEndpoint(url).find((problem) => problem.code === code)?.fixed;

describe('The URL of an endpoint', () => {
  it.each([
    'https://soap.example.com/soap/mktows/3_1',
    'https://soap.example.com:8443/soap?tenant=1',
    'http://localhost:8080/soap/mktows/3_1',
    'http://127.0.0.1/soap',
    'http://[::1]:99/soap',
    '/soap/mktows/3_1',
  ])('is fine as it is: %s', (url) => {
    expect(checkEndpoint(url)).toEqual([]);
  });

  it.each([
    ['', ['empty']],
    ['  ', ['empty']],
    [' https://host.example/soap ', ['padding']],
    ['host.example/soap', ['not-a-url']],
    ['no url', ['not-a-url']],
    ['//host.example/soap', ['not-a-url']],
    ['ftp://host.example/soap', ['scheme']],
    ['javascript:alert(1)', ['scheme']],
    ['https://host.example/soap?WSDL', ['wsdl']],
    ['https://me:secret@host.example/soap', ['credentials']],
    ['https://host.example/soap#top', ['fragment']],
    ['http://host.example/soap', ['http']],
    ['https://host.example', ['no-path']],
    ['https://123-ABC-456.mktorest.com/rest', ['rest']],
    ['https://host.example/identity/oauth/token', ['rest']],
    [LIVE, ['retired']],
    ['https://na-c.marketo.com/soap/mktows/3_1', ['retired']],
    ['http://123-abc-456.mktoapi.com/', ['retired', 'http', 'no-path']],
    ['https://mktoapi.com.example/soap', []],
  ])('%j is told what is wrong with it', (url, expected) => {
    expect(codes(url)).toEqual(expected);
  });

  it.each([
    [' https://host.example/soap ', 'padding', 'https://host.example/soap'],
    ['host.example/soap', 'not-a-url', 'https://host.example/soap'],
    ['no url', 'not-a-url', undefined],
    [`${LIVE}?WSDL`, 'wsdl', LIVE],
    ['https://host.example/soap#top', 'fragment', 'https://host.example/soap'],
    ['HTTP://host.example/soap', 'http', 'https://host.example/soap'],
    ['https://123-abc-456.mktoapi.com', 'no-path', 'https://123-abc-456.mktoapi.com/soap/mktows/3_1'],
    ['https://host.example', 'no-path', undefined],
  ])('%j is mended where that is plain', (url, code, expected) => {
    expect(codes(url)).toContain(code);
    expect(fixed(url, code)).toBe(expected);
  });

  it('is judged in sentences', () => {
    for (const { message } of checkEndpoint(' http://a:b@na-c.marketo.com?wsdl#x'))
      expect(message).toMatch(/^(\S.*)\.$/);
  });
});
