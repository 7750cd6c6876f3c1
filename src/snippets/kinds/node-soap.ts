import type { Paging } from '../../contract/paging';
import { code } from '../code';
import { jsString } from '../escape/javascript';
import { expression, type Notation, onOneLine } from '../notation';
import { pagesOf } from '../plan';
import { onLibrary, script, slashes } from '../program';
import type { SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import { carriageReturnNotes, type TypedRequest } from '../typed';
import { jsSettings, jsSign } from './javascript';

/** A module for Node with the package soap, which reads the service's WSDL. */
export const nodeSoap = onLibrary({
  id: 'node-soap',
  language: 'javascript',
  label: 'JavaScript, node-soap',
  needs: 'Node 20 or later, soap 1 (npm install soap).',
  verified: true,
  ...script('node', 'mjs'),
  comment: slashes,
  library: 'node-soap',
  isStrict: false,
  notes: (request) => carriageReturnNotes('node-soap', request),
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
    `client.clearSoapHeaders();`,
    `for (const header of headers()) client.addSoapHeader(header);`,
    `const [answer] = await client.${operation.name}Async(params, http);`,
    `console.dir(answer, { depth: null });`,
  ];
  return code`
    ${header}
    ${frozen ? [] : ["import { createHmac } from 'node:crypto';"]}
    import soap from 'soap';

    ${jsSettings({ endpoint, userId, frozen })}

    ${jsSign(frozen)}

    // The names of headers carry the WSDL's prefix, the names inside them none.
    ${headers(typed)}

    async function main() {
      ${paging?.complex ? ['// Times stay texts, so that a position goes back as it came.', 'const customDeserializer = { dateTime: (text) => text };'] : []}
      const http = { timeout: ${String(timeout)}_000 };
      const options = { endpoint, wsdl_options: http${paging?.complex ? ', customDeserializer' : ''} };
      const client = await soap.createClientAsync(\`\${endpoint}?WSDL\`, options);
      const params = ${expression(typed.body, notation, '  ')};
      ${paging ? pages(call, paging) : call}
    }

    main().catch((error) => {
      const fault = error.root?.Envelope?.Body?.Fault;
      const { code, message } = fault?.detail?.serviceException ?? {};
      if (fault) {
        console.error(\`Fault \${code ?? fault.faultcode}: \${message ?? fault.faultstring}\`);
      } else if (error.response) {
        console.error(\`HTTP status \${error.response.status} without a SOAP envelope.\`);
      } else {
        console.error(\`No SOAP answer: \${String(error.message || error.code).split('\n')[0]}\`);
      }
      process.exitCode = 1;
    });
  `;
}

function headers(typed: TypedRequest): string[] {
  return [
    `function headers() {`,
    `  const { timestamp, signature } = sign();`,
    `  return [`,
    `    {`,
    `      'tns:AuthenticationHeader': {`,
    `        mktowsUserId: userId,`,
    `        requestSignature: signature,`,
    `        requestTimestamp: timestamp,`,
    ...typed.authentication.fields.map(
      ({ field, value }) => `        ${field.name}: ${expression(value, notation, '        ')},`,
    ),
    `      },`,
    `    },`,
    ...typed.headers.map(
      ({ name, content }) => `    { 'tns:${name}': ${expression(content, notation, '    ')} },`,
    ),
    `  ];`,
    `}`,
  ];
}

function pages(call: readonly string[], { requestField, resultField, more }: Paging): string[] {
  const at = (path: readonly string[]) => `answer.${path.join('.')}`;
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `for (;;) {`,
    ...call.map((line) => `  ${line}`),
    `  if (${more.kind === 'count' ? `!(${at(more.path)} > 0)` : `!${at(more.path)}`}) return;`,
    `  params.${requestField.name} = ${at(resultField)};`,
    `}`,
  ];
}

const notation: Notation = {
  step: '  ',
  nil: `{ attributes: { 'xsi:nil': 'true' } }`,
  text: jsString,
  list: (items, indent) => between('[', items, ']', indent),
  group({ type, derived, fields }, values, indent) {
    const items = fields.map(({ field }, index) => `${field.name}: ${values[index]}`);
    if (derived) items.unshift(`attributes: { 'xsi:type': ${jsString(`tns:${type.localName}`)} }`);
    return between('{', items, '}', indent);
  },
};

function between(open: string, items: readonly string[], close: string, indent: string): string {
  const long = () => `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
  return onOneLine(open, items, close) ?? long();
}
