import { describe, expect, it } from 'vitest';
import { operation as find } from '#src/contract/contract';
import { marketo } from '#src/contract/marketo';
import { readRequest } from '#src/envelope/read';
import { revise, withAuthentication } from '#src/envelope/revise/revise';
import type { Values } from '#src/envelope/values';

const getLead = find(marketo, 'getLead')!;
const getMultipleLeads = find(marketo, 'getMultipleLeads')!;
const syncLead = find(marketo, 'syncLead')!;

const open = `<?xml version="1.0"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://www.marketo.com/mktows/">
  <s:Body>`;
const close = `  </s:Body>
</s:Envelope>`;

function envelope(...lines: string[]): string {
  return [open, ...lines, close].join('\n');
}

/** The changed text; the test fails when there is none, or when it does not read as wanted. */
function changed(text: string, name: string, values: Values): string {
  const operation = find(marketo, name)!;
  const result = revise(text, marketo, { operation, values });
  if (!result.ok) throw new Error(result.message);
  const read = readRequest(result.text, marketo);
  expect(read.ok && read.request.values).toEqual(values);
  return result.text;
}

describe('A change in the form', () => {
  it('replaces the text of one element, and only the letters that differ', () => {
    const text = envelope(
      '    <m:paramsGetLead>',
      '      <leadKey><keyType>EMAIL</keyType><!-- whose? --><keyValue>rufus@marketo.com</keyValue></leadKey>',
      '    </m:paramsGetLead>',
    );
    const values = { leadKey: { keyType: 'EMAIL', keyValue: 'rufus@marketo.de' } };
    const result = revise(text, marketo, { operation: getLead, values });
    const at = text.indexOf('.com</') + 1;
    expect(result).toMatchObject({ ok: true, edits: [{ start: at, end: at + 3, text: 'de' }] });
  });

  it('escapes what XML would misread', () => {
    const text = envelope('    <m:paramsGetLead><leadKey><keyValue/></leadKey></m:paramsGetLead>');
    expect(changed(text, 'getLead', { leadKey: { keyValue: 'a & b < c ]]>' } })).toContain(
      '<keyValue>a &amp; b &lt; c ]]&gt;</keyValue>',
    );
  });

  it('keeps a CDATA section where it can say the same, and leaves it where it can’t', () => {
    const text = envelope(
      '    <m:paramsGetLead><leadKey><keyValue><![CDATA[a & b]]></keyValue></leadKey></m:paramsGetLead>',
    );
    expect(changed(text, 'getLead', { leadKey: { keyValue: 'a & c' } })).toContain('<![CDATA[a & c]]>');
    expect(changed(text, 'getLead', { leadKey: { keyValue: ']]>' } })).toContain(
      '<keyValue>]]&gt;</keyValue>',
    );
  });

  it('inserts an element at its place in the schema, indented like its siblings', () => {
    const text = envelope(
      '    <m:paramsGetMultipleLeads>',
      '        <!-- no selector -->',
      '        <batchSize>10</batchSize> <!-- few -->',
      '        <custom/>',
      '    </m:paramsGetMultipleLeads>',
    );
    const values = { streamPosition: 'id:1', batchSize: '10', includeAttributes: { stringItem: ['A', 'B'] } };
    expect(changed(text, 'getMultipleLeads', values)).toBe(
      envelope(
        '    <m:paramsGetMultipleLeads>',
        '        <!-- no selector -->',
        '        <streamPosition>id:1</streamPosition>',
        '        <batchSize>10</batchSize> <!-- few -->',
        '        <includeAttributes>',
        '          <stringItem>A</stringItem>',
        '          <stringItem>B</stringItem>',
        '        </includeAttributes>',
        '        <custom/>',
        '    </m:paramsGetMultipleLeads>',
      ),
    );
  });

  it('opens an element that closes itself, in a text with Windows line ends too', () => {
    const text = envelope('    <m:paramsGetLead />').replaceAll('\n', '\r\n');
    expect(changed(text, 'getLead', { leadKey: { keyType: 'IDNUM' } })).toBe(
      envelope(
        '    <m:paramsGetLead>',
        '      <leadKey>',
        '        <keyType>IDNUM</keyType>',
        '      </leadKey>',
        '    </m:paramsGetLead>',
      ).replaceAll('\n', '\r\n'),
    );
  });

  it('writes on one line where the text stands on one line', () => {
    const text = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:paramsGetLead xmlns:m="http://www.marketo.com/mktows/"><leadKey><keyValue>1</keyValue></leadKey></m:paramsGetLead></s:Body></s:Envelope>`;
    expect(changed(text, 'getLead', { leadKey: { keyType: 'IDNUM', keyValue: '1' } })).toContain(
      '<leadKey><keyType>IDNUM</keyType><keyValue>1</keyValue></leadKey>',
    );
  });

  it('removes an element with its line, and leaves a comment that shares the line', () => {
    const text = envelope(
      '    <m:paramsGetMultipleLeads>',
      '      <streamPosition>x</streamPosition>',
      '      <batchSize>10</batchSize> <!-- few -->',
      '    </m:paramsGetMultipleLeads>',
    );
    expect(changed(text, 'getMultipleLeads', {})).toBe(
      envelope('    <m:paramsGetMultipleLeads>', '       <!-- few -->', '    </m:paramsGetMultipleLeads>'),
    );
  });

  it('declares xsi on the envelope when it is first needed', () => {
    const text = envelope('    <m:paramsGetMultipleLeads>', '    </m:paramsGetMultipleLeads>');
    const values = { leadSelector: { $type: 'StaticListSelector', staticListName: 'P.L' }, batchSize: null };
    const result = changed(text, 'getMultipleLeads', values);
    expect(result).toContain(
      'xmlns:m="http://www.marketo.com/mktows/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    );
    expect(result).toContain('<leadSelector xsi:type="m:StaticListSelector">');
    expect(result).toContain('<batchSize xsi:nil="true"/>');
  });

  it('uses another prefix for xsi when the text gives that one away', () => {
    const text = envelope(
      '    <m:paramsGetMultipleLeads>',
      '      <x xmlns:xsi="urn:other"/>',
      '      <batchSize>1</batchSize>',
      '    </m:paramsGetMultipleLeads>',
    );
    const result = changed(text, 'getMultipleLeads', { batchSize: null });
    expect(result).toContain('xmlns:xsi2="http://www.w3.org/2001/XMLSchema-instance"');
    expect(result).toContain('<batchSize xsi2:nil="true"></batchSize>');
  });

  it('changes the type of a selector: what both types have stays, what only the old one has goes', () => {
    const text = envelope(
      '    <m:paramsGetMultipleLeads>',
      '      <leadSelector xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type=\'m:LeadKeySelector\'>',
      '        <!-- which -->',
      '        <keyType>IDNUM</keyType>',
      '        <mine/>',
      '      </leadSelector>',
      '    </m:paramsGetMultipleLeads>',
    );
    const values = {
      leadSelector: { $type: 'LastUpdateAtSelector', oldestUpdatedAt: '2013-01-01T00:00:00Z' },
    };
    expect(changed(text, 'getMultipleLeads', values)).toBe(
      envelope(
        '    <m:paramsGetMultipleLeads>',
        '      <leadSelector xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="m:LastUpdateAtSelector">',
        '        <!-- which -->',
        '        <mine/>',
        '        <oldestUpdatedAt>2013-01-01T00:00:00Z</oldestUpdatedAt>',
        '      </leadSelector>',
        '    </m:paramsGetMultipleLeads>',
      ),
    );
  });

  it('takes nil away before it writes a value, and empties what becomes nil', () => {
    const text = envelope(
      '    <m:paramsSyncLead xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      '      <leadRecord>',
      '        <Id xsi:nil="true" />',
      '        <Email>a@b.c<!-- old --></Email>',
      '      </leadRecord>',
      '    </m:paramsSyncLead>',
    );
    expect(changed(text, 'syncLead', { leadRecord: { Id: '7', Email: null } })).toContain(
      '        <Id>7</Id>\n        <Email xsi:nil="true"><!-- old --></Email>',
    );
  });

  it('moves list items, and the comments between the places stay', () => {
    const key = (id: string) => [
      '        <leadKey>',
      `          <keyType>IDNUM</keyType><keyValue>${id}</keyValue>`,
      '        </leadKey>',
    ];
    const text = (...ids: string[]) =>
      envelope(
        '    <m:paramsListOperation>',
        '      <listMemberList>',
        ...key(ids[0]!),
        '        <!-- and -->',
        ...key(ids[1]!),
        ...key(ids[2]!),
        '      </listMemberList>',
        '    </m:paramsListOperation>',
      );
    const values = (...ids: string[]) => ({
      listMemberList: { leadKey: ids.map((keyValue) => ({ keyType: 'IDNUM', keyValue })) },
    });
    expect(changed(text('1', '2', '3'), 'listOperation', values('3', '1', '2'))).toBe(text('3', '1', '2'));
    expect(changed(text('1', '2', '3'), 'listOperation', values('1', '2', '3'))).toBe(text('1', '2', '3'));
    expect(changed(text('1', '2', '3'), 'listOperation', values('1', '9', '3'))).toBe(text('1', '9', '3'));
  });

  it('writes a new item where it belongs among the others', () => {
    const items = (...texts: string[]) =>
      envelope(
        '    <m:paramsGetMultipleLeads>',
        '      <includeAttributes>',
        ...texts.map((text) => `        <stringItem>${text}</stringItem>`),
        '      </includeAttributes>',
        '    </m:paramsGetMultipleLeads>',
      );
    const values = (...stringItem: string[]) => ({ includeAttributes: { stringItem } });
    expect(changed(items('b', 'd'), 'getMultipleLeads', values('a', 'b', 'c', 'd', 'e'))).toBe(
      items('a', 'b', 'c', 'd', 'e'),
    );
    expect(changed(items('a', 'b', 'c'), 'getMultipleLeads', values('b'))).toBe(items('b'));
  });

  it('gives a child no namespace where a default namespace would draw it in', () => {
    const text = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">
  <Body>
    <paramsGetLead xmlns="http://www.marketo.com/mktows/">
    </paramsGetLead>
  </Body>
</Envelope>`;
    const result = changed(text, 'getLead', { leadKey: { keyType: 'IDNUM' } });
    expect(result).toContain('<leadKey xmlns="">');
  });

  it('keeps a wrong namespace that all siblings have, for a fix to mend them together', () => {
    const text = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><paramsGetLead xmlns="http://www.marketo.com/mktows/"><leadKey><keyType>IDNUM</keyType></leadKey></paramsGetLead></Body></Envelope>`;
    expect(changed(text, 'getLead', { leadKey: { keyType: 'IDNUM', keyValue: '1' } })).toContain(
      '<keyType>IDNUM</keyType><keyValue>1</keyValue>',
    );
  });

  it('removes every repetition of an element that is removed', () => {
    const text = envelope(
      '    <m:paramsGetMultipleLeads>',
      '      <batchSize>1</batchSize>',
      '      <batchSize>2</batchSize>',
      '    </m:paramsGetMultipleLeads>',
    );
    expect(changed(text, 'getMultipleLeads', {})).not.toContain('batchSize');
  });

  it('is not made while the text is broken, no envelope, or another operation', () => {
    const values = { leadKey: { keyType: 'IDNUM', keyValue: '1' } };
    const wanted = { operation: getLead, values };
    const other = envelope('    <m:paramsListMObjects/>');
    expect(revise(`${open}<m:paramsGetLead>`, marketo, wanted)).toMatchObject({ reason: 'not-well-formed' });
    expect(revise('<a/>', marketo, wanted)).toMatchObject({ reason: 'not-an-envelope' });
    expect(revise(other, marketo, wanted)).toMatchObject({ reason: 'other-operation' });
  });

  it('puts another operation into the Body when that is asked for', () => {
    const values = { leadKey: { keyType: 'IDNUM', keyValue: '1' } };
    for (const body of ['    <m:paramsListMObjects/>', '']) {
      const text = envelope(body).replace('\n\n', '\n');
      const result = revise(text, marketo, { operation: getLead, values }, { replaceBody: true });
      expect(result.ok && result.text).toBe(
        envelope(
          '    <m:paramsGetLead>',
          '      <leadKey>',
          '        <keyType>IDNUM</keyType>',
          '        <keyValue>1</keyValue>',
          '      </leadKey>',
          '    </m:paramsGetLead>',
        ),
      );
    }
  });

  it('names the field that holds what XML can’t carry', () => {
    const text = envelope('    <m:paramsGetMultipleLeads/>');
    const values = { streamPosition: 'a\u0000' };
    const result = revise(text, marketo, { operation: getMultipleLeads, values });
    expect(result).toMatchObject({ ok: false, reason: 'values', problems: [{ path: ['streamPosition'] }] });
    expect(!result.ok && result.message).toContain('streamPosition');
  });

  it('adds, changes and removes a Header child, and leaves strangers in the Header alone', () => {
    const text = envelope('    <m:paramsSyncLead/>').replace(
      '  <s:Body>',
      '  <s:Header>\n    <w:Security xmlns:w="urn:w"/>\n  </s:Header>\n  <s:Body>',
    );
    const wanted = (headers: Readonly<Record<string, Values>>) => ({
      operation: syncLead,
      values: {},
      headers,
    });
    const added = revise(text, marketo, wanted({ MktowsContextHeader: { targetWorkspace: 'Default' } }));
    expect(added.ok && added.text).toContain(
      [
        '    <w:Security xmlns:w="urn:w"/>',
        '    <m:MktowsContextHeader>',
        '      <targetWorkspace>Default</targetWorkspace>',
        '    </m:MktowsContextHeader>',
        '  </s:Header>',
      ].join('\n'),
    );
    const removed = added.ok && revise(added.text, marketo, wanted({}));
    expect(removed && removed.ok && removed.text).toBe(text);
  });
});

describe('Authentication put into a text', () => {
  const authentication = {
    mktowsUserId: 'me_1',
    requestSignature: '0123456789012345678901234567890123456789',
    requestTimestamp: '2013-06-09T14:04:54-08:00',
  };

  it('changes the three values in place, whatever the prefixes, and leaves partnerId', () => {
    const text = `<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Header><q:AuthenticationHeader xmlns:q="http://www.marketo.com/mktows/">
  <requestTimestamp>old</requestTimestamp><!-- out of order -->
  <mktowsUserId>them</mktowsUserId>
  <requestSignature/>
  <partnerId>p</partnerId>
</q:AuthenticationHeader></E:Header><E:Body><q:paramsListMObjects xmlns:q="http://www.marketo.com/mktows/"/></E:Body></E:Envelope>`;
    const result = withAuthentication(text, marketo, authentication);
    expect(result.ok && result.text).toBe(
      text
        .replace('>old<', `>${authentication.requestTimestamp}<`)
        .replace('>them<', '>me_1<')
        .replace(
          '<requestSignature/>',
          `<requestSignature>${authentication.requestSignature}</requestSignature>`,
        ),
    );
  });

  it('changes one value alone', () => {
    const text = envelope('    <m:paramsListMObjects/>').replace(
      '  <s:Body>',
      '  <s:Header><m:AuthenticationHeader><mktowsUserId>a</mktowsUserId></m:AuthenticationHeader></s:Header>\n  <s:Body>',
    );
    const result = withAuthentication(text, marketo, { mktowsUserId: 'b' });
    expect(result.ok && result.text).toBe(text.replace('>a<', '>b<'));
  });

  it('adds the Header when there is none', () => {
    const text = envelope('    <m:paramsListMObjects/>');
    const result = withAuthentication(text, marketo, authentication);
    expect(result.ok && result.text).toBe(
      text.replace(
        '  <s:Body>',
        [
          '  <s:Header>',
          '    <m:AuthenticationHeader>',
          '      <mktowsUserId>me_1</mktowsUserId>',
          `      <requestSignature>${authentication.requestSignature}</requestSignature>`,
          '      <requestTimestamp>2013-06-09T14:04:54-08:00</requestTimestamp>',
          '    </m:AuthenticationHeader>',
          '  </s:Header>',
          '  <s:Body>',
        ].join('\n'),
      ),
    );
  });

  it('adds AuthenticationHeader to an empty Header, and binds a prefix when the text has none', () => {
    const text = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">\n  <Header/>\n  <Body>\n    <paramsListMObjects xmlns="http://www.marketo.com/mktows/"/>\n  </Body>\n</Envelope>`;
    const result = withAuthentication(text, marketo, authentication);
    const read = result.ok && readRequest(result.text, marketo);
    expect(read && read.ok && read.request.headers.AuthenticationHeader).toEqual(authentication);
    expect(read && read.ok && read.request.extras).toEqual([]);
    expect(result.ok && result.text).toContain('xmlns:ns1="http://www.marketo.com/mktows/"');
  });

  it('leaves a broken text alone', () => {
    expect(withAuthentication('<a', marketo, authentication)).toMatchObject({ reason: 'not-well-formed' });
  });
});
