/** Every kind of problem that an endpoint's URL can have. */
export type EndpointCode =
  | 'empty'
  | 'padding'
  | 'not-a-url'
  | 'scheme'
  | 'wsdl'
  | 'credentials'
  | 'fragment'
  | 'rest'
  | 'retired'
  | 'http'
  | 'no-path';

/** Something about an endpoint's URL. */
export interface EndpointProblem {
  readonly code: EndpointCode;
  readonly severity: 'error' | 'advice';
  readonly message: string;
  /** The URL as it should be, where that is plain. */
  readonly fixed?: string;
}

/** Says in words what is wrong with the URL of a SOAP endpoint. A path that begins with / is this page's own server. */
export function checkEndpoint(url: string): EndpointProblem[] {
  const text = url.trim();
  if (text === '') return [problem('empty', 'error', 'The endpoint has no URL yet.')];
  const found: EndpointProblem[] = [];
  if (text !== url) found.push(problem('padding', 'advice', 'There is white space around the URL.', text));
  const parsed = parse(text);
  if (!parsed) {
    const missing = /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(text) ? `https://${text}` : undefined;
    const why = missing
      ? 'The URL must begin with https://.'
      : 'This is no URL; one looks like https://host/soap/mktows/3_1.';
    return [...found, problem('not-a-url', 'error', why, missing)];
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    const message = `SOAP goes over https, not over ${parsed.protocol.replace(':', '')}.`;
    return [...found, problem('scheme', 'error', message)];
  }
  return [...found, ...parts(text, parsed), ...host(text, parsed)];
}

/** Resolves the sandbox's own path too, whose host does not matter. */
function parse(text: string): URL | undefined {
  try {
    return text.startsWith('/') && !text.startsWith('//')
      ? new URL(text, 'https://localhost')
      : new URL(text);
  } catch {
    return undefined;
  }
}

function parts(text: string, url: URL): EndpointProblem[] {
  const found: EndpointProblem[] = [];
  if (/^\?wsdl/i.test(url.search)) {
    const fixed = text.replace(/\?wsdl.*$/i, '');
    found.push(
      problem('wsdl', 'error', '?WSDL fetches the contract; requests go to the URL without it.', fixed),
    );
  }
  if (url.username || url.password)
    found.push(
      problem(
        'credentials',
        'advice',
        'A user name or password in the URL is of no use here: SOAP requests are signed.',
      ),
    );
  if (url.hash)
    found.push(problem('fragment', 'advice', 'What follows # is never sent.', text.replace(/#.*$/, '')));
  return found;
}

function host(text: string, url: URL): EndpointProblem[] {
  const name = url.hostname.toLowerCase();
  const found: EndpointProblem[] = [];
  const retired =
    'Marketo’s SOAP API was switched off on 2026-07-31; nothing answers there. Use the sandbox.';
  if (/(^|\.)mktorest\.com$/.test(name) || /^\/(rest|identity|bulk)(\/|$)/.test(url.pathname)) {
    found.push(problem('rest', 'error', 'This is a REST endpoint; it does not understand SOAP.'));
  } else if (/(^|\.)mktoapi\.com$/.test(name) || /(^|\.)marketo\.com$/.test(name)) {
    const pod = /^(app|na-.*)\./.test(name) ? ' The address inside the WSDL was never the one to call.' : '';
    found.push(problem('retired', 'advice', retired + pod));
  }
  if (url.protocol === 'http:' && !isLocal(name)) {
    const message = 'Over http anyone on the way can read the request; use https.';
    found.push(problem('http', 'advice', message, text.replace(/^http:/i, 'https:')));
  }
  const rest = found.some((one) => one.code === 'rest');
  if (!rest && (url.pathname === '/' || url.pathname === '')) {
    const vendor = found.some((one) => one.code === 'retired');
    const fixed = vendor ? text.replace(/\/?$/, '/soap/mktows/3_1') : undefined;
    found.push(problem('no-path', 'advice', 'The URL has no path; Marketo’s is /soap/mktows/3_1.', fixed));
  }
  return found;
}

function isLocal(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]'
  );
}

function problem(
  code: EndpointCode,
  severity: EndpointProblem['severity'],
  message: string,
  fixed?: string,
): EndpointProblem {
  return { code, severity, message, fixed };
}
