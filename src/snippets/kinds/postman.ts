import { about, fileStem, NO_SECRET, RULE, SECRET_KEY, secretVariable } from '../about';
import { jsString } from '../escape/javascript';
import { planOf, type PagePlan, type Plan } from '../plan';
import type { SnippetKind } from '../snippet';
import { fillTemplate } from '../template';
import { literalBraces } from './http-file';

/** A collection whose scripts sign, name a fault and turn pages. */
export const postman: SnippetKind = {
  id: 'postman',
  language: 'json',
  label: 'Postman collection',
  stack: 'Tool',
  needs: 'Postman or another tool that imports its collections, format 2.1.',
  verified:
    'The tests run its scripts with stand-ins for what Postman provides; Postman is not part of the test machines.',
  signs: true,
  pages: true,
  fileName: (operation) => `${fileStem(operation)}.postman_collection.json`,
  run: (_operation, options = {}) =>
    options.frozen
      ? 'import it and Send.'
      : `import it, choose an environment that has ${secretVariable(options)}, and Send.`,
  write(request, options = {}) {
    const result = planOf(request, options);
    if (!result.ok) return result;
    const description = about(this, request, options).join('\n\n');
    const notes = result.plan.paging
      ? ['Each Send asks for the next page; the collection runner turns them all.']
      : [];
    return { ok: true, text: `${JSON.stringify(collection(result.plan, description), null, 2)}\n`, notes };
  },
};

function collection(plan: Plan, description: string): unknown {
  const { name, endpoint, userId, frozen, paging } = plan;
  const values = {
    userId: '{{userId}}',
    timestamp: frozen ? frozen.requestTimestamp : '{{timestamp}}',
    signature: frozen ? frozen.requestSignature : '{{signature}}',
    position: '{{position}}',
  };
  const event = (listen: string, exec: readonly string[]) => ({
    listen,
    script: { type: 'text/javascript', exec },
  });
  return {
    info: {
      name: `Marketo SOAP: ${name}`,
      description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    variable: [
      { key: 'endpoint', value: endpoint },
      { key: 'userId', value: userId },
      ...(paging ? [{ key: 'position', value: paging.first }] : []),
    ],
    item: [
      {
        name,
        event: [...(frozen ? [] : [event('prerequest', sign())]), event('test', judge(paging))],
        request: {
          method: 'POST',
          header: [
            { key: 'Content-Type', value: 'text/xml; charset=utf-8' },
            { key: 'SOAPAction', value: `"${plan.soapAction}"` },
          ],
          body: {
            mode: 'raw',
            raw: fillTemplate(plan.envelope, literalBraces, (slot) => values[slot]),
            options: { raw: { language: 'xml' } },
          },
          url: '{{endpoint}}',
        },
      },
    ],
  };
}

function sign(): string[] {
  return [
    ...RULE.map((line) => `// ${line}`),
    `const secretKey = pm.environment.get('${SECRET_KEY}');`,
    `if (!secretKey) throw new Error(${jsString(NO_SECRET)});`,
    `const timestamp = new Date().toISOString().slice(0, 19) + '+00:00';`,
    `const signature = CryptoJS.HmacSHA1(timestamp + pm.variables.get('userId'), secretKey).toString();`,
    `pm.variables.set('timestamp', timestamp);`,
    `pm.variables.set('signature', signature);`,
  ];
}

function judge(paging: PagePlan | undefined): string[] {
  return [
    `const answer = pm.response.text();`,
    `const element = (name) => answer.match(new RegExp(\`<\${name}>(.*?)</\${name}>\`, 's'))?.[1];`,
    `pm.test('is answered without a fault', () => {`,
    `  const fault = element('faultstring');`,
    `  if (fault !== undefined) throw new Error(\`Fault \${element('code')}: \${element('message') ?? fault}\`);`,
    `  if (pm.response.code !== 200) throw new Error(\`HTTP status \${pm.response.code} without a SOAP fault.\`);`,
    `});`,
    ...(paging ? turn(paging) : []),
  ];
}

function turn({ request, result, more, kind, first }: PagePlan): string[] {
  const none = kind === 'count' ? `Number(element('${more}')) > 0` : `element('${more}') === 'true'`;
  return [
    ``,
    `// The position of an answer goes back as it came, until there is nothing more.`,
    `if (${none}) {`,
    `  pm.collectionVariables.set('position', \`<${request}>\${element('${result}') ?? ''}</${request}>\`);`,
    `  pm.execution.setNextRequest(pm.info.requestName);`,
    `} else {`,
    `  pm.collectionVariables.set('position', ${jsString(first)});`,
    `}`,
  ];
}
