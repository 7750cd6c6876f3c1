import type { ArrayOfMObjCriteria, MObject } from '../../../contract/mktows-types';
import type { SoapFault } from '../../../service/fault';
import type { Opportunity, Role } from '../../store/mobjects';
import type { Program } from '../../store/programs';
import type { Store } from '../../store/store';
import { formatDateTime } from '../../../service/time';
import type { ResultOf } from '../../../service/complete-result';
import { conditionOf, programCondition, type Condition, type Criteria } from './mobject-criteria';
import type { ExternalKey, LinkKind } from './mobject-links';
import { opportunityContents, programContents, roleContents } from './mobject-records';

/** What getMObjects has to know of a kind of object. */
export interface ObjectKind<T extends StoredObject> {
  /** By ascending id. */
  all(store: Store): readonly T[];
  condition(list: ArrayOfMObjCriteria | null | undefined): Condition<T> | SoapFault;
  /** Whether an object has a value in one of its custom fields. */
  hasKey(object: T, key: ExternalKey): boolean;
  /** The kinds that its objects can be linked to, each with the test whether one is linked to an id. */
  readonly links: Readonly<Partial<Record<LinkKind, (store: Store, object: T, id: number) => boolean>>>;
  /** Whether answers show the times of creation and update; those of programs do not (vendor's sample). */
  readonly dated: boolean;
  /** What an answer says of the object, besides its type, id and times. */
  contents(object: T, details: boolean): ResultOf<MObject>;
}

/** What all kinds have in common; times in milliseconds since 1970. */
export interface StoredObject {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The criteria that all kinds have. */
function common<T extends StoredObject & { readonly crmId?: string }>(): Criteria<T> {
  return {
    Id: { type: 'number', read: ({ id }) => id },
    'CRM Id': { type: 'text', read: ({ crmId }) => crmId },
    'Created At': { type: 'time', read: ({ createdAt }) => createdAt },
    'Updated At': { type: 'time', read: ({ updatedAt }) => updatedAt },
  };
}

const opportunityCriteria: Criteria<Opportunity> = {
  ...common<Opportunity>(),
  Name: { type: 'text', read: ({ attributes }) => attributes.Name },
  Type: { type: 'text', read: ({ attributes }) => attributes.Type },
  Stage: { type: 'text', read: ({ attributes }) => attributes.Stage },
};

const roleCriteria: Criteria<Role> = {
  ...common<Role>(),
  Role: { type: 'text', read: ({ attributes }) => attributes.Role },
};

const programCriteria: Criteria<Program> = {
  ...common<Program>(),
  Name: { type: 'text', read: ({ name }) => name },
  'Workspace Id': { type: 'number', read: ({ workspaceId }) => workspaceId },
  'Workspace Name': { type: 'text', read: ({ workspace }) => workspace },
};

/** Opportunities are linked to leads through their roles. */
export const opportunityKind: ObjectKind<Opportunity> = {
  all: (store) => store.mObjects.opportunities(),
  condition: (list) => conditionOf(opportunityCriteria, list),
  hasKey: ({ attributes }, { name, value }) => attributes[name] === value,
  links: {
    Lead: (store, { id }, leadId) => store.mObjects.rolesIn(id).some((role) => role.leadId === leadId),
    Company: (_store, { companyId }, id) => companyId === id,
    Opportunity: (_store, { id }, wanted) => id === wanted,
  },
  dated: true,
  contents: opportunityContents,
};

/** Roles, which cannot have an external key. */
export const roleKind: ObjectKind<Role> = {
  all: (store) => store.mObjects.roles(),
  condition: (list) => conditionOf(roleCriteria, list),
  hasKey: () => false,
  links: {
    Lead: (_store, { leadId }, id) => leadId === id,
    Company: (store, { opportunityId }, id) => store.mObjects.opportunity(opportunityId)?.companyId === id,
    Opportunity: (_store, { opportunityId }, id) => opportunityId === id,
  },
  dated: true,
  contents: roleContents,
};

/** Programs, which have no links and no custom fields here. */
export const programKind: ObjectKind<Program> = {
  all: (store) => store.programs.all(),
  condition: (list) => programCondition(programCriteria, list),
  hasKey: () => false,
  links: {},
  dated: false,
  contents: programContents,
};

/** An object as an answer's MObject. */
export function mObject<T extends StoredObject>(
  kind: ObjectKind<T>,
  type: string,
  object: T,
  details: boolean,
): ResultOf<MObject> {
  return {
    type,
    id: object.id,
    createdAt: kind.dated ? formatDateTime(object.createdAt) : undefined,
    updatedAt: kind.dated ? formatDateTime(object.updatedAt) : undefined,
    ...kind.contents(object, details),
  };
}
