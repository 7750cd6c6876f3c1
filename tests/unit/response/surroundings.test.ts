import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readAnswer } from '#src/response/answer-reader';
import { readResponse } from '#src/response/read';

const declared = '<?xml version="1.0" encoding="UTF-8"?>\n';
const answer = (value = 'ok') =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://www.marketo.com/mktows/"><e:Body><m:successListMObjects><result><objects>${value}</objects></result></m:successListMObjects></e:Body></e:Envelope>`;

describe('What stands around an answer’s XML', () => {
  it.each([
    ['blank lines', '\n\n', 'Blank lines before the XML', 1, 1],
    ['a byte order mark after a line end', '\n\ufeff', 'Text before the XML', 2, 1],
    ['a notice of PHP', '<br />\n<b>Notice</b>: Undefined index<br />\n', 'Text before the XML', 1, 1],
    ['a line of a log', '\nDEBUG sending\n', 'Text before the XML', 2, 1],
  ])(
    '%s is told with its place, and the answer is read all the same',
    async (_, before, title, line, column) => {
      for (const text of [before + declared + answer(), before + answer()]) {
        const reading = readResponse(text, marketo);
        expect(reading).toMatchObject({
          kind: 'success',
          operation: 'listMObjects',
          values: { result: { objects: ['ok'] } },
        });
        expect(reading.remarks).toEqual([expect.objectContaining({ title, line, column })]);
        const rows = await readAnswer(text, '', marketo, () => Promise.resolve(true));
        expect(rows?.rows.operation).toBe('listMObjects');
        expect(rows?.rows.broken).toBeUndefined();
      }
    },
  );

  it('is told after the XML too', () => {
    const reading = readResponse(
      `Warning: x\n${declared}${answer()}\n<!-- 3 ms --> <b>Deprecated</b>`,
      marketo,
    );
    expect(reading.kind).toBe('success');
    expect(reading.remarks?.map(({ title }) => title)).toEqual(['Text before the XML', 'Text after the XML']);
  });

  it('is nothing where there is only the XML', () => {
    expect(readResponse(declared + answer(), marketo).remarks).toBeUndefined();
    expect(readResponse('<html><body>Envelope</body></html>', marketo)).toMatchObject({ kind: 'other-xml' });
  });

  it('may be the parts of a MIME message: the root part is read, and attachments are listed', () => {
    const part = (head: string, body: string) => `--b1\r\n${head}\r\n\r\n${body}\r\n`;
    const text = `${part('Content-Type: application/xop+xml; type="text/xml"\r\nContent-ID: <root>', declared + answer())}${part('Content-Type: image/png\r\nContent-ID: <logo>', 'PNG…')}--b1--\r\n`;
    const reading = readResponse(text, marketo);
    expect(reading).toMatchObject({ kind: 'success', operation: 'listMObjects' });
    expect(reading.remarks?.[0]?.message).toMatch(
      /root part is read\. Attachments: <logo> \(image\/png, 6 characters\)/,
    );
  });
});

describe('Answers that are not what was asked for', () => {
  it('a fault of SOAP 1.2 is read as a fault', () => {
    const text = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">20014 - Authentication Error</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>`;
    expect(readResponse(text, marketo)).toMatchObject({
      kind: 'fault',
      faultcode: 'e:Sender',
      faultstring: '20014 - Authentication Error',
      code: '20014',
      remarks: [{ title: 'A fault of SOAP 1.2' }],
    });
  });

  it('an element of a Body without its Envelope is told as such', () => {
    const text =
      '<m:successListMObjects xmlns:m="http://www.marketo.com/mktows/"><result/></m:successListMObjects>';
    expect(readResponse(text, marketo)).toEqual({
      kind: 'other-xml',
      name: 'successListMObjects',
      bare: true,
    });
    expect(readResponse('<other/>', marketo)).toEqual({ kind: 'other-xml', name: 'other' });
  });

  it('one that ends too early says where', () => {
    const whole = declared + answer();
    const text = whole.slice(0, whole.indexOf('ok') + 2);
    expect(readResponse(text, marketo)).toMatchObject({
      kind: 'not-xml',
      message: `The answer ends too early: at line 2, column ${text.length - declared.length + 1}, <objects> is still open.`,
      line: 2,
    });
    expect(readResponse(whole.slice(0, -10), marketo)).toMatchObject({
      message: expect.stringMatching(/ends too early/) as string,
    });
    // A tag that is missing in the middle is another mistake.
    expect(readResponse(whole.replace('</objects>', ''), marketo)).not.toMatchObject({
      message: expect.stringMatching(/ends too early/) as string,
    });
  });

  it.each(['&#x0B;', '&#11;', '&#xFFFF;'])('%s is named as a character that XML forbids', (reference) => {
    expect(readResponse(answer(reference), marketo)).toMatchObject({
      kind: 'not-xml',
      message: expect.stringMatching(/names a character that XML|no character|forbid|not allowed/) as string,
    });
    expect(JSON.stringify(readResponse(answer(reference), marketo))).not.toContain('a plain &');
  });
});

