import { code } from '../code';
import { endMark } from '../escape/delimiter';
import { rubyHeredoc, rubyString } from '../escape/ruby';
import type { PagePlan, Plan } from '../plan';
import { hash, plainHttp, script } from '../program';
import { fillTemplate } from '../template';
import { rubySettings, rubySign } from './ruby';

/** A Ruby script with net/http; REXML reads the answer. */
export const rubyHttp = plainHttp({
  id: 'ruby-http',
  language: 'ruby',
  label: 'Ruby, net/http',
  needs: 'Ruby 2.6 or later with rexml (bundled).',
  verified: true,
  ...script('ruby', 'rb'),
  comment: hash,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    # frozen_string_literal: true

    ${header}

    require 'net/http'
    ${frozen ? [] : ["require 'openssl'"]}
    require 'rexml/document'
    require 'uri'

    ${rubySettings(plan)}

    ${rubySign(frozen)}

    ${envelope(plan)}

    def post(body)
      uri = URI(ENDPOINT)
      headers = {
        'Content-Type' => 'text/xml; charset=utf-8',
        'SOAPAction' => ${rubyString(`"${plan.soapAction}"`)}
      }
      options = { use_ssl: uri.scheme == 'https', open_timeout: 15, read_timeout: ${String(plan.timeout)} }
      Net::HTTP.start(uri.host, uri.port, options) do |http|
        http.post(uri.request_uri, body, headers)
      end
    rescue SocketError, SystemCallError, IOError, Timeout::Error, OpenSSL::SSL::SSLError => e
      abort "No answer: #{e.message}"
    end

    # The first element of that name; on long answers much faster than REXML's XPath.
    def find(answer, name)
      answer.to_enum(:each_recursive).find { |element| element.name == name }
    end

    # The answer's document; a fault ends the program.
    def call(body)
      response = post(body)
      answer = REXML::Document.new(response.body)
      abort "HTTP status #{response.code} without a SOAP envelope." unless answer.root&.name == 'Envelope'
      if (fault = find(answer, 'faultstring'))
        message = find(answer, 'message') || fault
        abort "Fault #{find(answer, 'code')&.text}: #{message.text}"
      end
      puts response.body
      answer
    rescue REXML::ParseException
      abort "HTTP status #{response.code} without a SOAP envelope."
    end

    ${paging ? pages(paging) : ['call(envelope(*sign))']}
  `;
}

function envelope(plan: Plan): string {
  const names = {
    userId: '#{USER_ID.encode(xml: :text)}',
    timestamp: '#{timestamp}',
    signature: '#{signature}',
    position: '#{position}',
  };
  const text = fillTemplate(plan.envelope, rubyHeredoc, (slot) => names[slot]).trimEnd();
  const end = endMark(text, 'XML');
  const indented = text.split('\n').map((line) => `    ${line}`);
  return [
    `def envelope(timestamp, signature${plan.paging ? ', position' : ''})`,
    `  <<~${end}`,
    ...indented,
    `  ${end}`,
    `end`,
  ].join('\n');
}

function pages({ request, result, complex, more, kind, first }: PagePlan): string[] {
  const position = complex
    ? [
        `  parts = find(answer, '${result}').elements.select(&:text)`,
        `  inner = parts.map { |part| "<#{part.name}>#{part.text.encode(xml: :text)}</#{part.name}>" }.join`,
        `  position = "<${request}>#{inner}</${request}>"`,
      ]
    : [
        `  position = find(answer, '${result}').text.to_s.encode(xml: :text)`,
        `  position = "<${request}>#{position}</${request}>"`,
      ];
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `position = ${rubyString(first)}`,
    `loop do`,
    `  answer = call(envelope(*sign, position))`,
    kind === 'count'
      ? `  break unless find(answer, '${more}').text.to_i.positive?`
      : `  break unless find(answer, '${more}').text == 'true'`,
    ``,
    ...position,
    `end`,
  ];
}
