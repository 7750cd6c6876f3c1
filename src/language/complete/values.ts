import { documentationText } from '../../contract/contract';
import { sampleText } from '../../envelope/sample';
import type { TextRange } from '../../xml/placed';
import type { Bound } from '../bound';
import type { Completion } from '../completion';
import type { Context } from '../problem';
import type { TextReading } from '../reading';

/** What may stand in a field that holds text, where the contract or the page knows it. */
export function valueCompletions(
  reading: TextReading,
  bound: Bound,
  range: TextRange,
  context: Context,
): Completion[] {
  const type = bound.declared.kind === 'complex' ? bound.type?.text : bound.declared;
  const found: Completion[] = [];
  const add = (value: string, detail: string, documentation = '') =>
    found.push({
      label: value,
      kind: 'value',
      detail,
      documentation,
      range,
      insert: [value],
      also: [],
      sort: String(found.length).padStart(3, '0'),
    });
  const name = bound.element.name;
  if (name === 'mktowsUserId' && context.userId) add(context.userId, 'the endpoint’s user id');
  const takesTime = name === 'requestTimestamp' || (type?.kind === 'builtin' && type.name === 'dateTime');
  if (takesTime && context.timestamp) add(context.timestamp, 'now');
  if (type?.kind === 'enumeration') {
    for (const entry of reading.contract.enumerations[type.name]?.values ?? [])
      add(entry.value, '', documentationText(entry.documentation));
  } else if (type?.kind === 'builtin' && type.name === 'boolean') {
    add('true', '');
    add('false', '');
  }
  const sample = bound.field?.info.example;
  const example = type && sample && sampleText(type, sample, context.now);
  if (example && !found.some((one) => one.label === example)) add(example, 'an example');
  return found;
}
