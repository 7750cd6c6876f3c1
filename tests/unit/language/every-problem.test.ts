import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { check } from '#src/language/check';
import { checkEndpoint, type EndpointCode } from '#src/language/endpoint';
import type { Context } from '#src/language/problem';
import type { ProblemCode } from '#src/language/problem-codes';
import { applyEdits } from '#src/xml/edits';
import { contract, sequence } from '../contract/hand-written';
import { envelope, HEADER, marked } from './texts';

const MARKETO = 'xmlns:m="http://www.marketo.com/mktows/"';
const request = (name: string, content: string) => envelope(`<m:${name}>${content}</m:${name}>`);
const key = '<leadKey><keyType>EMAIL</keyType><keyValue>a@b.c</keyValue></leadKey>';
const lead = (content: string) => request('paramsGetLead', content);
const leadKey = (value: string) => lead(key.replace('a@b.c', value));
const include = '<includeAttributes><stringItem>Email</stringItem></includeAttributes>';
const keys = '<keyType>EMAIL</keyType><keyValues><stringItem>a@b.c</stringItem></keyValues>';
const selector = `<leadSelector xsi:type="m:LeadKeySelector">${keys}</leadSelector>`;
const many = (content: string) => request('paramsGetMultipleLeads', content + include);
const update = (content: string) =>
  many(`<leadSelector xsi:type="m:LastUpdateAtSelector">${content}</leadSelector>`);
const sync = (record: string) =>
  request('paramsSyncLead', `<leadRecord>${record}</leadRecord><returnLead>true</returnLead>`);
const attribute = (name: string, value: string) =>
  sync(
    `<Id>1</Id><leadAttributeList><attribute><attrName>${name}</attrName><attrValue>${value}</attrValue></attribute></leadAttributeList>`,
  );
const activity = (filter: string) =>
  request('paramsGetLeadActivity', `${key}<activityFilter>${filter}</activityFilter>`);
const header = (name: string, content: string) =>
  envelope('<m:paramsListMObjects/>', HEADER.replace(new RegExp(`(<${name}>)[^<]*`), `$1${content}`));
const inHeader = (content: string) =>
  envelope('<m:paramsListMObjects/>', HEADER.replace('  </s:Header>', `${content}</s:Header>`));
const campaign = (content: string) =>
  request(
    'paramsRequestCampaign',
    `<source>MKTOWS</source>${content.replace('|', `<leadList>${key}</leadList>`)}`,
  );
const load = (head: string, row: string) =>
  request(
    'paramsImportToList',
    `<programName>P</programName><importFileHeader>${head}</importFileHeader><importFileRows><stringItem>${row}</stringItem></importFileRows><importListMode>UPSERTLEADS</importListMode><listName>L</listName>`,
  );
const list = (operation: string, name: string) =>
  request(
    'paramsListOperation',
    `<listOperation>${operation}</listOperation><listKey><keyType>MKTOLISTNAME</keyType><keyValue>${name}</keyValue></listKey><listMemberList>${key}</listMemberList>`,
  );
const objects = (type: string, operation: string) =>
  request(
    'paramsSyncMObjects',
    `<mObjectList><«mObject»><type>${type}</type></mObject></mObjectList><operation>${operation}</operation>`,
  );
const tag = (attributes: string) => leadKey('a@b.c').replace('<leadKey>', `<leadKey ${attributes}>`);
const other = (content: string, attributes = '') =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:q"><s:Body><${attributes}>${content}</q:Ask></s:Body></s:Envelope>`;

