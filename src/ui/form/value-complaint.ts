import type { TypeRef } from '../../contract/contract';
import { lexicalFault } from '../../text/lexical';
import { isXmlSpace } from '../../text/white-space';

/**
 * Why a text is no value of a built-in type, in a few words; undefined when it is one. An empty text is left to the field:
 * it may just not be filled in yet.
 */
export function valueComplaint(type: TypeRef, text: string): string | undefined {
  if (type.kind !== 'builtin' || isXmlSpace(text)) return undefined;
  return lexicalFault(type.name, text)?.hint;
}
