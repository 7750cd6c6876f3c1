import type { AttributeUse } from '../../contract/contract';
import { lexicalFault } from '../../text/lexical';
import { isXmlSpace, trimXml } from '../../text/white-space';
import { escapeAttribute } from '../../xml/escape';
import type { Fix } from '../../xml/flaw';
import type { PlacedAttribute } from '../../xml/placed';
import type { Bound } from '../bound';
import type { TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';
import { isListed, isSameValue } from './same-value';

/** Of a long enumeration so many values are named. */
const MOST_NAMED = 8;

/** The value of an attribute that the contract knows: its type, its enumeration, and the only value that it may have. */
export function attributeValue(
  { contract }: TextReading,
  bound: Bound,
  { name, value, inner }: PlacedAttribute,
  { type, fixed }: AttributeUse,
  report: Report,
) {
  if (!inner) return;
  const { path } = bound;
  const write = (meant: string | undefined): Fix | undefined =>
    meant === undefined
      ? undefined
      : { title: `Write ${meant}`, edits: [{ ...inner, text: escapeAttribute(meant) }] };
  if (fixed !== undefined && !isSameValue(type, value, fixed)) {
    report.error('fixed-value', inner, `${name} is fixed to ${fixed}.`, { path, fixes: [write(fixed)] });
    return;
  }
  const empty = () => {
    report.error(
      'empty-value',
      inner.end > inner.start ? inner : bound.element.nameRange,
      `${name} is empty, which is no ${type.name}.`,
      { path: bound.path },
    );
  };
  if (type.kind === 'enumeration') {
    const listed = contract.enumerations[type.name];
    if (!listed || isListed(listed, value)) return;
    if (isXmlSpace(value)) return empty();
    const values = listed.values.map((entry) => entry.value);
    const meant = values.find((one) => one === trimXml(value)) ?? nearest(trimXml(value), values);
    const more = values.length - MOST_NAMED;
    const shown = values.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
    const message = `${name} must be one of ${shown}.${meant ? ` Did you mean ${meant}?` : ''}`;
    report.error('bad-enumeration', inner, message, { path, fixes: [write(meant)] });
    return;
  }
  const fault = lexicalFault(type.name, value);
  if (!fault) return;
  if (isXmlSpace(value)) return empty();
  const message = `${name} ${fault.message}.`;
  report.error('bad-value', inner, message, { path, fixes: [write(fault.suggestion)] });
}
