import {
  documentationText,
  operation as findOperation,
  type Contract,
  type GlobalElement,
} from '../contract/contract';
import { areaOf, summaryOf } from '../contract/words';
import { AUTHENTICATION_HEADER } from '../signature/sign';
import { faultsOf, type OperationFaults } from './operation-faults';
import { contentNotes, pageFields, type PageField } from './page-fields';
import { pagingSteps } from './paging-words';

/** What stands in a Body, or in a Header. */
export interface PageElement {
  readonly name: string;
  readonly documentation: string;
  /** What the fields don't say, a sentence each. */
  readonly notes: readonly string[];
  readonly fields: readonly PageField[];
}

/** Another operation, to read on. */
export interface Neighbour {
  readonly name: string;
  readonly summary: string;
}

/** The guide's page about one operation, as plain data. Empty texts say nothing. */
export interface OperationPage {
  readonly name: string;
  /** The group that it belongs to. */
  readonly area: string;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly documentation: string;
  readonly soapAction: string;
  /** Whether a request has to carry Marketo's signature. */
  readonly signed: boolean;
  /** What a request may carry in its Header. */
  readonly headers: readonly PageElement[];
  /** The child of Body in a request; absent when its Body is empty. */
  readonly request?: PageElement;
  /** The child of Body in an answer. */
  readonly answer?: PageElement;
  /** Absent for a contract whose faults nobody here knows. */
  readonly faults?: OperationFaults;
  /** How to fetch every page, a step each; absent for an operation that answers at once. */
  readonly paging?: readonly string[];
  /** The other operations of the same area, in the contract's order. */
  readonly neighbours: readonly Neighbour[];
}

/**
 * The guide's page about an operation.
 *
 * @param language of the help texts, as a tag; where there are none in it, they are in English.
 * @returns undefined when the contract has no operation of that name.
 */
export function operationPage(contract: Contract, name: string, language = 'en'): OperationPage | undefined {
  const operation = findOperation(contract, name);
  if (!operation) return undefined;
  const element = (global: GlobalElement): PageElement => ({
    name: global.name,
    documentation: documentationText(global.documentation, language),
    notes: contentNotes(contract, contract.types[global.type.name]),
    fields: pageFields(contract, global.type, language),
  });
  return {
    name,
    area: areaOf(operation),
    summary: summaryOf(operation),
    documentation: documentationText(operation.documentation, language),
    soapAction: operation.soapAction,
    signed: operation.headers.some((header) => header.name === AUTHENTICATION_HEADER),
    headers: operation.headers.map(element),
    request: operation.input && element(operation.input),
    answer: operation.output && element(operation.output),
    faults: faultsOf(contract, operation),
    paging: pagingSteps(contract, operation),
    neighbours: contract.operations
      .filter((other) => other !== operation && areaOf(other) === areaOf(operation))
      .map((other) => ({ name: other.name, summary: summaryOf(other) })),
  };
}
