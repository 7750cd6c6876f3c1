import type { Contract, Field, TypeRef } from '../contract/contract';
import { isRequired } from '../envelope/example';
import { formatPath, isList, isValues, type Path, type Value, type Values } from '../envelope/values';
import { lexicalFault, readBoolean } from '../text/lexical';
import { trimXml } from '../text/white-space';
import { fault, type FaultCode, type SoapFault } from './fault';
import { parseDateTime } from './time';

/** Codes for what is missing, by the type of the field; everything else is 20017 (our choice). */
const MISSING: Readonly<Record<string, FaultCode>> = { LeadKey: '20101', LeadRecord: '20104' };
/** Codes for what is no value of an enumeration; everything else is 20114 (our choice). */
const NOT_LISTED: Readonly<Record<string, FaultCode>> = { LeadKeyRef: '20102', ActivityType: '20107' };

/** Fields that the service insists on, unless another, older one is there. */
const INSTEAD: Readonly<Record<string, string>> = { leadSelector: 'lastUpdatedAt' };

/** Fields that the schema requires, whose absence means the same as an empty one: everything. */
const ABSENT_IS_ALL: ReadonlySet<string> = new Set(['includeAttributes']);

/**
 * Holds a request's parameters against the contract, as kindly as the service did: order and unknown elements never
 * matter (they are not in the values), an empty element counts as absent, booleans may be written `True`, and a date may be
 * one of several forms.
 *
 * @param values the content of the `params…` element.
 * @returns the first problem as a fault, or nothing.
 */
export function checkParameters(contract: Contract, type: TypeRef, values: Values): SoapFault | undefined {
  return new Checker(contract).group(type.name, values, []);
}

class Checker {
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  group(declared: string, values: Values, path: Path): SoapFault | undefined {
    const name = typeof values.$type === 'string' ? values.$type : declared;
    const type = this.#contract.types[name];
    if (!type) return undefined;
    if (type.abstract) return fault('20110', `${formatPath(path)} needs an xsi:type that names its kind`);
    for (const field of type.fields) {
      const problem = this.#field(field, name, values[field.name], [...path, field.name]);
      const instead = values[field.name] === undefined ? values[INSTEAD[field.name] ?? ''] : undefined;
      if (problem && instead === undefined) return problem;
    }
    return undefined;
  }

  #field(field: Field, owner: string, value: Value | undefined, path: Path): SoapFault | undefined {
    if (isList(value)) {
      for (const [index, item] of value.entries()) {
        const problem = this.#value(field, item, [...path, index]);
        if (problem) return problem;
      }
      return undefined;
    }
    if (value === undefined) {
      if (ABSENT_IS_ALL.has(field.name)) return undefined;
      if (field.minOccurs > 0) return this.#missing(field, owner, path);
      return isRequired(field) ? fault('20109', `${formatPath(path)} is null or missing`) : undefined;
    }
    return this.#value(field, value, path);
  }

  #missing(field: Field, owner: string, path: Path): SoapFault {
    const code = MISSING[field.type.name] ?? MISSING[owner] ?? '20017';
    return fault(code, `${formatPath(path)} is missing`);
  }

  #value(field: Field, value: Value, path: Path): SoapFault | undefined {
    const { type } = field;
    if (isValues(value)) return this.group(type.name, value, path);
    const text = typeof value === 'string' ? trimXml(value) : '';
    // An attribute without a value clears a field; the vendor's clients send it in both ways.
    if (text === '' && (type.name === 'string' || field.name === 'attrValue')) {
      return value === null && isRequired(field) && !field.nillable && field.name !== 'attrValue'
        ? fault('20109', `${formatPath(path)} is null`)
        : undefined;
    }
    if (text === '') {
      return isRequired(field) && !field.nillable && !isEmptyDate(field)
        ? fault('20109', `${formatPath(path)} is empty`)
        : undefined;
    }
    if (type.kind === 'enumeration') return this.#enumeration(type.name, text, path);
    return isLexical(type.name, text)
      ? undefined
      : fault('20114', `${formatPath(path)} is no ${type.name}: ${shorten(text)}`);
  }

  #enumeration(name: string, text: string, path: Path): SoapFault | undefined {
    const known = this.#contract.enumerations[name]?.values.some(({ value }) => value === text);
    if (known) return undefined;
    const code = NOT_LISTED[name] ?? '20114';
    return fault(code, `${formatPath(path)} is no ${name}: ${shorten(text)}`);
  }
}

/** The vendor's samples send empty dates in stream positions. */
function isEmptyDate(field: Field): boolean {
  return field.type.name === 'dateTime' && field.minOccurs === 0;
}

/** The schema's letter, but for what the service took besides: `True`, and dates in several forms. */
function isLexical(type: string, text: string): boolean {
  if (type === 'boolean') return readBoolean(text.toLowerCase()) !== undefined;
  if (type === 'dateTime') return parseDateTime(text) !== undefined;
  return lexicalFault(type, text) === undefined;
}

/** A text of any length, fit for a sentence. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
