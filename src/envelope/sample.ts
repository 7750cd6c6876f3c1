import type { ComplexType, Contract, Sample, SampleChild, TypeRef } from '../contract/contract';
import { DAY } from '../text/calendar';
import { w3cTimestamp } from '../text/timestamp';
import { setField, type Value, type Values } from './values';

/**
 * The value that a contract's example of a type stands for. What the type does not know is left out.
 *
 * @param now milliseconds since 1970, for a date that is said as so many days ago; without it such a date stays empty.
 */
export function sampleValue(contract: Contract, declared: TypeRef, sample: Sample, now?: number): Value {
  if (declared.kind !== 'complex') return typeof sample === 'string' ? sampleText(declared, sample, now) : '';
  return sampleFields(contract, declared.name, typeof sample === 'string' ? [] : sample, now);
}

/** A text as it stands, or the moment so many days before now. */
export function sampleText(declared: TypeRef, sample: string, now?: number): string {
  const days = declared.kind === 'builtin' && declared.name === 'dateTime' && /^-P(\d+)D$/.exec(sample)?.[1];
  if (!days) return sample;
  return now === undefined ? '' : w3cTimestamp(now - Number(days) * DAY);
}

function sampleFields(
  contract: Contract,
  declared: string,
  children: readonly SampleChild[],
  now: number | undefined,
  chosen?: ComplexType,
): Values {
  const type = chosen ?? contract.types[declared];
  const values: Record<string, Value> = {};
  if (type && type.name !== declared) values.$type = type.name;
  for (const field of type?.fields ?? []) {
    const items = children
      .filter(([name]) => name === field.name)
      .map(([, content, kind]) =>
        kind === undefined || field.type.kind !== 'complex' || typeof content === 'string'
          ? sampleValue(contract, field.type, content, now)
          : sampleFields(contract, field.type.name, content, now, typeNamed(contract, kind)),
      );
    const [first] = items;
    if (first !== undefined) setField(values, field.name, field.maxOccurs > 1 ? items : first);
  }
  return values;
}

function typeNamed(contract: Contract, localName: string): ComplexType | undefined {
  return Object.values(contract.types).find((type) => type.localName === localName);
}
