import { attribs, present, readAttribs } from './marketo-lists';
import { keptText, type Recipe } from './recipe';

/** An opportunity with a person in a role, made by the API alone, and read back. */
export const opportunityWithoutCrm: Recipe = {
  id: 'opportunity-without-crm',
  writes: true,
  inputs: [
    { id: 'email', kind: 'text', initial: () => 'rufus@marketo.com' },
    { id: 'name', kind: 'text', initial: () => 'Spring order' },
    { id: 'amount', kind: 'number', initial: () => '12500', least: 0, most: 1_000_000_000 },
    { id: 'role', kind: 'text', initial: () => 'Decision maker' },
  ],
  steps: [
    {
      id: 'describe',
      operation: 'describeMObject',
      takes: [],
      gives: [],
      run: async ({ call }) => {
        const answer = await call('describeMObject', { objectName: 'Opportunity' });
        if (!answer.ok) return answer;
        const fields = present(answer.values.result?.metadata?.fieldList?.field);
        return {
          ok: true,
          facts: { fields: fields.length },
          table: {
            columns: ['Field', 'Type', 'Read-only'],
            rows: fields.map(({ name, dataType, isReadonly }) => [
              name ?? '',
              dataType ?? '',
              isReadonly ?? '',
            ]),
          },
        };
      },
    },
    {
      id: 'lead',
      operation: 'getLead',
      takes: [],
      gives: ['leadId'],
      run: async ({ call, inputs }) => {
        const answer = await call('getLead', {
          leadKey: { keyType: 'EMAIL', keyValue: inputs.email },
        });
        if (!answer.ok) return answer;
        const leadId = present(answer.values.result?.leadRecordList?.leadRecord)[0]?.Id ?? '';
        return { ok: true, keep: { leadId }, facts: { leadId } };
      },
    },
    {
      id: 'opportunity',
      operation: 'syncMObjects',
      takes: [],
      gives: ['opportunityId'],
      run: async ({ call, inputs, now }) => {
        const closes = new Date(now() + 30 * 86_400_000).toISOString().slice(0, 10);
        const answer = await call('syncMObjects', {
          mObjectList: {
            mObject: [
              {
                type: 'Opportunity',
                attribList: attribs({
                  Name: inputs.name ?? '',
                  Amount: inputs.amount ?? '',
                  Stage: 'Open',
                  CloseDate: closes,
                }),
              },
            ],
          },
          operation: 'INSERT',
        });
        if (!answer.ok) return answer;
        const status = present(answer.values.result?.mObjStatusList?.mObjStatus)[0];
        if (status?.status !== 'CREATED')
          return { ok: false, message: status?.error ?? 'The opportunity was not created.' };
        return {
          ok: true,
          keep: { opportunityId: status.id ?? '' },
          facts: { opportunityId: status.id ?? '' },
        };
      },
    },
    {
      id: 'role',
      operation: 'syncMObjects',
      takes: ['leadId', 'opportunityId'],
      gives: [],
      run: async ({ call, inputs, kept }) => {
        const answer = await call('syncMObjects', {
          mObjectList: {
            mObject: [
              {
                type: 'OpportunityPersonRole',
                attribList: attribs({
                  OpportunityId: keptText(kept, 'opportunityId'),
                  PersonId: keptText(kept, 'leadId'),
                  Role: inputs.role ?? '',
                  IsPrimary: 'true',
                }),
              },
            ],
          },
          operation: 'INSERT',
        });
        if (!answer.ok) return answer;
        const status = present(answer.values.result?.mObjStatusList?.mObjStatus)[0];
        return status?.status === 'CREATED'
          ? { ok: true, facts: { roleId: status.id ?? '' } }
          : { ok: false, message: status?.error ?? 'The role was not created.' };
      },
    },
    {
      id: 'read-back',
      operation: 'getMObjects',
      takes: ['opportunityId'],
      gives: [],
      run: async ({ call, kept }) => {
        const answer = await call('getMObjects', {
          type: 'OpportunityPersonRole',
          mObjAssociationList: {
            mObjAssociation: [{ mObjType: 'Opportunity', id: keptText(kept, 'opportunityId') }],
          },
        });
        if (!answer.ok) return answer;
        const roles = present(answer.values.result?.mObjectList?.mObject);
        const read = roles.map(({ id, attribList }) => ({ id, values: readAttribs(attribList) }));
        const names = [...new Set(read.flatMap(({ values }) => [...values.keys()]))];
        return {
          ok: true,
          facts: { roles: roles.length },
          table: {
            columns: ['id', ...names],
            rows: read.map(({ id, values }) => [id ?? '', ...names.map((name) => values.get(name) ?? '')]),
          },
        };
      },
    },
  ],
};
