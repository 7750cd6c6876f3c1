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

/** Reads the `xs:schema` elements of one file together, so that they may refer to each other. */
export function readSchemas(schemas: readonly XmlElement[], gaps: Gaps): SchemaSet {
  const components = new Components(schemas, gaps);
  const simple = new SimpleTypes(components, gaps);
  const types = new TypeReader(components, simple, gaps);
  const elements = new ElementReader(components, types, gaps);
  for (const name of components.names('complexType')) types.global(name);
  for (const name of components.names('simpleType')) simple.global(name);
  for (const name of components.names('element')) elements.global(name);
  simple.reportFacets();
  return {
    types: types.found,
    enumerations: simple.found,
    elements: elements.found,
    element: (namespace, local) => elements.expected(namespace, local),
  };
}
