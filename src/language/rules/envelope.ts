import { SOAP_ENVELOPE } from '../../contract/contract';
import {
  isDeclaration,
  placedElements,
  type Edit,
  type PlacedElement,
  type PlacedNode,
} from '../../xml/placed';
import { isBound, prefixFor } from '../../xml/scope';
import { operationCalled, SOAP12_ENVELOPE } from '../../envelope/find-envelope';
import { rename, removeFix } from '../edit-element';
import { fix, type Fix } from '../../xml/flaw';
import { headerElement, headerElements, type TextReading } from '../reading';
import type { Report } from '../report';
import { nearest } from '../suggest';
import { strayText } from './stray-text';

/** What is wrong around the request: the Envelope, its Header and Body, and which request stands in it. */
export function envelopeRules(reading: TextReading, report: Report) {
  const { document, envelope, header, body } = reading;
  const { root } = document;
  if (!root) return;
  if (!envelope) {
    const bare = operationCalled(reading.contract, root.name);
    const more = bare ? ` It belongs in an Envelope's Body.` : '';
    report.error(
      'not-an-envelope',
      root.nameRange,
      `The document is a <${root.qname}>, not a SOAP Envelope.${more}`,
    );
    return;
  }
  namespaceOf(envelope, report);
  if (envelope.namespace !== SOAP_ENVELOPE) return;
  sections(envelope, report);
  for (const part of [envelope, header, body]) if (part) strayText(reading, part, report);
  instructions(reading, document.nodes, report);
  if (header) headerRules(reading, header, report);
  if (body) bodyRules(reading, body, report);
  else report.error('no-body', envelope.open, 'The Envelope has no Body.');
}

function namespaceOf(envelope: PlacedElement, report: Report) {
  if (envelope.namespace === SOAP_ENVELOPE) return;
  const declaration = envelope.attributes.find(
    (attribute) => isDeclaration(attribute) && (attribute.prefix ? attribute.name : '') === envelope.prefix,
  );
  const soap12 = envelope.namespace === SOAP12_ENVELOPE;
  const title = soap12 ? 'Use the namespace of SOAP 1.1' : 'Use the namespace of SOAP';
  const fixes: Fix[] = [];
  if (declaration?.inner) fixes.push({ title, edits: [{ ...declaration.inner, text: SOAP_ENVELOPE }] });
  else if (envelope.prefix === '') {
    const at = envelope.nameRange.end;
    fixes.push({ title, edits: [{ start: at, end: at, text: ` xmlns="${SOAP_ENVELOPE}"` }] });
  }
  const message = soap12
    ? 'This is the namespace of SOAP 1.2. The service speaks SOAP 1.1.'
    : `The Envelope must be in the namespace ${SOAP_ENVELOPE}.`;
  report.error(soap12 ? 'soap-1.2' : 'envelope-namespace', declaration ?? envelope.nameRange, message, {
    fixes,
  });
}

/** A SOAP message must not contain processing instructions (SOAP 1.1, section 3); the XML declaration is none. */
function instructions(reading: TextReading, nodes: readonly PlacedNode[], report: Report) {
  for (const node of nodes) {
    if (node.kind === 'element') instructions(reading, node.children, report);
    if (node.kind !== 'instruction') continue;
    const target = /^<\?([^ \t\r\n?]*)/.exec(reading.text.slice(node.start, node.end))?.[1] ?? '';
    if (target.toLowerCase() === 'xml') continue;
    const message = 'A SOAP message must not contain processing instructions.';
    report.error('instruction-in-message', node, message, {
      fixes: [fix('Remove it', node.start, node.end, '')],
    });
  }
}

function sections(envelope: PlacedElement, report: Report) {
  const seen = new Set<string>();
  for (const part of placedElements(envelope)) {
    const known = part.name === 'Header' || part.name === 'Body';
    if (!known) {
      const meant = nearest(part.name, ['Header', 'Body']);
      const fixes = meant
        ? [{ title: `Rename to ${meant}`, edits: rename(part, soapName(envelope, meant)) }]
        : [];
      report.error(
        'envelope-part',
        part.nameRange,
        `<${part.qname}> has no place in an Envelope; Header and Body do.`,
        {
          fixes,
        },
      );
    } else if (part.namespace !== SOAP_ENVELOPE) {
      const fixes = [
        {
          title: `Write ${soapName(envelope, part.name)}`,
          edits: rename(part, soapName(envelope, part.name)),
        },
      ];
      report.error(
        'envelope-namespace',
        part.nameRange,
        `${part.name} must be in the namespace of the Envelope.`,
        { fixes },
      );
    } else if (seen.has(part.name)) {
      report.error('envelope-part', part.nameRange, `There is a second ${part.name}; an Envelope has one.`);
    } else if (part.name === 'Header' && seen.has('Body')) {
      report.error('envelope-part', part.nameRange, 'Header must stand before Body.');
    }
    seen.add(part.name);
  }
}

function soapName(envelope: PlacedElement, name: string): string {
  return envelope.prefix ? `${envelope.prefix}:${name}` : name;
}

