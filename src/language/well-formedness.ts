import { SOAP_ENVELOPE, XSD, XSI, type Contract } from '../contract/contract';
import type { XmlFlaw } from '../xml/flaw';
import { escapeAttribute } from '../xml/escape';
import type { PlacedDocument } from '../xml/placed';
import type { Fix } from '../xml/flaw';
import type { Problem } from './problem';

/** The flaws of a text as problems, and with them the declarations that a contract knows to be missing. */
export function wellFormednessProblems(
  flaws: readonly XmlFlaw[],
  document: PlacedDocument,
  contract: Contract,
): Problem[] {
  return flaws.map((flaw) => {
    const declare =
      flaw.prefix === undefined ? undefined : declaration(flaw, flaw.prefix, document, contract);
    const fixes = [flaw.fix, declare].filter((one): one is Fix => one !== undefined);
    const { code, message, start, end } = flaw;
    return { code, severity: 'error', message, range: { start, end }, fixes };
  });
}

/** A prefix that is never bound gets the namespace that its element can only have. */
function declaration(
  flaw: XmlFlaw,
  prefix: string,
  { text, nodes }: PlacedDocument,
  contract: Contract,
): Fix | undefined {
  const root = nodes.find(
    (node) => node.kind === 'element' && node.start <= flaw.start && flaw.end <= node.end,
  );
  if (root?.kind !== 'element') return undefined;
  const local = text.slice(flaw.start, flaw.end).slice(prefix.length + 1);
  const namespace = likelyNamespace(prefix, local, contract);
  if (namespace === undefined) return undefined;
  const at = root.attributes.at(-1)?.end ?? root.nameRange.end;
  const declared = ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
  return {
    title: `Declare xmlns:${prefix} on the ${root.name}`,
    edits: [{ start: at, end: at, text: declared }],
  };
}

function likelyNamespace(prefix: string, local: string, contract: Contract): string | undefined {
  if (prefix === 'xsi' || ((local === 'type' || local === 'nil') && prefix !== 'xml')) return XSI;
  if (prefix === 'xsd' || prefix === 'xs') return XSD;
  if (['Envelope', 'Header', 'Body', 'encodingStyle', 'mustUnderstand'].includes(local)) return SOAP_ENVELOPE;
  const global = Object.values(contract.elements).find((element) => element.name === local);
  if (global) return global.namespace;
  const known = Object.values(contract.types).some((type) =>
    type.fields.some((field) => field.name === local),
  );
  return known ? contract.targetNamespace : undefined;
}
