import { RULE } from '../about';
import { code } from '../code';
import { endMark } from '../escape/delimiter';
import { phpHeredoc, phpString } from '../escape/php';
import type { PagePlan, Plan } from '../plan';
import { fillTemplate } from '../template';
import { phpSettings, phpSign } from './php';

/** What sends a request with one of PHP's HTTP clients. */
interface PhpClient {
  /** Statements before all others. */
  readonly opening: readonly string[];
  /** Statements that put the answer's body into `$answer` and its status into `$status`, or fail. */
  readonly send: readonly string[];
}

/** A PHP script that sends the envelope with some HTTP client; DOM reads the answer. */
export function phpHttpProgram(plan: Plan, header: readonly string[], { opening, send }: PhpClient): string {
  const { paging, frozen } = plan;
  return code`
    <?php
    ${header}
    declare(strict_types=1);

    ${opening}

    ${phpSettings(plan)}

    ${frozen ? [] : [...RULE.map((line) => `// ${line}`), ...phpSign()]}

    ${envelope(plan)}

    function send(string $endpoint, string $envelope): DOMXPath
    {
        ${send}
        $document = new DOMDocument();
        if ($answer === '' || !@$document->loadXML($answer) || $document->documentElement->localName !== 'Envelope') {
            fail("HTTP status $status without a SOAP envelope.");
        }
        $xpath = new DOMXPath($document);
        if ($xpath->evaluate('boolean(//*[local-name() = "Fault"])')) {
            $message = $xpath->evaluate('string(//detail/*/message | //faultstring[not(//detail/*/message)])');
            fail('Fault ' . $xpath->evaluate('string(//detail/*/code)') . ": $message");
        }
        return $xpath;
    }

    /** @return never */
    function fail(string $message)
    {
        fwrite(STDERR, $message . "\n");
        exit(1);
    }

    ${paging ? pages(plan, paging) : single(plan)}
  `;
}

const DECLARED = { runtime: '$userId, $timestamp, $signature', position: ', $position' };

function envelope(plan: Plan): string {
  const names = {
    userId: '{$escape($userId)}',
    timestamp: '{$timestamp}',
    signature: '{$signature}',
    position: '{$position}',
  };
  const text = fillTemplate(plan.envelope, phpHeredoc, (slot) => names[slot]).trimEnd();
  const end = endMark(text, 'XML');
  const typed = ['$userId', '$timestamp', '$signature', ...(plan.paging ? ['$position'] : [])].map(
    (name) => `string ${name}`,
  );
  return [
    `function envelope(${typed.join(', ')}): string`,
    `{`,
    `    $escape = function (string $text): string {`,
    `        return htmlspecialchars($text, ENT_XML1 | ENT_NOQUOTES);`,
    `    };`,
    `    return <<<${end}`,
    text,
    `${end};`,
    `}`,
  ].join('\n');
}

function single(plan: Plan): string[] {
  return [
    ...(plan.frozen ? [] : ['[$timestamp, $signature] = sign($userId, $secretKey);']),
    `$answer = send($endpoint, envelope(${DECLARED.runtime}));`,
    `echo $answer->document->saveXML();`,
  ];
}

function pages(plan: Plan, { request, result, complex, more, kind, first }: PagePlan): string[] {
  const position = complex
    ? [
        `    $position = '';`,
        `    foreach ($answer->query('//${result}/*[text()]') as $part) {`,
        `        $text = htmlspecialchars($part->textContent, ENT_XML1 | ENT_NOQUOTES);`,
        `        $position .= "<{$part->nodeName}>$text</{$part->nodeName}>";`,
        `    }`,
        `    $position = "<${request}>$position</${request}>";`,
      ]
    : [
        `    $text = htmlspecialchars($answer->evaluate('string(//${result})'), ENT_XML1 | ENT_NOQUOTES);`,
        `    $position = "<${request}>$text</${request}>";`,
      ];
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `$position = ${phpString(first)};`,
    `do {`,
    ...(plan.frozen ? [] : ['    [$timestamp, $signature] = sign($userId, $secretKey);']),
    `    $answer = send($endpoint, envelope(${DECLARED.runtime}${DECLARED.position}));`,
    `    echo $answer->document->saveXML();`,
    ...position,
    kind === 'count'
      ? `} while ((int) $answer->evaluate('number(//${more})') > 0);`
      : `} while ($answer->evaluate('string(//${more})') === 'true');`,
  ];
}
