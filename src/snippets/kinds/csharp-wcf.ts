import { className, ENDPOINT, NO_SECRET, RULE, secret, SECRET_KEY, USER_ID } from '../about';
import type { Contract, Field } from '../../contract/contract';
import type { Paging } from '../../contract/paging';
import { code } from '../code';
import { csString } from '../escape/csharp';
import { pagesOf } from '../plan';
import { onLibrary, slashes } from '../program';
import type { Frozen, SnippetOptions, SnippetRequest } from '../snippet';
import { AUTHENTICATION } from '../template';
import { TIMEOUT } from '../timeout';
import type { Typed, TypedField, TypedRequest } from '../typed';

/** The namespace of the proxies. */
const PROXIES = 'MarketoSoap';
/** The WSDL's port type, after which the proxies call their client. */
const PORT_TYPE = 'MktowsPort';

/** One C# file on the WCF proxies that dotnet-svcutil makes from the service's WSDL. */
export const csharpWcf = onLibrary({
  id: 'csharp-wcf',
  language: 'csharp',
  label: 'C#, WCF',
  needs:
    '.NET 6 or later with System.ServiceModel.Http, and proxies made by dotnet-svcutil (dotnet tool install dotnet-svcutil).',
  verified: "No test runs it: WCF's proxies are not part of the project's test machines.",
  comment: slashes,
  fileName: (operation) => `${className(operation)}.cs`,
  run: (operation, options) =>
    `${secret(options)}dotnet run, with this file as the Program.cs of a console project that has the proxies (${className(operation)})`,
  library: 'WCF',
  isStrict: true,
  notes: () => [
    'The proxies have to be made with XmlSerializer, which makes an array of each type that holds one list. Of fields that ' +
      'may be nil, it sends those that are not set as nil.',
  ],
  program,
});

function program(
  request: SnippetRequest,
  options: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { contract, operation, endpoint, userId } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const paging = pagesOf(request, options);
  const writer = new Objects(contract);
  const others = operation.headers
    .filter(({ name }) => name !== AUTHENTICATION)
    .map(({ name }) => typed.headers.find((one) => one.name === name)?.content)
    .map((content) => (content ? writer.write(content, '            ') : 'null'));
  const given = ['Authentication()', ...others, 'parameters'].join(', ');
  const output = operation.output?.name ?? '';
  const call = [`var answer = (await client.${operation.name}Async(${given})).${output};`, `Print(answer);`];
  const type = operation.headers.find(({ name }) => name === AUTHENTICATION)?.type.name ?? '';
  return code`
    ${header}
    // Proxies: dotnet-svcutil "${endpoint}?WSDL" --namespace "*,${PROXIES}" --serializer XmlSerializer
    using System;
    using System.Linq;
    ${frozen ? [] : ['using System.Security.Cryptography;']}
    using System.ServiceModel;
    using System.Text;
    using System.Threading.Tasks;
    using System.Xml;
    using System.Xml.Linq;
    using System.Xml.Serialization;
    using ${PROXIES};

    public static class ${className(operation.name)}Program
    {
        ${settings({ endpoint, userId }, frozen)}

        public static async Task<int> Main()
        {
            ${frozen ? [] : ['if (SecretKey == "")', '{', `    Console.Error.WriteLine(${csString(NO_SECRET)});`, '    return 2;', '}']}
            var isSafe = Endpoint.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
            var binding = new BasicHttpBinding(isSafe ? BasicHttpSecurityMode.Transport : BasicHttpSecurityMode.None)
            {
                MaxReceivedMessageSize = int.MaxValue,
                OpenTimeout = TimeSpan.FromSeconds(15),
                SendTimeout = TimeSpan.FromSeconds(${String(timeout)}),
            };
            var client = new ${PORT_TYPE}Client(binding, new EndpointAddress(Endpoint));
            var parameters = ${writer.write(typed.body, '        ')};
            try
            {
                ${paging ? pages(call, paging, writer) : call}
                return 0;
            }
            catch (FaultException e)
            {
                Console.Error.WriteLine(Sentence(e));
            }
            catch (Exception e) when (e is CommunicationException || e is TimeoutException)
            {
                Console.Error.WriteLine($"No SOAP answer: {e.GetBaseException().Message}");
            }
            return 1;
        }

        private static ${type} Authentication()
        {
            ${frozen ? ['var timestamp = Timestamp;', 'var signature = Signature;'] : ["var timestamp = DateTimeOffset.Now.ToString(\"yyyy-MM-dd'T'HH':'mm':'sszzz\");", 'var signature = Sign(timestamp);']}
            return new ${type}
            {
                mktowsUserId = UserId,
                requestSignature = signature,
                requestTimestamp = timestamp,
                ${typed.authentication.fields.flatMap((field) => writer.settings(field, '            '))}
            };
        }

        ${frozen ? [] : sign()}

        private static void Print(object answer)
        {
            new XmlSerializer(answer.GetType()).Serialize(Console.Out, answer);
            Console.WriteLine();
        }

        // Code and message from the fault's detail, where it has them.
        private static string Sentence(FaultException e)
        {
            var fault = e.CreateMessageFault();
            if (!fault.HasDetail) return $"Fault {fault.Code.Name}: {e.Message}";
            using (var reader = fault.GetReaderAtDetailContents())
            {
                var detail = (XElement)XNode.ReadFrom(reader);
                var code = detail.Descendants("code").Select(one => one.Value).FirstOrDefault() ?? fault.Code.Name;
                var message = detail.Descendants("message").Select(one => one.Value).FirstOrDefault() ?? e.Message;
                return $"Fault {code}: {message}";
            }
        }

        private static DateTime Time(string text) =>
            XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind);
    }
  `;
}

