import { dateFault, datePartFault, readDateTime, timeFault, type DateTimeFault } from './date-time';
import { strictDateTime } from './instant';
import { integerBounds, integerMeant, isIntegerType, judgeInteger } from './integers';
import { NAME, NAME_CHARACTERS, NC_NAME } from './xml-names';
import { collapseXml, trimXml, xmlWords } from './white-space';

/** What is wrong with a text as a value of a built-in type. */
export interface LexicalFault {
  /** The rest of a sentence that begins with the value's name: `must be a decimal number`. */
  readonly message: string;
  /** The same in a few words, to stand beside an input: `a number is expected`. */
  readonly hint: string;
  /** The value that is meant, where only one can be. */
  readonly suggestion?: string;
}

/** What a type's texts look like, and how to say so. */
interface Form {
  readonly fits: (value: string) => boolean;
  readonly message: string;
  readonly hint: string;
  /** The text that is meant by one that does not fit, where that is plain. */
  readonly meant?: (value: string) => string | undefined;
}

const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)`;

const nameForm = form(whole(`^${NC_NAME}$`), 'a name without a colon');
const tokenForm = form(whole(`^[:${NAME_CHARACTERS}]+$`), 'a word of letters, digits and . - _ :');
const qualifiedForm = form(whole(`^(?:${NC_NAME}:)?${NC_NAME}$`), 'a name, with or without a prefix');
const floatForm: Form = {
  ...form(new RegExp(`^(?:[+-]?${NUMBER}(?:[eE][+-]?\\d+)?|-?INF|NaN)$`), 'a number'),
  meant: (value) =>
    ({ inf: 'INF', '-inf': '-INF', nan: 'NaN' })[value.toLowerCase().replace('infinity', 'inf')],
};

const FORMS: Readonly<Record<string, Form>> = {
  boolean: {
    fits: (value) => /^(?:true|false|1|0)$/.test(value),
    message: 'must be true or false, in lower case',
    hint: 'expected true or false',
    meant: booleanMeant,
  },
  decimal: { ...form(new RegExp(`^[+-]?${NUMBER}$`), 'a decimal number'), hint: 'a number is expected' },
  float: floatForm,
  double: floatForm,
  hexBinary: form(/^(?:[\da-fA-F]{2})*$/, 'hexadecimal digits, two for each byte'),
  base64Binary: { ...form(/^/, 'Base64'), fits: isBase64 },
  anyURI: { ...form(/^/, 'a URI, in which % begins two hexadecimal digits and # stands once'), fits: isUri },
  language: form(/^[a-zA-Z]{1,8}(?:-[a-zA-Z\d]{1,8})*$/, 'a language tag such as en or en-US'),
  duration: { ...form(/^/, 'a duration such as P1DT12H'), fits: isDuration },
  Name: form(whole(`^${NAME}$`), 'a name'),
  NMTOKEN: tokenForm,
  NMTOKENS: listForm(tokenForm),
  NCName: nameForm,
  ID: nameForm,
  IDREF: nameForm,
  IDREFS: listForm(nameForm),
  ENTITY: nameForm,
  ENTITIES: listForm(nameForm),
  QName: qualifiedForm,
  NOTATION: qualifiedForm,
};

const DATES: Readonly<Record<string, readonly [what: string, example: string]>> = {
  dateTime: ['a date and time', '2013-06-09T14:04:54-08:00'],
  date: ['a date', '2013-06-09'],
  time: ['a time', '14:04:54'],
  gYear: ['a year', '2013'],
  gYearMonth: ['a month of a year', '2013-06'],
  gMonthDay: ['a day of a month', '--06-09'],
  gMonth: ['a month', '--06'],
  gDay: ['a day', '---09'],
};

/** The types whose white space is part of the value (XML Schema Part 2, 4.3.6); all others collapse it. */
const SPACE_COUNTS: ReadonlySet<string> = new Set(['string', 'normalizedString', 'anyType', 'anySimpleType']);

/**
 * Checks a text against a built-in type of XML Schema 1.0 (Part 2, section 3), by the letter. White space counts as the
 * type has it. Types that take any text are always right, and so is a name that is no built-in type.
 *
 * @param type the local name of the type.
 */
export function lexicalFault(type: string, text: string): LexicalFault | undefined {
  if (SPACE_COUNTS.has(type)) return undefined;
  const value = collapseXml(text);
  const fault = faultOf(type, value);
  return fault && (strangeSpace(type, value) ?? fault);
}

function faultOf(type: string, value: string): LexicalFault | undefined {
  if (isIntegerType(type)) return integerFault(type, value);
  if (Object.hasOwn(DATES, type)) return dateTypeFault(type, value);
  const known = Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
  if (!known || known.fits(value)) return undefined;
  return { message: known.message, hint: known.hint, suggestion: known.meant?.(value) };
}

/** A value that would be right but for characters around it which look like white space and are none in XML. */
function strangeSpace(type: string, value: string): LexicalFault | undefined {
  const meant = value.replace(
    /^[\s\u00AD\u200B-\u200F\u2060\uFEFF]+|[\s\u00AD\u200B-\u200F\u2060\uFEFF]+$/g,
    '',
  );
  if (meant === '' || meant === value || faultOf(type, meant)) return undefined;
  const before = value.indexOf(meant) > 0;
  const strange = value.codePointAt(before ? 0 : meant.length) ?? 0;
  const name = `U+${strange.toString(16).toUpperCase().padStart(4, '0')}`;
  const place = before ? 'before' : 'after';
  return {
    message: `has the invisible character ${name} ${place} its value, which is no white space in XML`,
    hint: `${name} ${place} the value is no white space in XML`,
    suggestion: meant,
  };
}

function integerFault(type: string, value: string): LexicalFault | undefined {
  const verdict = judgeInteger(type, value);
  if (verdict === 'fine') return undefined;
  if (verdict === 'form') {
    const message = 'must be a whole number, in digits only';
    return { message, hint: 'a whole number is expected', suggestion: integerMeant(value) };
  }
  const [min, max] = integerBounds(type);
  const range =
    min === null ? `at most ${max}` : max === null ? `at least ${min}` : `between ${min} and ${max}`;
  const verb = min !== null && max !== null ? 'must lie' : 'must be';
  return { message: `${verb} ${range}`, hint: `the number has to be ${range}` };
}

function dateTypeFault(type: string, value: string): LexicalFault | undefined {
  const fault = dateFaultOf(type, value);
  if (!fault) return undefined;
  const [what, example] = DATES[type] ?? ['', ''];
  const hint = `expected ${what} such as ${example}`;
  switch (fault.wrong) {
    case 'day':
      return { message: `names a day that does not exist: ${fault.part}`, hint };
    case 'clock':
      return { message: 'names a time of day that does not exist', hint };
    case 'offset':
      return { message: `has an offset that does not exist: ${fault.part}`, hint };
    case 'form': {
      const suggestion = type === 'dateTime' ? strictDateTime(value) : undefined;
      return { message: `must be ${what} such as ${example}`, hint, suggestion };
    }
  }
}

function dateFaultOf(type: string, value: string): DateTimeFault | undefined {
  if (type === 'dateTime') {
    const read = readDateTime(value);
    return read.ok ? undefined : read;
  }
  if (type === 'date') return dateFault(value);
  return type === 'time' ? timeFault(value) : datePartFault(type, value);
}

/** A boolean in one of the schema's four forms, XML white space around it or not; undefined for any other text. */
export function readBoolean(text: string): boolean | undefined {
  const value = trimXml(text);
  return FORMS.boolean?.fits(value) ? value === 'true' || value === '1' : undefined;
}

function booleanMeant(value: string): string | undefined {
  if (/^(?:true|yes|y|on)$/i.test(value)) return 'true';
  return /^(?:false|no|n|off)$/i.test(value) ? 'false' : undefined;
}

/** White space between the characters counts for nothing, and the bits that the last character has too many are zero. */
function isBase64(value: string): boolean {
  const bare = value.replaceAll(' ', '');
  return bare.length % 4 === 0 && /^[A-Za-z\d+/]*(?:[AEIMQUYcgkosw048]=|[AQgw]==)?$/.test(bare);
}

/** XML Schema 1.0 escapes whatever a URI can't hold, so that only what no escape mends is wrong (Part 2, 3.2.17). */
function isUri(value: string): boolean {
  return (
    !/%(?![\da-fA-F]{2})/.test(value) &&
    !/#.*#/.test(value) &&
    !/^:|^[^/?#]*[^a-zA-Z\d+.\-/?#:][^/?#]*:/.test(value)
  );
}

function isDuration(value: string): boolean {
  const match = /^-?P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.exec(value);
  return match !== null && !/[PT]$/.test(value);
}

/** Made by a function: names hold joining characters, which a pattern written out may not. */
function whole(source: string): RegExp {
  return new RegExp(source, 'u');
}

function form(pattern: RegExp, what: string): Form {
  return { fits: (value) => pattern.test(value), message: `must be ${what}`, hint: `${what} is expected` };
}

function listForm(one: Form): Form {
  const fits = (value: string) => value !== '' && xmlWords(value).every((word) => one.fits(word));
  return { fits, message: `${one.message}, or several with spaces between`, hint: one.hint };
}
