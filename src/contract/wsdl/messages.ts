import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, child, childrenNamed } from '../../xml/tree';
import type { GlobalElement } from '../contract';
import type { Gaps } from '../gaps';
import type { SchemaSet } from '../schema';
import type { Definitions } from './definitions';
import { childrenByName, localName, MIME, SOAP, WSDL } from './names';
import { xmlWords } from '../../text/white-space';

/** What the Body of a message holds. */
export interface BodyContent {
  /** How many parts there are; the first counts. */
  readonly parts: number;
  /** The part names a type, as only RPC style does. */
  readonly typed: boolean;
  readonly element: GlobalElement | undefined;
  /** The message that is referred to and is not there. */
  readonly absent?: string;
  /** The name of the part's element, whose prefix is bound to nothing. */
  readonly unbound?: string;
}

/** Looks up what the messages of a WSDL carry. */
export class WsdlMessages {
  readonly #definitions: Definitions;
  readonly #set: SchemaSet;
  readonly #gaps: Gaps;

  constructor(definitions: Definitions, set: SchemaSet, gaps: Gaps) {
    this.#definitions = definitions;
    this.#set = set;
    this.#gaps = gaps;
  }

  /** The Body of a port type's operation in one direction, as the binding divides its message. */
  body(
    operation: XmlElement | undefined,
    direction: 'input' | 'output',
    bound: XmlElement | undefined,
  ): BodyContent {
    const declared = operation && child(operation, direction, WSDL);
    if (!declared) return { parts: 0, typed: false, element: undefined };
    const name = attribute(declared, 'message') ?? '';
    const message = this.#definitions.referred('message', declared, name);
    if (!message) return { parts: 0, typed: false, element: undefined, absent: name };
    const body = bound && soapBody(bound);
    const said = body && attribute(body, 'parts');
    const wanted = said === undefined ? undefined : xmlWords(said);
    const named = wanted && new Set(wanted);
    const parts = childrenNamed(message, 'part', WSDL);
    // Without a parts attribute, every part that no header or attachment uses belongs to the body (WSDL 1.1, 3.5).
    const elsewhere = bound ? this.#elsewhere(message, bound) : new Set<string>();
    const own = parts.filter((part) => {
      const partName = attribute(part, 'name') ?? '';
      return named ? named.has(partName) : !elsewhere.has(partName);
    });
    const first = own[0];
    return {
      parts: own.length,
      typed: first !== undefined && attribute(first, 'element') === undefined,
      element: first && this.#element(first),
      unbound: first && unboundName(first),
    };
  }

  /** The elements of a `soap:header`; none, and a gap, when there is nothing to be had. */
  header(header: XmlElement): GlobalElement[] {
    const message = this.#definitions.referred('message', header, attribute(header, 'message') ?? '');
    const name = attribute(header, 'part') ?? '';
    const part = message && childrenByName(message).get(`part ${name}`)?.[0];
    const element = part && this.#element(part);
    if (!element)
      this.#gaps.add(
        'not-in-file',
        `The header ${name} of the message ${attribute(header, 'message')} names no element that is known here; it is left out.`,
      );
    return element ? [element] : [];
  }

  #elsewhere(message: XmlElement, bound: XmlElement): Set<string> {
    const own = attribute(message, 'name');
    const headers = childrenNamed(bound, 'header', SOAP).filter(
      (header) => localName(header, attribute(header, 'message') ?? '') === own,
    );
    const attached = mimeParts(bound).flatMap((part) =>
      childrenNamed(part, 'content', MIME).map((content) => attribute(content, 'part') ?? ''),
    );
    return new Set([...headers.map((header) => attribute(header, 'part') ?? ''), ...attached]);
  }

  #element(part: XmlElement): GlobalElement | undefined {
    const name = attribute(part, 'element');
    if (name === undefined) return undefined;
    const resolved = resolveQName(part, name);
    return resolved && this.#set.element(resolved.namespace, resolved.local);
  }
}

function unboundName(part: XmlElement): string | undefined {
  const name = attribute(part, 'element');
  return name === undefined || resolveQName(part, name) ? undefined : name;
}

/** The `soap:body` of an input or output, inside a MIME binding too. */
export function soapBody(bound: XmlElement): XmlElement | undefined {
  return [bound, ...mimeParts(bound)].map((node) => child(node, 'body', SOAP)).find(Boolean);
}

/** The parts of a MIME binding; none where there is no such thing. */
export function mimeParts(bound: XmlElement): XmlElement[] {
  return childrenNamed(bound, 'multipartRelated', MIME).flatMap((node) => childrenNamed(node, 'part', MIME));
}
