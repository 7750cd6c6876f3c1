import { SOAP_ENVELOPE, XSD, XSI, type Contract } from '../contract/contract';
import { onceFor } from '../contract/once';
import { trimXml } from '../text/white-space';
import { escapeAttribute } from '../xml/escape';
import {
  isDeclaration,
  type Edit,
  type PlacedAttribute,
  type PlacedNode,
  type TextRange,
} from '../xml/placed';
import type { Problem } from './problem';
import type { TextReading } from './reading';

/** A namespace that is all but one that the contract knows, with what would correct it wherever it is declared. */
export interface NamespaceSlip {
  readonly written: string;
  readonly meant: string;
  /** The value of the first declaration. */
  readonly place: TextRange;
  readonly edits: readonly Edit[];
}

/** More are not looked for. */
const ENOUGH = 5;

/** The namespaces of a text that differ from the contract's in what is easily missed; whether that matters is not said. */
export function namespaceSlips({ document, contract }: TextReading): NamespaceSlip[] {
  const known = knownNamespaces(contract);
  const declared = new Map<string, { attribute: PlacedAttribute; inner: TextRange }[]>();
  const walk = (nodes: readonly PlacedNode[]) => {
    for (const node of nodes) {
      if (node.kind !== 'element') continue;
      for (const attribute of node.attributes) {
        const { value, inner } = attribute;
        if (!isDeclaration(attribute) || !inner || known.exact.has(value)) continue;
        const others = declared.get(value);
        if (others) others.push({ attribute, inner });
        else if (known.folded.has(fold(value))) declared.set(value, [{ attribute, inner }]);
      }
      walk(node.children);
    }
  };
  walk(document.nodes);
  return [...declared].slice(0, ENOUGH).flatMap(([written, places]) => {
    const meant = known.folded.get(fold(written));
    const place = places[0]?.inner;
    if (meant === undefined || !place) return [];
    const edits = places.map(({ inner }) => ({ ...inner, text: escapeAttribute(meant) }));
    return [{ written, meant, place, edits }];
  });
}

/** The slip as a problem, with its correction. */
export function slipProblem({ written, meant, place, edits }: NamespaceSlip): Problem {
  return {
    code: 'namespace',
    severity: 'error',
    message: `“${written}” is another namespace than ${meant}: ${difference(written, meant)}.`,
    range: place,
    fixes: [{ title: `Write ${meant}`, edits }],
  };
}

/** Problems of a text with edits made, in terms of the text before. */
export function broughtBack(problems: readonly Problem[], edits: readonly Edit[]): Problem[] {
  const back = (offset: number) => {
    let shift = 0;
    for (const { start, end, text } of edits) {
      const at = start + shift;
      if (offset <= at) break;
      // What is inside the corrected value is taken for its end.
      if (offset < at + text.length) return end;
      shift += text.length - (end - start);
    }
    return offset - shift;
  };
  const range = ({ start, end }: TextRange) => ({ start: back(start), end: back(end) });
  return problems.map((problem) => ({
    ...problem,
    range: range(problem.range),
    fixes: problem.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...range(edit), text: edit.text })),
    })),
  }));
}

function difference(written: string, meant: string): string {
  if (trimXml(written) !== written) return 'white space stands beside it';
  if (`${written}/` === meant) return 'its last slash is missing';
  if (written.replace(/\/+$/, '') === meant) return 'it has no slash at its end';
  if (written.toLowerCase() === meant.toLowerCase()) return 'capitals count';
  if (written.replace(/^https:/i, 'http:') === meant) return 'it begins with http:';
  return 'each character counts';
}

const knownNamespaces = onceFor((contract: Contract) => {
  const own = [
    ...Object.values(contract.elements).map(({ namespace }) => namespace),
    ...Object.values(contract.types).map(({ namespace }) => namespace),
  ];
  const exact = new Set([SOAP_ENVELOPE, XSI, XSD, ...own]);
  exact.delete('');
  const folded = new Map<string, string>();
  // Where two of a contract's own differ in no more than this, nobody knows which is meant.
  for (const namespace of exact) folded.set(fold(namespace), folded.has(fold(namespace)) ? '' : namespace);
  for (const [key, namespace] of folded) if (namespace === '') folded.delete(key);
  return { exact, folded };
});

/** A namespace without what is easily missed in it. Of XML Schema's, older drafts had other years. */
function fold(namespace: string): string {
  return trimXml(namespace)
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/^(http:\/\/www\.w3\.org\/)(?:1999|2000\/10)(\/xmlschema)/, '$12001$2')
    .replace(/\/+$/, '');
}
