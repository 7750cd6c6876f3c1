import { ENDPOINT, fileStem, NO_SECRET, publishedKey, RULE, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import { psHereString, psString } from '../escape/powershell';
import type { PagePlan, Plan } from '../plan';
import { hash, plainHttp } from '../program';
import { fillTemplate } from '../template';

/** A PowerShell script; .NET's XmlDocument reads the answer. */
export const powershell = plainHttp({
  id: 'powershell',
  language: 'powershell',
  label: 'PowerShell',
  needs: 'PowerShell 7 or later.',
  verified: "No test runs it: PowerShell is not part of the project's test machines.",
  fileName: (operation) => `${fileStem(operation)}.ps1`,
  comment: hash,
  run: (operation, options = {}) =>
    `${options.frozen ? '' : `$env:${SECRET_KEY} = '${publishedKey(options) ?? '…'}'; `}pwsh ${fileStem(operation)}.ps1`,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { paging } = plan;
  return code`
    ${header}
    #Requires -Version 7
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'

    ${settings(plan)}

    ${envelope(plan)}

    ${plan.frozen ? [] : signFunction()}

    # Sends one request and prints the answer; a fault ends the script.
    function Send-Request${paging ? '([string] $position)' : ''} {
        ${plan.frozen ? [] : ['$timestamp, $signature = Get-Signature']}
        $response = Invoke-WebRequest -Uri $endpoint -Method Post -SkipHttpErrorCheck -TimeoutSec 60 \`
            -ContentType 'text/xml; charset=utf-8' \`
            -Headers @{ SOAPAction = ${psString(`"${plan.soapAction}"`)} } \`
            -Body ([Text.Encoding]::UTF8.GetBytes((Get-Envelope $timestamp $signature${paging ? ' $position' : ''})))
        $answer = [Xml.XmlDocument]::new()
        try {
            $answer.LoadXml($response.Content)
        } catch [Xml.XmlException] {
            Stop-Script "HTTP status $($response.StatusCode) without a SOAP envelope."
        }
        $fault = Get-Text $answer '//faultstring'
        if ($fault) {
            $message = Get-Text $answer '//detail/*/message'
            Stop-Script "Fault $(Get-Text $answer '//detail/*/code'): $($message ? $message : $fault)"
        }
        Write-Host $response.Content
        return , $answer
    }

    function Get-Text([Xml.XmlDocument] $answer, [string] $path) {
        return $answer.CreateNavigator().Evaluate("string($path)")
    }

    function Stop-Script([string] $message) {
        [Console]::Error.WriteLine($message)
        exit 1
    }

    ${paging ? pages(paging) : ['Send-Request | Out-Null']}
  `;
}

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const first = `$endpoint = $env:${ENDPOINT} ?? ${psString(endpoint)}`;
  if (frozen) {
    return [
      first,
      `$userId = ${psString(userId)}`,
      `$timestamp = ${psString(frozen.requestTimestamp)}`,
      `$signature = ${psString(frozen.requestSignature)}`,
    ];
  }
  return [
    first,
    `$userId = $env:${USER_ID} ?? ${psString(userId)}`,
    `$secretKey = $env:${SECRET_KEY} ?? $(throw ${psString(NO_SECRET)})`,
  ];
}

function signFunction(): string[] {
  return [
    ...RULE.map((line) => `# ${line}`),
    `function Get-Signature {`,
    `    $timestamp = [DateTimeOffset]::Now.ToString("yyyy-MM-dd'T'HH':'mm':'sszzz")`,
    `    $utf8 = [Text.Encoding]::UTF8`,
    `    $hmac = [Security.Cryptography.HMACSHA1]::new($utf8.GetBytes($secretKey))`,
    `    $hash = $hmac.ComputeHash($utf8.GetBytes($timestamp + $userId))`,
    `    return $timestamp, [Convert]::ToHexString($hash).ToLowerInvariant()`,
    `}`,
  ];
}

function envelope(plan: Plan): string {
  const names = {
    userId: '$([Security.SecurityElement]::Escape($userId))',
    timestamp: '$timestamp',
    signature: '$signature',
    position: '$position',
  };
  const text = fillTemplate(plan.envelope, psHereString, (slot) => names[slot]).trimEnd();
  return [
    `function Get-Envelope([string] $timestamp, [string] $signature${plan.paging ? ', [string] $position' : ''}) {`,
    '    return @"',
    text,
    '"@',
    '}',
  ].join('\n');
}

function pages({ request, result, complex, more, kind, first }: PagePlan): string[] {
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
    `$position = ${psString(first)}`,
    `while ($true) {`,
    `    $answer = Send-Request $position`,
    kind === 'count'
      ? `    if ([int] (Get-Text $answer '//${more}') -eq 0) { break }`
      : `    if ((Get-Text $answer '//${more}') -eq 'false') { break }`,
    ...position,
    `}`,
  ];
}
