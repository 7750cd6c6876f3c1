import type { Contract } from '../../contract/contract';
import { placeXml } from '../../xml/positions';
import { ownText, placedElements, type PlacedElement } from '../../xml/placed';

/** Longer requests are not looked into: they are told apart by other things. In characters. */
const LONGEST = 300_000;
const VALUES = 4;
const VALUE = 60;

/** What a request is, in a line of a list. */
export interface RequestSummary {
  /** Undefined when it is no request of the contract. */
  readonly operation: string | undefined;
  /** Its first values, such as “EMAIL · rufus@marketo.com”. */
  readonly values: string;
}

/** Looks into a request's text, however broken it is. */
export function summarise(text: string, contract: Contract): RequestSummary {
  const root = text.length > LONGEST ? undefined : placeXml(text).root;
  const body = root && placedElements(root).find(({ name }) => name === 'Body');
  const asked = body && placedElements(body)[0];
  if (!asked) return { operation: undefined, values: '' };
  const values: string[] = [];
  collect(text, asked, values);
  return {
    operation: contract.operations.find(({ input }) => input?.name === asked.name)?.name,
    values: values.join(' · '),
  };
}

function collect(text: string, element: PlacedElement, values: string[]) {
  for (const child of placedElements(element)) {
    if (values.length >= VALUES) return;
    if (placedElements(child).length > 0) collect(text, child, values);
    else {
      const value = ownText(text, child).trim().replace(/\s+/g, ' ');
      if (value !== '') values.push(value.length > VALUE ? `${value.slice(0, VALUE)}…` : value);
    }
  }
}
