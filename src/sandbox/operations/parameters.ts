import { textValue } from '../../envelope/contents';
import type { Value } from '../../envelope/values';
import { parseDateTime } from '../../service/time';

// What `checkParameters` has passed is read as every other content is, and dates as the service read them.
export * from '../../envelope/contents';

/** A date and time in milliseconds since 1970, or undefined when it is absent, nil or empty. */
export function instantValue(value: Value | undefined): number | undefined {
  const text = textValue(value);
  return text === undefined ? undefined : parseDateTime(text);
}
