import { ENDPOINT, fileStem, NO_SECRET, publishedKey, RULE, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import { psAscii, psHereString, psString } from '../escape/powershell';
import type { PagePlan, Plan } from '../plan';
import { hash, plainHttp } from '../program';
import type { Frozen, SnippetKind } from '../snippet';
import { fillTemplate } from '../template';
import { asciiOnly } from './java';

/** What differs between PowerShell and the Windows PowerShell that is part of Windows. */
interface Edition {
  readonly id: string;
  readonly label: string;
  readonly needs: string;
  /** The program that runs a script. */
  readonly command: string;
  readonly version: '7' | '5.1';
}

/** A PowerShell script; .NET's XmlDocument reads the answer. */
export const powershell = edition({
  id: 'powershell',
  label: 'PowerShell',
  needs: 'PowerShell 7 or later.',
  command: 'pwsh',
  version: '7',
});

/** The same for the PowerShell that every Windows has. It takes a file without a byte order mark for ANSI, so this is ASCII. */
export const powershell5 = edition({
  id: 'powershell-5',
  label: 'Windows PowerShell 5.1',
  needs: 'Windows PowerShell 5.1, as Windows 10 and later have it; PowerShell 7 runs it too.',
  command: 'powershell -ExecutionPolicy Bypass -File',
  version: '5.1',
});

function edition({ command, version, ...facts }: Edition): SnippetKind {
  const isOld = version === '5.1';
  return plainHttp({
    ...facts,
    language: 'powershell',
    verified: "No test runs it: PowerShell is not part of the project's test machines.",
    fileName: (operation) => `${fileStem(operation)}.ps1`,
    comment: (line) => hash(isOld ? asciiOnly(line) : line),
    run: (operation, options = {}) =>
      `${options.frozen ? '' : `$env:${SECRET_KEY} = '${publishedKey(options) ?? '…'}'; `}${command} ${fileStem(operation)}.ps1`,
    program: (plan, header) => program(plan, header, isOld),
  });
}

function program(plan: Plan, header: readonly string[], isOld: boolean): string {
  const { paging } = plan;
  const text = isOld ? psAscii : psString;
  return code`
    ${header}
    #Requires -Version ${isOld ? '5.1' : '7'}
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    ${isOld ? ['[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12'] : []}

    ${isOld ? oldSettings(plan) : settings(plan)}

    ${envelope(plan, isOld)}

    ${plan.frozen ? [] : signFunction(isOld)}

    # Sends one request and prints the answer; a fault ends the script.
    function Send-Request${paging ? '([string] $position)' : ''} {
        ${plan.frozen ? [] : ['$timestamp, $signature = Get-Signature']}
        $body = [Text.Encoding]::UTF8.GetBytes((Get-Envelope $timestamp $signature${paging ? ' $position' : ''}))
        ${(isOld ? oldSend : send)(plan, text)}
        $answer = [Xml.XmlDocument]::new()
        try {
            $answer.LoadXml($content)
        } catch [Xml.XmlException] {
            $answer = [Xml.XmlDocument]::new()
        }
        if ((Get-Text $answer 'local-name(/*)') -ne 'Envelope') {
            Stop-Script "HTTP status $status without a SOAP envelope."
        }
        $fault = Get-Text $answer '//faultstring'
        if ($fault) {
            $message = Get-Text $answer '//detail/*/message'
            if (-not $message) { $message = $fault }
            Stop-Script "Fault $(Get-Text $answer '//detail/*/code'): $message"
        }
        Write-Host $content
        return , $answer
    }

    function Get-Text([Xml.XmlDocument] $answer, [string] $path) {
        return $answer.CreateNavigator().Evaluate("string($path)")
    }

    function Stop-Script([string] $message) {
        [Console]::Error.WriteLine($message)
        exit 1
    }

    ${paging ? pages(paging, text) : ['Send-Request | Out-Null']}
  `;
}

type Quote = (text: string) => string;

function send({ soapAction, timeout }: Plan, text: Quote): string[] {
  return [
    `try {`,
    `    $response = Invoke-WebRequest -Uri $endpoint -Method Post -SkipHttpErrorCheck -TimeoutSec ${timeout} \``,
    `        -ContentType 'text/xml; charset=utf-8' -Headers @{ SOAPAction = ${text(`"${soapAction}"`)} } -Body $body`,
    `} catch {`,
    `    Stop-Script "No answer: $($_.Exception.Message)"`,
    `}`,
    `$status, $content = $response.StatusCode, $response.Content`,
  ];
}

/** Invoke-WebRequest of 5.1 throws away what stands in an answer with status 500, which is where faults are. */
function oldSend({ soapAction, timeout }: Plan, text: Quote): string[] {
  return [
    `$request = [Net.WebRequest]::Create($endpoint)`,
    `$request.Method = 'POST'`,
    `$request.ContentType = 'text/xml; charset=utf-8'`,
    `$request.Headers.Add('SOAPAction', ${text(`"${soapAction}"`)})`,
    `$request.Timeout = ${timeout}000`,
    `$request.ReadWriteTimeout = ${timeout}000`,
    `try {`,
    `    $stream = $request.GetRequestStream()`,
    `    $stream.Write($body, 0, $body.Length)`,
    `    $stream.Dispose()`,
    `    try {`,
    `        $response = $request.GetResponse()`,
    `    } catch {`,
    `        # An error with an answer is one to read.`,
    `        $problem = $_.Exception`,
    `        if ($problem.InnerException -is [Net.WebException]) { $problem = $problem.InnerException }`,
    `        if ($problem -isnot [Net.WebException] -or -not $problem.Response) { throw }`,
    `        $response = $problem.Response`,
    `    }`,
    `    $reader = New-Object IO.StreamReader($response.GetResponseStream(), [Text.Encoding]::UTF8)`,
    `    $content = $reader.ReadToEnd()`,
    `    $status = [int] $response.StatusCode`,
    `} catch {`,
    `    Stop-Script "No answer: $($_.Exception.GetBaseException().Message)"`,
    `}`,
  ];
}

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const first = `$endpoint = $env:${ENDPOINT} ?? ${psString(endpoint)}`;
  if (frozen) return [first, ...kept(userId, frozen, psString)];
  return [
    first,
    `$userId = $env:${USER_ID} ?? ${psString(userId)}`,
    `$secretKey = $env:${SECRET_KEY} ?? $(throw ${psString(NO_SECRET)})`,
  ];
}

