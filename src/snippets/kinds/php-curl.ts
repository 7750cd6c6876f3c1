import { phpString } from '../escape/php';
import type { Plan } from '../plan';
import { plainHttp, script, slashes } from '../program';
import { phpHttpProgram } from './php-http';

/** A PHP script with the curl extension; DOM reads the answer. */
export const phpCurl = plainHttp({
  id: 'php-curl',
  language: 'php',
  label: 'PHP, curl',
  needs: 'PHP 7.3 or later with the extensions curl and dom.',
  verified: true,
  ...script('php', 'php'),
  comment: slashes,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  return phpHttpProgram(plan, header, {
    opening: [],
    send: [
      `$curl = curl_init($endpoint);`,
      `curl_setopt_array($curl, [`,
      `    CURLOPT_POSTFIELDS => $envelope,`,
      `    CURLOPT_HTTPHEADER => [`,
      `        'Content-Type: text/xml; charset=utf-8',`,
      `        ${phpString(`SOAPAction: "${plan.soapAction}"`)},`,
      `    ],`,
      `    CURLOPT_RETURNTRANSFER => true,`,
      `    CURLOPT_TIMEOUT => ${plan.timeout},`,
      `]);`,
      `$answer = curl_exec($curl);`,
      `if ($answer === false) {`,
      `    fail('No answer: ' . curl_error($curl));`,
      `}`,
      `$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);`,
    ],
  });
}
