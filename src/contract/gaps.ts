import { quoted } from '../xml/limits';
import type { ContractGap } from './contract';

type Code = ContractGap['code'];

/** Of one kind, this many are told one by one. */
const TOLD = 10;

/** What a kind of gap is about, for counting those that are not told. */
const KINDS: Readonly<Record<Code, string>> = {
  'rpc-style': 'operations in RPC style',
  'encoded-use': 'SOAP-encoded operations',
  'external-import': 'files that are not fetched',
  'not-in-file': 'operations that miss a part of their declaration',
  'unbound-prefix': 'names whose prefix is bound to nothing',
  'soap-1.2': 'bindings for SOAP 1.2',
  'http-binding': 'bindings that are not for SOAP',
  'several-ports': 'ports that are not offered',
  'several-parts': 'requests with several body parts',
  attachments: 'requests with attachments',
  overloaded: 'operations that are declared more than once',
  'same-request': 'operations that take the request of another one',
  extension: 'extensions of WSDL',
  'old-schema': 'schemas in an old draft',
  'unknown-type': 'types or elements that are not declared in this file',
  substitution: 'elements that can stand in for another one',
  wildcard: 'places that accept anything',
  'qualified-attribute': 'attributes in a namespace',
  'list-or-union': 'lists and unions of simple types',
  facet: 'limits of values that are not checked',
  'name-clash': 'elements that stand in one type more than once',
  'repeated-group': 'groups that repeat',
  'too-deep': 'types that are nested too deeply',
};

/** Those that leave an operation out, the plainest first; the others only make it less comfortable. */
const BARRIERS: readonly Code[] = [
  'rpc-style',
  'encoded-use',
  'soap-1.2',
  'http-binding',
  'not-in-file',
  'unbound-prefix',
  'external-import',
];

/** Collects what a WSDL has and is not done here. */
export class Gaps {
  readonly #found = new Map<string, ContractGap>();

  add(code: Code, sentence: string) {
    const message = quoted(sentence);
    if (!this.#found.has(message)) this.#found.set(message, { code, message });
  }

  /** In the order in which they were found, each once; of many alike some, and the number of the others. */
  list(): ContractGap[] {
    return shortened([...this.#found.values()], TOLD);
  }

  /** Why no operation is left, in a few sentences. */
  barriers(): string[] {
    const all = [...this.#found.values()];
    const ranked = BARRIERS.flatMap((code) =>
      shortened(
        all.filter((gap) => gap.code === code),
        3,
      ),
    );
    return ranked.map(({ message }) => message);
  }
}

function shortened(gaps: readonly ContractGap[], told: number): ContractGap[] {
  const counts = new Map<Code, number>();
  const kept = gaps.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= told;
  });
  for (const [code, count] of counts)
    if (count > told) kept.push({ code, message: `There are ${count - told} more ${KINDS[code]}.` });
  return kept;
}
