import { pagingOf } from '../contract/paging';
import { oneLine, purposeOf } from './plan';
import type { Frozen, SnippetKind, SnippetOptions, SnippetRequest } from './snippet';

/** How a signature is made, in words for a comment. */
export const RULE = [
  'The signature is HMAC-SHA1 with the secret key over timestamp + user id (nothing between), in lower-case hex.',
  'It covers the timestamp exactly as it is sent, so each request is signed anew.',
] as const;

/** The environment variables that a program reads. */
export const SECRET_KEY = 'MARKETO_SECRET_KEY';
export const USER_ID = 'MARKETO_USER_ID';
export const ENDPOINT = 'MARKETO_ENDPOINT';

/** The assignment that stands before a command which signs. */
export function secret(options: SnippetOptions = {}): string {
  return options.frozen ? '' : `${SECRET_KEY}=${publishedKey(options) ?? '…'} `;
}

/** The variable's name, with the key if that is published: for what is set up in a tool. */
export function secretVariable(options: SnippetOptions = {}): string {
  const key = publishedKey(options);
  return key === undefined ? SECRET_KEY : `${SECRET_KEY}=${key}`;
}

/** The published key, if no shell needs quotes around it. */
export function publishedKey({ publishedKey: key }: SnippetOptions = {}): string | undefined {
  return key !== undefined && /^\w+$/.test(key) ? key : undefined;
}

/** What a program says when it is not told the secret key. */
export const NO_SECRET = `Set ${SECRET_KEY} to the secret key (Encryption Key) of this user.`;

/** What a program that turns no pages says. */
export const ONE_PAGE = 'It asks for one page.';

/** The lines that a program opens with: what it does, what it needs, how to run it. To be put behind the language's `//`. */
export function about(
  kind: Pick<SnippetKind, 'needs' | 'run' | 'stack'>,
  request: SnippetRequest,
  options: SnippetOptions,
): string[] {
  const name = request.operation.name;
  const { frozen } = options;
  return [
    `Calls ${oneLine(name)} of Marketo's SOAP API${purposeOf(request)}.`,
    `Needs: ${kind.needs}`,
    `Run: ${kind.run(name, options)}`,
    ...(options.onePage && pagingOf(request.contract, request.operation) ? [ONE_PAGE] : []),
    ...(frozen
      ? frozenLines(frozen)
      : [
          `${SECRET_KEY} holds the secret key${kind.stack === 'Tool' ? '' : `; ${USER_ID} and ${ENDPOINT} replace the values below`}.`,
        ]),
  ].map(oneLine);
}

/** When a kept signature dies. */
export function frozenLines({ requestTimestamp }: Frozen): string[] {
  return [
    `The signature is frozen: it was made for ${oneLine(requestTimestamp)} and dies as that time gets old (fault 20016).`,
    'How long the service took it was never published; the sandbox takes it for 60 minutes unless told otherwise.',
  ];
}

/** The same as a note beside a text that has no room for comments. */
export function frozenNote(frozen: Frozen): string {
  return frozenLines(frozen).join(' ');
}

/** An operation's name as a class or file name: `GetMultipleLeads`. */
export function className(operation: string): string {
  const cleaned = operation.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  return cleaned.charAt(0).toUpperCase() + cleaned.slice(1);
}

/** An operation's name as a file name. */
export function fileStem(operation: string): string {
  return operation.replace(/[^A-Za-z0-9_.-]/g, '_');
}
