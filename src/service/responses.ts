/** What the service's XML answers are sent as; the type is our choice, since nobody recorded it. */
export const XML_HEADERS: Readonly<Record<string, string>> = { 'Content-Type': 'text/xml; charset=utf-8' };

/** An HTTP answer without SOAP: one sentence as text. */
export function plain(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}
