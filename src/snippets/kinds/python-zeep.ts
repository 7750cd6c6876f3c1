import { pagingOf, type Paging } from '../../contract/paging';
import { about, fileStem, secret } from '../about';
import { code } from '../code';
import { pythonString } from '../escape/python';
import type { SnippetKind, SnippetOptions, SnippetRequest } from '../snippet';
import { misfitReason, typedRequest, type Typed, type TypedGroup, type TypedResult } from '../typed';
import { pythonImports, pythonSettings, pythonSign } from './python';

/** A Python script with zeep, which reads the service's WSDL. */
export const pythonZeep: SnippetKind = {
  id: 'python-zeep',
  language: 'python',
  label: 'Python, zeep',
  stack: 'SOAP library',
  needs: 'Python 3.6 or later, zeep 4 (pip install zeep).',
  verified: true,
  signs: true,
  fileName: (operation) => `${fileStem(operation)}.py`,
  run: (operation, options) => `${secret(options)}python3 ${fileStem(operation)}.py`,
  write(request, options = {}) {
    const typed = typedRequest(request);
    if (!typed.ok) return typed;
    if (typed.misfits.length > 0) return { ok: false, reason: misfitReason('zeep', typed.misfits) };
    const header = about(this, request, options).map((line) => `# ${line}`);
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
  const body = [typed.body, typed.authentication, ...typed.headers.map(({ content }) => content)];
  const names = ['Client', ...(typed.hasNil ? ['xsd'] : [])].join(', ');
  const derived = body.some((group) => some(group, (one) => one.kind === 'group' && one.derived));
  return code`
    ${header}
    ${pythonImports(frozen)}

    ${body.some((group) => some(group, (one) => one.kind === 'dateTime')) ? ['import isodate'] : []}
    from zeep import ${names}
    from zeep.exceptions import Fault, TransportError

    ${pythonSettings({ endpoint, userId, frozen })}
    ${derived ? [`NS = ${pythonString(contract.targetNamespace)}`] : []}


    ${pythonSign(frozen)}


    ${headers(typed)}


    def main():
        client = Client(f'{ENDPOINT}?WSDL')
        # The address in a WSDL is not always the one to call.
        service = client.create_service(next(iter(client.wsdl.bindings)), ENDPOINT)
        params = ${group(typed.body, '    ')}
        ${paging ? pages(operation.name, paging) : [`print(service.${operation.name}(_soapheaders=headers(), **params))`]}


    if __name__ == '__main__':
        try:
            main()
        except Fault as fault:
            detail = fault.detail
            code = detail.findtext('.//code') if detail is not None else fault.code
            message = detail.findtext('.//message') if detail is not None else None
            sys.exit(f'Fault {code}: {message or fault.message}')
        except TransportError as error:
            sys.exit(f'HTTP status {error.status_code} without a SOAP fault.')
  `;
}

function headers(typed: Ready): string[] {
  const extra = typed.authentication.fields.map(
    ({ field, value }) => `            '${field.name}': ${literal(value, '            ')},`,
  );
  return [
    `def headers():`,
    `    timestamp, signature = sign()`,
    `    return {`,
    `        'AuthenticationHeader': {`,
    `            'mktowsUserId': USER_ID,`,
    `            'requestSignature': signature,`,
    `            'requestTimestamp': timestamp,`,
    ...extra,
    `        },`,
    ...typed.headers.map(
      ({ name, content }) => `        ${pythonString(name)}: ${group(content, '        ')},`,
    ),
    `    }`,
  ];
}

function pages(operation: string, { requestField, resultField, more }: Paging): string[] {
  // zeep leaves out the one element that holds the whole answer.
  const at = (path: readonly string[]) => `answer.${path.slice(1).join('.') || path.join('.')}`;
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `more = True`,
    `while more:`,
    `    answer = service.${operation}(_soapheaders=headers(), **params)`,
    `    print(answer)`,
    `    params['${requestField.name}'] = ${at(resultField)}`,
    `    more = ${at(more.path)}${more.kind === 'count' ? ' > 0' : ''}`,
  ];
}

function some(typed: Typed, test: (one: Typed) => boolean): boolean {
  if (test(typed)) return true;
  if (typed.kind === 'list') return typed.items.some((item) => some(item, test));
  return typed.kind === 'group' && typed.fields.some(({ value }) => some(value, test));
}

/** A Python expression, its further lines indented. */
function literal(typed: Typed, indent: string): string {
  switch (typed.kind) {
    case 'nil':
      return 'xsd.Nil';
    case 'boolean':
      return typed.value ? 'True' : 'False';
    case 'integer':
      return typed.value;
    case 'dateTime':
      return `isodate.parse_datetime(${pythonString(typed.value)})`;
    case 'group':
      return group(typed, indent);
    case 'list':
      return lines(
        '[',
        typed.items.map((item) => literal(item, `${indent}    `)),
        ']',
        indent,
      );
    default:
      return pythonString(typed.value);
  }
}

function group({ type, derived, fields }: TypedGroup, indent: string): string {
  const write = (join: (name: string) => string) =>
    fields.map(({ field, value }) => join(field.name) + literal(value, `${indent}    `));
  if (!derived)
    return lines(
      '{',
      write((name) => `'${name}': `),
      '}',
      indent,
    );
  const factory = `client.get_type(f'{{{NS}}}${type.localName}')`;
  return lines(
    `${factory}(`,
    write((name) => `${name}=`),
    ')',
    indent,
  );
}

function lines(open: string, items: readonly string[], close: string, indent: string): string {
  const short = `${open}${items.join(', ')}${close}`;
  if (items.length === 0 || (items.length === 1 && !short.includes('\n') && short.length < 60)) return short;
  return `${open}\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}${close}`;
}
