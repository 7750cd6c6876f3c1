/** How programs are recognised that leave the envelope to a SOAP library. */
const LIBRARIES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['SoapClient', /\bnew\s+\\?SoapClient\s*\(/],
  ['zeep', /\b(?:from|import)\s+zeep\b|\bzeep\.Client\s*\(/],
  ['suds', /\b(?:from|import)\s+suds\b/],
  ['node-soap', /\bsoap\.createClient(?:Async)?\s*\(/],
  ['Savon', /\bSavon\.client\b/],
  ['SOAP::Lite', /\bSOAP::Lite\b/],
  ['JAX-WS', /\b(?:javax|jakarta)\.xml\.ws\b|\bBindingProvider\b/],
  ['WCF', /\bSystem\.ServiceModel\b|\bBasicHttpBinding\b/],
];

/** The SOAP library that a program gives its values to, by the name that people know it by; undefined without one. */
export function soapLibraryIn(program: string): string | undefined {
  return LIBRARIES.find(([, pattern]) => pattern.test(program))?.[0];
}

/** Why nothing is taken over from such a program. */
export function libraryInWords(library: string): string {
  return (
    `This program gives its values to ${library}, which makes the envelope as it runs: there is no message in it to take over. ` +
    'Paste what it sends, from a log or a trace, or a program of the Code tab that has the envelope in it (Plain HTTP).'
  );
}
