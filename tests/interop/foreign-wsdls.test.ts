import { readFileSync } from 'node:fs';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { readWsdl } from '#src/contract/wsdl';
import { schemaJudge } from '../unit/xsd';
import { flaws } from '../unit/usable';
import { runtimes } from './runtimes';
import { debianWsdls } from './support/debian-wsdls';

const packages = debianWsdls();
const files = [...packages.values()].flat();
let callable = 0;
let judged = 0;

describe(`the ${files.length} WSDL files that other projects ship and this machine has`, () => {
  it.runIf(runtimes.wsdls.found || process.env.CI)('are some', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  for (const [name, paths] of packages) {
    for (const path of paths) {
      it(`${name}: ${path.replace(/^.*\/(?=(?:[^/]+\/){2}[^/]+$)/, '')} can be worked with, or is told why not`, () => {
        const text = readFileSync(path, 'utf8');
        const result = readWsdl(text);
        const wanted = documentLiteral(text);
        if (!result.ok) {
          expect(wanted, result.message).toEqual([]);
          expect(result.message).toMatch(
            /RPC style|SOAP-encoded|SOAP 1\.2|in another file|not in this file|can be read: \w/,
          );
          return;
        }
        callable += 1;
        const { contract } = result;
        expect(wanted).toEqual(
          expect.arrayContaining(contract.operations.map((operation) => operation.name)),
        );
        const left = wanted.filter((one) => !contract.operations.some((operation) => operation.name === one));
        const told = contract.gaps.map(({ message }) => message).join(' ');
        for (const operation of left) expect(told).toContain(operation);
        const judge = schemaJudge(text);
        if (judge) judged += 1;
        try {
          expect(flaws(contract, judge)).toEqual([]);
        } finally {
          judge?.dispose();
        }
      });
    }
  }

  // Those whose schemas are elsewhere, or are none that libxml2 takes, can't be judged.
  it.runIf(runtimes.wsdls.found)('are judged by their own schemas, most of them', () => {
    console.log(
      `Of ${files.length} WSDLs ${callable} can be called, ${judged} of them with schemas of their own.`,
    );
    expect(judged).toBeGreaterThan(callable / 2);
  });
});

/** The operations that a SOAP 1.1 binding has in document style and literal use, found by libxml2; none in what is no XML. */
function documentLiteral(wsdl: string): string[] {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(wsdl.trim());
  } catch {
    return [];
  }
  try {
    const prefixes = { w: 'http://schemas.xmlsoap.org/wsdl/', s: 'http://schemas.xmlsoap.org/wsdl/soap/' };
    const operations = document.find(
      `/w:definitions/w:binding[s:binding]/w:operation
        [not(s:operation/@style = 'rpc' or (not(s:operation/@style) and ../s:binding/@style = 'rpc'))]
        [not(w:input/s:body/@use = 'encoded')]`,
      prefixes,
    );
    const names = operations.map((node) => (node instanceof XmlElement ? node.attr('name')?.value : ''));
    return [...new Set(names.map((name) => name ?? ''))];
  } finally {
    document.dispose();
  }
}
