import type { XmlElement } from '../../xml/parse';
import { attribute, child, childrenNamed } from '../../xml/tree';
import type { Gaps } from '../gaps';
import type { Definitions } from './definitions';
import { SOAP, SOAP12, WSDL } from './names';

/** A place where a SOAP 1.1 binding can be called. */
export interface Port {
  readonly service: string;
  readonly name: string;
  readonly address: string;
  readonly binding: XmlElement;
}

/** The ports for SOAP 1.1, in the order of the file; then the bindings that no port has. */
export function soapPorts(definitions: Definitions, gaps: Gaps): Port[] {
  const usable = new Set(soapBindings(definitions, gaps));
  const ports: Port[] = [];
  for (const service of definitions.children('service')) {
    for (const port of childrenNamed(service, 'port', WSDL)) {
      const binding = definitions.referred('binding', port, attribute(port, 'binding') ?? '');
      const address = child(port, 'address', SOAP);
      if (!binding || !usable.has(binding) || !address) continue;
      ports.push({
        service: attribute(service, 'name') ?? '',
        name: attribute(port, 'name') ?? '',
        address: attribute(address, 'location') ?? '',
        binding,
      });
    }
  }
  for (const { binding } of ports) usable.delete(binding);
  const service = definitions.name;
  return [...ports, ...[...usable].map((binding) => ({ service, name: '', address: '', binding }))];
}

function soapBindings(definitions: Definitions, gaps: Gaps): XmlElement[] {
  return definitions.children('binding').filter((binding) => {
    if (child(binding, 'binding', SOAP)) return true;
    const name = attribute(binding, 'name') ?? '';
    if (child(binding, 'binding', SOAP12))
      gaps.add('soap-1.2', `The binding ${name} is for SOAP 1.2; only SOAP 1.1 is spoken here.`);
    else gaps.add('http-binding', `The binding ${name} is not for SOAP.`);
    return false;
  });
}
