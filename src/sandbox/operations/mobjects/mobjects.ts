import { fault, isFault, type SoapFault } from '../../../service/fault';
import { deleteMObjects } from './delete-mobjects';
import {
  mObject,
  opportunityKind,
  programKind,
  roleKind,
  type ObjectKind,
  type StoredObject,
} from './mobject-kinds';
import { externalKeyOf, linksOf, resolve } from './mobject-links';
import { formatObjectPosition, markOf, readObjectPosition } from './mobject-position';
import type { OperationAnswer, OperationCall, OperationHandlers } from '../operation';
import { booleanValue, integerValue, textValue } from '../parameters';
import { syncMObjects } from './sync-mobjects';

/** Reading and writing opportunities, roles and programs. */
export const mObjectHandlers = { getMObjects, syncMObjects, deleteMObjects } satisfies OperationHandlers;

/** The vendor's page; there is no parameter for it. */
const PAGE = 100;

/** An unknown type is fault 20110 in the words that are recorded for custom objects. */
function getMObjects(call: OperationCall<'getMObjects'>): OperationAnswer<'getMObjects'> {
  switch (textValue(call.values.type)) {
    case 'Opportunity':
      return read(call, 'Opportunity', opportunityKind);
    case 'OpportunityPersonRole':
      return read(call, 'OpportunityPersonRole', roleKind);
    case 'Program':
      return read(call, 'Program', programKind);
    case undefined:
      return fault('20109', 'type is null or missing');
    default:
      return fault('20110', 'Object name is not valid');
  }
}

/** Objects of one kind for which everything that was asked holds, by ascending id (our choice), page by page. */
function read<T extends StoredObject>(
  call: OperationCall<'getMObjects'>,
  type: string,
  kind: ObjectKind<T>,
): OperationAnswer<'getMObjects'> {
  const { values, store, settings } = call;
  const { streamPosition, includeDetails, ...question } = values;
  const isWanted = conditions(call, type, kind);
  if (isFault(isWanted)) return isWanted;
  const mark = markOf(question);
  const given = textValue(streamPosition);
  const after = given === undefined ? 0 : readObjectPosition(given, mark);
  if (isFault(after)) return after;
  const rest = kind.all(store).filter((object) => object.id > after && isWanted(object));
  if (given !== undefined && rest.length === 0 && settings.choices.pastTheEnd === 'fault') {
    return fault('20123');
  }

  const page = rest.slice(0, PAGE);
  const details = booleanValue(includeDetails) ?? false;
  return {
    result: {
      returnCount: page.length,
      hasMore: rest.length > page.length,
      newStreamPosition: formatObjectPosition(mark, page.at(-1)?.id ?? after),
      mObjectList: { mObject: page.map((object) => mObject(kind, type, object, details)) },
    },
  };
}

function conditions<T extends StoredObject>(
  { values, store }: OperationCall<'getMObjects'>,
  type: string,
  kind: ObjectKind<T>,
): ((object: T) => boolean) | SoapFault {
  const id = integerValue(values.id);
  const key = externalKeyOf(values.externalKey);
  if (values.externalKey !== undefined && !key) return fault('20109', 'externalKey has no name or value');
  const condition = kind.condition(values.mObjCriteriaList);
  if (isFault(condition)) return condition;
  const links = linksOf(values.mObjAssociationList);
  if (typeof links === 'string') return fault('20110', links);
  const linked: ((object: T) => boolean)[] = [];
  for (const link of links) {
    const isLinked = kind.links[link.kind];
    if (!isLinked) return fault('20110', `${type} has no association with ${link.kind}`);
    const target = resolve(store, link);
    // What is linked to something that does not exist is nothing.
    linked.push((object) => target !== undefined && isLinked(store, object, target));
  }
  return (object) =>
    (id === undefined || object.id === id) &&
    (!key || kind.hasKey(object, key)) &&
    condition(object) &&
    linked.every((holds) => holds(object));
}
