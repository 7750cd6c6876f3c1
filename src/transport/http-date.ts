/** An instant, in milliseconds since 1970, as HTTP writes it (RFC 9110, section 5.6.7). */
export function httpDate(instant: number): string {
  return new Date(instant).toUTCString();
}
