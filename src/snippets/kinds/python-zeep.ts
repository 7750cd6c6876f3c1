import type { Paging } from '../../contract/paging';
import { code } from '../code';
import { pythonString } from '../escape/python';
import { expression, type Notation } from '../notation';
import { pagesOf } from '../plan';
import { hash, onLibrary, script } from '../program';
import type { SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import type { Typed, TypedRequest } from '../typed';
import { pythonImports, pythonSettings, pythonSign } from './python';

/** A Python script with zeep, which reads the service's WSDL. */
export const pythonZeep = onLibrary({
  id: 'python-zeep',
  language: 'python',
  label: 'Python, zeep',
  needs: 'Python 3.6 or later, zeep 4 (pip install zeep).',
  verified: true,
  ...script('python3', 'py'),
  comment: hash,
  library: 'zeep',
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
  const body = [typed.body, typed.authentication, ...typed.headers.map(({ content }) => content)];
  const names = ['Client', ...(typed.hasNil ? ['xsd'] : [])].join(', ');
  const derived = body.some((group) => some(group, (one) => one.kind === 'group' && one.derived));
  return code`
    ${header}
    ${pythonImports(frozen)}

    ${body.some((group) => some(group, (one) => one.kind === 'dateTime')) ? ['import isodate'] : []}
    from requests import RequestException
    from zeep import ${names}
    from zeep.exceptions import Error, Fault
    from zeep.transports import Transport

    ${pythonSettings({ endpoint, userId, frozen })}
    ${derived ? [`NS = ${pythonString(contract.targetNamespace)}`] : []}


    ${pythonSign(frozen)}


    ${headers(typed)}


    def main():
        # One time-out is for the WSDL, the other for the calls.
        transport = Transport(timeout=${String(timeout)}, operation_timeout=${String(timeout)})
        client = Client(f'{ENDPOINT}?WSDL', transport=transport)
        # The address in a WSDL is not always the one to call.
        binding = next(iter(client.wsdl.bindings), None)
        if binding is None:
            sys.exit(f'{ENDPOINT}?WSDL is no WSDL.')
        service = client.create_service(binding, ENDPOINT)
        params = ${expression(typed.body, notation, '    ')}
        ${paging ? pages(operation.name, paging) : [`print(service.${operation.name}(_soapheaders=headers(), **params))`]}


    if __name__ == '__main__':
        try:
            main()
        except Fault as fault:
            # zeep takes an answer without an envelope for a fault too.
            if fault.code is None:
                sys.exit('The answer has no SOAP envelope.')
            detail = fault.detail
            code = detail.findtext('.//code') if detail is not None else fault.code
            message = detail.findtext('.//message') if detail is not None else None
            sys.exit(f'Fault {code}: {message or fault.message}')
        except RequestException as error:
            sys.exit(f'No answer: {error}')
        except (Error, SyntaxError) as error:
            sys.exit(f'No SOAP answer: {str(error).splitlines()[0]}')
  `;
}

function headers(typed: TypedRequest): string[] {
  const extra = typed.authentication.fields.map(
    ({ field, value }) => `            '${field.name}': ${expression(value, notation, '            ')},`,
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
      ({ name, content }) => `        ${pythonString(name)}: ${expression(content, notation, '        ')},`,
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

const notation: Notation = {
  step: '    ',
  nil: 'xsd.Nil',
  boolean: (value) => (value ? 'True' : 'False'),
  text: pythonString,
  dateTime: (value) => `isodate.parse_datetime(${pythonString(value)})`,
  list: (items, indent) => between('[', items, ']', indent),
  group({ type, derived, fields }, values, indent) {
    if (!derived) {
      const items = fields.map(({ field }, index) => `'${field.name}': ${values[index]}`);
      return between('{', items, '}', indent);
    }
    const items = fields.map(({ field }, index) => `${field.name}=${values[index]}`);
    return between(`client.get_type(f'{{{NS}}}${type.localName}')(`, items, ')', indent);
  },
};

function between(open: string, items: readonly string[], close: string, indent: string): string {
  const short = `${open}${items.join(', ')}${close}`;
  if (items.length === 0 || (items.length === 1 && !short.includes('\n') && short.length < 60)) return short;
  return `${open}\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}${close}`;
}
