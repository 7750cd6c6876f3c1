import type { XmlElement } from '../xml/parse';
import type { ComplexType, Enumeration, GlobalElement } from './contract';
import type { Gaps } from './gaps';
import { Components } from './schema/components';
import { ElementReader } from './schema/elements';
import { SimpleTypes } from './schema/simple-types';
import { TypeReader } from './schema/types';

/** What the schemas of one WSDL declare. */
export interface SchemaSet {
  readonly types: Readonly<Record<string, ComplexType>>;
  readonly enumerations: Readonly<Record<string, Enumeration>>;
  /** By Clark name. */
  readonly elements: Readonly<Record<string, GlobalElement>>;
  /** The global element of that name; one that accepts anything, and a gap, when no schema declares it. */
  element(namespace: string, local: string): GlobalElement;
}

/** So many types are read in one step. */
const STEP = 25;

/** Reads `xs:schema` elements together, so that they may refer to each other. Each step says how much is done, from 0 to 1. */
export function* schemaSteps(schemas: readonly XmlElement[], gaps: Gaps): Generator<number, SchemaSet> {
  const components = new Components(schemas, gaps);
  const simple = new SimpleTypes(components, gaps);
  const types = new TypeReader(components, simple, gaps);
  const elements = new ElementReader(components, types, gaps);
  const work = [
    ...components.names('complexType').map((name) => () => types.global(name)),
    ...components.names('simpleType').map((name) => () => simple.global(name)),
    ...components.names('element').map((name) => () => elements.global(name)),
  ];
  for (const [index, read] of work.entries()) {
    if (index % STEP === 0) yield index / work.length;
    read();
  }
  simple.reportFacets();
  return {
    types: types.found,
    enumerations: simple.found,
    elements: elements.found,
    element: (namespace, local) => elements.expected(namespace, local),
  };
}
