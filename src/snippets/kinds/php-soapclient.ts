import { RULE } from '../about';
import { code } from '../code';
import { phpString } from '../escape/php';
import type { Paging } from '../../contract/paging';
import { expression, type Notation, onOneLine } from '../notation';
import { pagesOf } from '../plan';
import { onLibrary, script, slashes } from '../program';
import type { SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import type { TypedRequest } from '../typed';
import { phpSettings, phpSign } from './php';

/** A PHP script with SoapClient, which reads the service's WSDL. */
export const phpSoapClient = onLibrary({
  id: 'php-soapclient',
  language: 'php',
  label: 'PHP, SoapClient',
  needs: 'PHP 7.3 or later with the extension soap.',
  verified: true,
  ...script('php', 'php'),
  comment: slashes,
  library: 'SoapClient',
  isStrict: true,
  program,
});

function program(
  request: SnippetRequest,
  options: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { contract, operation, endpoint, userId } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const paging = pagesOf(request, options);
  const body = expression(typed.body, notation, '');
  const call = `$client->__soapCall(${phpString(operation.name)}, [$params], null, headers(${given(frozen !== undefined).join(', ')}))`;
  return code`
    <?php
    ${header}
    declare(strict_types=1);

    const NS = ${phpString(contract.targetNamespace)};

    ${phpSettings({ endpoint, userId, frozen })}

    ${frozen ? [] : [...RULE.map((line) => `// ${line}`), ...phpSign()]}

    ${headers(typed, frozen !== undefined)}

    $params = ${body};

    // How long SoapClient waits, in seconds.
    ini_set('default_socket_timeout', '${String(timeout)}');
    try {
        // Without a WSDL it warns as well as it throws.
        $client = @new SoapClient($endpoint . '?WSDL', ['location' => $endpoint, 'connection_timeout' => 15]);
        ${paging ? pages(call, paging) : [`print_r(${call});`]}
    } catch (SoapFault $fault) {
        if (!isset($fault->detail) && strpos($fault->faultcode, ':') === false) {
            fwrite(STDERR, 'No SOAP answer: ' . trim(preg_replace('/\s+/', ' ', $fault->getMessage())) . "\n");
            exit(1);
        }
        $exception = $fault->detail->serviceException ?? null;
        $message = $exception->message ?? $fault->getMessage();
        fwrite(STDERR, 'Fault ' . ($exception->code ?? $fault->faultcode) . ": $message\n");
        exit(1);
    }
  `;
}

function headers(typed: TypedRequest, frozen: boolean): string[] {
  const extra = typed.authentication.fields.map(
    ({ field, value }) => `            '${field.name}' => ${expression(value, notation, '            ')},`,
  );
  return [
    `function headers(${given(frozen)
      .map((name) => `string ${name}`)
      .join(', ')}): array`,
    `{`,
    ...(frozen ? [] : ['    [$timestamp, $signature] = sign($userId, $secretKey);']),
    `    return [`,
    `        new SoapHeader(NS, 'AuthenticationHeader', [`,
    `            'mktowsUserId' => $userId,`,
    `            'requestSignature' => $signature,`,
    `            'requestTimestamp' => $timestamp,`,
    ...extra,
    `        ]),`,
    ...typed.headers.map(
      ({ name, content }) =>
        `        new SoapHeader(NS, ${phpString(name)}, ${expression(content, notation, '        ')}),`,
    ),
    `    ];`,
    `}`,
  ];
}

/** The variables that headers are made from. */
function given(frozen: boolean): string[] {
  return frozen ? ['$userId', '$timestamp', '$signature'] : ['$userId', '$secretKey'];
}

function pages(call: string, paging: Paging): string[] {
  const at = (path: readonly string[]) => `$answer->${path.join('->')}`;
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `do {`,
    `    $answer = ${call};`,
    `    print_r($answer);`,
    `    $params['${paging.requestField.name}'] = ${at(paging.resultField)};`,
    `} while (${at(paging.more.path)}${paging.more.kind === 'count' ? ' > 0' : ''});`,
  ];
}

const notation: Notation = {
  step: '    ',
  nil: 'null',
  text: phpString,
  list: (items, indent) => onOneLine('[', items, ']') ?? array(items, indent),
  group({ type, derived, fields }, values, indent) {
    const items = fields.map(({ field }, index) => `'${field.name}' => ${values[index]}`);
    const content = items.length === 0 ? '[]' : array(items, indent);
    return derived ? `new SoapVar(${content}, SOAP_ENC_OBJECT, ${phpString(type.localName)}, NS)` : content;
  },
};

function array(items: readonly string[], indent: string): string {
  return `[\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}]`;
}
