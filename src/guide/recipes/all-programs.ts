import type { MObject } from '../../contract/mktows-types';
import { details, present, readAttribs } from './marketo-lists';
import { allPages } from './pages';
import type { Recipe } from './recipe';

/** All programs with what is known of them, as the vendor's FAQ answers it: getMObjects of type Program with details. */
export const allPrograms: Recipe = {
  id: 'all-programs',
  writes: false,
  inputs: [],
  steps: [
    {
      id: 'programs',
      operation: 'getMObjects',
      takes: [],
      gives: [],
      run: async (context) => {
        const first = { type: 'Program', includeDetails: 'true' };
        const all = await allPages(
          context,
          'getMObjects',
          first,
          ({ result }) => ({
            rows: present(result?.mObjectList?.mObject),
            ...(result?.hasMore === 'true'
              ? { next: { ...first, streamPosition: result.newStreamPosition } }
              : {}),
          }),
          { onPage: (programs) => context.tell({ table: tableOf(programs) }) },
        );
        const findings = {
          table: tableOf(all.rows),
          facts: { programs: all.rows.length, pages: all.pages },
        };
        return all.ok ? { ok: true, ...findings } : { ...all, ...findings };
      },
    },
  ],
};

/** The attributes that every program has first, then those that only some have. */
function tableOf(programs: readonly MObject[]) {
  const read = programs.map((program) => ({ program, values: readAttribs(program.attribList) }));
  const names = [...new Set(read.flatMap(({ values }) => [...values.keys()]))];
  const pairs = (program: MObject, kind: string, name: string, value: string) =>
    details(program, kind)
      .map((detail) => `${detail.get(name) ?? ''}: ${detail.get(value) ?? ''}`)
      .join('; ');
  return {
    columns: ['id', ...names, 'Tags', 'Tokens', 'Costs'],
    rows: read.map(({ program, values }) => [
      program.id ?? '',
      ...names.map((name) => values.get(name) ?? ''),
      pairs(program, 'Tag', 'Type', 'Value'),
      pairs(program, 'Token', 'Name', 'Value'),
      pairs(program, 'Cost', 'Month', 'Amount'),
    ]),
  };
}
