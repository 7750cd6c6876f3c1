import { attribute, child, childrenNamed, elements, text } from '../xml/tree';
import type { XmlElement } from '../xml/parse';
import { resolveQName } from '../xml/scope';
import { XSD, XSI, type Documentation, type Sample, type SampleChild } from './contract';
import { collapseXml } from '../text/white-space';

/** The namespace of the facts that our own WSDL keeps in `xs:appinfo`. */
export const PLAYGROUND = 'urn:marketo-soap-playground';

const XML = 'http://www.w3.org/XML/1998/namespace';

/** What an `xs:annotation` holds for this project. */
export interface Annotation {
  readonly documentation: Documentation;
  readonly info: Readonly<Record<string, string>>;
  readonly example?: Sample;
}

/** Reads the `xs:annotation` of a schema component; a component without one has an empty annotation. */
export function readAnnotation(component: XmlElement): Annotation {
  const annotation = child(component, 'annotation', XSD);
  if (!annotation) return { documentation: {}, info: {} };
  const info: Record<string, string> = {};
  let example: Sample | undefined;
  for (const appinfo of childrenNamed(annotation, 'appinfo', XSD)) {
    for (const fact of elements(appinfo).filter((element) => element.namespace === PLAYGROUND)) {
      // An example of a group is made of elements, one of a single value is a text.
      const words = fold(text(fact));
      if (fact.name === 'example' && (words === '' || elements(fact).length > 0)) example = sampleOf(fact);
      else info[fact.name] = words;
    }
  }
  return { documentation: readDocumentation(childrenNamed(annotation, 'documentation', XSD)), info, example };
}

/** Reads `xs:documentation` or `wsdl:documentation` elements into text by language. */
export function readDocumentation(sources: readonly XmlElement[]): Documentation {
  const found: Record<string, string> = {};
  for (const source of sources) {
    const language = attribute(source, 'lang', XML)?.toLowerCase() || 'en';
    const words = fold(allText(source));
    if (words) found[language] = found[language] ? `${found[language]} ${words}` : words;
  }
  return found;
}

function allText(element: XmlElement): string {
  return element.children
    .map((node) => (typeof node === 'string' ? node : node.kind === 'element' ? allText(node) : ''))
    .join('');
}

function fold(words: string): string {
  return collapseXml(words);
}

/** An example as data: the white space between its elements is layout of the WSDL. */
function sampleOf(element: XmlElement): readonly SampleChild[] {
  return elements(element).map((part): SampleChild => {
    const type = attribute(part, 'type', XSI);
    const content = elements(part).length > 0 ? sampleOf(part) : text(part);
    return type === undefined
      ? [part.name, content]
      : [part.name, content, resolveQName(part, type)?.local ?? type];
  });
}
