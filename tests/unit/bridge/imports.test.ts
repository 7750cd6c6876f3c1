import { describe, expect, it } from 'vitest';
import { at, envelopeOf } from '../sandbox/requests';
import { bothWays } from './both-ways';

const HEADER = 'Email Address, First Name, Last Name';
const names = { programName: 'Trav-Demo-Program', listName: 'trav-test-list' };
const order = (stringItem: string[], more: object = {}) => ({
  ...names,
  importFileHeader: HEADER,
  importFileRows: { stringItem },
  importListMode: 'UPSERTLEADS',
  ...more,
});

type Ways = ReturnType<typeof bothWays>;

function listed(ways: Ways) {
  const [straight, bridged] = [ways.direct, ways.behind].map(({ sandbox }) => {
    const store = sandbox.inside.store();
    const list = store.lists.inProgram(names.programName, names.listName);
    return [...(list?.members.keys() ?? [])].map((id) => {
      const lead = store.leads.get(id);
      return [id, lead?.email, lead?.attributes.FirstName, lead?.attributes.LastName];
    });
  });
  expect(bridged).toEqual(straight);
  return straight ?? [];
}

/** Everything but the time of the end, which is when the bridge saw it. */
const withoutEnd = (text: string) => text.replace(/<endedTime>[^<]*<\/endedTime>/, '');

describe('imports through the bridge', () => {
  it('are begun and end the same: new and known leads, quoted values, empty cells', async () => {
    const ways = bothWays();
    const known = ways.leads().find(({ email }) => email !== '')?.email ?? '';
    const rows = [
      `new@example.com,"Ada, Countess",Lovelace`,
      `${known},,Changed`,
      'ü@example.com,Ü,"a ""b"""',
    ];
    const begun = await ways.same('importToList', order(rows));
    expect(at(begun.values, 'result.importStatus')).toBe('PROCESSING');
    await ways.same('getImportToListStatus', names);
    ways.clock.now += 120_000;
    const { direct, bridged } = await ways.call('getImportToListStatus', names);
    expect(at(direct.values, 'result.status')).toBe('COMPLETE');
    expect(withoutEnd(bridged.text)).toEqual(withoutEnd(direct.text));
    expect(listed(ways).some(([, email]) => email === 'new@example.com')).toBe(true);
    // What is over is known: nobody has to be asked again.
    const made = ways.made.length;
    expect((await ways.viaBridge('getImportToListStatus', names)).text).toEqual(bridged.text);
    expect(ways.made.slice(made).some((call) => call.includes('/batch/'))).toBe(false);
  });

  it('count the rows that fail', async () => {
    const ways = bothWays();
    await ways.same('importToList', order(['good@example.com,A,B', ',No,Address', 'x@example.com,1,2,3,4']));
    ways.clock.now += 120_000;
    const { direct, bridged } = await ways.call('getImportToListStatus', names);
    for (const name of ['status', 'rowsImported', 'rowsFailed', 'rowsIgnored', 'estimatedRows']) {
      expect(at(bridged.values, `result.${name}`)).toEqual(at(direct.values, `result.${name}`));
    }
    expect(at(bridged.values, 'result.importSummary')).toMatch(/^1 rows imported, 2 rows failed\. /);
    listed(ways);
  });

  it('empty the list first when asked to', async () => {
    const ways = bothWays();
    expect(listed(ways).length).toBeGreaterThan(10);
    await ways.same('importToList', order(['only@example.com,A,B'], { clearList: 'true' }));
    ways.clock.now += 120_000;
    await ways.call('getImportToListStatus', names);
    expect(listed(ways)).toHaveLength(1);
  });

  it('of LISTONLY are over at once, since leads are looked up and added; no lead is changed', async () => {
    const ways = bothWays();
    const known = ways
      .leads()
      .filter(({ email }) => email !== '')
      .slice(0, 3);
    const rows = [...known.map(({ email }) => `${email},Other,Name`), 'nobody@example.com,A,B'];
    const { direct, bridged } = await ways.call('importToList', order(rows, { importListMode: 'LISTONLY' }));
    expect(at(direct.values, 'result.importStatus')).toBe('PROCESSING');
    expect(at(bridged.values, 'result.importStatus')).toBe('COMPLETE');
    ways.clock.now += 120_000;
    const status = await ways.call('getImportToListStatus', names);
    for (const name of ['status', 'rowsImported', 'rowsFailed', 'rowsIgnored', 'estimatedRows']) {
      expect(at(status.bridged.values, `result.${name}`)).toEqual(at(status.direct.values, `result.${name}`));
    }
    expect(ways.made.some((call) => call.includes('/bulk/'))).toBe(false);
    listed(ways);
  });

  it('are refused the same', async () => {
    const ways = bothWays();
    const row = ['a@example.com,A,B'];
    await ways.same('importToList', order(row, { programName: 'Nothing' }));
    await ways.same('importToList', order(row, { listName: 'Nothing' }));
    await ways.same('importToList', order(row, { programName: '' }));
    await ways.same('importToList', order(row, { importFileHeader: '' }));
    await ways.same('importToList', order(row, { importFileHeader: 'Email Address,Nothing,Neither' }));
    await ways.same('importToList', order(row, { importFileHeader: 'First Name' }));
    await ways.same('importToList', order(row, { campaignName: 'Nothing' }));
    await ways.same('importToList', order([]));
    await ways.same('getImportToListStatus', { ...names, listName: 'Nothing' });
    // Imports that were begun elsewhere can't be asked about: REST knows an import by its number only.
    const bridged = await ways.viaBridge('getImportToListStatus', names);
    expect(bridged.code).toBe('20110');
    expect(bridged.message).toContain('through this bridge');
  });

  it('with token columns are fault 20110, or go without them when a setting says so', async () => {
    const tokens = order(['t@example.com,hello,Ada'], {
      importFileHeader: 'Email Address,{{my.message}},First Name',
      campaignName: 'Triggered Message',
    });
    const strict = bothWays();
    const refused = await strict.viaBridge('importToList', tokens);
    expect(refused.code).toBe('20110');
    expect(refused.message).toContain('requestCampaign');
    expect(strict.made.some((call) => call.includes('/bulk/'))).toBe(false);
    const lenient = bothWays({ settings: { importTokens: 'drop' } });
    await lenient.same('importToList', tokens);
    expect(lenient.carried.at(-1)?.notes).toHaveLength(1);
    lenient.clock.now += 120_000;
    await lenient.call('getImportToListStatus', names);
    expect(listed(lenient).some(([, email]) => email === 't@example.com')).toBe(true);
  });

  it('that may have begun are not begun again, and the fault says so', async () => {
    const ways = bothWays();
    ways.behind.sandbox.configure({
      faultsOnPurpose: [{ kind: 'truncate', operation: 'importLeadUsingPOST' }],
    });
    const answer = await ways.send(envelopeOf('importToList', order(['a@example.com,A,B']), ways.clock.now));
    expect(answer.code).toBe('10001');
    expect(answer.message).toContain('may have been carried out');
    expect(ways.made.filter((call) => call.includes('/bulk/'))).toHaveLength(1);
  });
});
