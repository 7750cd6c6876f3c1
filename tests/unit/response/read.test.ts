import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readResponse } from '#src/response/read';
import { envelope, fault, MARKETO_FAULT, SUCCESS } from './messages';

const read = (text: string) => readResponse(text, marketo);

describe('Reading a response', () => {
  it('gives the values of an answer', () => {
    expect(read(SUCCESS)).toEqual({
      kind: 'success',
      operation: 'getMultipleLeads',
      values: {
        result: {
          returnCount: '1',
          remainingCount: '0',
          newStreamPosition: '',
          leadRecordList: {
            leadRecord: [
              {
                Id: '7',
                Email: 'a@example.com',
                ForeignSysPersonId: null,
                ForeignSysType: null,
                leadAttributeList: {
                  attribute: [{ attrName: 'City', attrType: 'string', attrValue: 'Köln & Bonn' }],
                },
              },
            ],
          },
        },
      },
    });
  });

  it('gives code and sentence of a fault of the service', () => {
    expect(read(MARKETO_FAULT)).toEqual({
      kind: 'fault',
      faultcode: 'SOAP-ENV:Client',
      faultstring: '20014 - Authentication failed',
      code: '20014',
      message: 'Authentication failed (20014)',
    });
  });

  it.each([
    ['no detail', '', '20014'],
    ['a detail of another kind', '<detail><trace>at 20103</trace></detail>', '20014'],
    ['an empty exception', '<detail><ns1:serviceException><code/></ns1:serviceException></detail>', '20014'],
  ])('takes a fault’s code from its first words when there is %s', (_, detail, code) => {
    expect(read(fault(detail))).toMatchObject({ kind: 'fault', code, message: undefined });
  });

  it('knows a fault of any other SOAP service', () => {
    expect(read(fault('', 'Out of cheese'))).toEqual({
      kind: 'fault',
      faultcode: 'SOAP-ENV:Client',
      faultstring: 'Out of cheese',
      code: undefined,
      message: undefined,
    });
  });

  it('reads a fault whose children are qualified', () => {
    const qualified = MARKETO_FAULT.replace(/<(\/?)(fault\w+|detail)>/g, '<$1SOAP-ENV:$2>');
    expect(read(qualified)).toEqual(read(MARKETO_FAULT));
  });

  it('takes an element called Fault for a fault only in the envelope’s namespace', () => {
    expect(read(envelope('<Fault/>'))).toEqual({ kind: 'unknown-body', name: 'Fault' });
  });

  it.each([
    ['another service’s answer', envelope('<x:other xmlns:x="urn:x"/>'), 'other'],
    ['an answer’s name in no namespace', envelope('<successGetLead/>'), 'successGetLead'],
    ['a request', envelope('<ns1:paramsGetLead/>'), 'paramsGetLead'],
    ['nothing', envelope(''), ''],
  ])('names the Body of an envelope with %s', (_, text, name) => {
    expect(read(text)).toEqual({ kind: 'unknown-body', name });
  });

  it.each([
    ['<html xmlns="http://www.w3.org/1999/xhtml"/>', 'html'],
    ['<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Body/></Envelope>', 'Envelope'],
    ['<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>', 'Envelope'],
  ])('names the document that is no SOAP 1.1 message: %s', (text, name) => {
    expect(read(text)).toEqual({ kind: 'other-xml', name });
  });

  it.each([
    ['<!DOCTYPE html><html><body><p>502<br></body></html>', true],
    ['\n  <html><head><meta charset="utf-8"></head></html>', true],
    ['<htmlish>', false],
    ['{"error":"not SOAP"}', false],
    ['Service unavailable', false],
  ])('tells a web page from other text: %s', (text, html) => {
    expect(read(text)).toMatchObject({ kind: 'not-xml', html });
  });

  it('says where a truncated answer stops making sense', () => {
    const reading = read(SUCCESS.slice(0, 500));
    expect(reading).toMatchObject({ kind: 'not-xml', html: false });
    expect(reading.kind === 'not-xml' && reading.message).toMatch(/\S\.$/);
  });

  it.each(['', ' \r\n\t'])('calls %j empty', (text) => {
    expect(read(text)).toEqual({ kind: 'empty' });
  });
});

describe('Reading any text', () => {
  const pieces = [
    SUCCESS,
    MARKETO_FAULT,
    '<',
    '&',
    ']]>',
    '<![CDATA[',
    '<!--',
    '<?',
    '__proto__',
    ':',
    '\0',
    '\ufeff',
  ];
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((parts) => parts.join('')),
    fc.record({ at: fc.nat(SUCCESS.length), cut: fc.nat(40), put: fc.string() }).map(({ at, cut, put }) => {
      return SUCCESS.slice(0, at) + put + SUCCESS.slice(at + cut);
    }),
  );

  it('never throws, and always comes to one of the known ends', () => {
    const known = ['success', 'fault', 'unknown-body', 'other-xml', 'not-xml', 'empty'];
    fc.assert(
      fc.property(anyText, (text) => {
        expect(known).toContain(read(text).kind);
      }),
      { numRuns: 1500 },
    );
  });
});
