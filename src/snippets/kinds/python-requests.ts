import { code } from '../code';
import { pythonFString, pythonString } from '../escape/python';
import type { PagePlan, Plan } from '../plan';
import { hash, plainHttp, script } from '../program';
import { fillTemplate } from '../template';
import { pythonImports, pythonSettings, pythonSign } from './python';

/** A Python script with requests; ElementTree reads the answer. */
export const pythonRequests = plainHttp({
  id: 'python-requests',
  language: 'python',
  label: 'Python, requests',
  needs: 'Python 3.6 or later, requests 2 (pip install requests).',
  verified: true,
  ...script('python3', 'py'),
  comment: hash,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    ${header}
    ${pythonImports(frozen)}
    from xml.etree import ElementTree
    from xml.sax.saxutils import escape

    import requests

    ${pythonSettings(plan)}


    ${pythonSign(frozen)}


    ${envelope(plan)}


    def send(body):
        try:
            response = requests.post(
                ENDPOINT,
                data=body.encode(),
                headers={
                    'Content-Type': 'text/xml; charset=utf-8',
                    'SOAPAction': ${pythonString(`"${plan.soapAction}"`)},
                },
                timeout=${String(plan.timeout)},
            )
        except requests.RequestException as error:
            sys.exit(f'No answer: {error}')
        try:
            answer = ElementTree.fromstring(response.content)
        except ElementTree.ParseError:
            answer = None
        if answer is None or not answer.tag.endswith('}Envelope'):
            sys.exit(f'HTTP status {response.status_code} without a SOAP envelope.')
        if answer.find('.//faultstring') is not None:
            code = answer.findtext('.//detail/*/code', '')
            message = answer.findtext('.//detail/*/message') or answer.findtext('.//faultstring')
            sys.exit(f'Fault {code}: {message}')
        print(response.content.decode())
        return answer


    def main():
        ${paging ? pages(paging) : ['send(envelope(*sign()))']}


    if __name__ == '__main__':
        main()
  `;
}

function envelope(plan: Plan): string {
  const names = {
    userId: '{escape(USER_ID)}',
    timestamp: '{timestamp}',
    signature: '{signature}',
    position: '{position}',
  };
  const text = fillTemplate(plan.envelope, pythonFString, (slot) => names[slot]);
  return `def envelope(timestamp, signature${plan.paging ? ', position' : ''}):\n    return f"""${text}"""`;
}

function pages({ request, result, complex, more, kind, first }: PagePlan): string[] {
  const position = complex
    ? [
        `    parts = answer.find('.//${result}')`,
        `    inner = ''.join(f'<{part.tag}>{escape(part.text)}</{part.tag}>' for part in parts if part.text)`,
        `    position = f'<${request}>{inner}</${request}>'`,
      ]
    : [`    position = f"<${request}>{escape(answer.findtext('.//${result}'))}</${request}>"`];
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `position = ${pythonString(first)}`,
    `more = True`,
    `while more:`,
    `    answer = send(envelope(*sign(), position))`,
    ...position,
    kind === 'count'
      ? `    more = int(answer.findtext('.//${more}')) > 0`
      : `    more = answer.findtext('.//${more}') == 'true'`,
  ];
}