function oldSettings({ endpoint, userId, frozen }: Plan): string[] {
  const either = (name: string, variable: string, text: string) => [
    `$${name} = ${psAscii(text)}`,
    `if ($env:${variable}) { $${name} = $env:${variable} }`,
  ];
  const first = either('endpoint', ENDPOINT, endpoint);
  if (frozen) return [...first, ...kept(userId, frozen, psAscii)];
  return [
    ...first,
    ...either('userId', USER_ID, userId),
    `$secretKey = $env:${SECRET_KEY}`,
    `if (-not $secretKey) { throw ${psAscii(NO_SECRET)} }`,
  ];
}

function kept(userId: string, frozen: Frozen, text: Quote): string[] {
  return [
    `$userId = ${text(userId)}`,
    `$timestamp = ${text(frozen.requestTimestamp)}`,
    `$signature = ${text(frozen.requestSignature)}`,
  ];
}

function signFunction(isOld: boolean): string[] {
  return [
    ...RULE.map((line) => `# ${line}`),
    `function Get-Signature {`,
    `    $timestamp = [DateTimeOffset]::Now.ToString("yyyy-MM-dd'T'HH':'mm':'sszzz")`,
    `    $utf8 = [Text.Encoding]::UTF8`,
    `    $hmac = [Security.Cryptography.HMACSHA1]::new($utf8.GetBytes($secretKey))`,
    `    $hash = $hmac.ComputeHash($utf8.GetBytes($timestamp + $userId))`,
    isOld
      ? `    return $timestamp, (-join ($hash | ForEach-Object { $_.ToString('x2') }))`
      : `    return $timestamp, [Convert]::ToHexString($hash).ToLowerInvariant()`,
    `}`,
  ];
}

function envelope(plan: Plan, isOld: boolean): string {
  const names = {
    userId: '$([Security.SecurityElement]::Escape($userId))',
    timestamp: '$timestamp',
    signature: '$signature',
    position: '$position',
  };
  const text = fillTemplate(
    plan.envelope,
    isOld ? (part) => psHereString(references(part)) : psHereString,
    (slot) => names[slot],
  ).trimEnd();
  return [
    `function Get-Envelope([string] $timestamp, [string] $signature${plan.paging ? ', [string] $position' : ''}) {`,
    '    return @"',
    text,
    '"@',
    '}',
  ].join('\n');
}

/** XML in ASCII. */
function references(xml: string): string {
  return xml.replace(/[^\n\t\r\x20-\x7e]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function pages({ request, result, complex, more, kind, first }: PagePlan, text: Quote): string[] {
  const position = complex
    ? [
        `    $parts = $answer.SelectNodes('//${result}/*[text()]') | ForEach-Object {`,
        `        "<$($_.LocalName)>$([Security.SecurityElement]::Escape($_.InnerText))</$($_.LocalName)>"`,
        `    }`,
        `    $position = "<${request}>$($parts -join '')</${request}>"`,
      ]
    : [
        `    $text = [Security.SecurityElement]::Escape((Get-Text $answer '//${result}'))`,
        `    $position = "<${request}>$text</${request}>"`,
      ];
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `$position = ${text(first)}`,
    `while ($true) {`,
    `    $answer = Send-Request $position`,
    kind === 'count'
      ? `    if ([int] (Get-Text $answer '//${more}') -eq 0) { break }`
      : `    if ((Get-Text $answer '//${more}') -eq 'false') { break }`,
    ...position,
    `}`,
  ];
}
