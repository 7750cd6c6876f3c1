import type { Paging } from '../../contract/paging';
import { className, NO_SECRET, secret } from '../about';
import { code } from '../code';
import { javaString } from '../escape/java';
import { pagesOf } from '../plan';
import { onLibrary, slashes } from '../program';
import { asciiOnly, javaSettings, javaSign } from './java';
import { JavaBeans, property, STUBS, wrapped } from './java-beans';
import type { SnippetKind, SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import { AUTHENTICATION } from '../template';
import type { TypedRequest } from '../typed';

/** What differs between the two names under which the same library goes. */
interface Edition {
  readonly id: string;
  readonly label: string;
  readonly needs: string;
  readonly verified: true | string;
  /** What package names begin with. */
  readonly root: 'javax' | 'jakarta';
  /** Commands that make the stubs, without the address. */
  readonly stubs: readonly string[];
}

/** JAX-WS as it was part of Java 8, and is a library since. */
export const javaJaxws = edition({
  id: 'java-jaxws',
  label: 'Java, JAX-WS',
  needs: `Java 11 or later, JAX-WS 2.3 (javax.xml.ws), and stubs in the package ${STUBS}.`,
  verified: true,
  root: 'javax',
  stubs: [`wsimport -keep -p ${STUBS} -XadditionalHeaders`],
});

/** The same under its new name, with the reference implementation or with CXF. */
export const javaJakarta = edition({
  id: 'java-jakarta',
  label: 'Java, Jakarta XML Web Services (CXF)',
  needs: `Java 17 or later, Jakarta XML Web Services 3 or later (jakarta.xml.ws; Metro, or CXF 4), and stubs in the package ${STUBS}.`,
  verified:
    "The tests run the same program on JAX-WS 2.3, under javax instead of jakarta; Jakarta's libraries are not part of the test machines.",
  root: 'jakarta',
  stubs: [`wsimport -keep -p ${STUBS} -XadditionalHeaders`, `wsdl2java -client -exsh true -p ${STUBS}`],
});

/** One Java class on stubs that are made from the service's WSDL. */
function edition({ root, stubs, ...facts }: Edition): SnippetKind {
  return onLibrary({
    ...facts,
    language: 'java',
    fileName: (operation) => `${className(operation)}.java`,
    run: (operation, options) =>
      `${secret(options)}java -cp … ${className(operation)}, after javac, with JAX-WS and the stubs in the class path`,
    comment: (line) => slashes(asciiOnly(line)),
    library: 'JAX-WS',
    isStrict: true,
    notes: (request) => [STUBS_NOTE, ...missingHeaders(request)],
    program: (request, options, typed, header) => program(root, stubs, request, options, typed, header),
  });
}

const STUBS_NOTE =
  'The stubs need the option for additional headers and no binding file; a binding that makes plural list getters ' +
  '(getStringItems) changes the names of those.';

/** The stubs' methods take every header that the WSDL lists, whether there is one or not. */
function missingHeaders({ operation, headers }: SnippetRequest): string[] {
  const missing = operation.headers.filter(({ name }) => name !== AUTHENTICATION && !(name in headers));
  return missing.map(
    ({ name }) => `JAX-WS sends the ${name} that this request does not have as an empty one, xsi:nil.`,
  );
}

function program(
  root: Edition['root'],
  stubs: Edition['stubs'],
  request: SnippetRequest,
  options: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { contract, operation, endpoint, userId } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const paging = pagesOf(request, options);
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
    ${stubs.map((command, index) => `// ${index === 0 ? 'Stubs' : 'Or'}: ${command} ${asciiOnly(endpoint)}?WSDL`)}

    import ${STUBS}.*;
    import java.net.URL;
    ${frozen ? [] : ['import java.nio.charset.StandardCharsets;', 'import java.time.OffsetDateTime;', 'import java.time.format.DateTimeFormatter;', 'import javax.crypto.Mac;', 'import javax.crypto.spec.SecretKeySpec;']}
    import ${root}.xml.bind.JAXB;
    ${beans.usesTime ? ['import javax.xml.datatype.DatatypeFactory;', 'import javax.xml.datatype.XMLGregorianCalendar;'] : []}
    import ${root}.xml.ws.BindingProvider;
    import ${root}.xml.ws.WebServiceException;
    import ${root}.xml.ws.soap.SOAPFaultException;
    import org.w3c.dom.Element;

    public class ${className(operation.name)} {

        ${javaSettings({ endpoint, userId, frozen })}
        ${beans.usesFactory || (paging && wrapped('', paging.requestField, '') !== '') ? ['private static final ObjectFactory FACTORY = new ObjectFactory();'] : []}

        public static void main(String[] args) throws Exception {
            ${frozen ? [] : [`if (SECRET_KEY == null) {`, `    System.err.println(${javaString(NO_SECRET)});`, `    System.exit(2);`, `}`]}
            // For the WSDL as well as for the calls.
            System.setProperty("sun.net.client.defaultConnectTimeout", "15000");
            System.setProperty("sun.net.client.defaultReadTimeout", "${String(timeout)}000");
            ${contract.service.name} service;
            try {
                service = new ${contract.service.name}(new URL(ENDPOINT + "?WSDL"));
            } catch (WebServiceException e) {
                System.err.println("No WSDL: " + reason(e));
                System.exit(1);
                return;
            }
            var port = service.get${property(contract.service.port)}();
            // The address in a WSDL is not always the one to call.
            ((BindingProvider) port).getRequestContext().put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, ENDPOINT);
            ${cxf(root, timeout)}

            ${body}
            ${headers}

            try {
                ${paging ? pages(call, operation.input?.type.name ?? '', paging) : [call, 'JAXB.marshal(answer, System.out);']}
            } catch (SOAPFaultException e) {
                System.err.println("Fault " + detail(e, "code", e.getFault().getFaultCode()) + ": "
                        + detail(e, "message", e.getFault().getFaultString()));
                System.exit(1);
            } catch (WebServiceException e) {
                System.err.println("No SOAP answer: " + reason(e));
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

        /** What went wrong first, on one line. */
        private static String reason(Throwable e) {
            Throwable first = e;
            while (first.getCause() != null && first.getCause() != first) {
                first = first.getCause();
            }
            return String.valueOf(first.getMessage()).replaceAll("\\s+", " ");
        }

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

/** CXF has a time-out of its own. */
function cxf(root: Edition['root'], timeout: number): string[] {
  if (root === 'javax') return [];
  return [
    `((BindingProvider) port).getRequestContext().put("jakarta.xml.ws.client.receiveTimeout", ${timeout}_000L);`,
  ];
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
