import { className, ENDPOINT, NO_SECRET, RULE, secret, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import { csFormat, csString, csVerbatim } from '../escape/csharp';
import type { PagePlan, Plan } from '../plan';
import { plainHttp, slashes } from '../program';
import { fillTemplate } from '../template';

/** One C# file with HttpClient; LINQ to XML reads the answer. Language level C# 7, so that .NET Framework and Mono take it. */
export const csharpHttp = plainHttp({
  id: 'csharp-http',
  language: 'csharp',
  label: 'C#, HttpClient',
  needs:
    '.NET 6 or later, or .NET Framework 4.7.2 or Mono 6 with references to System.Net.Http and System.Xml.Linq; no packages.',
  verified: true,
  comment: slashes,
  fileName: (operation) => `${className(operation)}.cs`,
  run: (operation, options) =>
    `${secret(options)}dotnet run, with this file as the Program.cs of a console project (${className(operation)})`,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    ${header}
    using System;
    using System.IO;
    using System.Linq;
    using System.Net.Http;
    using System.Security;
    ${frozen ? [] : ['using System.Security.Cryptography;']}
    using System.Text;
    using System.Threading.Tasks;
    using System.Xml;
    using System.Xml.Linq;

    public static class ${className(plan.name)}
    {
        ${settings(plan)}

        private static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromSeconds(${String(plan.timeout)}) };

        public static int Main() => Run().GetAwaiter().GetResult();

        private static async Task<int> Run()
        {
            ${frozen ? [] : ['if (SecretKey == "")', '{', `    Console.Error.WriteLine(${csString(NO_SECRET)});`, '    return 2;', '}']}
            try
            {
                ${paging ? pages(paging) : ['await Call();']}
                return 0;
            }
            catch (InvalidOperationException e)
            {
                Console.Error.WriteLine(e.Message);
            }
            catch (TaskCanceledException)
            {
                Console.Error.WriteLine("No answer within ${String(plan.timeout)} seconds.");
            }
            catch (Exception e) when (e is HttpRequestException || e is IOException)
            {
                Console.Error.WriteLine($"No answer: {e.GetBaseException().Message}");
            }
            return 1;
        }

        // Sends one request and prints the answer.
        private static async Task<XDocument> Call(${paging ? 'string position' : ''})
        {
            var (timestamp, signature) = Sign();
            var body = string.Format(Envelope, SecurityElement.Escape(UserId), signature, timestamp${paging ? ', position' : ''});
            var content = new StringContent(body, Encoding.UTF8, "text/xml");
            var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = content };
            request.Headers.Add("SOAPAction", ${csString(`"${plan.soapAction}"`)});
            var response = await Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var answer = Parse(text);
            if (!answer.Elements().Any(root => root.Name.LocalName == "Envelope"))
            {
                throw new InvalidOperationException($"HTTP status {(int)response.StatusCode} without a SOAP envelope.");
            }
            if (answer.Descendants("faultstring").Any())
            {
                var message = Text(answer, answer.Descendants("message").Any() ? "message" : "faultstring");
                throw new InvalidOperationException($"Fault {Text(answer, "code")}: {message}");
            }
            Console.WriteLine(text);
            return answer;
        }

        ${sign(plan)}

        private static XDocument Parse(string text)
        {
            try
            {
                return XDocument.Parse(text);
            }
            catch (XmlException)
            {
                return new XDocument();
            }
        }

        // What the first element of that name holds.
        private static string Text(XDocument answer, string name) =>
            answer.Descendants(name).Select(element => element.Value).FirstOrDefault() ?? "";

        ${envelope(plan)}
    }
  `;
}

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const field = (name: string, value: string) => [`private static readonly string ${name} = ${value};`];
  const either = (name: string, variable: string, text: string) => [
    `private static readonly string ${name} =`,
    `    Environment.GetEnvironmentVariable("${variable}") ?? ${csString(text)};`,
  ];
  return [
    ...either('Endpoint', ENDPOINT, endpoint),
    ...(frozen
      ? [
          ...field('UserId', csString(userId)),
          ...field('Timestamp', csString(frozen.requestTimestamp)),
          ...field('Signature', csString(frozen.requestSignature)),
        ]
      : [
          ...either('UserId', USER_ID, userId),
          ...field('SecretKey', `Environment.GetEnvironmentVariable("${SECRET_KEY}") ?? ""`),
        ]),
  ];
}

function sign({ frozen }: Plan): string[] {
  if (frozen) {
    return ['private static (string Timestamp, string Signature) Sign() => (Timestamp, Signature);'];
  }
  return [
    ...RULE.map((line) => `// ${line}`),
    `private static (string Timestamp, string Signature) Sign()`,
    `{`,
    `    var timestamp = DateTimeOffset.Now.ToString("yyyy-MM-dd'T'HH':'mm':'sszzz");`,
    `    using (var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(SecretKey)))`,
    `    {`,
    `        var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(timestamp + UserId));`,
    `        return (timestamp, BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant());`,
    `    }`,
    `}`,
  ];
}

function envelope(plan: Plan): string {
  const places = { userId: '{0}', signature: '{1}', timestamp: '{2}', position: '{3}' };
  const text = fillTemplate(plan.envelope, csFormat, (slot) => places[slot]).trimEnd();
  return `private const string Envelope = ${csVerbatim(text)};`;
}

function pages({ request, result, complex, more, kind, first }: PagePlan): string[] {
  const position = complex
    ? [
        `    var parts = answer.Descendants("${result}").First().Elements().Where(part => part.Value != "");`,
        `    var inner = string.Concat(parts.Select(part => $"<{part.Name}>{SecurityElement.Escape(part.Value)}</{part.Name}>"));`,
        `    position = $"<${request}>{inner}</${request}>";`,
      ]
    : [`    position = $"<${request}>{SecurityElement.Escape(Text(answer, "${result}"))}</${request}>";`];
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `var position = ${csString(first)};`,
    `while (true)`,
    `{`,
    `    var answer = await Call(position);`,
    kind === 'count'
      ? `    if (int.Parse(Text(answer, "${more}")) == 0) break;`
      : `    if (Text(answer, "${more}") == "false") break;`,
    ...position,
    `}`,
  ];
}
