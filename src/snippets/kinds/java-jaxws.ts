import { pagingOf, type Paging } from '../../contract/paging';
import { className, NO_SECRET, secret } from '../about';
import { code } from '../code';
import { javaString } from '../escape/java';
import { onLibrary, slashes } from '../program';
import { asciiOnly, javaSettings, javaSign } from './java';
import { JavaBeans, property, STUBS, wrapped } from './java-beans';
import type { SnippetOptions, SnippetRequest } from '../snippet';
import { AUTHENTICATION } from '../template';
import type { TypedRequest } from '../typed';

/** One Java class on stubs that wsimport makes from the service's WSDL. */
export const javaJaxws = onLibrary({
  id: 'java-jaxws',
  language: 'java',
  label: 'Java, JAX-WS',
  needs: `Java 11 or later, JAX-WS 2.3 (javax.xml.ws), and stubs in the package ${STUBS}.`,
  verified: true,
  fileName: (operation) => `${className(operation)}.java`,
  run: (operation, options) =>
    `${secret(options)}java -cp … ${className(operation)}, after javac, with JAX-WS and the stubs in the class path`,
  comment: (line) => slashes(asciiOnly(line)),
  library: 'JAX-WS',
  isStrict: true,
  notes: (request) => [WSIMPORT_NOTE, ...missingHeaders(request)],
  program,
});

const WSIMPORT_NOTE =
  'The stubs need the option -XadditionalHeaders and no binding file; a binding that makes plural list getters ' +
  '(getStringItems) changes the names of those. Jakarta XML Web Services says jakarta.xml instead of javax.xml.';

/** The stubs' methods take every header that the WSDL lists, whether there is one or not. */
function missingHeaders({ operation, headers }: SnippetRequest): string[] {
  const missing = operation.headers.filter(({ name }) => name !== AUTHENTICATION && !(name in headers));
  return missing.map(
    ({ name }) => `JAX-WS sends the ${name} that this request does not have as an empty one, xsi:nil.`,
  );
}

function program(
  request: SnippetRequest,
  { frozen }: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { contract, operation, endpoint, userId } = request;
  const paging = pagingOf(contract, operation);
  const beans = new JavaBeans(['args', 'port', 'service', 'answer', 'authentication']);
  const body = beans.statements(typed.body, 'params');
  const headers = typed.headers.flatMap(({ content }) => beans.statements(content));
  const authentication = beans.settings(typed.authentication, 'header');
  // The port's method takes every header that the WSDL lists for the operation.
  const given = operation.headers
    .filter(({ name }) => name !== AUTHENTICATION)
    .map(({ name }) => beans.named(typed.headers.find((header) => header.name === name)?.content) ?? 'null');
  const call = `${operation.output?.type.name} answer = port.${operation.name}(${['params', 'authentication()', ...given].join(', ')});`;
  const type = operation.headers.find(({ name }) => name === AUTHENTICATION)?.type.name ?? '';
  return code`
    ${header}
    // Stubs: wsimport -keep -p ${STUBS} -XadditionalHeaders ${asciiOnly(endpoint)}?WSDL

    import ${STUBS}.*;
    import java.net.URL;
    ${frozen ? [] : ['import java.nio.charset.StandardCharsets;', 'import java.time.OffsetDateTime;', 'import java.time.format.DateTimeFormatter;', 'import javax.crypto.Mac;', 'import javax.crypto.spec.SecretKeySpec;']}
    import javax.xml.bind.JAXB;
    ${beans.usesTime ? ['import javax.xml.datatype.DatatypeFactory;', 'import javax.xml.datatype.XMLGregorianCalendar;'] : []}
    import javax.xml.ws.BindingProvider;
    import javax.xml.ws.WebServiceException;
    import javax.xml.ws.soap.SOAPFaultException;
    import org.w3c.dom.Element;

    public class ${className(operation.name)} {

        ${javaSettings({ endpoint, userId, frozen })}
        ${beans.usesFactory || (paging && wrapped('', paging.requestField, '') !== '') ? ['private static final ObjectFactory FACTORY = new ObjectFactory();'] : []}

        public static void main(String[] args) throws Exception {
            ${frozen ? [] : [`if (SECRET_KEY == null) {`, `    System.err.println(${javaString(NO_SECRET)});`, `    System.exit(2);`, `}`]}
            ${contract.service.name} service = new ${contract.service.name}(new URL(ENDPOINT + "?WSDL"));
            var port = service.get${property(contract.service.port)}();
            // The address in a WSDL is not always the one to call.
            ((BindingProvider) port).getRequestContext().put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, ENDPOINT);

            ${body}
            ${headers}

            try {
                ${paging ? pages(call, operation.input?.type.name ?? '', paging) : [call, 'JAXB.marshal(answer, System.out);']}
            } catch (SOAPFaultException e) {
                System.err.println("Fault " + detail(e, "code", e.getFault().getFaultCode()) + ": "
                        + detail(e, "message", e.getFault().getFaultString()));
                System.exit(1);
            } catch (WebServiceException e) {
                System.err.println("No SOAP answer: " + e.getMessage());
                System.exit(1);
            }
        }

        private static ${type} authentication() throws Exception {
            ${frozen ? ['String timestamp = TIMESTAMP;', 'String signature = SIGNATURE;'] : ['String timestamp = OffsetDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd\'T\'HH:mm:ssxxx"));', 'String signature = sign(timestamp);']}
            ${type} header = new ${type}();
            header.setMktowsUserId(USER_ID);
            header.setRequestSignature(signature);
            header.setRequestTimestamp(timestamp);
            ${authentication}
            return header;
        }

        ${frozen ? [] : javaSign()}

        /** What stands in the fault's detail under that name. */
        private static String detail(SOAPFaultException e, String name, String otherwise) {
            Element detail = e.getFault().getDetail();
            return detail != null && detail.getElementsByTagName(name).getLength() > 0
                    ? detail.getElementsByTagName(name).item(0).getTextContent()
                    : otherwise;
        }

        ${beans.usesTime ? TIME_METHOD : []}
    }
  `;
}

const TIME_METHOD = [
  'private static XMLGregorianCalendar time(String text) throws Exception {',
  '    return DatatypeFactory.newInstance().newXMLGregorianCalendar(text);',
  '}',
];

function pages(call: string, params: string, { requestField, resultField, more }: Paging): string[] {
  const at = (path: readonly string[]) => path.map((step) => `.get${property(step)}()`).join('');
  const flag = `.is${property(more.path.at(-1) ?? '')}()`;
  const position = wrapped(params, requestField, `answer${at(resultField)}`);
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `while (true) {`,
    `    ${call}`,
    `    JAXB.marshal(answer, System.out);`,
    more.kind === 'count'
      ? `    if (answer${at(more.path)} == 0) {`
      : `    if (!answer${at(more.path.slice(0, -1))}${flag}) {`,
    `        break;`,
    `    }`,
    `    params.set${property(requestField.name)}(${position});`,
    `}`,
  ];
}