describe('Further answers of these kinds', () => {
  const X = 'Content-Type: application/xop+xml; type="text/xml"\r\nContent-ID: <root>';
  const part = (head: string, body: string) => `--b1\r\n${head}\r\n\r\n${body}\r\n`;
  const whole = declared + answer();

  it.each([
    ['\u00a0\n', 'Text stands before the XML: “U+00A0”.'],
    ['\ufeff', 'Text stands before the XML: “U+FEFF”.'],
    ['1a3\r\n', 'Text stands before the XML: “1a3”.'],
    [
      'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n',
      'Text stands before the XML: “HTTP/1.1 200 OK Content-Type: text/xml”.',
    ],
    [' ', 'White space stands before the XML. Strict clients'],
    ['\n', 'A blank line stands before the XML. Strict clients'],
    ['\r\n\r\n', '2 blank lines stand before the XML. Strict clients'],
  ])('%j before the declaration is told in words', (before, words) => {
    const reading = readResponse(before + whole, marketo);
    expect(reading.kind).toBe('success');
    expect(reading.remarks?.[0]?.message).toContain(words);
  });

  it('blank lines are allowed where no declaration follows, and that is said', () => {
    expect(readResponse(`\n\n${answer()}`, marketo).remarks?.[0]?.message).toBe(
      '2 blank lines stand before the XML. XML allows it here.',
    );
  });

  it.each([
    ['\n\nNotice: x', 4, 'Notice: x'],
    ['\n<br/>Deprecated', 3, '<br/>Deprecated'],
    ['\r\n0\r\n\r\n', 3, '0'],
  ])('%j after the XML alone is told with its place, and the answer is read', async (after, line, words) => {
    const reading = readResponse(whole + after, marketo);
    expect(reading).toMatchObject({ kind: 'success', operation: 'listMObjects' });
    expect(reading.remarks).toEqual([
      expect.objectContaining({ title: 'Text after the XML', line, column: 1 }),
    ]);
    expect(reading.remarks?.[0]?.message).toContain(`“${words}”`);
    const rows = await readAnswer(whole + after, '', marketo, () => Promise.resolve(true));
    expect(rows?.rows.operation).toBe('listMObjects');
  });

  it('a comment after the XML is XML, and a second document is none', () => {
    expect(readResponse(`${whole}\n<!-- took 3 ms -->\n`, marketo).remarks).toBeUndefined();
    expect(readResponse(`${whole}\n${whole}`, marketo).kind).toBe('not-xml');
  });

  it.each([
    [
      'words before the first part',
      `This is a multi-part message in MIME format.\r\n${part(X, whole)}--b1--`,
    ],
    [
      'the head of the message',
      `Content-Type: multipart/related; boundary=b1\r\n\r\n${part(X, whole)}--b1--`,
    ],
    [
      'an attachment of XML before the root',
      `${part('Content-Type: text/xml\r\nContent-ID: <att>', '<data/>')}${part(X, whole)}--b1--`,
    ],
    ['line feeds alone, and no end', part(X, whole).replaceAll('\r\n', '\n')],
    ['parts without heads', `--b1\r\n\r\n${whole}\r\n--b1--`],
  ])('a MIME message may have %s', (name, text) => {
    const reading = readResponse(text, marketo);
    expect(reading).toMatchObject({ kind: 'success', operation: 'listMObjects' });
    expect(reading.remarks?.map(({ title }) => title)).toEqual(['A message with parts']);
    if (name.includes('attachment')) expect(reading.remarks?.[0]?.message).toContain('<att> (text/xml,');
  });

  it('a fault of SOAP 1.2 is told in English where it is', () => {
    const text = (...reasons: string[]) =>
      `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason>${reasons.join('')}</e:Reason></e:Fault></e:Body></e:Envelope>`;
    const de = '<e:Text xml:lang="de">Kaputt</e:Text>';
    const en = '<e:Text xml:lang="en-GB">Broken</e:Text>';
    expect(readResponse(text(de, en), marketo)).toMatchObject({ kind: 'fault', faultstring: 'Broken' });
    expect(readResponse(text(de), marketo)).toMatchObject({ kind: 'fault', faultstring: 'Kaputt' });
  });

  it('an answer that is cut off says so wherever it was cut', () => {
    for (let length = 7; length < whole.length - 1; length += 1) {
      const cut = whole.slice(0, length);
      const reading = readResponse(cut, marketo);
      expect(reading, cut).toMatchObject({ kind: 'not-xml' });
      // Right behind its declaration there is no Envelope yet.
      if (length >= declared.length - 2 && length <= declared.length + 1) continue;
      expect(reading, cut).toMatchObject({
        message: expect.stringMatching(/^The answer ends too early/) as string,
      });
    }
    expect(readResponse(whole.slice(0, 150), marketo)).toMatchObject({
      message: 'The answer ends too early: at line 2, column 112, in the tag <e:Bod.',
    });
  });

  it.each(['&#0;', '&#xD800;', '&#x110000;', '&#xFFFE;', '&#31;'])(
    '%s is named as forbidden',
    (reference) => {
      expect(readResponse(answer(reference), marketo)).toMatchObject({
        kind: 'not-xml',
        message: `${reference} names a character that XML forbids.`,
      });
    },
  );
});
