import { BaseSequencer } from 'vitest/node';

/** Files that take more than half a minute each, longest first: begun last, they would keep one of two cores waiting. */
const LONG = [
  'tests/unit/signature/wrong-keys.test.ts',
  'tests/unit/paste/growth.test.ts',
  'tests/unit/xml/growth.test.ts',
  'tests/unit/signature/mistakes.test.ts',
  'tests/unit/repository/floors.test.ts',
  'tests/unit/language/content-models.test.ts',
  'tests/interop/snippets/csharp.test.ts',
  'tests/interop/snippets/node.test.ts',
  'tests/interop/snippets/jaxws.test.ts',
  'tests/interop/snippets/python.test.ts',
  'tests/interop/snippets/java.test.ts',
];

/** Begins with the long files, and goes on in Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import("vitest/node").TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    /** @param {{ readonly moduleId: string }} file */
    const rank = ({ moduleId }) => {
      const at = LONG.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? LONG.length : at;
    };
    return [...sorted].sort((one, other) => rank(one) - rank(other));
  }
}
