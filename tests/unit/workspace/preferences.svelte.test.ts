import { describe, expect, it } from 'vitest';
import { Preferences } from '#src/workspace/preferences.svelte';
import { blockedStorage, MemoryStorage } from './world';

describe('Preferences', () => {
  it('begin with the system’s theme, signing on send and the documented request', () => {
    const { theme, signOnSend, operation } = new Preferences(() => new MemoryStorage());
    expect({ theme, signOnSend, operation }).toEqual({
      theme: 'system',
      signOnSend: true,
      operation: 'getMultipleLeads',
    });
  });

  it('outlive the tab', () => {
    const storage = new MemoryStorage();
    const before = new Preferences(() => storage);
    before.theme = 'dark';
    before.signOnSend = false;
    before.operation = 'getLead';
    const { theme, signOnSend, operation } = new Preferences(() => storage);
    expect({ theme, signOnSend, operation }).toEqual({
      theme: 'dark',
      signOnSend: false,
      operation: 'getLead',
    });
  });

  it('keep what is sound when one of them is not', () => {
    const storage = new MemoryStorage();
    storage.setItem(
      'marketo-soap-playground/preferences',
      JSON.stringify({ theme: 'sepia', signOnSend: false, operation: 'getLead' }),
    );
    const { theme, signOnSend, operation } = new Preferences(() => storage);
    expect({ theme, signOnSend, operation }).toEqual({
      theme: 'system',
      signOnSend: false,
      operation: 'getLead',
    });
  });

  it('can be changed where storage is blocked', () => {
    const preferences = new Preferences(blockedStorage);
    preferences.theme = 'light';
    expect(preferences.theme).toBe('light');
  });
});
