import { code } from '../code';
import { jsString, jsTemplate } from '../escape/javascript';
import type { PagePlan, Plan } from '../plan';
import { plainHttp, script, slashes } from '../program';
import { fillTemplate } from '../template';
import { jsSettings, jsSign } from './javascript';

/** A module for Node that needs no package. */
export const nodeFetch = plainHttp({
  id: 'node-fetch',
  language: 'javascript',
  label: 'JavaScript, fetch (Node)',
  needs: 'Node 18 or later; no packages.',
  verified: true,
  ...script('node', 'mjs'),
  comment: slashes,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    ${header}
    ${frozen ? [] : ["import { createHmac } from 'node:crypto';", '']}
    ${jsSettings(plan)}

    ${jsSign(frozen)}

    ${envelope(plan)}

    function escape(text) {
      return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    }

    function unescape(xml) {
      return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    }

    /** What stands in the first element of that name, as it stands in the answer. */
    function element(answer, name) {
      return answer.match(new RegExp(\`<\${name}>(.*?)</\${name}>\`, 's'))?.[1];
    }

    async function send(body) {
      let response, answer;
      try {
        response = await fetch(endpoint, {
          method: 'POST',
          headers: {
            'Content-Type': 'text/xml; charset=utf-8',
            SOAPAction: ${jsString(`"${plan.soapAction}"`)},
          },
          body,
          signal: AbortSignal.timeout(${String(plan.timeout)}_000),
        });
        answer = await response.text();
      } catch (error) {
        throw new Error(\`No answer: \${error.cause?.message || error.cause?.code || error.message}\`);
      }
      const fault = element(answer, 'faultstring');
      if (fault !== undefined) {
        const message = element(answer, 'message') ?? fault;
        throw new Error(\`Fault \${element(answer, 'code') ?? ''}: \${unescape(message)}\`);
      }
      if (!response.ok || !/Envelope[\s>]/.test(answer)) {
        throw new Error(\`HTTP status \${response.status} without a SOAP envelope.\`);
      }
      console.log(answer);
      return answer;
    }

    ${paging ? pages(paging) : ['async function main() {', '  await send(envelope(sign()));', '}']}

    main().catch((error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  `;
}

function envelope(plan: Plan): string {
  const names = {
    userId: '${escape(userId)}',
    timestamp: '${timestamp}',
    signature: '${signature}',
    position: '${position}',
  };
  const text = fillTemplate(plan.envelope, jsTemplate, (slot) => names[slot]);
  const parameters = `{ timestamp, signature }${plan.paging ? ', position' : ''}`;
  return `function envelope(${parameters}) {\n  return \`${text}\`;\n}`;
}

function pages({ request, result, more, kind, first }: PagePlan): string[] {
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `async function main() {`,
    `  let position = ${jsString(first)};`,
    `  for (;;) {`,
    `    const answer = await send(envelope(sign(), position));`,
    kind === 'count'
      ? `    if (!(Number(element(answer, '${more}')) > 0)) return;`
      : `    if (element(answer, '${more}') !== 'true') return;`,
    `    position = \`<${request}>\${element(answer, '${result}') ?? ''}</${request}>\`;`,
    `  }`,
    `}`,
  ];
}
