/**
 * The file of a multipart body (RFC 7578): the content of the part that is named `file`.
 *
 * @param type the Content-Type, in small letters but for the boundary's own sake read from the body as well.
 * @returns undefined when there is no such part.
 */
export function readMultipartFile(body: string, type: string): string | undefined {
  const wanted = /boundary="?([^";]+)"?/.exec(type)?.[1]?.trim();
  const boundary = /^--([^\r\n]+)/.exec(body)?.[1]?.trim();
  if (boundary === undefined || wanted !== boundary.toLowerCase()) return undefined;
  for (const part of body.split(`--${boundary}`).slice(1)) {
    const match = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n?$/.exec(part);
    if (match && /content-disposition:[^\r\n]*\bname="?file"?/i.test(match[1] ?? '')) return match[2];
  }
  return undefined;
}
