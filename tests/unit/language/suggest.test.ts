import { describe, expect, it } from 'vitest';
import { nearest } from '#src/language/suggest';

describe('the word that was meant', () => {
  const KEYS = ['IDNUM', 'EMAIL', 'SFDCLEADID', 'SFDCLEADOWNERID'];

  it('is found when two letters are swapped', () => {
    expect(nearest('EMIAL', KEYS)).toBe('EMAIL');
  });

  it('is found whatever the case and the separators', () => {
    expect(nearest('sfdc_lead_id', KEYS)).toBe('SFDCLEADID');
  });

  it('is not guessed when nothing is near', () => {
    expect(nearest('PHONE', KEYS)).toBeUndefined();
  });
});
