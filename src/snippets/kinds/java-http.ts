import { className, NO_SECRET, secret } from '../about';
import { code } from '../code';
import { javaFormat, javaString, javaTextBlocks } from '../escape/java';
import type { PagePlan, Plan } from '../plan';
import { plainHttp, slashes } from '../program';
import { fillTemplate } from '../template';
import { asciiOnly, javaSettings, javaSign } from './java';

/** One Java class with java.net.http; DOM and XPath read the answer. */
export const javaHttp = plainHttp({
  id: 'java-http',
  language: 'java',
  label: 'Java, java.net.http',
  needs: 'Java 15 or later; no libraries.',
  verified: true,
  fileName: (operation) => `${className(operation)}.java`,
  run: (operation, options) => `${secret(options)}java ${className(operation)}.java`,
  comment: (line) => slashes(asciiOnly(line)),
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    ${header}

    ${imports(plan)}

    public class ${className(plan.name)} {

        ${javaSettings(plan)}

        private static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(15)).build();
        private static final XPath XPATH = XPathFactory.newInstance().newXPath();

        public static void main(String[] args) throws Exception {
            ${paging ? pages(paging) : ['call();']}
        }

        ${envelope(plan)}

        /** Sends one request and prints the answer; a fault ends the program. */
        private static Document call(${paging ? 'String position' : ''}) throws Exception {
            ${sign(plan)}
            String body = ENVELOPE.formatted(escape(USER_ID), signature, timestamp${paging ? ', position' : ''});
            HttpRequest request = HttpRequest.newBuilder(URI.create(ENDPOINT))
                    .header("Content-Type", "text/xml; charset=utf-8")
                    .header("SOAPAction", ${javaString(`"${plan.soapAction}"`)})
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response;
            try {
                response = CLIENT.sendAsync(request, BodyHandlers.ofString()).get(${String(plan.timeout)}, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                String reason = e.getCause().getMessage();
                throw fail("No answer: " + (reason == null ? e.getCause() : reason));
            } catch (TimeoutException e) {
                throw fail("No answer within ${String(plan.timeout)} seconds.");
            }
            Document answer = parse(response.body());
            if (answer == null || !answer.getDocumentElement().getNodeName().endsWith("Envelope")) {
                throw fail("HTTP status " + response.statusCode() + " without a SOAP envelope.");
            }
            if (!text(answer, "//faultstring").isEmpty()) {
                String message = text(answer, "//detail/*/message");
                throw fail("Fault " + text(answer, "//detail/*/code") + ": "
                        + (message.isEmpty() ? text(answer, "//faultstring") : message));
            }
            System.out.println(response.body());
            return answer;
        }

        ${frozen ? [] : javaSign()}

        private static Document parse(String xml) throws Exception {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            try {
                return builder.parse(new InputSource(new StringReader(xml)));
            } catch (SAXException e) {
                return null;
            }
        }

        private static String text(Document document, String path) throws XPathExpressionException {
            return XPATH.evaluate(path, document);
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        private static RuntimeException fail(String message) {
            System.err.println(message);
            System.exit(1);
            return new IllegalStateException(message);
        }
    }
  `;
}

function imports({ frozen, paging }: Plan): string[] {
  return [
    'import java.io.StringReader;',
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpRequest.BodyPublishers;',
    'import java.net.http.HttpResponse;',
    'import java.net.http.HttpResponse.BodyHandlers;',
    ...(frozen ? [] : ['import java.nio.charset.StandardCharsets;']),
    'import java.time.Duration;',
    ...(frozen ? [] : ['import java.time.OffsetDateTime;', 'import java.time.format.DateTimeFormatter;']),
    'import java.util.concurrent.ExecutionException;',
    'import java.util.concurrent.TimeUnit;',
    'import java.util.concurrent.TimeoutException;',
    ...(frozen ? [] : ['import javax.crypto.Mac;', 'import javax.crypto.spec.SecretKeySpec;']),
    'import javax.xml.parsers.DocumentBuilder;',
    'import javax.xml.parsers.DocumentBuilderFactory;',
    'import javax.xml.xpath.XPath;',
    ...(paging?.complex ? ['import javax.xml.xpath.XPathConstants;'] : []),
    'import javax.xml.xpath.XPathExpressionException;',
    'import javax.xml.xpath.XPathFactory;',
    'import org.w3c.dom.Document;',
    ...(paging?.complex ? ['import org.w3c.dom.Node;', 'import org.w3c.dom.NodeList;'] : []),
    'import org.xml.sax.InputSource;',
    'import org.xml.sax.SAXException;',
  ];
}

function sign({ frozen }: Plan): string[] {
  if (frozen) return ['String timestamp = TIMESTAMP;', 'String signature = SIGNATURE;'];
  return [
    `if (SECRET_KEY == null) {`,
    `    throw fail(${javaString(NO_SECRET)});`,
    `}`,
    `String timestamp = OffsetDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx"));`,
    `String signature = sign(timestamp);`,
  ];
}

function envelope(plan: Plan): string[] {
  const places = { userId: '%1$s', signature: '%2$s', timestamp: '%3$s', position: '%4$s' };
  const text = fillTemplate(plan.envelope, javaFormat, (slot) => places[slot]);
  const [first = '', ...rest] = javaTextBlocks(`${text.trimEnd()}\n`, '        ');
  return [`private static final String ENVELOPE = ${first}`, ...rest.slice(0, -1), `${rest.at(-1)};`];
}

function pages({ request, result, complex, more, kind, first }: PagePlan): string[] {
  const position = complex
    ? [
        `    NodeList parts = (NodeList) XPATH.evaluate("//${result}/*[text()]", answer, XPathConstants.NODESET);`,
        `    StringBuilder inner = new StringBuilder();`,
        `    for (int i = 0; i < parts.getLength(); i++) {`,
        `        Node part = parts.item(i);`,
        `        inner.append("<%1$s>%2$s</%1$s>".formatted(part.getNodeName(), escape(part.getTextContent())));`,
        `    }`,
        `    position = "<${request}>" + inner + "</${request}>";`,
      ]
    : [`    position = "<${request}>" + escape(text(answer, "//${result}")) + "</${request}>";`];
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `String position = ${javaString(first)};`,
    `while (true) {`,
    `    Document answer = call(position);`,
    kind === 'count'
      ? `    if (Integer.parseInt(text(answer, "//${more}")) == 0) {`
      : `    if (text(answer, "//${more}").equals("false")) {`,
    `        break;`,
    `    }`,
    ...position,
    `}`,
  ];
}
