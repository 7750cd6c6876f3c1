import { items, member, scalarOf, stringOf, type JsonNode } from '../text/json';
import { untouched } from '../text/mapped';
import { fillIn, fillInText } from './fill-in';
import { headersOf } from './json';
import { LeftOut, looksLikeXml, messageOf, MOST_MESSAGES, type Message, type Paste } from './message';

/** Postman Collection 2.0 and 2.1, folders and all. */
export function readPostman(collection: JsonNode): Paste {
  const leftOut = new LeftOut();
  const messages: Message[] = [];
  const variables = new Map<string, string>();
  for (const variable of items(member(collection, 'variable'))) {
    const name = scalarOf(member(variable, 'key')) ?? scalarOf(member(variable, 'id'));
    const value = scalarOf(member(variable, 'value'));
    if (name !== undefined && value !== undefined) variables.set(name, value);
  }
  const walk = (entries: readonly JsonNode[], depth: number) => {
    for (const item of entries) {
      if (item.kind !== 'object') continue;
      note(item, leftOut);
      if (depth < 50) walk(items(member(item, 'item')), depth + 1);
      const request = member(item, 'request');
      if (!request || request.kind === 'plain' || messages.length >= MOST_MESSAGES) continue;
      note(request, leftOut);
      const found = readRequest(scalarOf(member(item, 'name')) ?? '', request, variables, leftOut);
      if (found) messages.push(found);
    }
  };
  note(collection, leftOut);
  walk(items(member(collection, 'item')), 0);
  return { kind: 'postman', messages, leftOut: leftOut.sentences };
}

function readRequest(
  title: string,
  request: JsonNode,
  variables: ReadonlyMap<string, string>,
  leftOut: LeftOut,
): Message | undefined {
  const content = member(request, 'body');
  const mode = scalarOf(member(content, 'mode'));
  if (mode === 'file') leftOut.add(`The body of ${title} is in a file, which is not in the paste.`);
  const raw = mode === 'raw' || mode === undefined ? stringOf(member(content, 'raw')) : undefined;
  const text = fillIn(raw ?? untouched(''), variables, leftOut);
  if (!looksLikeXml(text.text) && mode !== 'file') {
    leftOut.add(`${title || 'A request'} has no XML body.`);
    return undefined;
  }
  const address =
    scalarOf(request) ?? scalarOf(member(request, 'url')) ?? scalarOf(member(member(request, 'url'), 'raw'));
  const url = address === undefined ? undefined : fillInText(address, variables, leftOut);
  const headers = headersOf(member(request, 'header')).map(
    ([name, value]) => [name, fillInText(value, variables, leftOut)] as const,
  );
  return messageOf(text, { title, url, headers, layers: ['backslashes'] });
}

function note(part: JsonNode, leftOut: LeftOut) {
  const scripts = items(member(part, 'event')).flatMap((event) =>
    items(member(member(event, 'script'), 'exec')),
  );
  if (scripts.some((line) => scalarOf(line)?.trim())) leftOut.add('Scripts and tests are left out.');
  const auth = scalarOf(member(member(part, 'auth'), 'type'));
  if (auth && auth !== 'noauth')
    leftOut.add(`The ${auth} authentication is left out: SOAP requests are signed.`);
}
