import { about, fileStem, RULE, secret } from '../about';
import { code } from '../code';
import { phpString } from '../escape/php';
import { pagingOf, type Paging } from '../../contract/paging';
import type { SnippetKind, SnippetOptions, SnippetRequest } from '../snippet';
import { misfitReason, typedRequest, type Typed, type TypedGroup, type TypedResult } from '../typed';
import { phpSettings, phpSign } from './php';

/** A PHP script with SoapClient, which reads the service's WSDL. */
export const phpSoapClient: SnippetKind = {
  id: 'php-soapclient',
  language: 'php',
  label: 'PHP, SoapClient',
  stack: 'SOAP library',
  needs: 'PHP 7.3 or later with the extension soap.',
  verified: true,
  signs: true,
  fileName: (operation) => `${fileStem(operation)}.php`,
  run: (operation, options) => `${secret(options)}php ${fileStem(operation)}.php`,
  write(request, options = {}) {
    const typed = typedRequest(request);
    if (!typed.ok) return typed;
    if (typed.misfits.length > 0) return { ok: false, reason: misfitReason('SoapClient', typed.misfits) };
    const header = about(this, request, options).map((line) => `// ${line}`);
    return { ok: true, text: program(request, options, typed, header), notes: [] };
  },
};

type Ready = Extract<TypedResult, { ok: true }>;

function program(
  { contract, operation, endpoint, userId }: SnippetRequest,
  { frozen }: SnippetOptions,
  typed: Ready,
  header: readonly string[],
): string {
  const paging = pagingOf(contract, operation);
  const body = group(typed.body, '');
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

    try {
        $client = new SoapClient($endpoint . '?WSDL', ['location' => $endpoint, 'connection_timeout' => 15]);
        ${paging ? pages(call, paging) : [`print_r(${call});`]}
    } catch (SoapFault $fault) {
        $exception = $fault->detail->serviceException ?? null;
        $message = $exception->message ?? $fault->getMessage();
        fwrite(STDERR, 'Fault ' . ($exception->code ?? $fault->faultcode) . ": $message\n");
        exit(1);
    }
  `;
}

function headers(typed: Ready, frozen: boolean): string[] {
  const extra = typed.authentication.fields.map(
    ({ field, value }) => `            '${field.name}' => ${literal(value, '            ')},`,
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
      ({ name, content }) => `        new SoapHeader(NS, ${phpString(name)}, ${group(content, '        ')}),`,
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

/** A PHP expression, its further lines indented. */
function literal(typed: Typed, indent: string): string {
  switch (typed.kind) {
    case 'nil':
      return 'null';
    case 'boolean':
      return String(typed.value);
    case 'integer':
      return typed.value;
    case 'group':
      return group(typed, indent);
    case 'list':
      return lines(
        typed.items.map((item) => literal(item, `${indent}    `)),
        indent,
      );
    default:
      return phpString(typed.value);
  }
}

function group({ type, derived, fields }: TypedGroup, indent: string): string {
  const array = lines(
    fields.map(({ field, value }) => `'${field.name}' => ${literal(value, `${indent}    `)}`),
    indent,
  );
  return derived ? `new SoapVar(${array}, SOAP_ENC_OBJECT, ${phpString(type.localName)}, NS)` : array;
}

function lines(items: readonly string[], indent: string): string {
  if (items.length === 0) return '[]';
  const short = `[${items.join(', ')}]`;
  if (short.length < 60 && !short.includes('\n') && !short.includes('=>')) return short;
  return `[\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}]`;
}
