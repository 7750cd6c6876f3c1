import type { OperationName } from '../contract/mktows-types';
import type { Path, Values } from '../envelope/values';
import type { RestOperationId } from './catalog';
import type { Difference } from './differences';
import type { FieldNames } from './names';

/** One SOAP request, as `readRequest` reads it. */
export interface SoapRequest {
  readonly operation: OperationName;
  /** The content of the `params…` element. */
  readonly values: Values;
  /** The content of the Header's children by element name. */
  readonly headers?: Readonly<Record<string, Values>>;
}

/** What is known beside the request. */
export interface EquivalentOptions {
  /** Field names of the subscription; the vendor's standard ones by default. */
  readonly names?: FieldNames;
  /** Where reading activities begins when the request names no time: W3C date and time. */
  readonly since?: string;
}

/** What replaces one SOAP request. */
export interface Equivalent {
  readonly operation: OperationName;
  /** In the order in which they are made; none where no call is needed or none exists. */
  readonly calls: readonly RestCall[];
  /** What became of each field of the request: every text and every nil of it is in one of these, or in `lost`. */
  readonly links: readonly FieldLink[];
  /** Fields that have no place in REST. */
  readonly lost: readonly LostField[];
  /** Sentences about what somebody has to decide or to look up before these calls are right. */
  readonly decisions: readonly string[];
  readonly differences: readonly Difference[];
  /** Other ways that suit large amounts. */
  readonly alternatives: readonly Alternative[];
}

/** A field of the request, and where it went. */
export interface FieldLink {
  /** Within the values; one of a header begins with the header's name. */
  readonly path: Path;
  /** The field's text; null for nil. */
  readonly text: string | null;
  readonly places: readonly RestPlace[];
}

/** Where a field went. */
export type RestPlace =
  /** Into a call. `at` says the place in it: `query filterValues`, `path listId`, `body input[0].firstName`, `column email`. */
  | { readonly kind: 'call'; readonly call: string; readonly at: string }
  /** Nowhere: whoever makes the calls does with their answers what it said. */
  | { readonly kind: 'here'; readonly how: string }
  /** Nowhere: REST does so by itself. */
  | { readonly kind: 'implied'; readonly why: string };

/** A field that REST has no place for. */
export interface LostField {
  readonly path: Path;
  readonly text: string | null;
  readonly why: string;
  /** What to do instead. */
  readonly instead: string;
}

/** Another way that suits large amounts. */
export interface Alternative {
  readonly about: string;
  readonly operations: readonly RestOperationId[];
}

/** A text, or a part of an earlier answer. */
export type Part = string | Reference;

/** JSON with parts of earlier answers in it. An item of a list that holds a reference to many values is repeated for each. */
export type JsonPart =
  Part | number | boolean | null | readonly JsonPart[] | { readonly [name: string]: JsonPart };

/** A parameter of a query or a form. A list is written with commas, or repeated where a value holds one. */
export interface Parameter {
  readonly name: string;
  readonly value: Part | readonly Part[];
}

/** What a call carries. */
export type CallBody =
  | { readonly kind: 'json'; readonly value: JsonPart }
  /** `application/x-www-form-urlencoded`; a value that is JSON is written as text. */
  | { readonly kind: 'form'; readonly fields: readonly { readonly name: string; readonly value: JsonPart }[] }
  /** `multipart/form-data` with one CSV file, RFC 4180. */
  | {
      readonly kind: 'csv';
      readonly name: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** One call, or the same call made several times over. */
export interface RestCall {
  /** Names it among the calls of its equivalent: `token`, `list`, `leads`. */
  readonly id: string;
  /** What it is for, as a sentence without a full stop. */
  readonly about: string;
  readonly operation: RestOperationId;
  /** The variables of the path. */
  readonly path: Readonly<Record<string, Part>>;
  readonly query: readonly Parameter[];
  readonly body?: CallBody;
  /** A GET whose question is its body: sent as POST with `_method=GET`. */
  readonly asGet?: boolean;
  /** Its answer may be kept: for an hour in case of the token, a day for descriptions. */
  readonly kept?: boolean;
  /** The call is made again until its answer says that there is no more. */
  readonly paging?: 'token' | 'offset';
  /** Values of which a call takes only so many: it is made again for each piece, and `pieceOf` stands where the piece goes. */
  readonly lists?: readonly ValueList[];
  /** It is made only if an earlier call found something, or nothing. */
  readonly when?: { readonly call: string; readonly found: boolean };
  /** Paging stops at the first record that is later, and such records do not count. */
  readonly until?: { readonly member: string; readonly instant: string };
}

/** Values that go into a call in pieces. */
export interface ValueList {
  readonly name: string;
  readonly parts: readonly Part[];
  /** The most values in one call. */
  readonly size: number;
  /** They are numbers where they stand in JSON. */
  readonly numbers?: boolean;
}

/** Which records of an answer count: the member is one of these, none of these, or absent. */
export interface RestCondition {
  readonly member: string;
  readonly oneOf?: readonly string[];
  readonly noneOf?: readonly string[];
  readonly absent?: boolean;
}

/** A value that stands in an answer of an earlier call, or that only the caller has. */
export class Reference {
  constructor(
    /** As it is shown in braces. */
    readonly name: string,
    /** The calls whose answers hold it; none when the caller has kept it (a client id, a batch id). */
    readonly calls: readonly string[],
    /** The member of each record in `result`, with dots; of the answer itself after a `$`: `$nextPageToken`. */
    readonly member: string,
    /** Every record's value, and not just the first one's. */
    readonly many = false,
    readonly where: readonly RestCondition[] = [],
  ) {}
}

/** The call of a reference to the piece of a list that is on its way. */
export const PIECE = '@piece';

/** Stands where a piece of one of the call's own lists goes. */
export function pieceOf(list: string): Reference {
  return new Reference(list, [PIECE], list, true);
}
