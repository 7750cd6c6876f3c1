import { describe, expect, it } from 'vitest';
import { readRoute } from '#src/workspace/route';
import { openWorkspace } from './open-workspace';

describe('The guide', () => {
  it('shows the page that an address names, and leaves the request as it is', () => {
    const { workspace } = openWorkspace();
    const { text } = workspace.request;
    workspace.follow(readRoute('#guide/getLeadChanges'));
    expect(workspace.view.guidePage).toBe('getLeadChanges');
    expect(workspace.view.tab).toBe('guide');
    expect(workspace.request.text).toBe(text);
  });

  it('follows the open operation as long as no address names another', async () => {
    const { workspace } = openWorkspace();
    for (const leave of [
      () => workspace.open('getLead'),
      () => workspace.follow(readRoute('')),
      () => workspace.follow(readRoute('#guide')),
      () => workspace.resetContract(),
    ]) {
      workspace.follow(readRoute('#guide/getLeadChanges'));
      await leave();
      expect(workspace.view.guidePage).toBeUndefined();
    }
  });

  it('does not come to the front for an address that is not its own', () => {
    const { workspace } = openWorkspace();
    const { tab } = workspace.view;
    workspace.follow(readRoute('#elsewhere'));
    expect(workspace.view.tab).toBe(tab);
    expect(workspace.view.guideAsked).toBe(false);
  });
});
