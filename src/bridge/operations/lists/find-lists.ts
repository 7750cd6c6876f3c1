import { isFault, type SoapFault } from '../../../service/fault';
import { textMember } from '../../instance/rest-calls';
import type { BridgeCall } from '../../operation';

/** How a request names a static list: by its id, or as `List` or `Program.List`. */
export type ListName = { readonly id: number } | { readonly name: string };

/**
 * Looks static lists up. A plain name means a list of the lead database, `Program.List` one of a program; a name with dots may
 * be either.
 *
 * @returns the records of the lists that have the name; more than one where the service can not tell them apart.
 */
export async function findLists(call: BridgeCall, asked: ListName): Promise<readonly unknown[] | SoapFault> {
  if ('id' in asked) return ask(call, [{ name: 'id', value: String(asked.id) }]);
  const { name } = asked;
  const plain = await ask(call, [{ name: 'name', value: listOf(name) }]);
  if (isFault(plain)) return plain;
  const inDatabase = plain.filter(
    (list) => textMember(list, 'programName') === undefined && isNamed(list, 'name', name),
  );
  if (inDatabase.length > 0) return inDatabase;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const program = name.slice(0, dot);
    const own = name.slice(dot + 1);
    if (program.trim() === '' || own.trim() === '') continue;
    const found = await listsOfProgram(call, program, own);
    if (isFault(found) || found.length > 0) return found;
  }
  return [];
}

/** The lists of that name in a program. */
export async function listsOfProgram(
  call: BridgeCall,
  program: string,
  name: string,
): Promise<readonly unknown[] | SoapFault> {
  const found = await ask(call, [
    { name: 'name', value: listOf(name) },
    { name: 'programName', value: listOf(program) },
  ]);
  if (isFault(found)) return found;
  return found.filter((list) => isNamed(list, 'name', name) && isNamed(list, 'programName', program));
}

function ask(
  { rest }: BridgeCall,
  query: readonly { readonly name: string; readonly value: string | readonly string[] }[],
): Promise<readonly unknown[] | SoapFault> {
  return rest.pages({ operation: 'getListsUsingGET', query }, 'token');
}

/** One value of a list parameter; with a comma it would be taken for two, unless it is repeated. */
function listOf(value: string): readonly string[] {
  return value.includes(',') ? [value, value] : [value];
}

function isNamed(record: unknown, member: string, name: string): boolean {
  return textMember(record, member)?.toLowerCase() === name.toLowerCase();
}
