import { attribute } from '../../xml/tree';
import { readAnnotation } from '../annotation';
import type { GlobalElement, TypeRef } from '../contract';
import type { Gaps } from '../gaps';
import { clark, isTrue, type Components } from './components';
import type { TypeReader } from './types';

/** Reads global elements. */
export class ElementReader {
  readonly found: Record<string, GlobalElement> = Object.create(null) as Record<string, GlobalElement>;
  readonly #components: Components;
  readonly #types: TypeReader;
  readonly #gaps: Gaps;

  constructor(components: Components, types: TypeReader, gaps: Gaps) {
    this.#components = components;
    this.#types = types;
    this.#gaps = gaps;
  }

  /** Reads the global element of that Clark name. */
  global(name: string): GlobalElement | undefined {
    const component = this.#components.find('element', name);
    if (!component) return undefined;
    const { node, home } = component;
    const { documentation, info, example } = readAnnotation(node);
    const local = attribute(node, 'name') ?? '';
    const path = this.#components.elementTypeName(name);
    return (this.found[name] ??= {
      name: local,
      namespace: home.namespace,
      type: this.#holding(this.#types.of(node, home, path), path, home.namespace),
      nillable: isTrue(node, 'nillable'),
      documentation,
      info,
      example,
    });
  }

  /** The element that a message names, whether a schema declares it or not. */
  expected(namespace: string, local: string): GlobalElement {
    const name = clark(namespace, local);
    const known = this.global(name) ?? this.found[name];
    if (known) return known;
    this.#gaps.add(
      'unknown-type',
      `The element ${name} is not declared in this file; any content is accepted for it.`,
    );
    const type = this.#holding({ kind: 'builtin', name: 'anyType' }, `/${name}`, namespace);
    return (this.found[name] = {
      name: local,
      namespace,
      type,
      nillable: false,
      documentation: {},
      info: {},
    });
  }

  /** What stands in Header or Body is a group of fields for everyone: one that holds a text only, or anything at all. */
  #holding(type: TypeRef, path: string, namespace: string): TypeRef {
    if (type.kind === 'complex') return type;
    const isAny = type.kind === 'builtin' && type.name === 'anyType';
    this.#types.found[path] ??= {
      name: path,
      namespace,
      localName: path,
      anonymous: true,
      abstract: false,
      fields: [],
      attributes: [],
      text: isAny ? undefined : type,
      open: isAny,
      mixed: isAny || undefined,
      anyAttribute: isAny || undefined,
      documentation: {},
    };
    return { kind: 'complex', name: path };
  }
}
