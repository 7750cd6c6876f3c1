import { describe, expect, it } from 'vitest';
import type { Outcome } from '#src/transport/send';
import { openWorkspace } from './open-workspace';
import { promised } from './world';

const answer = (text: string): Outcome => ({
  kind: 'answered',
  status: 200,
  contentType: 'text/xml',
  text,
  bytes: text.length,
  milliseconds: 1,
  route: 'page-to-sandbox',
});

describe('An answer', () => {
  it('stays with its request: another operation shows its own, or none', async () => {
    const texts = ['<one/>', '<two/>'];
    const { workspace } = openWorkspace({ send: async () => answer(texts.shift() ?? '') });
    const shown = () => {
      const { state } = workspace.call;
      return state.kind === 'ended' && state.outcome.kind === 'answered' ? state.outcome.text : state.kind;
    };
    await workspace.send();
    expect(shown()).toBe('<one/>');
    workspace.open('syncLead');
    expect(shown()).toBe('idle');
    await workspace.send();
    expect(shown()).toBe('<two/>');
    workspace.open('getMultipleLeads');
    expect(shown()).toBe('<one/>');
  });

  it('that comes while another operation is open waits at its own request', async () => {
    const late = promised<Outcome>();
    const { workspace } = openWorkspace({ send: () => late.promise });
    const sent = workspace.send();
    await expect.poll(() => workspace.call.busy).toBe(true);
    workspace.open('syncLead');
    late.keep(answer('<late/>'));
    await sent;
    expect(workspace.call.state.kind).toBe('idle');
    expect(workspace.call.busy).toBe(false);
    workspace.open('getMultipleLeads');
    expect(workspace.call.state).toMatchObject({ kind: 'ended', outcome: { text: '<late/>' } });
  });
});