/** A text for each kind of problem, with the place where it stands between « and ». */
const TEXTS: Readonly<Record<ProblemCode, string>> = {
  // What is no XML.
  ampersand: leadKey('a «&» b'),
  'less-than': leadKey('a «<» b'),
  reference: leadKey('Zo@«&eacute;»'),
  'cdata-end': leadKey('a@b«]]>»'),
  'unfinished-tag': leadKey('a@b.c').replace('<leadKey>', '«<leadKey»\n'),
  'unclosed-element': leadKey('a').replace('<keyType>EMAIL</keyType>', '«<keyType>»EMAIL'),
  'mismatched-tag': leadKey('a').replace('</keyType>', '«</keyTyp>»'),
  'stray-closing-tag': leadKey('a').replace('</leadKey>', '</leadKey>«</leadKey>»'),
  'attribute-value': tag('«a=1»'),
  'attribute-space': tag('a="1"«b»="2"'),
  'duplicate-attribute': tag('a="1" «a="1"»'),
  name: envelope('<«a:b:c» xmlns:a="urn:a"/>'),
  comment: leadKey('a').replace('<leadKey>', '«<!-- a -- b -->»<leadKey>'),
  cdata: '<a>«<![CDATA[open»',
  instruction: '<a>«<?open»',
  declaration: '«<?xml encoding="UTF-8"?>»<a/>',
  doctype: '«<!DOCTYPE a>»<a/>',
  'forbidden-character': leadKey('a@b«\u0001»'),
  'text-outside': '«words»',
  'several-roots': `${leadKey('a')}«<b>»</b>`,
  'no-root': '«<!-- nothing -->»',
  'unbound-prefix': tag('«q:z»="1"'),
  'namespace-declaration': tag('«xmlns:p=""»'),
  'too-deep': `${'<a>'.repeat(200)}«<a>»${'</a>'.repeat(201)}`,
  'too-many-names': `«<a» ${Array.from({ length: 20_001 }, (_, at) => `a${at}=""`).join(' ')}/>`,
  'white-space': '<a b="1"«\u00a0»c="2"/>',

  // What is no request of the contract.
  'instruction-in-message': leadKey('a').replace('<leadKey>', '«<?php x ?>»<leadKey>'),
  'not-an-envelope': `<«m:paramsGetLead» ${MARKETO}/>`,
  'soap-1.2': '<s:Envelope «xmlns:s="http://www.w3.org/2003/05/soap-envelope"»><s:Body/></s:Envelope>',
  'envelope-namespace': '<«Envelope»><Body/></Envelope>',
  'envelope-part': leadKey('a@b.c').replace('<s:Body>', '<«s:Bdy»/><s:Body>'),
  'no-body': '«<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">»</s:Envelope>',
  'empty-body': envelope('').replace('<s:Body>', '«<s:Body>»'),
  'second-in-body': envelope('<m:paramsListMObjects/><«m:paramsListMObjects»/>'),
  'unknown-operation': envelope('<«m:paramsGetLaed»/>'),
  'operation-name': envelope(`<«m:getLead»>${key}</m:getLead>`),
  namespace: envelope(`<«paramsGetLead»>${key}</paramsGetLead>`),
  'unknown-header': inHeader('<«w:Security» xmlns:w="urn:w"/>'),
  'header-not-taken': inHeader(
    '<«m:MktowsContextHeader»><targetWorkspace>D</targetWorkspace></m:MktowsContextHeader>',
  ),
  repeated: lead(`${key}<«leadKey»/>`),
  'qualified-child': leadKey('a@b.c')
    .replaceAll('keyType>', 'm:keyType>')
    .replace('<m:keyType', '<«m:keyType»'),
  'default-namespace': envelope(
    `<paramsGetLead «xmlns="http://www.marketo.com/mktows/"»>${key}</paramsGetLead>`,
  ),
  'unknown-element': lead(`${key}<«surprise»/>`),
  order: lead('<leadKey><keyValue>a@b.c</keyValue><«keyType»>EMAIL</keyType></leadKey>'),
  choice: other('<a>1</a><«b»>2</b>', 'q:Ask'),
  missing: lead('<«leadKey»><keyType>EMAIL</keyType></leadKey>'),
  'missing-in-practice': envelope(
    '<«m:paramsGetMultipleLeads»><includeAttributes/></m:paramsGetMultipleLeads>',
  ),
  'stray-text': lead(`«loose»${key}`),
  'escaped-elements': lead(
    '<leadKey>«<![CDATA[<keyType>EMAIL</keyType><keyValue>a@b.c</keyValue>]]>»</leadKey>',
  ),
  'double-escaped': leadKey('a«&amp;amp;»b'),
  'element-in-text': leadKey('<«b»>a@b.c</b>'),
  'unknown-attribute': tag('«id»="1"'),
  'fixed-value': other('<a>1</a>', 'q:Ask id="1" v="«3.0»"'),
  'missing-attribute': other('<a>1</a>', '«q:Ask»'),
  'type-missing': many(`<«leadSelector»>${keys}</leadSelector>`),
  'type-unbound': many(selector.replace('m:LeadKeySelector', '«ns1:LeadKeySelector»')),
  'type-unknown': many(selector.replace('m:LeadKeySelector', '«m:LeadKeySelektor»')),
  'type-wrong': many(selector.replace('m:LeadKeySelector', '«m:LeadKey»')),
  'type-abstract': many(selector.replace('m:LeadKeySelector', '«m:LeadSelector»')),
  'not-nillable': many(`${selector}<lastUpdatedAt «xsi:nil="true"»/>`),
  'nil-with-content': many(`${selector}<batchSize «xsi:nil="true"»>1</batchSize>`),
  'bad-value': many(`${selector}<batchSize>«many»</batchSize>`),
  'bad-enumeration': lead(key.replace('EMAIL', '«Email»')),
  'empty-value': many(`${selector}<«batchSize»></batchSize>`),

  // What went wrong for others.
  'lead-id': sync('<«leadId»>7</leadId>'),
  'foreign-case': sync('<«foreignSysPersonId»>7</foreignSysPersonId>'),
  'filter-name': activity('<«includeAttributes»><activityType>NewLead</activityType></includeAttributes>'),
  'position-kind': many(`${selector}<«startPosition»/>`),
  'documented-name': request(
    'paramsGetMObjects',
    '<type>Program</type><mObjCriteriaList><mObjCriteria><attrName>Id</attrName><«comparsion»>EQ</comparsion><attrValue>1</attrValue></mObjCriteria></mObjCriteriaList>',
  ),
  'removed-field': list('ISMEMBEROFLIST', 'L').replace(
    '</m:paramsList',
    '<«skipActivityLog»>true</skipActivityLog></m:paramsList',
  ),
  'clear-list': list('«CLEARLIST»', 'L'),
  'foreign-type': sync('<«ForeignSysPersonId»>7</ForeignSysPersonId>'),
  'no-lead-key': sync('<leadAttributeList/>').replace('<leadRecord>', '<«leadRecord»>'),
  'key-value': leadKey('«17»'),
  'display-name': attribute('«First Name»', 'x'),
  'merge-key-list': request(
    'paramsMergeLeads',
    '<winningLeadKeyList><attribute><attrName>IDNUM</attrName><attrValue>1</attrValue></attribute></winningLeadKeyList><losingLeadKeyLists><«keyList»><attribute><attrName>IDNUM</attrName><attrValue>2</attrValue></attribute><attribute><attrName>IDNUM</attrName><attrValue>3</attrValue></attribute></keyList></losingLeadKeyLists>',
  ),
  emoji: attribute('Notes', '«hi 🎉»'),
  'line-break': attribute('Notes', '«a\nb»'),
  padding: leadKey('«\n  a@b.c »'),
  span: update('<«oldestUpdatedAt»>2013-01-01T00:00:00Z</oldestUpdatedAt>'),
  'span-reversed': update(
    '<latestUpdatedAt>2013-01-01T00:00:00Z</latestUpdatedAt><«oldestUpdatedAt»>2013-02-01T00:00:00Z</oldestUpdatedAt>',
  ),
  'static-list': many('<«leadSelector» xsi:type="m:StaticListSelector"></leadSelector>'),
  slow: envelope(`<«m:paramsGetMultipleLeads»>${selector}</m:paramsGetMultipleLeads>`),
  deprecated: many(`${selector}<«lastUpdatedAt»>2013-01-01T00:00:00Z</lastUpdatedAt>`),
  'too-many': many(
    selector.replace(
      '<stringItem>a@b.c</stringItem>',
      `${'<stringItem>a@b.c</stringItem>'.repeat(100)}«<stringItem>a@b.c</stringItem>»`,
    ),
  ),
  'batch-size': many(`${selector}<batchSize>«1001»</batchSize>`),
  'both-filters': activity(
    '<includeTypes><activityType>NewLead</activityType></includeTypes><«excludeTypes»><activityType>NewLead</activityType></excludeTypes>',
  ),
  'activity-name': request(
    'paramsGetLeadChanges',
    '<startPosition/><activityNameFilter><stringItem>«VisitWebpage»</stringItem></activityNameFilter>',
  ),
  'campaign-id-and-name': campaign(
    '<«campaignId»>1</campaignId>|<programName>P</programName><campaignName>C</campaignName>',
  ),
  'campaign-id-and-tokens': campaign(
    '<«campaignId»>1</campaignId>|<programTokenList><attrib><name>{{my.a}}</name><value>b</value></attrib></programTokenList>',
  ),
  'campaign-name': campaign('|<campaignName>C</campaignName>').replace(
    '<m:paramsRequestCampaign>',
    '<«m:paramsRequestCampaign»>',
  ),
  'token-name': request(
    'paramsScheduleCampaign',
    '<programName>P</programName><campaignName>C</campaignName><programTokenList><attrib><name>«message»</name><value>b</value></attrib></programTokenList>',
  ),
  'program-list': list('ADDTOLIST', '«Program.List»'),
  'display-names': load('«FirstName,Email»', 'a,b'),
  'row-length': load('First Name,Email Address', '«a,b,c»'),
  'token-column': load('«Email Address,{{my.a}}»', 'a,b'),
  'role-name': request('paramsDescribeMObject', '<objectName>«OpportunityLeadRole»</objectName>'),
  'program-update': objects('Program', 'INSERT'),
  'object-id': objects('Opportunity', 'UPDATE'),
  'include-details': request(
    'paramsGetMObjects',
    '<type>Opportunity</type><includeDetails>«true»</includeDetails>',
  ),
  'no-authentication': envelope('<m:paramsListMObjects/>', '').replace('<s:Envelope', '<«s:Envelope»'),
  'no-user-id': header('mktowsUserId', '').replace('<mktowsUserId>', '<«mktowsUserId»>'),
  'user-id-characters': header('mktowsUserId', '«demo\u200b17»'),
  'timestamp-no-offset': header('requestTimestamp', '«2013-08-02T15:47:06»'),
  'timestamp-offset': header('requestTimestamp', '«2013-08-02T15:47:06-0700»'),
  'timestamp-fraction': header('requestTimestamp', '«2013-08-02T15:47:06.5-07:00»'),
  'timestamp-form': header('requestTimestamp', '«2013-08-02 15:47:06 UTC»'),
  'signature-form': header('requestSignature', '«146EC93F4F1E2A45F7A545F7E42E2D053C0457E7»'),
  'reserved-mode': envelope(
    '<m:paramsListMObjects/>',
    HEADER.replace('    </m:Auth', '      <«mode»>1</mode>\n    </m:Auth'),
  ),
  'encoding-style': envelope('<m:paramsListMObjects/>').replace(
    '<s:Envelope',
    '<s:Envelope «s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"»',
  ),
  encoding: envelope('<m:paramsListMObjects/>').replace('UTF-8', '«ISO-8859-1»'),
};

