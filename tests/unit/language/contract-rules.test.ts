import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { readWsdl } from '#src/contract/wsdl';
import { exampleValues } from '#src/envelope/example';
import { writeRequest } from '#src/envelope/write';
import { check, fixAll } from '#src/language/check';
import { applyEdits } from '#src/xml/edits';
import { codes, envelope, expectProblem, HEADER } from './texts';
import { documentedOperations, documentedRequest } from '../../fixtures/documented';

const lead = (content: string) => envelope(`    <m:paramsGetLead>${content}</m:paramsGetLead>`);
const key = '<leadKey><keyType>EMAIL</keyType><keyValue>a@b.c</keyValue></leadKey>';
const many = (selector: string, more = '') =>
  envelope(
    `    <m:paramsGetMultipleLeads>${selector}${more}<includeAttributes><stringItem>Email</stringItem></includeAttributes></m:paramsGetMultipleLeads>`,
  );
const keys = '<keyType>EMAIL</keyType><keyValues><stringItem>a@b.c</stringItem></keyValues>';

describe('The envelope', () => {
  it('must be one', () => {
    expectProblem('<«html»/>', 'not-an-envelope');
    expectProblem('<«m:paramsGetLead» xmlns:m="http://www.marketo.com/mktows/"/>', 'not-an-envelope', {
      message: /belongs in an Envelope's Body/,
    });
  });

  it('must be SOAP 1.1', () => {
    const text = lead(key).replace(
      'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
      '«xmlns:s="http://www.w3.org/2003/05/soap-envelope"»',
    );
    expectProblem(text, 'soap-1.2', { fixed: 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"' });
    const other = lead(key).replace(
      'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
      '«xmlns:s="http://schemas.xmlsoap.org/soap/envelop"»',
    );
    expectProblem(other, 'envelope-namespace', {
      fixed: 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
    });
    expectProblem('<«Envelope»><Body/></Envelope>', 'envelope-namespace', {
      fixed: '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">',
    });
  });

  it('has Header and Body, in this order, once each', () => {
    expectProblem(
      lead(key)
        .replace(/<s:Body>[^]*<\/s:Body>/, '')
        .replace(/<s:Envelope[^>]*>/, '«$&»'),
      'no-body',
    );
    expectProblem(lead(key).replace('</s:Body>', '</s:Body><«s:Body»/>'), 'envelope-part', {
      message: /second Body/,
    });
    expectProblem(
      envelope('<m:paramsListMObjects/>', '').replace('</s:Body>', '</s:Body><«s:Header»/>'),
      'envelope-part',
      {
        message: /before Body/,
      },
    );
    expectProblem(lead(key).replace('<s:Body>', '<«s:Bdy»/><s:Body>'), 'envelope-part', {
      fixed: '<s:Body/>',
    });
    expectProblem(
      lead(key).replaceAll('s:Body>', 'Body>').replace('<Body>', '<«Body»>'),
      'envelope-namespace',
      {
        fixed: '<s:Body>',
      },
    );
  });

  it('holds one request', () => {
    expectProblem(envelope('').replace('<s:Body>', '«<s:Body>»'), 'empty-body');
    expectProblem(envelope('<m:paramsListMObjects/><«m:paramsListMObjects»/>'), 'second-in-body');
    expectProblem(envelope('<m:paramsListMObjects/><«m:MktowsContextHeader»/>'), 'second-in-body', {
      message: /belongs in the Header/,
    });
  });

  it('holds a request that the contract knows', () => {
    expectProblem(envelope(`<«m:getLead»>${key}</m:getLead>`), 'operation-name', {
      message: /its request is called paramsGetLead/,
      fixed: `<m:paramsGetLead>${key}</m:paramsGetLead>`,
    });
    expectProblem(envelope('<«m:paramsGetLaed»/>'), 'unknown-operation', { fixed: '<m:paramsGetLead/>' });
    expectProblem(envelope('<«m:successGetLead»/>'), 'unknown-operation', { message: /is an answer/ });
    expectProblem(envelope('<«m:AuthenticationHeader»/>'), 'unknown-operation', { message: /in the Header/ });
    expectProblem(envelope('<«nonsense»/>'), 'unknown-operation');
  });

  it('holds the request in its namespace', () => {
    expectProblem(envelope(`<«paramsGetLead»>${key}</paramsGetLead>`), 'namespace', {
      fixed: `<m:paramsGetLead>${key}`,
    });
    const bare = envelope(`<«paramsGetLead»>${key}</paramsGetLead>`, '').replace(/ xmlns:m="[^"]*"/, '');
    expectProblem(bare, 'namespace', {
      fixed: '<ns1:paramsGetLead xmlns:ns1="http://www.marketo.com/mktows/">',
    });
  });

  it('has in its Header what the operation takes', () => {
    const header = (content: string) =>
      envelope('<m:paramsListMObjects/>', HEADER.replace('  </s:Header>', `${content}</s:Header>`));
    expectProblem(header('<«w:Security» xmlns:w="urn:w"/>'), 'unknown-header', { severity: 'advice' });
    expectProblem(header('<«m:AuthenticationHeader»/>'), 'repeated');
    expectProblem(
      header('<«m:MktowsContextHeader»><targetWorkspace>Default</targetWorkspace></m:MktowsContextHeader>'),
      'header-not-taken',
      {
        severity: 'advice',
        message: /listMObjects takes no MktowsContextHeader/,
        fixed: '</m:AuthenticationHeader>\n</s:Header>',
      },
    );
    const text = envelope('<m:paramsListMObjects/>')
      .replace('<m:Auth', '<«Auth')
      .replace('Header>\n      <mkto', 'Header»>\n      <mkto')
      .replace('</m:Auth', '</Auth');
    expectProblem(text, 'namespace', { fixed: '<m:AuthenticationHeader>' });
    const misspelt = envelope('<m:paramsListMObjects/>')
      .replaceAll('m:AuthenticationHeader', 'm:AuthentificationHeader')
      .replace('<m:AuthentificationHeader', '<«m:AuthentificationHeader»');
    expectProblem(misspelt, 'unknown-header', { severity: 'advice', fixed: '<m:AuthenticationHeader>' });
  });
});

describe('Namespaces of fields', () => {
  it('none, whatever prefix was given to them', () => {
    expectProblem(
      lead(key.replaceAll('keyType>', 'm:keyType>').replace('<m:keyType', '<«m:keyType»')),
      'qualified-child',
      {
        message: /without the prefix m/,
        fixed: '<keyType>EMAIL</keyType>',
      },
    );
  });

  it('one problem for a default namespace, and one fix', () => {
    const text = envelope(`<paramsGetLead «xmlns="http://www.marketo.com/mktows/"»>${key}</paramsGetLead>`);
    expectProblem(text, 'default-namespace', {
      message: /leadKey, keyType and keyValue|leadKey and/,
      fixed: `<m:paramsGetLead>${key}</m:paramsGetLead>`,
    });
    expect(codes(text.replace(/[«»]/g, ''))).toEqual(['default-namespace']);
  });

  it('a default namespace on the Envelope becomes a prefix of its own', () => {
    const text = `<Envelope «xmlns="http://schemas.xmlsoap.org/soap/envelope/"»><Body><q:paramsGetLead xmlns:q="http://www.marketo.com/mktows/">${key}</q:paramsGetLead></Body></Envelope>`;
    expectProblem(text, 'default-namespace', {
      fixed: `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><q:paramsGetLead xmlns:q="http://www.marketo.com/mktows/">${key}</q:paramsGetLead></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
    });
  });

  it('the type that xsi:type names without a prefix follows', () => {
    const text = envelope(
      `<paramsGetMultipleLeads «xmlns="http://www.marketo.com/mktows/"»><leadSelector xsi:type="LeadKeySelector">${keys}</leadSelector></paramsGetMultipleLeads>`,
    )
      .replace(/ xmlns:m="[^"]*"/, '')
      .replace(/ *<s:Header>[^]*<\/s:Header>/, '');
    expectProblem(text, 'default-namespace', { fixed: '<leadSelector xsi:type="ns1:LeadKeySelector">' });
  });

  it('the schema’s own, where it qualifies them', () => {
    const contract = qualified();
    const text = (inner: string) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:Ask xmlns:q="urn:q">${inner}</q:Ask></s:Body></s:Envelope>`;
    expectProblem(text('<«word»>x</word>'), 'namespace', { contract, fixed: '<q:word>x</q:word>' });
    expect(codes(text('<q:word>x</q:word>'), {}, contract)).toEqual([]);
  });
});

describe('Fields', () => {
  it('unknown ones are named, with the one that is meant', () => {
    expectProblem(
      lead(key.replaceAll('keyValue>', 'keyvalue>').replace('<keyvalue', '<«keyvalue»')),
      'unknown-element',
      {
        message: /Did you mean keyValue/,
        fixed: '<keyValue>a@b.c</keyValue>',
      },
    );
    expectProblem(lead(`${key}<«surprise»/>`), 'unknown-element');
  });

  it('unknown ones are sent home, when they belong one level further in', () => {
    expectProblem(
      many(
        '<leadSelector xsi:type="m:StaticListSelector"><staticListId>1</staticListId></leadSelector>',
        '<«staticListName»>x</staticListName>',
      ),
      'unknown-element',
      {
        message: /It belongs in leadSelector of the type StaticListSelector/,
      },
    );
  });

  it('repeated ones', () => {
    const problem = expectProblem(lead(`${key}<«leadKey»/>`), 'repeated');
    expect(problem.fixes[0]).toMatchObject({ alone: true, title: 'Remove this one' });
    expect(problem.path).toEqual(['leadKey']);
  });

  it('misplaced ones: advice for Marketo, which took any order, an error elsewhere', () => {
    expectProblem(lead('<leadKey><keyValue>a@b.c</keyValue><«keyType»>EMAIL</keyType></leadKey>'), 'order', {
      severity: 'advice',
      message: /before keyValue/,
      fixed: `<m:paramsGetLead>${key}</m:paramsGetLead>`,
    });
    const text =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:Ask xmlns:q="urn:q"><q:word>x</q:word><q:count>1</q:count><«q:word2»>y</q:word2></q:Ask></s:Body></s:Envelope>';
    expectProblem(text, 'order', {
      contract: qualified(),
      fixed: '<q:word2>y</q:word2><q:count>1</q:count>',
    });
  });

  it('missing ones, with an empty one to add', () => {
    const text = lead('<«leadKey»><keyType>EMAIL</keyType></leadKey>');
    const problem = expectProblem(text, 'missing', { message: /leadKey lacks keyValue/ });
    expect(problem.path).toEqual(['leadKey', 'keyValue']);
    const [fix] = problem.fixes;
    expect(fix?.alone).toBe(true);
    expect(applyEdits(text.replace(/[«»]/g, ''), fix!.edits)).toContain(
      '<keyType>EMAIL</keyType><keyValue/></leadKey>',
    );
  });

  it('missing ones that only the service insists on are advice', () => {
    expectProblem(
      envelope('<«m:paramsGetMultipleLeads»><includeAttributes/></m:paramsGetMultipleLeads>'),
      'missing-in-practice',
      {
        severity: 'advice',
        message: /lacks leadSelector/,
      },
    );
  });

  it('one of a choice', () => {
    const text = (inner: string) =>
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:Ask xmlns:q="urn:q">${inner}</q:Ask></s:Body></s:Envelope>`;
    expectProblem(text('<q:word>x</q:word><q:left>1</q:left><«q:right»>2</q:right>'), 'choice', {
      contract: qualified(),
      message: /Only one of left, right/,
    });
  });

  it('text where elements belong, and elements where text belongs', () => {
    expectProblem(lead(`«loose»${key}`), 'stray-text');
    expectProblem(lead(key.replace('a@b.c', '<«b»>a@b.c</b>')), 'element-in-text');
  });

  it('attributes that nobody reads', () => {
    expectProblem(lead(key.replace('<keyValue>', '<keyValue «id»="1">')), 'unknown-attribute');
    expectProblem(
      lead(key.replace('<keyValue>a@b.c</keyValue>', '<keyValue «nil»="true"/>')),
      'unknown-attribute',
      {
        fixed: '<keyValue xsi:nil="true"/>',
      },
    );
    const contract = qualified();
    const text =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><«q:Tell» xmlns:q="urn:q">x</q:Tell></s:Body></s:Envelope>';
    expectProblem(text, 'missing-attribute', { contract, message: /lacks the attribute lang/ });
  });
});

describe('Types', () => {
  it('an abstract type needs xsi:type, and the fields tell which', () => {
    expectProblem(many(`<«leadSelector»>${keys}</leadSelector>`), 'type-missing', {
      fixed: `<leadSelector xsi:type="m:LeadKeySelector">${keys}</leadSelector>`,
    });
    const problem = expectProblem(many('<«leadSelector»/>'), 'type-missing');
    expect(problem.fixes.map((fix) => fix.title)).toEqual([
      'Add xsi:type="m:LeadKeySelector"',
      'Add xsi:type="m:StaticListSelector"',
      'Add xsi:type="m:LastUpdateAtSelector"',
    ]);
    expect(problem.fixes.every((fix) => fix.alone)).toBe(true);
  });

  it('an attribute called type alone is taken for it', () => {
    expectProblem(many(`<«leadSelector» type="LeadKeySelector">${keys}</leadSelector>`), 'type-missing', {
      fixed: `<leadSelector xsi:type="m:LeadKeySelector">${keys}</leadSelector>`,
    });
  });

  it('its prefix must be bound', () => {
    expectProblem(
      many(`<leadSelector xsi:type="«ns1:LeadKeySelector»">${keys}</leadSelector>`),
      'type-unbound',
      {
        message: /"ns1"/,
        fixed: 'xsi:type="m:LeadKeySelector"',
      },
    );
  });

  it('it must name a type of the contract, in its namespace', () => {
    expectProblem(
      many(`<leadSelector xsi:type="«m:LeadKeySelektor»">${keys}</leadSelector>`),
      'type-unknown',
      {
        fixed: 'xsi:type="m:LeadKeySelector"',
      },
    );
    expectProblem(many(`<leadSelector xsi:type="«LeadKeySelector»">${keys}</leadSelector>`), 'type-unknown', {
      message: /no namespace/,
      fixed: 'xsi:type="m:LeadKeySelector"',
    });
  });

  it('it must name a type that may stand there, and no abstract one', () => {
    expectProblem(many(`<leadSelector xsi:type="«m:LeadKey»">${keys}</leadSelector>`), 'type-wrong');
    expectProblem(many(`<leadSelector xsi:type="«m:LeadSelector»">${keys}</leadSelector>`), 'type-abstract', {
      fixed: 'xsi:type="m:LeadKeySelector"',
    });
  });

  it('fields of another subtype are unknown', () => {
    expectProblem(
      many(
        `<leadSelector xsi:type="m:StaticListSelector"><staticListId>1</staticListId><«keyType»>EMAIL</keyType></leadSelector>`,
      ),
      'unknown-element',
    );
  });

  it('declares xsi where the text does not', () => {
    const text = many(`<«leadSelector»>${keys}</leadSelector>`).replace(/ xmlns:xsi="[^"]*"/, '');
    expectProblem(text, 'type-missing', {
      fixed: 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    });
  });

  it('nil where the schema does not allow it', () => {
    expectProblem(
      many(
        '<leadSelector xsi:type="m:StaticListSelector"><staticListId>1</staticListId></leadSelector>',
        '<lastUpdatedAt «xsi:nil="true"»/>',
      ),
      'not-nillable',
      {
        message: /Leave it out/,
        fixed: '</leadSelector><includeAttributes>',
      },
    );
    expect(
      expectProblem(
        lead(key.replace('<keyValue>a@b.c</keyValue>', '<keyValue «xsi:nil="true"»/>')),
        'not-nillable',
      ).fixes,
    ).toEqual([]);
  });

  it('nil with something in it', () => {
    const problem = expectProblem(
      many(
        '<leadSelector xsi:type="m:StaticListSelector"><staticListId «xsi:nil="true"»>1</staticListId></leadSelector>',
      ),
      'nil-with-content',
    );
    expect(problem.fixes.map((fix) => [fix.title, fix.alone])).toEqual([
      ['Remove xsi:nil', true],
      ['Remove the content', true],
    ]);
    expectProblem(
      many(
        '<leadSelector xsi:type="m:StaticListSelector"><staticListId «xsi:nil="true"»>\u00A0</staticListId></leadSelector>',
      ),
      'nil-with-content',
    );
    expectProblem(
      many('<leadSelector xsi:type="m:StaticListSelector"><staticListId xsi:nil="«yes»"/></leadSelector>'),
      'bad-value',
    );
  });
});

describe('Values', () => {
  const batch = (value: string) =>
    many(
      `<leadSelector xsi:type="m:LeadKeySelector">${keys}</leadSelector>`,
      `<batchSize>${value}</batchSize>`,
    );
  const sync = (value: string) =>
    envelope(
      `<m:paramsSyncLead><leadRecord><Email>a@b.c</Email></leadRecord><returnLead>${value}</returnLead></m:paramsSyncLead>`,
    );
  const since = (value: string) =>
    many(
      `<leadSelector xsi:type="m:LastUpdateAtSelector"><oldestUpdatedAt>${value}</oldestUpdatedAt></leadSelector>`,
    );

  it('whole numbers', () => {
    expectProblem(batch('«many»'), 'bad-value', { message: /whole number/ });
    expectProblem(batch('«1,000»'), 'bad-value', { fixed: '<batchSize>1000</batchSize>' });
    expectProblem(batch('«12.0»'), 'bad-value', { fixed: '<batchSize>12</batchSize>' });
    expectProblem(batch('«3000000000»'), 'bad-value', { message: /between -2147483648 and 2147483647/ });
    expect(codes(batch('+12'))).toEqual([]);
  });

  it('booleans, in lower case', () => {
    expectProblem(sync('«True»'), 'bad-value', {
      severity: 'advice',
      fixed: '<returnLead>true</returnLead>',
    });
    expectProblem(sync('«no»'), 'bad-value', { fixed: '<returnLead>false</returnLead>' });
    expectProblem(sync('«perhaps»'), 'bad-value');
    expect(codes(sync('1'))).toEqual([]);
  });

  it('dates and times', () => {
    expectProblem(since('«yesterday»'), 'bad-value', { message: /such as 2013-06-09T14:04:54-08:00/ });
    expectProblem(since('«2013-06-09 14:04:54 -0800»'), 'bad-value', {
      fixed: '>2013-06-09T14:04:54-08:00<',
    });
    expectProblem(since('«2013-06-09T14:04:54+0000»'), 'bad-value', { fixed: '>2013-06-09T14:04:54+00:00<' });
    expectProblem(since('«2013-06-09 14:04 UTC»'), 'bad-value', { fixed: '>2013-06-09T14:04:00Z<' });
    expectProblem(since('«2013-02-29T00:00:00Z»'), 'bad-value', {
      message: /day that does not exist: 2013-02-29/,
    });
    expectProblem(since('«2013-01-01T25:00:00Z»'), 'bad-value', { message: /time of day/ });
    expectProblem(since('«2013-01-01T00:00:00+19:00»'), 'bad-value', { message: /offset/ });
    expect(codes(since('2012-02-29T24:00:00.000'))).toEqual([]);
  });

  it('enumerations, with the value that is meant', () => {
    const typed = (value: string) => lead(key.replace('EMAIL', value));
    expectProblem(typed('«Email»'), 'bad-enumeration', {
      message: /Did you mean EMAIL/,
      fixed: '<keyType>EMAIL<',
    });
    expectProblem(typed('« EMAIL»'), 'bad-enumeration', { message: /white space/, fixed: '<keyType>EMAIL<' });
    expectProblem(typed('«PHONE»'), 'bad-enumeration', { message: /must be one of IDNUM, COOKIE, EMAIL/ });
    const activity = envelope(
      `<m:paramsGetLeadActivity>${key}<activityFilter><includeTypes><activityType>«Visit Webpage»</activityType></includeTypes></activityFilter></m:paramsGetLeadActivity>`,
    );
    expectProblem(activity, 'bad-enumeration', { message: /and \d+ more/, fixed: '>VisitWebpage<' });
  });

  it('nothing at all', () => {
    expectProblem(batch('').replace('<batchSize>', '<«batchSize»>'), 'empty-value', {
      message: /Leave it out/,
      fixed: '</leadSelector><includeAttributes>',
    });
    expectProblem(lead(key.replace('<keyType>EMAIL', '<«keyType»>')), 'empty-value');
    expectProblem(
      envelope(
        `<m:paramsGetLeadActivity>${key}<startPosition><«latestCreatedAt»/></startPosition></m:paramsGetLeadActivity>`,
      ),
      'empty-value',
      { severity: 'advice', fixed: '<startPosition></startPosition>' },
    );
  });
});

describe('Good requests', () => {
  it.each(marketo.operations.map((operation) => [operation.name, operation] as const))(
    'the example of %s has no error',
    (_name, operation) => {
      const written = writeRequest(marketo, {
        operation,
        values: exampleValues(marketo, operation),
        headers: {
          AuthenticationHeader: {
            mktowsUserId: 'demo17_1',
            requestSignature: '146ec93f4f1e2a45f7a545f7e42e2d053c0457e7',
            requestTimestamp: '2013-08-02T15:47:06-07:00',
          },
        },
      });
      if (!written.ok) throw new Error(written.problems[0]?.message);
      const errors = check(written.text, marketo).filter((problem) => problem.severity === 'error');
      expect(errors).toEqual([]);
    },
  );

  it.each(documentedOperations)('the documented request of %s has no error', (operation) => {
    const problems = check(documentedRequest(operation), marketo);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it('the documented order of scheduleCampaign and an empty time are advice', () => {
    const text = envelope(
      '<m:paramsScheduleCampaign><programName>P</programName><campaignName>C</campaignName><campaignRunAt>2013-09-15T01:00:00-07:00</campaignRunAt><«cloneToProgramName»>Q</cloneToProgramName></m:paramsScheduleCampaign>',
    );
    expectProblem(text, 'order', { severity: 'advice' });
  });
});

describe('Mending everything', () => {
  it('mends mistakes that hide one another', () => {
    const text = envelope(
      `<getMultipleLeads xmlns="http://www.marketo.com/mktows/"><leadSelector type="LeadKeySelector"><keyValues><stringItem>a&b</stringItem></keyValues><keyType>Email</keyType></leadSelector><includeAttributes/></getMultipleLeads>`,
    );
    const mended = fixAll(text, marketo);
    expect(mended.text).toBe(
      envelope(
        '<m:paramsGetMultipleLeads><leadSelector xsi:type="m:LeadKeySelector"><keyType>EMAIL</keyType><keyValues><stringItem>a&amp;b</stringItem></keyValues></leadSelector><includeAttributes/></m:paramsGetMultipleLeads>',
      ),
    );
    expect(check(mended.text, marketo).map((problem) => problem.code)).toEqual(['key-value']);
    expect(fixAll(mended.text, marketo)).toEqual({ text: mended.text, fixed: 0 });
  });

  it('leaves to the author what only the author knows', () => {
    const text = lead(`${key}<leadKey/>`);
    expect(fixAll(text, marketo).text).toBe(text);
  });
});

/** A small contract whose schema qualifies local elements and has a choice, an attribute and simple content. */
function qualified() {
  const result =
    readWsdl(`<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:q="urn:q" targetNamespace="urn:q">
  <types><x:schema targetNamespace="urn:q" elementFormDefault="qualified">
    <x:element name="Ask"><x:complexType><x:sequence>
      <x:element name="word" type="x:string"/>
      <x:element name="word2" type="x:string" minOccurs="0"/>
      <x:element name="count" type="x:int" minOccurs="0"/>
      <x:choice minOccurs="0"><x:element name="left" type="x:string"/><x:element name="right" type="x:string"/></x:choice>
    </x:sequence></x:complexType></x:element>
    <x:element name="Tell"><x:complexType><x:simpleContent><x:extension base="x:string"><x:attribute name="lang" type="x:string" use="required"/></x:extension></x:simpleContent></x:complexType></x:element>
  </x:schema></types>
  <message name="Ask"><part name="p" element="q:Ask"/></message>
  <message name="Tell"><part name="p" element="q:Tell"/></message>
  <portType name="P"><operation name="ask"><input message="q:Ask"/></operation><operation name="tell"><input message="q:Tell"/></operation></portType>
  <binding name="B" type="q:P"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="ask"><soap:operation soapAction=""/><input><soap:body use="literal"/></input></operation>
    <operation name="tell"><soap:operation soapAction=""/><input><soap:body use="literal"/></input></operation>
  </binding>
</definitions>`);
  if (!result.ok) throw new Error(result.message);
  return result.contract;
}
