import { escapeText } from '../../xml/escape';
import { about, fileStem, NO_SECRET, RULE, SECRET_KEY, secretVariable } from '../about';
import { code } from '../code';
import { jsString } from '../escape/javascript';
import { planOf, type Plan } from '../plan';
import type { SnippetKind } from '../snippet';
import { fillTemplate } from '../template';

/** A request file for the HTTP client of JetBrains' editors, whose script signs. */
export const httpFile: SnippetKind = {
  id: 'http-file',
  language: 'http',
  label: '.http file',
  stack: 'Tool',
  needs: "a JetBrains editor's HTTP Client; with a frozen signature also VS Code's REST Client.",
  verified:
    'The tests run its script with stand-ins for what the editor provides; no editor is part of the test machines.',
  signs: true,
  pages: false,
  fileName: (operation) => `${fileStem(operation)}.http`,
  run: (_operation, options = {}) =>
    options.frozen
      ? 'open it and choose Run.'
      : `choose an environment that has ${secretVariable(options)}, from http-client.private.env.json, and Run.`,
  write(request, options = {}) {
    const result = planOf(request, options);
    if (!result.ok) return result;
    const header = about(this, request, options).map((line) => `# ${line}`);
    const notes = result.plan.paging ? ['It asks for one page.'] : [];
    return { ok: true, text: program(result.plan, header), notes };
  },
};

function program(plan: Plan, header: readonly string[]): string {
  const { endpoint, userId, frozen } = plan;
  const values = {
    userId: escapeText(userId),
    timestamp: frozen ? frozen.requestTimestamp : '{{timestamp}}',
    signature: frozen ? frozen.requestSignature : '{{signature}}',
    position: plan.paging?.first ?? '',
  };
  const envelope = fillTemplate(plan.envelope, literalBraces, (slot) => values[slot]);
  return code`
    ${header}

    ### ${plan.name}
    ${frozen ? [] : script(userId)}
    POST ${endpoint}
    Content-Type: text/xml; charset=utf-8
    SOAPAction: "${plan.soapAction}"

    ${envelope.split('\n').filter((line) => line.trim() !== '')}
  `;
}

/** Two braces would begin a variable; a character reference says the same to XML. */
export function literalBraces(text: string): string {
  return text.replaceAll('{{', '&#123;&#123;').replaceAll('{%', '&#123;%');
}

function script(userId: string): string[] {
  return [
    `< {%`,
    ...RULE.map((line) => `  // ${line}`),
    `  const secretKey = request.environment.get('${SECRET_KEY}');`,
    `  if (!secretKey) throw new Error(${jsString(NO_SECRET)});`,
    `  const userId = ${jsString(userId)};`,
    `  const timestamp = new Date().toISOString().slice(0, 19) + '+00:00';`,
    `  const hmac = crypto.hmac.sha1().withTextSecret(secretKey).updateWithText(timestamp + userId);`,
    `  request.variables.set('timestamp', timestamp);`,
    `  request.variables.set('signature', hmac.digest().toHex());`,
    `%}`,
  ];
}