/** A contract with what Marketo's has not: a choice and attributes. */
const choosing = contract({
  types: sequence(
    '<x:choice><x:element name="a" type="x:string"/><x:element name="b" type="x:string"/></x:choice>',
  ).replace(
    '</x:complexType>',
    '<x:attribute name="id" use="required"/><x:attribute name="v" type="x:string" fixed="2.0"/></x:complexType>',
  ),
});

const context: Context = {
  userId: 'demo17_1',
  timestamp: '2026-01-01T00:00:00+00:00',
  now: Date.UTC(2013, 5, 1),
};

describe('Each kind of problem has a text', () => {
  // The types see to it that no kind is left out here.
  for (const [code, source] of Object.entries(TEXTS)) {
    const its = source.includes('urn:q') ? choosing : marketo;
    const { text, start, end } = marked(source);
    const here = (one: string) => check(one, its, context).filter((problem) => problem.code === code);

    it(`${code} is found where it stands`, () => {
      expect(here(text).map(({ range }) => [range.start, range.end])).toContainEqual([start, end]);
    });

    const problem = here(text).find(({ range }) => range.start === start && range.end === end);
    for (const fix of problem?.fixes ?? [])
      it(`${code} is gone after “${fix.title}”`, () => {
        const after = here(applyEdits(text, fix.edits)).filter(({ message }) => message === problem?.message);
        expect(after.length).toBeLessThan(
          here(text).filter(({ message }) => message === problem?.message).length,
        );
      });
  }

  const urls: Readonly<Record<EndpointCode, string>> = {
    empty: '',
    padding: ' https://host.example/soap',
    'not-a-url': 'host.example/soap',
    scheme: 'ftp://host.example/soap',
    wsdl: 'https://host.example/soap?WSDL',
    credentials: 'https://me:secret@host.example/soap',
    fragment: 'https://host.example/soap#top',
    rest: 'https://123-ABC-456.mktorest.com/rest',
    retired: 'https://123-ABC-456.mktoapi.com/soap/mktows/3_1',
    http: 'http://host.example/soap',
    'no-path': 'https://host.example',
  };
  it.each(Object.entries(urls))('%s is found in a URL', (code, url) => {
    expect(checkEndpoint(url).map((problem) => problem.code)).toEqual([code]);
  });
});
