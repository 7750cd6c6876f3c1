import { ENDPOINT, fileStem, NO_SECRET, publishedKey, RULE, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import type { PagePlan, Plan } from '../plan';
import { plainHttp } from '../program';
import { fillTemplate } from '../template';
import { literalBraces } from './http-file';
import { asciiOnly } from './java';

/**
 * A batch file: Windows' own curl sends, PowerShell signs and reads. The envelope stands behind the last command, where cmd
 * reads nothing, so that nothing in it has to be escaped for cmd.
 */
export const windowsCmd = plainHttp({
  id: 'windows-cmd',
  language: 'bat',
  label: 'Windows cmd and curl',
  needs: 'Windows 10 1803 or later, which has curl.exe and PowerShell.',
  verified: "No test runs it: Windows is not part of the project's test machines.",
  fileName: (operation) => `${fileStem(operation)}.cmd`,
  comment: (line) => `rem ${asciiOnly(line).replace(/[%^&|<>]/g, ' ')}`,
  run: (operation, options = {}) =>
    options.frozen
      ? `${fileStem(operation)}.cmd`
      : `set ${SECRET_KEY}=${publishedKey(options) ?? '…'} and then ${fileStem(operation)}.cmd`,
  refusal: ({ endpoint, userId }) =>
    /["%\r\n]/.test(endpoint + userId) || /[^\x20-\x7e]/.test(endpoint + userId)
      ? 'A batch file can hold neither quotes nor percent signs nor letters beyond ASCII in endpoint and user id.'
      : undefined,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging, timeout } = plan;
  const text = code`
    @echo off
    ${header}
    setlocal DisableDelayedExpansion
    ${settings(plan)}
    set "SELF=%~f0"
    set "BODY=%TEMP%\marketo-%RANDOM%%RANDOM%.xml"
    set "ANSWER=%BODY%.answer"
    set "POSITION=%BODY%.position"
    ${paging ? [`rem Page after page: the position of an answer goes back as it came, until there is nothing more.`, `:page`] : []}
    ${frozen ? [] : RULE.map((line) => `rem ${line.replaceAll('>', '')}`)}
    powershell -NoProfile -Command "${fill(plan)}" || exit /b 1
    curl --silent --show-error --max-time ${String(timeout)} --header "Content-Type: text/xml; charset=utf-8" --header "SOAPAction: \"${plan.soapAction}\"" --data-binary "@%BODY%" --output "%ANSWER%" "%${ENDPOINT}%" || exit /b 1
    powershell -NoProfile -Command "${read(paging)}" || exit /b 1
    type "%ANSWER%"
    ${paging ? ['if exist "%POSITION%" goto page'] : []}
    del "%BODY%" "%ANSWER%"
    exit /b 0

    ${MARK}
    ${envelope(plan).split('\n')}
  `;
  // cmd finds labels reliably only where lines end with both characters.
  return text.replaceAll('\n', '\r\n');
}

/** What stands before the envelope, which cmd never reaches. */
const MARK = ':envelope';

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const either = (name: string, text: string) => `if not defined ${name} set "${name}=${text}"`;
  if (frozen) return [either(ENDPOINT, endpoint), `set "USER=${userId}"`];
  return [
    either(ENDPOINT, endpoint),
    either(USER_ID, userId),
    `set "USER=%${USER_ID}%"`,
    `if not defined ${SECRET_KEY} echo ${NO_SECRET.replace(/[()]/g, '')} 1>&2 & exit /b 2`,
  ];
}

/** One line of PowerShell that writes the request: the text behind the mark, with its places filled in. */
function fill({ frozen, paging }: Plan): string {
  const sign = frozen
    ? [`$t = '${frozen.requestTimestamp}'`, `$s = '${frozen.requestSignature}'`]
    : [
        `$t = [DateTimeOffset]::Now.ToString('yyyy-MM-ddTHH\\:mm\\:sszzz')`,
        `$m = New-Object Security.Cryptography.HMACSHA1 (,$u.GetBytes($env:${SECRET_KEY}))`,
        `$s = -join ($m.ComputeHash($u.GetBytes($t + $env:USER)) | ForEach-Object { $_.ToString('x2') })`,
      ];
  const position = paging
    ? [
        `$p = '${literal(paging.first)}'`,
        `if (Test-Path $env:POSITION) { $p = [IO.File]::ReadAllText($env:POSITION); Remove-Item $env:POSITION }`,
        `$x = $x.Replace('{{position}}', $p)`,
      ]
    : [];
  return [
    `$u = New-Object Text.UTF8Encoding $false`,
    ...sign,
    `$x = ([IO.File]::ReadAllText($env:SELF, $u) -split '(?m)^${MARK}\\r?\\n', 2)[1]`,
    `$x = $x.Replace('{{userId}}', [Security.SecurityElement]::Escape($env:USER))`,
    `$x = $x.Replace('{{timestamp}}', $t).Replace('{{signature}}', $s)`,
    ...position,
    `[IO.File]::WriteAllText($env:BODY, $x, $u)`,
  ].join('; ');
}

/** XML between PowerShell's single quotes, in a line of a batch file. */
function literal(xml: string): string {
  return xml
    .replace(/[^\x20-\x7e]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll("'", "''")
    .replaceAll('%', '%%')
    .replaceAll('"', '&quot;');
}

/** One line of PowerShell that reads the answer: it ends with a fault's sentence, or notes the next position. */
function read(paging: PagePlan | undefined): string {
  const fail = (words: string) => `{ [Console]::Error.WriteLine(${words}); exit 1 }`;
  return [
    `$a = New-Object Xml.XmlDocument`,
    `try { $a.Load($env:ANSWER) } catch {}`,
    `if (-not $a.DocumentElement -or $a.DocumentElement.LocalName -ne 'Envelope') ${fail(`'The answer has no SOAP envelope.'`)}`,
    `$f = $a.SelectSingleNode('//faultstring')`,
    `$d = $a.SelectSingleNode('//detail/*/message')`,
    `if ($d) ${fail(`'Fault ' + $a.SelectSingleNode('//detail/*/code').InnerText + ': ' + $d.InnerText`)}`,
    `if ($f) ${fail(`'Fault: ' + $f.InnerText`)}`,
    ...(paging ? next(paging) : []),
  ].join('; ');
}

function next({ request, result, more, kind }: PagePlan): string[] {
  const test = kind === 'count' ? `[int] $n.InnerText -gt 0` : `$n.InnerText -eq 'true'`;
  return [
    `$n = $a.SelectSingleNode('//${more}')`,
    `if ($n -and ${test}) { [IO.File]::WriteAllText($env:POSITION, '<${request}>' + $a.SelectSingleNode('//${result}').InnerXml + '</${request}>') }`,
  ];
}

function envelope(plan: Plan): string {
  const text = fillTemplate(plan.envelope, literalBraces, (slot) => `{{${slot}}}`);
  return text.trimEnd();
}
