import { REST_OPERATIONS } from '../rest/catalog';
import type { Equivalent, RestCall } from '../rest/equivalent';
import { isPiece, showReferences, writeCall, type ResolveReference } from '../rest/http';
import { bashString } from '../snippets/escape/bash';

/** Shows what comes from earlier answers as `{name}`, and the values of the call's own lists as they are. */
export function shownValues(call: RestCall): ResolveReference {
  return (reference) => {
    if (!isPiece(reference)) return showReferences(reference);
    const list = call.lists?.find(({ name }) => name === reference.name);
    const parts = (list?.parts ?? []).slice(0, list?.size);
    return parts.flatMap((part) => {
      if (typeof part !== 'string') return showReferences(part);
      return [list?.numbers && /^\d{1,15}$/.test(part) ? Number(part) : part];
    });
  };
}

/**
 * The calls as commands of curl. The base address, the client and the token are variables of the shell; `{name}` stands for a
 * value of an earlier answer.
 */
export function curlCommands({ calls }: Equivalent): string {
  return calls.map((call) => `# ${call.about}\n${curlCommand(call)}`).join('\n\n') + '\n';
}

function curlCommand(call: RestCall): string {
  const { method, url, headers, body } = writeCall(call, { base: '', token: '' }, shownValues(call));
  if (REST_OPERATIONS[call.operation].document === 'identity') {
    return 'curl "$MARKETO_REST/identity/oauth/token?grant_type=client_credentials&client_id=$MARKETO_CLIENT_ID&client_secret=$MARKETO_CLIENT_SECRET"';
  }
  const lines = [`curl${method === 'GET' ? '' : ` -X ${method}`} -g "$MARKETO_REST"${bashString(url)}`];
  for (const [name, value] of headers) {
    lines.push(
      name === 'Authorization'
        ? '-H "Authorization: Bearer $MARKETO_TOKEN"'
        : `-H ${bashString(`${name}: ${value}`)}`,
    );
  }
  if (body !== undefined) lines.push(`--data-binary ${bashString(body)}`);
  return lines.join(' \\\n  ');
}