function settings(
  { endpoint, userId }: { endpoint: string; userId: string },
  frozen: Frozen | undefined,
): string[] {
  const field = (name: string, value: string) => `private static readonly string ${name} = ${value};`;
  const either = (name: string, variable: string, text: string) => [
    `private static readonly string ${name} =`,
    `    Environment.GetEnvironmentVariable("${variable}") ?? ${csString(text)};`,
  ];
  return [
    ...either('Endpoint', ENDPOINT, endpoint),
    ...(frozen
      ? [
          field('UserId', csString(userId)),
          field('Timestamp', csString(frozen.requestTimestamp)),
          field('Signature', csString(frozen.requestSignature)),
        ]
      : [
          ...either('UserId', USER_ID, userId),
          field('SecretKey', `Environment.GetEnvironmentVariable("${SECRET_KEY}") ?? ""`),
        ]),
  ];
}

function sign(): string[] {
  return [
    ...RULE.map((line) => `// ${line}`),
    `private static string Sign(string timestamp)`,
    `{`,
    `    using (var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(SecretKey)))`,
    `    {`,
    `        var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(timestamp + UserId));`,
    `        return BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();`,
    `    }`,
    `}`,
  ];
}

function pages(
  call: readonly string[],
  { requestField, resultField, more }: Paging,
  writer: Objects,
): string[] {
  const at = (path: readonly string[]) => `answer.${path.join('.')}`;
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `while (true)`,
    `{`,
    ...call.map((line) => `    ${line}`),
    more.kind === 'count' ? `    if (${at(more.path)} == 0) break;` : `    if (!${at(more.path)}) break;`,
    `    parameters.${requestField.name} = ${at(resultField)};`,
    ...(writer.isSpecified(requestField) ? [`    parameters.${requestField.name}Specified = true;`] : []),
    `}`,
  ];
}

/** Writes values as object initializers of the classes that XmlSerializer's importer makes. */
class Objects {
  constructor(readonly contract: Contract) {}

  write(typed: Typed, indent: string): string {
    switch (typed.kind) {
      case 'nil':
        return 'null';
      case 'boolean':
        return String(typed.value);
      case 'integer':
        return typed.builtin === 'int' ? typed.value : `${typed.value}L`;
      case 'dateTime':
        return `Time(${csString(typed.value)})`;
      case 'enumeration':
        return `${typed.name}.${enumerationMember(typed.value)}`;
      case 'list':
        return 'null';
      case 'group': {
        const lines = typed.fields.flatMap((field) => this.settings(field, `${indent}    `));
        const type = typed.type.localName;
        if (lines.length === 0) return `new ${type}()`;
        return `new ${type}\n${indent}{\n${lines.map((line) => `${indent}    ${line}`).join('\n')}\n${indent}}`;
      }
      default:
        return csString(typed.value);
    }
  }

  /** A field's lines in an initializer. */
  settings({ field, value }: TypedField, indent: string): string[] {
    const lines = [`${field.name} = ${this.#value(field, value, indent)},`];
    if (this.isSpecified(field) && value.kind !== 'list') lines.push(`${field.name}Specified = true,`);
    return lines;
  }

  /** Whether a property of its own says that the field is there. */
  isSpecified({ minOccurs, maxOccurs, type }: Field): boolean {
    if (minOccurs > 0 || maxOccurs !== 1) return false;
    return type.kind === 'enumeration' || (type.kind === 'builtin' && VALUE_TYPES.has(type.name));
  }

  #value(field: Field, value: Typed, indent: string): string {
    if (value.kind === 'list') return this.#array(field, value.items, indent);
    if (value.kind !== 'group' || value.derived || !isList(this.contract, field))
      return this.write(value, indent);
    const [inner] = value.fields;
    const only = this.contract.types[field.type.name]?.fields[0];
    return inner?.value.kind === 'list'
      ? this.#array(inner.field, inner.value.items, indent)
      : `new ${only ? typeName(only) : 'string'}[0]`;
  }

  #array(field: Field, items: readonly Typed[], indent: string): string {
    const inner = items.map((item) => `${indent}    ${this.write(item, `${indent}    `)},\n`);
    return `new ${typeName(field)}[]\n${indent}{\n${inner.join('')}${indent}}`;
  }
}

/** XML Schema's types that are no classes in C#. */
const VALUE_TYPES: ReadonlySet<string> = new Set([
  'int',
  'long',
  'boolean',
  'dateTime',
  'short',
  'decimal',
  'double',
  'float',
]);

/** A type that holds nothing but one list, of which the importer makes an array. */
function isList({ types }: Contract, { type }: Field): boolean {
  const fields = type.kind === 'complex' ? types[type.name]?.fields : undefined;
  return fields?.length === 1 && fields[0]?.maxOccurs !== 1;
}

function typeName({ type, nillable }: Field): string {
  if (type.kind !== 'builtin') return type.name;
  const name = { int: 'int', long: 'long', boolean: 'bool', dateTime: 'DateTime' }[type.name] ?? 'string';
  return nillable && name !== 'string' ? `${name}?` : name;
}

/** How the importer spells a value that is no name in C#. */
function enumerationMember(value: string): string {
  const cleaned = value.replace(/[^A-Za-z0-9_]/g, '');
  return /^[A-Za-z_]/.test(cleaned) ? cleaned : `Item${cleaned}`;
}
