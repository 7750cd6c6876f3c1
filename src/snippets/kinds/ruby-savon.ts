import type { Paging } from '../../contract/paging';
import { code } from '../code';
import { rubyString } from '../escape/ruby';
import { expression, type Notation, onOneLine } from '../notation';
import { pagesOf } from '../plan';
import { hash, onLibrary, script } from '../program';
import type { SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import { carriageReturnNotes, type TypedRequest } from '../typed';
import { rubySettings, rubySign } from './ruby';

/** A Ruby script with Savon, which reads the service's WSDL. */
export const rubySavon = onLibrary({
  id: 'ruby-savon',
  language: 'ruby',
  label: 'Ruby, Savon',
  needs: 'Ruby 2.7 or later, savon 2 (gem install savon).',
  verified:
    "Ruby's own parser checks it; no test runs it, because Savon is not part of the project's test machines.",
  ...script('ruby', 'rb'),
  comment: hash,
  library: 'Savon',
  isStrict: false,
  notes: (request) => carriageReturnNotes('Savon', request),
  program,
});

function program(
  request: SnippetRequest,
  options: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { operation, endpoint, userId } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const paging = pagesOf(request, options);
  const call = [
    `client.call(`,
    `  :${snakeCase(operation.name)},`,
    `  message_tag: ${rubyString(operation.input?.name ?? '')}, message: params, soap_header: headers`,
    `)`,
  ];
  return code`
    # frozen_string_literal: true

    ${header}

    ${frozen ? [] : ["require 'openssl'"]}
    require 'savon'

    ${rubySettings({ endpoint, userId, frozen })}

    ${rubySign(frozen)}

    ${headers(typed)}

    # String keys reach the service as they are written; Savon would change symbols.
    params = ${expression(typed.body, notation, '')}

    client = Savon.client(
      wsdl: "#{ENDPOINT}?WSDL",
      endpoint: ENDPOINT,
      namespace_identifier: :ns1,
      env_namespace: 'SOAP-ENV',
      convert_response_tags_to: ->(tag) { tag },
      open_timeout: 15,
      read_timeout: ${String(timeout)}
    )

    begin
      ${paging ? pages(call, operation.output?.name ?? '', paging) : [`puts ${call[0]}`, ...call.slice(1, -1), ').to_xml']}
    rescue Savon::SOAPFault => e
      fault = e.to_hash['Fault']
      exception = fault.dig('detail', 'serviceException') || {}
      abort "Fault #{exception['code']}: #{exception['message'] || fault['faultstring']}"
    rescue Savon::HTTPError => e
      abort "HTTP status #{e.http.code} without a SOAP envelope."
    rescue StandardError => e
      abort "No SOAP answer: #{e.message.lines.first}"
    end
  `;
}

function headers(typed: TypedRequest): string[] {
  return [
    `def headers`,
    `  timestamp, signature = sign`,
    `  {`,
    `    'ns1:AuthenticationHeader' => {`,
    `      'mktowsUserId' => USER_ID,`,
    `      'requestSignature' => signature,`,
    `      'requestTimestamp' => timestamp${typed.authentication.fields.length > 0 ? ',' : ''}`,
    ...typed.authentication.fields.map(
      ({ field, value }, index, all) =>
        `      '${field.name}' => ${expression(value, notation, '      ')}${index < all.length - 1 ? ',' : ''}`,
    ),
    `    }${typed.headers.length > 0 ? ',' : ''}`,
    ...typed.headers.map(
      ({ name, content }, index, all) =>
        `    ${rubyString(`ns1:${name}`)} => ${expression(content, notation, '    ')}${index < all.length - 1 ? ',' : ''}`,
    ),
    `  }`,
    `end`,
  ];
}

function pages(
  call: readonly string[],
  output: string,
  { requestField, resultField, more }: Paging,
): string[] {
  const at = (path: readonly string[]) => path.map((step) => `'${step}'`).join(', ');
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `loop do`,
    `  response = ${call[0]}`,
    ...call.slice(1).map((line) => `  ${line}`),
    `  puts response.to_xml`,
    `  answer = response.body['${output}']`,
    more.kind === 'count'
      ? `  break unless answer.dig(${at(more.path)}).to_i.positive?`
      : `  break unless answer.dig(${at(more.path)}).to_s == 'true'`,
    ``,
    `  params['${requestField.name}'] = answer.dig(${at(resultField)})`,
    `end`,
  ];
}

/** The name that Savon gives to an operation. */
function snakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

const notation: Notation = {
  step: '  ',
  nil: 'nil',
  text: rubyString,
  list: (items, indent) => between('[', items, ']', indent),
  group({ type, derived, fields }, values, indent) {
    const items = fields.map(({ field }, index) => `'${field.name}' => ${values[index]}`);
    if (derived) items.unshift(`'@xsi:type' => ${rubyString(`ns1:${type.localName}`)}`);
    return between('{', items, '}', indent);
  },
};

function between(open: string, items: readonly string[], close: string, indent: string): string {
  const long = () => `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
  return onOneLine(open, items, close) ?? long();
}
