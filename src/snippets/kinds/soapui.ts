import { escapeAttribute, escapeText } from '../../xml/escape';
import { about, fileStem, NO_SECRET, RULE, SECRET_KEY, secretVariable } from '../about';
import { code } from '../code';
import { planOf, type Plan } from '../plan';
import type { SnippetKind } from '../snippet';
import { fillTemplate } from '../template';

const CONFIG = 'http://eviware.com/soapui/config';

/** A SoapUI project with one test case: a step that signs, and the request. */
export const soapUi: SnippetKind = {
  id: 'soapui',
  language: 'xml',
  label: 'SoapUI project',
  stack: 'Tool',
  needs: 'SoapUI 5.',
  verified:
    'The tests read the project and fill it in by themselves; SoapUI is not part of the test machines.',
  signs: true,
  pages: false,
  fileName: (operation) => `${fileStem(operation)}-soapui-project.xml`,
  run: (_operation, options = {}) =>
    options.frozen
      ? 'import it as a project and run its test case.'
      : `start SoapUI with ${secretVariable(options)} in its environment, import it as a project and run its test case.`,
  write(request, options = {}) {
    const result = planOf(request, options);
    if (!result.ok) return result;
    const description = about(this, request, options).join('\n');
    const notes = result.plan.paging ? ['It asks for one page.'] : [];
    return { ok: true, text: project(result.plan, description), notes };
  },
};

function project(plan: Plan, description: string): string {
  const { name, endpoint, userId, frozen } = plan;
  const attribute = escapeAttribute(name);
  const header = `<xml-fragment xmlns:con="${CONFIG}"><con:entry key="SOAPAction" value="${escapeAttribute(`"${plan.soapAction}"`)}"/></xml-fragment>`;
  return code`
    <?xml version="1.0" encoding="UTF-8"?>
    <con:soapui-project name="Marketo SOAP: ${attribute}" soapui-version="5.7.0" xmlns:con="${CONFIG}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <con:description>${escapeText(description)}</con:description>
      <con:settings/>
      <con:testSuite name="Marketo">
        <con:settings/>
        <con:runType>SEQUENTIAL</con:runType>
        <con:testCase name="${attribute}" failOnError="true" failTestCaseOnErrors="true">
          <con:settings/>
          ${frozen ? [] : signStep()}
          <con:testStep type="httprequest" name="${attribute}">
            <con:settings/>
            <con:config method="POST" xsi:type="con:HttpRequest" name="${attribute}" mediaType="text/xml" postQueryString="false">
              <con:settings>
                <con:setting id="com.eviware.soapui.impl.wsdl.WsdlRequest@request-headers">${escapeText(header)}</con:setting>
              </con:settings>
              <con:encoding>UTF-8</con:encoding>
              <con:endpoint>\${#Project#endpoint}</con:endpoint>
              <con:request>${escapeText(envelope(plan))}</con:request>
              <con:assertion type="Valid HTTP Status Codes" name="No fault"><con:configuration><codes>200</codes></con:configuration></con:assertion>
              <con:credentials/>
            </con:config>
          </con:testStep>
          <con:properties/>
        </con:testCase>
        <con:properties/>
      </con:testSuite>
      <con:properties>
        <con:property><con:name>endpoint</con:name><con:value>${escapeText(endpoint)}</con:value></con:property>
        <con:property><con:name>userId</con:name><con:value>${escapeText(userId)}</con:value></con:property>
      </con:properties>
    </con:soapui-project>
  `;
}

function envelope(plan: Plan): string {
  const values = {
    userId: '${#Project#userId}',
    timestamp: plan.frozen?.requestTimestamp ?? '${#TestCase#timestamp}',
    signature: plan.frozen?.requestSignature ?? '${#TestCase#signature}',
    position: plan.paging?.first ?? '',
  };
  const text = fillTemplate(plan.envelope, literalDollars, (slot) => values[slot]);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** A dollar sign before a brace would begin an expression; a character reference says the same to XML. */
function literalDollars(text: string): string {
  return text.replaceAll('${', '&#36;{');
}

function signStep(): string[] {
  const script = [
    ...RULE.map((line) => `// ${line}`),
    `import javax.crypto.Mac`,
    `import javax.crypto.spec.SecretKeySpec`,
    ``,
    `def secretKey = System.getenv('${SECRET_KEY}')`,
    `assert secretKey : '${NO_SECRET}'`,
    `def userId = context.expand('\${#Project#userId}')`,
    `def timestamp = new java.text.SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ssXXX").format(new Date())`,
    `def mac = Mac.getInstance('HmacSHA1')`,
    `mac.init(new SecretKeySpec(secretKey.getBytes('UTF-8'), 'HmacSHA1'))`,
    `def signature = mac.doFinal((timestamp + userId).getBytes('UTF-8')).encodeHex().toString()`,
    `testRunner.testCase.setPropertyValue('timestamp', timestamp)`,
    `testRunner.testCase.setPropertyValue('signature', signature)`,
  ];
  return [
    `<con:testStep type="groovy" name="Sign">`,
    `  <con:settings/>`,
    `  <con:config><script>${escapeText(script.join('\n'))}</script></con:config>`,
    `</con:testStep>`,
  ];
}