function headerRules(reading: TextReading, header: PlacedElement, report: Report) {
  const seen = new Set<string>();
  for (const part of placedElements(header)) {
    const known = headerElement(reading.contract, part.name);
    if (!known) {
      const names = reading.operation?.headers.map((element) => element.name) ?? [];
      const meant = headerOfType(reading, part.name) ?? nearest(part.name, names);
      const element = meant ? headerElement(reading.contract, meant) : undefined;
      const fixes = element ? [qualify(part, element.name, element.namespace)] : [];
      const hint = element ? ` Did you mean ${element.name}?` : '';
      const message = `The contract knows no header <${part.qname}>.${hint}`;
      report.advice('unknown-header', part.nameRange, message, { fixes });
      continue;
    }
    const path = [known.name];
    if (part.namespace !== known.namespace) {
      const fixes = [qualify(part, known.name, known.namespace)];
      const message = `${known.name} must be in the namespace ${known.namespace}.`;
      report.error('namespace', part.nameRange, message, { path, fixes });
    } else if (seen.has(known.name)) {
      report.error('repeated', part.nameRange, `There is a second ${known.name}; only the first is read.`, {
        path,
        fixes: [{ ...removeFix(reading.text, part), alone: true }],
      });
    } else if (reading.operation && !reading.operation.headers.some((header) => header.name === known.name)) {
      report.advice(
        'header-not-taken',
        part.nameRange,
        `${reading.operation.name} takes no ${known.name}; it is ignored.`,
        {
          path,
          fixes: [removeFix(reading.text, part)],
        },
      );
    }
    seen.add(known.name);
  }
}

/** The header whose type is called so: the vendor's text names the types where it means the elements. */
function headerOfType({ contract, operation }: TextReading, name: string): string | undefined {
  const known = operation?.headers ?? headerElements(contract);
  return known.find(({ type }) => type.kind === 'complex' && contract.types[type.name]?.localName === name)
    ?.name;
}

function bodyRules(reading: TextReading, body: PlacedElement, report: Report) {
  const { contract, content, operation } = reading;
  if (!content) {
    if (operation) return;
    report.error('empty-body', body.open, 'The Body is empty; the request of one operation belongs in it.');
    return;
  }
  for (const other of placedElements(body).slice(1)) {
    const misplaced = headerElement(contract, other.name);
    const message = misplaced
      ? `${other.name} belongs in the Header.`
      : `<${other.qname}> is a second element in the Body; only the first is read.`;
    report.error('second-in-body', other.nameRange, message);
  }
  const input = operation?.input;
  if (!operation || !input) {
    unknownRequest(reading, content, report);
  } else if (content.name !== input.name) {
    report.error(
      'operation-name',
      content.nameRange,
      `${content.name} is the operation; its request is called ${input.name}.`,
      {
        path: [],
        fixes: [qualify(content, input.name, input.namespace)],
      },
    );
  } else if (content.namespace !== input.namespace) {
    const message = input.namespace
      ? `${input.name} must be in the namespace ${input.namespace}.`
      : `${input.name} must be in no namespace.`;
    report.error('namespace', content.nameRange, message, {
      path: [],
      fixes: [qualify(content, input.name, input.namespace)],
    });
  }
}

function unknownRequest(reading: TextReading, content: PlacedElement, report: Report) {
  const { contract } = reading;
  const answers = contract.operations.find((one) => one.output?.name === content.name);
  if (answers?.input) {
    const message = `${content.name} is an answer; the request of ${answers.name} is ${answers.input.name}.`;
    report.error('unknown-operation', content.nameRange, message);
    return;
  }
  if (headerElement(contract, content.name)) {
    report.error(
      'unknown-operation',
      content.nameRange,
      `${content.name} belongs in the Header, not in the Body.`,
    );
    return;
  }
  const names = contract.operations.flatMap((one) => (one.input ? [one.input.name, one.name] : []));
  const meant = nearest(content.name, names);
  const input = meant === undefined ? undefined : operationCalled(contract, meant)?.input;
  const fixes = input ? [qualify(content, input.name, input.namespace)] : [];
  const hint = input ? ` Did you mean ${input.name}?` : '';
  const message = `<${content.qname}> is the request of no operation.${hint}`;
  report.error('unknown-operation', content.nameRange, message, { fixes });
}

/** Gives an element another name and its namespace, with a prefix that the text has or a declaration of its own. */
function qualify(element: PlacedElement, name: string, namespace: string): Fix {
  const prefix = namespace === '' ? '' : prefixFor(element.scope, namespace);
  if (prefix !== undefined) {
    const qname = prefix ? `${prefix}:${name}` : name;
    return { title: `Write ${qname}`, edits: rename(element, qname) };
  }
  const own = freshPrefix(element);
  const at = element.nameRange.end;
  const declare: Edit = { start: at, end: at, text: ` xmlns:${own}="${namespace}"` };
  return {
    title: `Write ${own}:${name} and bind the prefix`,
    edits: [...rename(element, `${own}:${name}`), declare],
  };
}

/** A prefix that nothing outside the element has; the usual one first. */
function freshPrefix(element: PlacedElement): string {
  let prefix = 'ns1';
  for (let number = 2; isBound(element, prefix); number += 1) prefix = `ns${number}`;
  return prefix;
}
