import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import { bashHeredoc, bashString } from '../escape/bash';
import { endMark } from '../escape/delimiter';
import type { PagePlan, Plan } from '../plan';
import { hash, plainHttp, script } from '../program';
import { fillTemplate } from '../template';

/** A bash script: curl sends, openssl signs, parameter expansion reads the answer. */
export const bashCurl = plainHttp({
  id: 'bash-curl',
  language: 'shell',
  label: 'cURL and openssl (bash)',
  needs: 'bash 3.2 or later, curl, openssl.',
  verified: true,
  ...script('bash', 'sh'),
  comment: hash,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { paging } = plan;
  return code`
    #!/usr/bin/env bash
    ${header}
    set -euo pipefail
    export LC_ALL=C

    ${settings(plan)}

    ${envelope(plan)}

    ${send(plan)}

    # Prints what stands between <NAME> and </NAME> in an answer, as it stands there.
    # Usage: element ANSWER NAME
    element() {
      local rest="\${1#*"<$2>"}"
      if [ "$rest" != "$1" ]; then
        printf '%s' "\${rest%%"</$2>"*}"
      fi
    }

    # Prints the answer, or ends the script with the fault's code and message.
    check() {
      local status="\${1##*$'\n'}" answer="\${1%$'\n'*}"
      if [[ "$answer" == *'<faultstring>'* ]]; then
        local message
        message=$(element "$answer" message)
        printf 'Fault %s: %s\n' "$(element "$answer" code)" "\${message:-$(element "$answer" faultstring)}" |
          sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' >&2
        exit 1
      fi
      if [ "$status" != 200 ] || [[ "$answer" != *Envelope* ]]; then
        echo "HTTP status $status without a SOAP envelope." >&2
        exit 1
      fi
      printf '%s\n' "$answer"
    }

    ${paging ? pages(paging) : ['answer=$(send)', 'check "$answer"']}
  `;
}

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const common = [`endpoint=\${${ENDPOINT}:-${bashString(endpoint)}}`];
  if (frozen) {
    return [
      ...common,
      `user_id=${bashString(userId)}`,
      `timestamp=${bashString(frozen.requestTimestamp)}`,
      `signature=${bashString(frozen.requestSignature)}`,
    ];
  }
  return [
    ...common,
    `user_id=\${${USER_ID}:-${bashString(userId)}}`,
    `secret_key=\${${SECRET_KEY}:?${NO_SECRET}}`,
  ];
}

function envelope(plan: Plan): string {
  const names = {
    userId: '$(escape "$user_id")',
    timestamp: '$timestamp',
    signature: '$signature',
    position: '$position',
  };
  const text = fillTemplate(plan.envelope, bashHeredoc, (slot) => names[slot]).trimEnd();
  const end = endMark(text, 'XML');
  return [
    `# Text as XML content.`,
    `escape() {`,
    `  printf '%s' "$1" | sed 's/&/\\&amp;/g; s/</\\&lt;/g; s/>/\\&gt;/g'`,
    `}`,
    ``,
    `envelope() {`,
    `  cat <<${end}`,
    text,
    end,
    `}`,
  ].join('\n');
}

function send({ soapAction, frozen, timeout }: Plan): string[] {
  const sign = frozen
    ? []
    : [
        `  timestamp=$(date -u +%Y-%m-%dT%H:%M:%S+00:00)`,
        `  signature=$(printf '%s' "$timestamp$user_id" | hmac_sha1)`,
      ];
  return [
    ...(frozen ? [] : [...RULE.map((line) => `# ${line}`), ...HMAC, ``]),
    `send() {`,
    ...sign,
    `  envelope | curl --silent --show-error --max-time ${timeout} --write-out '\\n%{http_code}' \\`,
    `    --header 'Content-Type: text/xml; charset=utf-8' \\`,
    `    --header ${bashString(`SOAPAction: "${soapAction}"`)} \\`,
    `    --data-binary @- "$endpoint"`,
    `}`,
  ];
}

const HMAC = [
  `# Here by RFC 2104 out of two hashes: a key that openssl gets as an argument is in everybody's list of processes.`,
  `hmac_sha1() {`,
  `  local hex inner='' outer='' i`,
  `  hex=$(printf '%s' "$secret_key" | od -An -v -tx1 | tr -d ' \\n')`,
  `  if [ "\${#hex}" -gt 128 ]; then`,
  `    hex=$(printf '%s' "$secret_key" | openssl dgst -sha1 | awk '{print $NF}')`,
  `  fi`,
  `  printf -v hex '%-128s' "$hex"`,
  `  hex="\${hex// /0}"`,
  `  for ((i = 0; i < 128; i += 2)); do`,
  `    printf -v inner '%s\\\\x%02x' "$inner" $((0x\${hex:i:2} ^ 0x36))`,
  `    printf -v outer '%s\\\\x%02x' "$outer" $((0x\${hex:i:2} ^ 0x5c))`,
  `  done`,
  `  { printf "$outer"; { printf "$inner"; cat; } | openssl dgst -sha1 -binary; } |`,
  `    openssl dgst -sha1 | awk '{print $NF}'`,
  `}`,
];

function pages({ request, result, more, kind, first }: PagePlan): string[] {
  const none = kind === 'count' ? '0' : 'false';
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `position=${bashString(first)}`,
    `while true; do`,
    `  answer=$(send)`,
    `  check "$answer"`,
    `  more=$(element "$answer" ${more})`,
    `  if [ "\${more:-${none}}" = ${none} ]; then`,
    `    break`,
    `  fi`,
    `  position="<${request}>$(element "$answer" ${result})</${request}>"`,
    `done`,
  ];
}
