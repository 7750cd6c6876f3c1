import { trimXml } from '../text/white-space';
import { STANDARD_FIELDS } from './standard-fields';

/** One field of a lead under all its names. */
export interface FieldName {
  /** The SOAP API name, `FirstName`; fields that are younger than SOAP have none. */
  readonly soap?: string;
  /** The REST API name, `firstName`. */
  readonly rest: string;
  /** The name on screen, `First Name`, as importToList's header has it. */
  readonly display?: string;
  /** As Describe Lead says it: `string`, `integer`, `boolean`. */
  readonly type?: string;
  /** REST does not take a value for it; absent where nobody said. */
  readonly readOnly?: boolean;
}

/** The names of a subscription's lead fields in both APIs. */
export class FieldNames {
  readonly #bySoap: ReadonlyMap<string, FieldName>;
  readonly #byRest: ReadonlyMap<string, FieldName>;
  readonly #byDisplay: ReadonlyMap<string, FieldName>;

  /**
   * @param fields what is known.
   * @param described whether they come from the subscription's own Describe Lead, and so are all that there are.
   */
  constructor(
    readonly fields: readonly FieldName[],
    readonly described: boolean,
  ) {
    this.#bySoap = new Map(
      fields.flatMap((field) => (field.soap === undefined ? [] : [[field.soap, field]])),
    );
    this.#byRest = new Map(fields.map((field) => [field.rest, field]));
    this.#byDisplay = new Map(
      fields.flatMap((field) => (field.display === undefined ? [] : [[field.display.toLowerCase(), field]])),
    );
  }

  /** The field of a SOAP API name. */
  ofSoap(name: string): FieldName | undefined {
    return this.#bySoap.get(name);
  }

  /** The field of a REST API name. */
  ofRest(name: string): FieldName | undefined {
    return this.#byRest.get(name);
  }

  /** The field of a name on screen, in any case; names of the SOAP API are taken as well. */
  ofDisplay(name: string): FieldName | undefined {
    return this.#byDisplay.get(trimXml(name).toLowerCase()) ?? this.ofSoap(trimXml(name));
  }
}

/** The vendor's standard fields: what can be said without a look at the subscription. */
export const standardNames = new FieldNames(STANDARD_FIELDS, false);

/** The names that an answer of Describe Lead holds, or a sentence about why it is none. */
export type NamesResult =
  { readonly ok: true; readonly names: FieldNames } | { readonly ok: false; readonly message: string };

/**
 * Reads the answer of Describe Lead (`GET /rest/v1/leads/describe.json`), which gives each field's name in both APIs. Where
 * it gives no SOAP name, that of the standard field is taken.
 */
export function readDescribeLead(text: string): NamesResult {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return {
      ok: false,
      message: 'This is not JSON. Paste the whole answer of /rest/v1/leads/describe.json.',
    };
  }
  return describedNames(answer);
}

/** As `readDescribeLead`, from the JSON of the answer. */
export function describedNames(answer: unknown): NamesResult {
  const records = member(answer, 'result');
  if (!Array.isArray(records)) {
    return {
      ok: false,
      message: 'This JSON has no list named result. Paste the answer of /rest/v1/leads/describe.json.',
    };
  }
  const fields = records.flatMap((record): FieldName[] => {
    const rest = textOf(member(member(record, 'rest'), 'name'));
    if (rest === undefined) return [];
    const soap = textOf(member(member(record, 'soap'), 'name')) ?? standardNames.ofRest(rest)?.soap;
    return [
      {
        soap,
        rest,
        display: textOf(member(record, 'displayName')),
        type: textOf(member(record, 'dataType')),
        ...(member(member(record, 'rest'), 'readOnly') === true ? { readOnly: true } : {}),
      },
    ];
  });
  return fields.length > 0
    ? { ok: true, names: new FieldNames(fields, true) }
    : { ok: false, message: 'No field in this answer has a REST name.' };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
