import type { XmlElement, XmlNode } from '../../xml/parse';
import type { Scope } from '../../xml/scope';

const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * A schema without a target namespace as the one that includes it sees it: what it declares is in that namespace, and what
 * it refers to without one too (XML Schema Part 1, 4.2.1).
 */
export function chameleon(schema: XmlElement, namespace: string): XmlElement {
  const scopes = new Map<Scope, Scope>();
  const scopeOf = (scope: Scope): Scope => {
    const known = scopes.get(scope);
    if (known) return known;
    const own = scope.outer
      ? scope.own
      : new Map([
          ['', namespace],
          ['xml', XML],
        ]);
    const made: Scope = scope.outer ? { own, outer: scopeOf(scope.outer) } : { own };
    scopes.set(scope, made);
    return made;
  };
  const copy = (element: XmlElement): XmlElement => ({
    ...element,
    scope: scopeOf(element.scope),
    children: element.children.map((node): XmlNode =>
      typeof node !== 'string' && node.kind === 'element' ? copy(node) : node,
    ),
  });
  const target = { name: 'targetNamespace', prefix: '', namespace: '', value: namespace };
  const whole = copy(schema);
  return {
    ...whole,
    attributes: [target, ...whole.attributes.filter(({ name }) => name !== 'targetNamespace')],
  };
}
