import { phpString } from '../escape/php';
import type { Plan } from '../plan';
import { plainHttp, script, slashes } from '../program';
import { phpHttpProgram } from './php-http';

/** A PHP script with Guzzle; DOM reads the answer. */
export const phpGuzzle = plainHttp({
  id: 'php-guzzle',
  language: 'php',
  label: 'PHP, Guzzle',
  needs: 'PHP 7.3 or later with the extension dom, Guzzle 7 (composer require guzzlehttp/guzzle).',
  verified: true,
  ...script('php', 'php'),
  comment: slashes,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  return phpHttpProgram(plan, header, {
    opening: [
      `use GuzzleHttp\\Client;`,
      `use GuzzleHttp\\Exception\\GuzzleException;`,
      ``,
      `require 'vendor/autoload.php';`,
    ],
    send: [
      `$client = new Client(['timeout' => ${plan.timeout}, 'connect_timeout' => 15, 'http_errors' => false]);`,
      `try {`,
      `    $response = $client->post($endpoint, [`,
      `        'headers' => [`,
      `            'Content-Type' => 'text/xml; charset=utf-8',`,
      `            'SOAPAction' => ${phpString(`"${plan.soapAction}"`)},`,
      `        ],`,
      `        'body' => $envelope,`,
      `    ]);`,
      `    $answer = (string) $response->getBody();`,
      `} catch (GuzzleException | RuntimeException $e) {`,
      `    fail('No answer: ' . $e->getMessage());`,
      `}`,
      `$status = $response->getStatusCode();`,
    ],
  });
}
