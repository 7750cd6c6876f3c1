import type { XmlElement } from '../../xml/parse';
import { resolveQName } from '../../xml/scope';
import { attribute, elements } from '../../xml/tree';
import { trimXml } from '../../text/white-space';
import { grouped, onceFor } from '../once';

/** The namespace of WSDL 1.1. */
export const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
/** The namespace of its SOAP 1.1 binding (WSDL 1.1, section 3). */
export const SOAP = 'http://schemas.xmlsoap.org/wsdl/soap/';
/** The namespace of its SOAP 1.2 binding. */
export const SOAP12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';
/** The namespace of its MIME binding (WSDL 1.1, section 5). */
export const MIME = 'http://schemas.xmlsoap.org/wsdl/mime/';

/** The children of an element by kind and name: `message m`. */
export const childrenByName = onceFor((parent: XmlElement) =>
  grouped(elements(parent), (node) => {
    const name = node.namespace === WSDL ? attribute(node, 'name') : undefined;
    return name === undefined ? undefined : `${node.name} ${name}`;
  }),
);

/** The local part of a QName in content. */
export function localName(from: XmlElement, qname: string): string {
  return resolveQName(from, qname)?.local ?? trimXml(qname.replace(/^.*:/, ''));
}
