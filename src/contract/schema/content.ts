import type { XmlElement } from '../../xml/parse';
import type { AttributeUse, Field, Particle, TypeRef } from '../contract';
import type { Home } from './components';

/** What a complex type holds, while it is being read. */
export interface TypeContent {
  fields: Field[];
  /** Declarations of a name that a field has already. */
  otherFields: Field[];
  /** What stands in it, in this order. */
  particles: Particle[];
  mixed: boolean;
  /** Where each name's field is, from 0. */
  readonly places: Map<string, number>;
  attributes: AttributeUse[];
  text?: TypeRef;
  open: boolean;
  anyAttribute: boolean;
  /** The attribute groups that are in it already. */
  readonly attributeGroups: Set<string>;
}

/** A type that holds nothing yet. */
export function emptyContent(): TypeContent {
  return {
    fields: [],
    otherFields: [],
    particles: [],
    mixed: false,
    places: new Map(),
    attributes: [],
    open: false,
    anyAttribute: false,
    attributeGroups: new Set(),
  };
}

/** The type of an element or attribute; `path` is a name for it when it stands there without one. */
export type TypeOf = (node: XmlElement, home: Home, path: string) => TypeRef;
