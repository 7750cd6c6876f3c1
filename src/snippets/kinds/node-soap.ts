import { pagingOf, type Paging } from '../../contract/paging';
import { about, fileStem, secret } from '../about';
import { code } from '../code';
import { jsString } from '../escape/javascript';
import type { SnippetKind, SnippetOptions, SnippetRequest } from '../snippet';
import { carriageReturnNotes, typedRequest, type Typed, type TypedGroup, type TypedResult } from '../typed';
import { jsSettings, jsSign } from './javascript';

/** A module for Node with the package soap, which reads the service's WSDL. */
export const nodeSoap: SnippetKind = {
  id: 'node-soap',
  language: 'javascript',
  label: 'JavaScript, node-soap',
  stack: 'SOAP library',
  needs: 'Node 20 or later, soap 1 (npm install soap).',
  verified: true,
  signs: true,
  fileName: (operation) => `${fileStem(operation)}.mjs`,
  run: (operation, options) => `${secret(options)}node ${fileStem(operation)}.mjs`,
  write(request, options = {}) {
    const typed = typedRequest(request);
    if (!typed.ok) return typed;
    const header = about(this, request, options).map((line) => `// ${line}`);
    return {
      ok: true,
      text: program(request, options, typed, header),
      notes: carriageReturnNotes('node-soap', request),
    };
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
  const call = [
    `client.clearSoapHeaders();`,
    `for (const header of headers()) client.addSoapHeader(header);`,
    `const [answer] = await client.${operation.name}Async(params);`,
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
      const client = await soap.createClientAsync(\`\${endpoint}?WSDL\`, { endpoint${paging?.complex ? ', customDeserializer' : ''} });
      const params = ${group(typed.body, '  ')};
      ${paging ? pages(call, paging) : call}
    }

    main().catch((error) => {
      const fault = error.root?.Envelope?.Body?.Fault;
      const { code, message } = fault?.detail?.serviceException ?? {};
      console.error(fault ? \`Fault \${code ?? fault.faultcode}: \${message ?? fault.faultstring}\` : error.message);
      process.exitCode = 1;
    });
  `;
}

function headers(typed: Ready): string[] {
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
      ({ field, value }) => `        ${field.name}: ${literal(value, '        ')},`,
    ),
    `      },`,
    `    },`,
    ...typed.headers.map(({ name, content }) => `    { 'tns:${name}': ${group(content, '    ')} },`),
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

/** A JavaScript expression, its further lines indented. */
function literal(typed: Typed, indent: string): string {
  switch (typed.kind) {
    case 'nil':
      return `{ attributes: { 'xsi:nil': 'true' } }`;
    case 'boolean':
      return String(typed.value);
    case 'integer':
      return typed.value;
    case 'group':
      return group(typed, indent);
    case 'list':
      return lines(
        '[',
        typed.items.map((item) => literal(item, `${indent}  `)),
        ']',
        indent,
      );
    default:
      return jsString(typed.value);
  }
}

function group({ type, derived, fields }: TypedGroup, indent: string): string {
  const items = fields.map(({ field, value }) => `${field.name}: ${literal(value, `${indent}  `)}`);
  if (derived) items.unshift(`attributes: { 'xsi:type': ${jsString(`tns:${type.localName}`)} }`);
  return lines('{', items, '}', indent);
}

function lines(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  const blank = open === '{' ? ' ' : '';
  const short = `${open}${blank}${items.join(', ')}${blank}${close}`;
  if (!short.includes('\n') && short.length < 60) return short;
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
}
